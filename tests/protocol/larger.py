"""Tables with more than two sides, and houses with ladders, over the space of ``builders``."""

from collections.abc import Mapping, Sequence
from typing import Any

from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import Event, TableOpened
from negotiation.domain.moves import Claim, Escalate, Move, Offer, Pass
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule
from negotiation.protocol.fold import replay
from negotiation.protocol.house import House, OpenHouse
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session
from negotiation.protocol.view import View, view_for
from tests.builders import make_mandate, text
from tests.protocol.builders import SPACE, make_move

HERON, OTTER, WREN = BIDDERS = ("heron", "otter", "wren")
HOST = "lab"
SEATS = (*BIDDERS, HOST)


class Hall:
    """A log that grows by the referee's decisions, at a table of any protocol."""

    def __init__(self, opening: TableOpened, house: House | None = None) -> None:
        self.house = house or OpenHouse()
        self.log: list[Event] = [opening]

    @property
    def session(self) -> Session:
        return replay(self.log)

    def play(self, party: str, move: Move) -> tuple[Event, ...]:
        events = decide(self.session, SPACE, self.house, party=party, move=move)
        self.log.extend(events)
        return events

    def round(self, *moves: Move) -> tuple[Event, ...]:
        """Let whoever is due make each move in turn; returns all that followed."""
        found: tuple[Event, ...] = ()
        for move in moves:
            party = self.session.due_party
            assert party is not None
            events = self.play(party, move)
            assert events[0].kind != "move_refused", events[0]
            found += events
        return found

    def lose(self, party: str) -> tuple[Event, ...]:
        events = forfeit(self.session, SPACE, self.house, party=party, reason="silent")
        self.log.extend(events)
        return events

    def see(self, party: str) -> View:
        return view_for(self.session, self.log, party, has_ladder=True)

    def refusal(self, party: str, move: Move) -> str:
        """The reason for which a move is refused; it stays in the log."""
        refused = self.play(party, move)[0]
        assert refused.kind == "move_refused", refused
        return refused.reasons[0]


def tender(
    *, rounds: int = 9, house: House | None = None, parties: Sequence[str] = SEATS, **rules: Any
) -> Hall:
    """A tender of the lab: open, falling, by price, a step of 0.1, unless told otherwise."""
    content = {"host": HOST, "bidding": "open", "price_issue": "price", "min_step": 0.1}
    opening = TableOpened(
        table="tender",
        parties=tuple(parties),
        deadline_rounds=rounds,
        protocol="tender",
        tender=TenderRules.model_validate(content | rules),
    )
    return Hall(opening, house)


def roundtable(
    *,
    rounds: int = 4,
    proposer: str = "rotating",
    quorum: int | None = None,
    veto: Sequence[str] = (),
    parties: Sequence[str] = ("anna", "bert", "cleo"),
    house: House | None = None,
) -> Hall:
    rule = None if quorum is None else AgreementRule(quorum=quorum, veto=tuple(veto))
    opening = TableOpened(
        table="council",
        parties=tuple(parties),
        deadline_rounds=rounds,
        protocol="roundtable",
        roundtable=RoundtableRules(proposer=proposer),
        agreement=rule,
    )
    return Hall(opening, house)


def step(issue: str = "price", **content: Any) -> dict[str, Any]:
    """A step of an authority ladder: who signs a price of 0.7 and less, unless told otherwise."""
    bound = {} if "at_least" in content else {"at_most": 0.7}
    return {"issue": issue, "signer": text("The chief.", "老板。"), **bound, **content}


def house_of(
    ladders: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    parties: Sequence[str] = SEATS,
    **more: Any,
) -> MandateHouse:
    """A house with these ladders by party; everything is worth one, the alternative nothing."""
    mandates = {party: make_mandate(authority=list(ladders.get(party, ()))) for party in parties}
    return MandateHouse(mandates, dict.fromkeys(parties, 0.0), lambda _party, _outcome: 1.0, **more)


def terms(price: float, weeks: int = 8) -> Outcome:
    return {"price": price, "weeks": weeks}


def bid(price: float, weeks: int = 8, *, stock: int | None = None) -> Move:
    claims = () if stock is None else (Claim(fact="stock", value=stock),)
    return Move(act=Offer(outcome=dict(terms(price, weeks))), message="Our bid.", claims=claims)


def escalate(price: float, weeks: int = 8, message: str = "") -> Move:
    return make_move(Escalate(outcome=dict(terms(price, weeks))), message)


PASS = make_move(Pass(), "")
