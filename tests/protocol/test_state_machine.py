"""The referee under any sequence of legal and illegal moves, and under swapped names."""

from collections.abc import Sequence

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from negotiation.domain.events import DeadlinePassed, Ending, Event, MoveRefused, TurnForfeited
from negotiation.domain.moves import Accept, Move, Offer, Reject
from negotiation.domain.outcomes import Outcome
from negotiation.errors import RuleError
from negotiation.protocol.fold import evolve, opened, replay
from negotiation.protocol.referee import MAX_REFUSALS, decide, forfeit
from negotiation.protocol.session import Session, StandingOffer
from negotiation.protocol.view import view_for
from tests.protocol.builders import (
    BUYER,
    FORBIDDEN,
    SELLER,
    SPACE,
    accept,
    make_house,
    make_move,
    make_opening,
    offer,
    reject,
    talk,
    walk_away,
)

SWAPPED = {BUYER: SELLER, SELLER: BUYER, "stranger": "stranger"}

ALLOWED = [
    outcome
    for outcome in map(SPACE.outcome_at, range(SPACE.size))
    if outcome["price"] != FORBIDDEN["price"]
]

ILLEGAL_FOR_ANYBODY = (
    offer({}),
    offer({"price": 0.8}),
    offer({"price": 0.85, "weeks": 8}),
    offer({"price": 0.8, "weeks": "8"}),
    offer({"price": 0.8, "weeks": 8, "cake": 1}),
    talk(""),
    talk(" \n"),
    accept("o0"),
    accept("no such offer"),
    reject(""),
)


