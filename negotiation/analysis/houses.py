"""The house behind the seats: what mandates forbid, and who signs what is beyond a ladder (R12)."""

from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

import numpy as np

from negotiation.analysis.breaches import MandateGuard
from negotiation.domain.mandates import AuthorityStep, Mandate
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import AwardWeights
from negotiation.domain.quantities import OptionValue
from negotiation.protocol.house import Signature
from negotiation.protocol.session import Escalation

__all__ = ["MandateHouse", "RuleChance"]

RuleChance = Callable[[str, str, OptionValue], float]
"""Party, issue, value -> the chance of rule R12 that the signer agrees."""


class MandateHouse:
    """Holds parties to their mandates, and answers what they escalate.

    A signer with a chance is drawn from the seed, the table, the party and the step, so that asking
    again, or in another run of the same seed, has the same answer. Where a seat decides and nobody
    plays it, the house signs what is worth at least the party's alternative.
    """

    def __init__(
        self,
        mandates: Mapping[str, Mandate],
        reservation_values: Mapping[str, float],
        value_of: Callable[[str, Outcome], float],
        *,
        seed: int = 0,
        rule_chance: RuleChance | None = None,
        played_approvers: frozenset[str] = frozenset(),
        weights: AwardWeights | None = None,
        completed: Callable[[str, Outcome], Outcome] | None = None,
    ) -> None:
        """Take what the answers depend on.

        Args:
            mandates: by party.
            reservation_values: by party.
            value_of: party, outcome -> value.
            seed: of the run.
            rule_chance: for steps with approval ``rule``; without it they are always signed.
            played_approvers: parties whose approver is a model or a person.
            weights: the host's, at a tender that is awarded by them.
            completed: makes of what a party may bid what would be signed.
        """
        self._mandates = mandates
        self._guard = MandateGuard(mandates, reservation_values, value_of)
        self._reservation_values = reservation_values
        self._value_of = value_of
        self._seed = seed
        self._rule_chance = rule_chance
        self._played_approvers = played_approvers
        self._weights = weights
        self._completed = completed or (lambda _party, outcome: outcome)

    def objections(self, party: str, outcome: Outcome) -> tuple[str, ...]:
        """Return why ``party`` must not bind itself to ``outcome``. Only that party may see it."""
        return self._guard.objections(party, outcome)

    def unsigned(
        self, party: str, outcome: Outcome, signed: Mapping[int, Outcome]
    ) -> tuple[Signature, ...]:
        """Return the steps that ``outcome`` needs and that nobody has signed so far."""
        return tuple(
            Signature(place, step)
            for place, step in enumerate(self._mandates[party].authority)
            if step.issue in outcome
            and step.covers(outcome[step.issue])
            and not _is_within(step, outcome[step.issue], signed.get(place))
        )

    def answer(self, table: str, party: str, asked: Escalation) -> tuple[int, ...] | None:
        """Return the steps that the house signs; ``None`` where a seat must decide it."""
        ladder = self._mandates[party].authority
        if party in self._played_approvers and any(
            ladder[place].approval == "seat" for place in asked.steps
        ):
            return None
        return tuple(place for place in asked.steps if self._signs(table, party, place, asked))

    def weights(self, table: str) -> AwardWeights | None:  # noqa: ARG002
        """Return the host's weights."""
        return self._weights

    def shuffled(self, table: str, round_number: int, parties: Sequence[str]) -> tuple[str, ...]:
        """Return the parties in a random order that the seed decides."""
        order = _stream(self._seed, table, "bids", str(round_number)).permutation(len(parties))
        return tuple(parties[place] for place in order)

    def _signs(self, table: str, party: str, place: int, asked: Escalation) -> bool:
        step = self._mandates[party].authority[place]
        match step.approval:
            case "never":
                return False
            case "seat":
                binding = self._completed(party, asked.outcome)
                return self._value_of(party, binding) >= self._reservation_values[party]
            case "rule":
                value = asked.outcome[step.issue]
                chance = self._rule_chance(party, step.issue, value) if self._rule_chance else 1.0
            case _:
                chance = step.approval
        return bool(_stream(self._seed, table, party, str(place)).random() < chance)


def _is_within(step: AuthorityStep, value: OptionValue, signed: Outcome | None) -> bool:
    """Whether a value goes no further than what was signed."""
    if signed is None or isinstance(value, str):
        return False
    limit = signed[step.issue]
    if isinstance(limit, str):
        return False
    return value <= limit if step.at_least is not None else value >= limit


def _stream(seed: int, *names: str) -> np.random.Generator:
    """Return a generator that belongs to these names alone."""
    keys = [crc32(name.encode()) for name in names]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=keys)))
