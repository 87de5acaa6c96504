"""The ledger of a campaign: the contracts that its log has brought, worked out from the log."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from negotiation.app.stand_ins import as_opened, is_signature, sessions_of
from negotiation.domain.campaigns import ContractInForce
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import lot_table
from negotiation.domain.valuations import BundleValuation, PerBidderValuation
from negotiation.economics.bundles import BundledTerms
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.valuation import profiles_of
from negotiation.protocol.session import Session

__all__ = ["Entry", "MarketAt", "contracts_of", "current", "name_of", "portfolio_of", "replaced_by"]
__all__ += ["until_signed"]

MarketAt = Callable[[int], Market]
"""Month of the world -> the market as it stands then."""


class Entry(NamedTuple):
    """A contract and where it comes from."""

    table: str
    """The table it was signed at; for the first ledger its own id."""
    contract: SignedContract
    lineage: frozenset[str]
    """The table, and those of the contracts that it has replaced one after the other."""

    @property
    def parties(self) -> tuple[str, ...]:
        """Who signed it."""
        return tuple(self.contract.setting.parties.values())


def portfolio_of(
    scenario: Scenario, log: Sequence[LogEvent], market_at: MarketAt
) -> tuple[Entry, ...]:
    """Return every contract of a campaign up to the end of ``log``, in the order of signing.

    What was signed at a table that replaces an earlier contract has ended that one, or whatever had
    taken its place by then.
    """
    campaign = scenario.campaign
    if campaign is None:
        return ()
    entries = [
        Entry(standing.id, _standing(scenario, standing, market_at), frozenset({standing.id}))
        for standing in campaign.ledger
    ]
    signed_at = [event.table for event in log if is_signature(event)]
    sessions = sessions_of(log, tables=signed_at)
    for name in signed_at:
        session, month = sessions[name], campaign.phase_of(name).month
        table = as_opened(campaign, scenario.table(name), session.parties)
        signed = contracts_of(scenario, table, session, month=month, market=market_at(month))
        if not signed:
            continue
        replaced = replaced_by(entries, table)
        entries = [_ended(each, month) if each in replaced else each for each in entries]
        lineage = frozenset({name}).union(*(each.lineage for each in replaced))
        replaces = name_of(replaced)
        entries += [
            Entry(name, replace(contract, replaces=replaces), lineage) for contract in signed
        ]
    return tuple(entries)


def until_signed(log: Sequence[LogEvent]) -> Sequence[LogEvent]:
    """Return the beginning of a log on which its portfolio hangs: up to the last signature."""
    length = len(log)
    while length and not is_signature(log[length - 1]):
        length -= 1
    return log[:length]


def contracts_of(
    scenario: Scenario, table: Table, session: Session, *, month: int, market: Market
) -> tuple[SignedContract, ...]:
    """Return the contracts that an agreement brings; none at a table of points or of a mere price.

    Args:
        scenario: whose parties have their own economics.
        table: with real parties.
        session: the table's talks, which ended with an agreement.
        month: of the world.
        market: as it stands in that month.
    """

    def setting_of(valuation: EconomicsValuation) -> ContractSetting:
        return contract_setting(valuation, market, profiles_of(scenario))

    return tuple(
        SignedContract(
            id=name, setting=setting_of(valuation), clauses=dict(clauses), signed_month=month
        )
        for name, valuation, clauses in _terms(table, session)
    )


def _terms(
    table: Table, session: Session
) -> Iterator[tuple[str, EconomicsValuation, Mapping[str, OptionValue]]]:
    match table.valuation:
        case PerBidderValuation():
            for award in session.awards:
                lot = lot_table(table, award.party, award.share_fraction).valuation
                if isinstance(lot, EconomicsValuation):
                    alone = len(session.awards) == 1
                    name = table.id if alone else f"{table.id}.{award.party}"
                    yield name, lot, award.outcome
        case BundleValuation(contracts=contracts):
            for part, contract in contracts.items():
                clauses = _clauses(BundledTerms(table.space, contract.clauses), session.agreement)
                gpus = {**contract.fixed, **clauses}.get("gpus")
                has_left = any(party in session.left for party in contract.roles.values())
                if gpus != 0 and not has_left:
                    yield f"{table.id}.{part}", contract, clauses
        case EconomicsValuation() as economics:
            yield table.id, economics, session.agreement or {}
        case _:
            return


def _clauses(terms: BundledTerms, outcome: Outcome | None) -> dict[str, OptionValue]:
    if outcome is None:
        return {}
    index = np.array([terms.index_of(outcome)], dtype=np.int64)
    return {clause: column[0].item() for clause, column in terms.columns(index).items()}


def _standing(scenario: Scenario, contract: ContractInForce, market_at: MarketAt) -> SignedContract:
    valuation = EconomicsValuation(
        template=contract.template,
        roles=contract.roles,
        cloud=contract.profiles.cloud,
        vendor=contract.profiles.vendor,
        lab=contract.profiles.lab,
    )
    setting = contract_setting(valuation, market_at(contract.signed_month), profiles_of(scenario))
    return SignedContract(
        id=contract.id,
        setting=setting,
        clauses=dict(contract.clauses),
        signed_month=contract.signed_month,
    )


def _ended(entry: Entry, month: int) -> Entry:
    """Return an entry as ended by agreement."""
    if entry.contract.ended_month is not None:
        return entry
    return entry._replace(contract=replace(entry.contract, ended_month=month))


def current(entries: Sequence[Entry], name: str) -> tuple[Entry, ...]:
    """Return what a table's contracts have become: themselves, or those that replaced them."""
    found = [entry for entry in entries if name in entry.lineage]
    standing = [entry for entry in found if entry.contract.ended_month is None]
    return tuple(standing or [entry for entry in found if entry.table == found[-1].table])


def name_of(entries: Sequence[Entry]) -> str | None:
    """Return the id of a contract; of several that were awarded together that of their table."""
    if len(entries) == 1:
        return entries[0].contract.id
    return entries[0].table if entries else None


def replaced_by(entries: Sequence[Entry], table: Table) -> tuple[Entry, ...]:
    """Return the contracts that a signature at a table ends.

    Of what it names, those that lie between people at the table; if there is none, those that bind
    one of them to somebody else, as when a rival takes a customer over. Nobody can end a contract
    of strangers.
    """
    if table.replaces is None or not any(table.replaces in each.lineage for each in entries):
        return ()
    named = current(entries, table.replaces)
    here = set(table.parties)
    between = tuple(entry for entry in named if set(entry.parties) <= here)
    return between or tuple(entry for entry in named if here & set(entry.parties))