class Talks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.house, self.swapped_house = make_house(), make_house(hard=SELLER, soft=BUYER)
        self.log: list[Event] = []
        self.swapped_log: list[Event] = []
        self.session: Session = opened(make_opening())
        self.swapped: Session = self.session

    @initialize(rounds=st.integers(1, 4), buyer_opens=st.booleans())
    def open(self, *, rounds: int, buyer_opens: bool) -> None:
        parties = (BUYER, SELLER) if buyer_opens else (SELLER, BUYER)
        self.log = [make_opening(parties, rounds)]
        self.swapped_log = [make_opening(parties[::-1], rounds)]
        self.session, self.swapped = replay(self.log), replay(self.swapped_log)

    @property
    def due(self) -> str:
        assert self.session.due_party is not None
        return self.session.due_party

    def is_open(self) -> bool:
        return self.session.due_party is not None

    def has_offer(self) -> bool:
        return self.is_open() and bool(self.session.offers_to(self.due))

    def has_own_offer(self) -> bool:
        return self.is_open() and self.due in self.session.standing

    @precondition(is_open)
    @rule(outcome=st.sampled_from(ALLOWED), wordy=st.booleans())
    def offers(self, *, outcome: Outcome, wordy: bool) -> None:
        turn, party = self.session.turn, self.due
        self._moves(make_move(Offer(outcome=dict(outcome)), "Here." if wordy else ""))
        assert self.session.standing[party] == StandingOffer(
            offer_id=f"o{turn}", party=party, turn=turn, outcome=outcome
        )

    @precondition(is_open)
    @rule()
    def talks(self) -> None:
        before = self.session.standing
        self._moves(talk())
        assert self.session.standing == before

    @precondition(has_offer)
    @rule()
    def rejects(self) -> None:
        (standing,) = self.session.offers_to(self.due)
        self._moves(reject(standing.offer_id))
        assert standing.party not in self.session.standing

    @precondition(has_offer)
    @rule(patience=st.integers(0, 3))
    def accepts(self, *, patience: int) -> None:
        (standing,) = self.session.offers_to(self.due)
        if patience or self.house.objections(self.due, standing.outcome):
            return
        self._moves(accept(standing.offer_id))
        assert self.session.ending is Ending.AGREEMENT
        assert self.session.agreement == standing.outcome

    @precondition(is_open)
    @rule(patience=st.integers(0, 9))
    def walks_away(self, *, patience: int) -> None:
        if patience:
            return
        self._moves(walk_away())
        assert self.session.ending is Ending.WALK_AWAY

    @precondition(is_open)
    @rule()
    def gives_no_answer(self) -> None:
        before = self.session
        party = SWAPPED[self.due]
        self._append(
            forfeit(self.session, SPACE, self.house, party=self.due, reason="silent"),
            forfeit(self.swapped, SPACE, self.swapped_house, party=party, reason="silent"),
        )
        assert self.session.turn == before.turn + 1
        assert self.session.standing == before.standing

    @precondition(is_open)
    @rule(move=st.sampled_from(ILLEGAL_FOR_ANYBODY))
    def breaks_a_rule(self, *, move: Move) -> None:
        self._is_refused(move)

    @precondition(has_own_offer)
    @rule(act=st.sampled_from([Accept, Reject]))
    def answers_itself(self, *, act: type[Accept | Reject]) -> None:
        self._is_refused(make_move(act(offer_id=self.session.standing[self.due].offer_id)))

    @precondition(is_open)
    @rule()
    def offers_across_its_red_line(self) -> None:
        if self.due == BUYER:
            self._is_refused(offer(FORBIDDEN))
        else:
            self._moves(offer(FORBIDDEN))
            assert self.session.standing[SELLER].outcome == FORBIDDEN

    @precondition(has_offer)
    @rule()
    def accepts_across_its_red_line(self) -> None:
        (standing,) = self.session.offers_to(self.due)
        if self.house.objections(self.due, standing.outcome):
            self._is_refused(accept(standing.offer_id))

    @precondition(is_open)
    @rule(move=st.sampled_from([walk_away(), talk(), offer(), accept("o1")]), sits=st.booleans())
    def speaks_out_of_turn(self, *, move: Move, sits: bool) -> None:
        before = self.session
        self._moves(move, party=SWAPPED[self.due] if sits else "stranger")
        assert isinstance(self.log[-1], MoveRefused)
        assert self.session == before

    @precondition(lambda self: not self.is_open())
    @rule(
        move=st.sampled_from([walk_away(), talk(), offer()]), party=st.sampled_from(list(SWAPPED))
    )
    def finds_the_table_closed(self, *, move: Move, party: str) -> None:
        with pytest.raises(RuleError):
            decide(self.session, SPACE, self.house, party=party, move=move)
        with pytest.raises(RuleError):
            forfeit(self.session, SPACE, self.house, party=party, reason="late")
        for event in self.log:
            with pytest.raises(RuleError):
                evolve(self.session, event)

    @invariant()
    def the_log_is_the_state(self) -> None:
        if self.log:
            assert replay(self.log) == self.session

    @invariant()
    def names_carry_no_rights(self) -> None:
        ours, theirs = _lines(self.log), _lines(self.swapped_log)
        assert [_with_names_swapped(line) for line in ours] == theirs

    @invariant()
    def talks_end_in_time(self) -> None:
        n_turns = 2 * self.session.deadline_rounds
        assert self.session.turn <= n_turns + 1
        if self.session.turn == n_turns + 1:
            assert self.session.ending is not None
        passed = isinstance(self.log[-1], DeadlinePassed) if self.log else False
        assert passed == (self.session.ending is Ending.DEADLINE)
        if passed:
            assert self.session.turn == n_turns + 1

    @invariant()
    def a_view_offers_what_the_referee_allows(self) -> None:
        if not self.is_open():
            return
        seen = view_for(self.session, self.log, self.due)
        assert ("accept" in seen.legal_acts) == bool(self.session.offers_to(self.due))
        assert ("reject" in seen.legal_acts) == ("accept" in seen.legal_acts)
        assert len(seen.refusals) == self.session.refusals

    def _is_refused(self, move: Move) -> None:
        before = self.session
        self._moves(move)
        if before.refusals + 1 < MAX_REFUSALS:
            assert isinstance(self.log[-1], MoveRefused)
            assert self.session.refusals == before.refusals + 1
            assert self.session.turn == before.turn
        else:
            last = [event for event in self.log[-2:] if not isinstance(event, DeadlinePassed)]
            assert isinstance(last[-1], TurnForfeited)
            assert self.session.refusals == 0
            assert self.session.turn == before.turn + 1
        assert self.session.standing == before.standing

    def _moves(self, move: Move, *, party: str | None = None) -> None:
        mover = party or self.due
        self._append(
            decide(self.session, SPACE, self.house, party=mover, move=move),
            decide(self.swapped, SPACE, self.swapped_house, party=SWAPPED[mover], move=move),
        )

    def _append(self, events: Sequence[Event], swapped: Sequence[Event]) -> None:
        for event in events:
            self.session = evolve(self.session, event)
        for event in swapped:
            self.swapped = evolve(self.swapped, event)
        self.log.extend(events)
        self.swapped_log.extend(swapped)


def _lines(log: Sequence[Event]) -> list[str]:
    return [event.model_dump_json() for event in log]


def _with_names_swapped(line: str) -> str:
    return line.replace(BUYER, "\0").replace(SELLER, BUYER).replace("\0", SELLER)


TestTalks = Talks.TestCase
TestTalks.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
