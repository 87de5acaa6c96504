"""What tables are worth in the middle of a campaign, beside everything that has been signed.

Every outcome is valued when the table opens, and only the numbers are kept. So nothing leads from a
party's own values to the contracts of others, to their economics, or to the world that is to come.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.economics.bundles import BundledTerms, combination_of
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.own import OwnRisk
from negotiation.economics.risk import Appraisal
from negotiation.economics.situation import Situation, appraise_in, ended_by

__all__ = ["ListedContract", "OwnGains", "OwnListed", "SituatedBundle", "listed_contract"]
__all__ += ["situated_bundle"]


@dataclass(frozen=True, slots=True, eq=False)
class ListedContract:
    """One contract that the agenda fills in, every outcome of it valued already."""

    space: OutcomeSpace
    setting: ContractSetting
    listed: Mapping[str, Appraisal]
    """By party, axis (outcome,) over the whole space."""
    gains: Mapping[str, Appraisal]
    """The same, of what the contract adds."""

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of outcomes by party [CNY]."""
        return {party: each.value_cny[indices] for party, each in self.listed.items()}

    def own(self, party: str) -> "OwnListed":
        """Return what contracts hold for one party."""
        gain = self.gains[party]
        return OwnListed(
            self.space,
            value_cny=self.listed[party].value_cny.copy(),
            expected_npv_cny=gain.expected_npv_cny.copy(),
            loss_probability_fraction=gain.loss_probability_fraction.copy(),
            cvar5_npv_cny=gain.cvar5_npv_cny.copy(),
        )


@dataclass(frozen=True, slots=True, eq=False)
class OwnListed:
    """What any outcome holds for one party, looked up. Arrays have the axis (outcome,)."""

    space: OutcomeSpace
    value_cny: Floats
    expected_npv_cny: Floats
    loss_probability_fraction: Floats
    cvar5_npv_cny: Floats

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome [CNY]."""
        return float(self.value_cny[self.space.index_of(outcome)])

    def risk(self, outcome: Outcome) -> OwnRisk:
        """Return the risk of what one outcome adds to what the party has."""
        index = self.space.index_of(outcome)
        return OwnRisk(
            expected_npv_cny=float(self.expected_npv_cny[index]),
            loss_probability_fraction=float(self.loss_probability_fraction[index]),
            cvar5_npv_cny=float(self.cvar5_npv_cny[index]),
        )


def listed_contract(
    situation: Situation, setting: ContractSetting, space: OutcomeSpace
) -> tuple[ListedContract, Mapping[str, float]]:
    """Value every outcome of a table in a situation.

    Returns:
        The contract, and by party what it has if nothing is signed [CNY].
    """
    worth = appraise_in(situation, setting, space.columns(np.arange(space.size)))
    now = replace(setting, market=situation.market)
    listed = ListedContract(space, now, worth.appraisals, worth.gains)
    return listed, worth.reservation_values_cny


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One contract of a bundle, axis (combination,) over the options of its own issues."""

    places: tuple[int, ...]
    """Where its issues stand on the agenda."""
    is_none: NDArray[np.bool_]
    gains_cny: Mapping[str, Floats]
    """By party, over signing nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class SituatedBundle:
    """Several contracts at one table; what each adds to what a party has is added up."""

    parties: tuple[str, ...]
    space: OutcomeSpace
    parts: tuple[_Part, ...]
    alone_cny: Mapping[str, float]
    """What a party has if nothing is signed."""
    ended_cny: Mapping[str, float]
    """What the end of the contract that a signature replaces adds to it."""

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of outcomes by party [CNY]."""
        return {party: self.own(party).values(indices) for party in self.parties}

    def own(self, party: str) -> "OwnGains":
        """Return what outcomes hold for one party."""
        return OwnGains(
            self.space,
            tuple((part.places, part.is_none, part.gains_cny[party]) for part in self.parts),
            self.alone_cny[party],
            self.ended_cny[party],
        )


@dataclass(frozen=True, slots=True, eq=False)
class OwnGains:
    """What any outcome of a bundle holds for one party, looked up."""

    space: OutcomeSpace
    parts: tuple[tuple[tuple[int, ...], NDArray[np.bool_], Floats], ...]
    alone_cny: float
    ended_cny: float

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome [CNY]."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        return float(self.values(index)[0])

    def values(self, indices: Indices) -> Floats:
        """Return the value of outcomes [CNY], axis (outcome,)."""
        gained = np.zeros(len(indices))
        is_signed = np.zeros(len(indices), dtype=np.bool_)
        for places, is_none, gains in self.parts:
            row = combination_of(self.space, places, indices)
            gained += gains[row]
            is_signed |= ~is_none[row]
        worth: Floats = self.alone_cny + gained + np.where(is_signed, self.ended_cny, 0.0)
        return worth


def situated_bundle(
    situation: Situation,
    parties: tuple[str, ...],
    contracts: Mapping[str, tuple[BundledTerms, ContractSetting]],
) -> SituatedBundle:
    """Value every contract of a bundle in a situation, for everybody at the table.

    Args:
        situation: where the campaign stands. What a signature replaces ends once, whichever of the
            contracts are signed.
        parties: who sits at the table; what somebody else's contract does to them counts as well.
        contracts: by name, one at least.
    """
    after = replace(
        situation,
        portfolio=ended_by(situation.portfolio, situation.replaces, situation.month),
        replaces=None,
    )
    alone: dict[str, float] = {}
    ended: dict[str, float] = {}
    parts = []
    for terms, setting in contracts.values():
        part, before, without = _part(situation, after, (terms, setting), parties)
        parts.append(part)
        for party, amount in before.items():
            alone.setdefault(party, amount)
            ended.setdefault(party, without[party] - amount)
    return SituatedBundle(
        parties=parties,
        space=next(iter(contracts.values()))[0].space,
        parts=tuple(parts),
        alone_cny={party: alone.get(party, 0.0) for party in parties},
        ended_cny={party: ended.get(party, 0.0) for party in parties},
    )


def _part(
    situation: Situation,
    after: Situation,
    contract: tuple[BundledTerms, ContractSetting],
    parties: tuple[str, ...],
) -> tuple[_Part, Mapping[str, float], Mapping[str, float]]:
    """Value one contract of a bundle.

    Returns:
        The contract; and by party what it has without any signature, before and after the end of
        the contract that a signature replaces [CNY].
    """
    terms, setting = contract
    columns = terms.columns(terms.combinations())
    worth = appraise_in(after, setting, columns, parties=parties)
    without = worth.reservation_values_cny
    before = without
    if situation.replaces is not None:
        as_it_is = replace(situation, replaces=None)
        nothing = appraise_in(as_it_is, setting, {"gpus": np.zeros(1)}, parties=parties)
        before = nothing.reservation_values_cny
    is_none = fill_columns(setting, columns)["gpus"] == 0
    gains = {
        party: np.where(is_none, 0.0, worth.appraisals[party].value_cny - without[party])
        if party in worth.appraisals
        else np.zeros(len(is_none))
        for party in parties
    }
    return _Part(terms.places, is_none, gains), before, without
