"""Tenders and round tables under any moves, legal and illegal.

The log is the state, the referee goes on alike after every prefix of it, nobody sees what another
keeps to itself, and every table comes to its end.
"""

from collections.abc import Sequence
from dataclasses import asdict

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from negotiation.domain.events import (
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    Ending,
    EscalationAsked,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
    NoteTaken,
    OfferMade,
    ProposalCarried,
    TableOpened,
    TurnForfeited,
)
from negotiation.domain.moves import (
    Accept,
    Act,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.protocols import AwardWeights, RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule
from negotiation.domain.tenders import WINNER
from negotiation.errors import RuleError
from negotiation.protocol.closing import MAX_REFUSALS, closings
from negotiation.protocol.fold import evolve, opened, replay
from negotiation.protocol.legality import legal_acts
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session
from negotiation.protocol.view import View, view_for
from negotiation.store.log import encode_event
from tests.builders import parse_event
from tests.protocol.builders import SPACE
from tests.protocol.larger import HOST, SEATS, house_of, step

OUTCOMES = [SPACE.outcome_at(index) for index in range(SPACE.size)]

TENDERS = st.builds(
    TenderRules,
    host=st.just(HOST),
    bidding=st.sampled_from(["open", "sealed", "batched"]),
    price_issue=st.just("price"),
    direction=st.sampled_from(["falling", "rising"]),
    min_step=st.sampled_from([0, 0.1, 0.2]),
    last_call_rounds=st.integers(1, 2),
    award=st.sampled_from(["price", "weights", "choice"]),
    has_presentation=st.booleans(),
)
TENDER_OPENINGS = st.builds(
    TableOpened,
    table=st.just("hall"),
    parties=st.just(SEATS),
    deadline_rounds=st.integers(1, 5),
    protocol=st.just("tender"),
    tender=TENDERS,
    offers_stand_rounds=st.sampled_from([None, 1, 2]),
)
ROUNDTABLE_OPENINGS = st.builds(
    TableOpened,
    table=st.just("hall"),
    parties=st.just(SEATS),
    deadline_rounds=st.integers(1, 5),
    protocol=st.just("roundtable"),
    roundtable=st.sampled_from(["rotating", *SEATS]).map(
        lambda proposer: RoundtableRules(proposer=proposer)
    ),
    agreement=st.none()
    | st.builds(
        AgreementRule,
        quorum=st.integers(1, 4),
        veto=st.lists(st.sampled_from(SEATS), unique=True, max_size=2).map(tuple),
    ),
)
LADDER = [
    step(delay_rounds=0),
    step("weeks", at_least=12, approval=0.5, delay_rounds=2),
    step(at_most=0.6, approval="never"),
]
REFEREES = (
    BidsRevealed
    | LastCall
    | ContractAwarded
    | ProposalCarried
    | DeadlinePassed
    | EscalationDecided
    | TurnForfeited
)


def secret(party: str) -> str:
    return f"only {party} knows"


class Halls(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.house = house_of({})
        self.log: list[Event] = []
        self.session: Session = opened(TableOpened(table="hall", parties=SEATS, deadline_rounds=1))

    @initialize(
        opening=TENDER_OPENINGS | ROUNDTABLE_OPENINGS, seed=st.integers(0, 9), strict=st.booleans()
    )
    def open(self, *, opening: TableOpened, seed: int, strict: bool) -> None:
        ladders = dict.fromkeys(SEATS, LADDER) if strict else {}
        self.house = house_of(ladders, seed=seed, weights=AwardWeights(price=1))
        self.log = [opening]
        self.session = replay(self.log)

    def is_open(self) -> bool:
        return bool(self.session.due_parties)

    @precondition(is_open)
    @rule(
        who=st.integers(0, 3),
        kind=st.sampled_from(["talk", "pass", "offer", "offer", "accept", "reject", "escalate"]),
        outcome=st.sampled_from(OUTCOMES),
        offer=st.integers(0, 3),
        notes=st.booleans(),
    )
    def moves(
        self, *, who: int, kind: str, outcome: dict[str, float | int | str], offer: int, notes: bool
    ) -> None:
        party = self._due(who)
        offers = self.session.offers_to(party)
        offer_id = offers[offer % len(offers)].offer_id if offers else "o0"
        acts: dict[str, Act] = {
            "talk": Talk(),
            "pass": Pass(),
            "offer": Offer(outcome=outcome),
            "escalate": Escalate(outcome=outcome),
            "accept": Accept(offer_id=offer_id),
            "reject": Reject(offer_id=offer_id),
        }
        act = acts[kind]
        legal = legal_acts(self.session, party, has_ladder=True)
        first = self._move(party, act, note=secret(party) if notes else "")
        if kind not in legal:
            assert isinstance(first, MoveRefused)

    @precondition(is_open)
    @rule(who=st.integers(0, 3), patience=st.integers(0, 7))
    def leaves(self, *, who: int, patience: int) -> None:
        if patience == 0:
            party = self._due(who)
            assert not isinstance(self._move(party, WalkAway()), MoveRefused)
            assert party in self.session.left

    @precondition(is_open)
    @rule(who=st.integers(0, 3))
    def is_silent(self, *, who: int) -> None:
        party = self._due(who)
        reason = secret(party)
        self._append(forfeit(self.session, SPACE, self.house, party=party, reason=reason))

    @precondition(is_open)
    @rule(who=st.integers(0, 3))
    def speaks_out_of_turn(self, *, who: int) -> None:
        party = SEATS[who]
        if party not in self.session.due_parties:
            before = self.session
            self._move(party, Talk())
            assert self.session == before

    @precondition(lambda self: self.session.ending is not None)
    @rule(who=st.integers(0, 3))
    def finds_it_closed(self, *, who: int) -> None:
        with pytest.raises(RuleError):
            decide(self.session, SPACE, self.house, party=SEATS[who], move=Move(act=WalkAway()))
        assert closings(self.session, SPACE, self.house) == ()
        for event in self.log:
            with pytest.raises(RuleError):
                evolve(self.session, event)

    @invariant()
    def somebody_is_due_or_all_is_over(self) -> None:
        if self.log:
            assert self.is_open() == (self.session.ending is None)
            assert all(each not in self.session.left for each in self.session.due_parties)
            assert self.session.last_turn <= self.session.deadline_rounds * len(SEATS)

    @invariant()
    def what_is_signed_was_put_forward(self) -> None:
        session = self.session
        assert (session.agreement is not None) == (session.ending is Ending.AGREEMENT)
        if session.agreement is not None:
            signed = {name: each for name, each in session.agreement.items() if name != WINNER}
            offers = [event.outcome for event in self.log if isinstance(event, OfferMade)]
            assert signed in offers
        if session.protocol == "tender" and session.ending is Ending.AGREEMENT:
            assert session.awards
            assert {award.party for award in session.awards}.isdisjoint(session.left)

    @invariant()
    def nobody_sees_what_is_another_s(self) -> None:
        for party in SEATS if self.log else ():
            seen = view_for(self.session, self.log, party, has_ladder=True)
            for other in SEATS:
                if other != party:
                    _hides(seen, other, self.session)

    def teardown(self) -> None:
        if self.log:
            assert replay(self.log) == self.session
            assert [parse_event(encode_event(event)) for event in self.log] == self.log
            _goes_on_alike(self)
        super().teardown()

    def _due(self, who: int) -> str:
        due = self.session.due_parties
        return due[who % len(due)]

    def _move(self, party: str, act: Act, *, note: str = "") -> Event:
        """Make a move; returns the first event of it."""
        told = f"said by {party} in round {self.session.round}"
        move = Move(act=act, message=told, private_note=note)
        events = decide(self.session, SPACE, self.house, party=party, move=move)
        self._append(events)
        return events[0]

    def _append(self, events: Sequence[Event]) -> None:
        for event in events:
            self.session = evolve(self.session, event)
            self.log.append(event)


def _hides(seen: View, other: str, session: Session) -> None:
    """Assert that a view holds nothing that is the other's alone."""
    for event in seen.history:
        if getattr(event, "party", None) != other:
            continue
        assert not isinstance(event, MoveRefused | NoteTaken | EscalationDecided)
        assert not (isinstance(event, OfferMade) and event.is_sealed)
        if isinstance(event, EscalationAsked):
            assert (event.outcome, event.steps, event.due_round) == ({}, (), 0)
    text = repr(asdict(seen)) + "".join(event.model_dump_json() for event in seen.history)
    assert secret(other) not in text
    bid = session.unopened.get(other)
    if bid is not None:
        assert all(each.party != other for each in seen.rival_offers)
        assert seen.best_bid is None or seen.best_bid.party != other
        assert f"{bid.message}'" not in text


def _goes_on_alike(halls: Halls) -> None:
    """Assert that the referee writes down the same after every prefix of the log."""
    log = halls.log
    for cut in range(1, len(log) + 1):
        session = replay(log[:cut])
        following = closings(session, SPACE, halls.house)
        assert list(following) == log[cut : cut + len(following)]
        is_asked = cut < len(log) and not _is_unasked(session, log[cut])
        assert bool(following) == (cut < len(log) and not is_asked)


def _is_unasked(session: Session, event: Event) -> bool:
    """Whether an event is the referee's own, not a move or a turn lost in silence."""
    if isinstance(event, TurnForfeited):
        return session.refused.get(event.party, 0) >= MAX_REFUSALS
    return isinstance(event, REFEREES)


TestHalls = Halls.TestCase
TestHalls.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
