"""Tenders and round tables without a simulator: bidders with a cost, parties with points."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.agents.negotiator import SeatBrief, Side
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import TableOpened
from negotiation.domain.issues import Issue, Option
from negotiation.domain.mandates import Mandate
from negotiation.domain.moves import TalkMode
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule, StrategyName
from negotiation.domain.tenders import WINNER
from negotiation.domain.values import ShortText
from negotiation.protocol.house import House, OpenHouse
from tests.agents.builders import Talks, make_brief, make_preferences
from tests.builders import make_mandate, make_range, text

__all__ = ["BIDDERS", "HOST", "LADDER", "Tender", "ladder_step", "round_table"]

HOST, BIDDERS = "lab", ("heron", "pine", "reef")

PRICE = make_range(0.1, 0.6, 0.01, id="price")
RAMP = Issue.model_validate(
    {"id": "ramp", "title": text("Ramp", "节奏"), "options": ["fast", "slow"]}
)
SPACE = OutcomeSpace((PRICE, RAMP))

COSTS: Mapping[str, float] = {"heron": 0.2, "pine": 0.3, "reef": 0.25}
"""The price at which a bidder that is slow earns nothing; fast costs 0.05 more."""

STOCK = {
    "id": "free_cards",
    "statement": text("{value} free.", "空着{value}。"),
    "value": 64,
    "unit": "gpus",
}


def ladder_step(at_most: float, *, delay: int = 1, approval: object = 1.0) -> dict[str, Any]:
    """A signature that a price so low needs."""
    return {
        "issue": "price",
        "at_most": at_most,
        "signer": text("The chief.", "老板。"),
        "delay_rounds": delay,
        "approval": approval,
    }


LADDER = [ladder_step(0.4), ladder_step(0.28, delay=2)]


def side(party: str) -> Side:
    return Side(party, f"{party.title()} House", "A party", "Known to all.")


class Tender:
    """Three bidders and a host who likes low prices and a fast ramp."""

    def __init__(
        self,
        *,
        rounds: int = 14,
        talk: TalkMode = "full",
        ladders: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        costs: Mapping[str, float] = COSTS,
        host_least: float = 0.0,
        seed: int = 1,
        language: str = "en",
        **rules: Any,
    ) -> None:
        fields = {"host": HOST, "bidding": "open", "price_issue": "price", "min_step": 0.02}
        self.rules = TenderRules.model_validate({**fields, **rules})
        self._rounds, self._talk, self._costs, self._seed = rounds, talk, costs, seed
        self._language, self._host_least = language, host_least
        self._mandates = {
            party: make_mandate(
                reservation_value=0,
                authority=list((ladders or {}).get(party, ())),
                private_facts=[STOCK] if party != HOST else [],
            )
            for party in (*BIDDERS, HOST)
        }

    def worth(self, party: str) -> NDArray[np.float64]:
        """What an outcome is worth to a bidder, or to the host, shape (outcome,)."""
        positions = SPACE.positions(np.arange(SPACE.size))
        prices = np.array(PRICE.values, dtype=np.float64)[positions[0]]
        is_fast = positions[1] == 0
        if party == HOST:
            return np.asarray((0.6 - prices + 0.04 * is_fast) * 100)
        return np.asarray((prices - self._costs[party] - 0.05 * is_fast) * 100)

    def brief(self, party: str) -> SeatBrief:
        is_host = party == HOST
        least = self._host_least if is_host else 0.0
        lot = make_preferences(SPACE, self.worth(party), reservation_value=least)
        return make_brief(
            self._whole(lot) if is_host else lot,
            party,
            own=side(party),
            counterparts=tuple(side(each) for each in (*BIDDERS, HOST) if each != party),
            mandate=self._mandates[party],
            space=SPACE,
            deadline_rounds=self._rounds,
            talk=self._talk,
            language=self._language,
            seed=self._seed,
            trade="buying" if is_host else "selling",
            protocol="tender",
            tender=self.rules if is_host else self.rules.model_copy(update={"weights": None}),
            lots=dict.fromkeys(BIDDERS, lot) if is_host else {},
        )

    def _whole(self, lot: Preferences) -> Preferences:
        winner = Issue(
            id=WINNER,
            title=ShortText(en="Winner", zh="中标方"),
            options=tuple(
                Option(value=each, title=ShortText(en=each, zh=each)) for each in BIDDERS
            ),
        )
        space = OutcomeSpace((winner, *SPACE.issues))
        row = np.tile(self.worth(HOST), len(BIDDERS))
        return make_preferences(space, row, reservation_value=lot.reservation_value)

    @property
    def house(self) -> House:
        return MandateHouse(
            self._mandates,
            dict.fromkeys(self._mandates, 0.0),
            self._value,
            seed=self._seed,
            weights=self.rules.weights,
            completed=lambda party, outcome: {WINNER: party, **outcome},
        )

    def _value(self, party: str, deal: Outcome) -> float:
        if party not in {HOST, deal[WINNER]}:
            return 0.0
        terms = {issue: value for issue, value in deal.items() if issue != WINNER}
        return float(self.worth(party)[SPACE.index_of(terms)])

    def talks(self) -> Talks:
        opening = TableOpened(
            table="tender",
            parties=(*BIDDERS, HOST),
            deadline_rounds=self._rounds,
            talk=self._talk,
            protocol="tender",
            tender=self.rules.model_copy(update={"weights": None}),
        )
        ladders = frozenset(each for each, held in self._mandates.items() if held.authority)
        return Talks(SPACE, self._rounds, house=self.house, log=[opening], ladders=ladders)

    def play(self, host: StrategyName = StrategyName.LINEAR, **strategies: StrategyName) -> Talks:
        """Play to the end; bidders are ``linear`` unless said otherwise."""
        named = {party: strategies.get(party, StrategyName.LINEAR) for party in BIDDERS}
        seats = {
            party: StrategyNegotiator(self.brief(party), name)
            for party, name in {**named, HOST: host}.items()
        }
        return self.talks().run(seats)


def round_table(
    space: OutcomeSpace,
    rows: NDArray[np.float64],
    reservations: NDArray[np.float64],
    strategies: Sequence[StrategyName],
    *,
    rounds: int = 10,
    talk: TalkMode = "full",
    rule: AgreementRule | None = None,
    rules: RoundtableRules | None = None,
    seed: int = 1,
    mandates: Mapping[str, Mandate] | None = None,
    house: House | None = None,
) -> Talks:
    """Let strategies play a round table of points; the parties are p0, p1, ..."""
    rules = rules or RoundtableRules()
    parties = tuple(f"p{number}" for number in range(len(rows)))
    seats = {}
    for party, row, least, strategy in zip(parties, rows, reservations, strategies, strict=True):
        brief = make_brief(
            make_preferences(space, row, reservation_value=float(least)),
            party,
            own=side(party),
            counterparts=tuple(side(each) for each in parties if each != party),
            deadline_rounds=rounds,
            protocol="roundtable",
            roundtable=rules,
            agreement=rule,
            talk=talk,
            seed=seed,
            **({"mandate": mandates[party]} if mandates else {}),
        )
        seats[party] = StrategyNegotiator(brief, strategy)
    opening = TableOpened(
        table="round",
        parties=parties,
        deadline_rounds=rounds,
        talk=talk,
        protocol="roundtable",
        roundtable=rules,
        agreement=rule,
    )
    ladders = frozenset(mandates or ())
    return Talks(space, rounds, house=house or OpenHouse(), log=[opening], ladders=ladders).run(
        seats
    )
