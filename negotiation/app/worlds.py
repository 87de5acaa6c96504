"""The world that really happens in a campaign, and what may be known of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from negotiation.app.ledger import Entry, current, name_of, portfolio_of, replaced_by, until_signed
from negotiation.app.recalling import Recalled
from negotiation.app.stand_ins import as_opened, is_signature, sessions_of, signers_of
from negotiation.domain.campaigns import (
    Campaign,
    Condition,
    DeliveredBelow,
    InForce,
    IsBanned,
    IsSigned,
    RegimeIs,
)
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.market import Market
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.execution import Execution, execute, realised_world
from negotiation.economics.hindsight import realised_totals
from negotiation.economics.lines import SignedContract
from negotiation.economics.situation import Situation, known_world, market_in
from negotiation.economics.standing import ContractStanding, Standing, standing_of
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["CampaignWorld"]


class CampaignWorld:
    """One realised world, and everything that hangs on it and on the log."""

    def __init__(self, scenario: Scenario, campaign: Campaign, seed: int) -> None:
        if scenario.market is None:
            raise UsageError(f"{scenario.name} is a campaign without a market")
        self._scenario = scenario
        self._campaign = campaign
        self._market = scenario.market
        self.seed = seed if campaign.world_seed is None else campaign.world_seed
        self.truth: World = realised_world(
            self._market,
            campaign.phases[-1].month + campaign.months_after,
            self.seed,
            mode=campaign.world,
        )
        self._portfolios: Recalled[tuple[Entry, ...]] = Recalled()
        self._standing: Recalled[Standing] = Recalled()

    def market_at(self, month: int) -> Market:
        """Return the market as it stands in a month."""
        return market_in(self._market, self.truth, month, self._campaign.backlog_months)

    def portfolio(self, log: Sequence[LogEvent]) -> tuple[Entry, ...]:
        """Return every contract up to the end of ``log``."""
        signed = until_signed(log)
        return self._portfolios.of(
            signed, lambda: portfolio_of(self._scenario, signed, self.market_at)
        )

    def contracts(self, log: Sequence[LogEvent]) -> tuple[SignedContract, ...]:
        """Return every contract up to the end of ``log``, without where it comes from."""
        return tuple(entry.contract for entry in self.portfolio(log))

    def standing(self, log: Sequence[LogEvent], month: int) -> Standing:
        """Return what is known in a month."""
        signed = until_signed(log)
        return self._standing.of(
            signed,
            lambda: standing_of(self.contracts(signed), self.truth, month),
            question=month,
        )

    def situation(self, table: Table, log: Sequence[LogEvent]) -> Situation:
        """Return where the campaign stands for a table that is open after ``log``."""
        month = self._campaign.phase_of(table.id).month
        entries = self.portfolio(log)
        contracts = tuple(entry.contract for entry in entries)
        return Situation(
            month=month,
            portfolio=contracts,
            world=known_world(self._market, self.truth, contracts, month=month),
            market=self.market_at(month),
            replaces=name_of(replaced_by(entries, table)),
        )

    def execution(self, log: Sequence[LogEvent]) -> Execution:
        """Carry everything out that was signed, whenever it was, to the same last month."""
        contracts = self.contracts(log)
        latest = max((contract.signed_month for contract in contracts), default=0)
        return execute(
            contracts,
            self._market,
            seed=self.seed,
            months_after=self.truth.months - latest,
            mode=self._campaign.world,
        )

    def before(self, entry: Entry, log: Sequence[LogEvent]) -> Situation:
        """Return where the campaign stood when a contract was signed.

        What the same agreement brought besides it counts as signed.
        """
        place = next(
            index
            for index, event in enumerate(log)
            if is_signature(event) and event.table == entry.table
        )
        session = sessions_of(log)[entry.table]
        table = as_opened(self._campaign, self._scenario.table(entry.table), session.parties)
        situation = self.situation(table, log[:place])
        besides = [
            each.contract
            for each in self.portfolio(log[: place + 1])
            if each.table == entry.table and each.contract.id != entry.contract.id
        ]
        return replace(situation, portfolio=(*situation.portfolio, *besides))

    def profits(self, log: Sequence[LogEvent]) -> dict[str, float]:
        """Return what every party has from all that was signed at the tables [CNY, month 0].

        It is the difference to the same world in which nothing was signed there.
        """
        entries = self.portfolio(log)
        first = {contract.id for contract in self._campaign.ledger}
        world = self.execution(log).world
        actual = realised_totals([entry.contract for entry in entries], world)
        nothing = realised_totals([_unsigned(entry, first) for entry in entries], world)
        return {party: actual[party] - nothing[party] for party in actual}

    def holds(
        self,
        condition: Condition,
        month: int,
        log: Sequence[LogEvent],
        stand_ins: Mapping[str, str],
    ) -> bool:
        """Whether a condition holds in a month, after ``log``."""
        return self._is_so(condition, month, log, stand_ins) == condition.holds

    def _is_so(
        self,
        condition: Condition,
        month: int,
        log: Sequence[LogEvent],
        stand_ins: Mapping[str, str],
    ) -> bool:
        match condition:
            case IsSigned(table=table, by=by):
                session = sessions_of(log).get(table)
                signed = [entry for entry in self.portfolio(log) if entry.table == table]
                bound = {party for entry in signed for party in entry.parties}
                if session is not None and not signed:  # nothing that the simulator carries out
                    bound = set(signers_of(session))
                return bool(bound) if by is None else stand_ins.get(by, by) in bound
            case InForce(table=table):
                return any(each.is_in_force for each in self._standings(table, log, month))
            case DeliveredBelow(table=table, fraction=fraction):
                found = self._standings(table, log, month)
                promised = sum(each.promised_gpus for each in found)
                delivered = sum(each.delivered_gpus for each in found)
                return promised > 0 and delivered < fraction * promised
            case RegimeIs(regimes=regimes):
                return self.standing(log, month).now.regime in regimes
            case IsBanned():
                return self.standing(log, month).now.is_banned

    def _standings(self, table: str, log: Sequence[LogEvent], month: int) -> list[ContractStanding]:
        standing = self.standing(log, month)
        now = current(self.portfolio(log), table)
        return [standing.contracts[entry.contract.id] for entry in now]


def _unsigned(entry: Entry, first: Collection[str]) -> SignedContract:
    """Return a contract as if nothing had been signed at any table."""
    contract = replace(entry.contract, ended_month=None)
    if entry.table in first:
        return contract
    return replace(contract, clauses={**contract.clauses, "gpus": 0.0})
