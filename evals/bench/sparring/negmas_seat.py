"""A negotiator of NegMAS at one of our tables, turn by turn.

NegMAS plays inside a mechanism of its own. So each seat keeps one, in which a puppet stands for the
counterpart: what was said at our table is played there, and what the negotiator then does is its
move here. The mechanism is a mirror of the view and nothing more; whenever the two differ, after a
refused move or in another process, it is built anew from the view.

A seat on the command line: ``--seat lab=python:evals.bench.sparring.negmas_seat:boulware``.
NegMAS is AGPL and never a dependency of ours: it is imported when a seat is made, by whoever has
installed it, and this module can be read without it.
"""

import warnings
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.domain.events import (
    OfferMade,
    OfferRejected,
    Talked,
    TurnForfeited,
)
from negotiation.domain.moves import Accept, Move, Offer, WalkAway
from negotiation.domain.quantities import OptionValue
from negotiation.errors import UsageError
from negotiation.protocol.view import View

__all__ = [
    "NegmasSeat",
    "Terms",
    "boulware",
    "check_negmas",
    "hard_headed",
    "micro",
    "negmas_part",
    "tit_for_tat",
    "ufun_of",
]

Terms: TypeAlias = tuple[OptionValue, ...]
"""An outcome as NegMAS has it: the values in the order of the agenda."""

MODULES = (
    "negmas",
    "negmas.preferences",
    "negmas.sao",
    "negmas.sao.negotiators",
    "negmas.genius.gboa_negotiators",
)

FORBIDDEN = -1.0
"""Utility of what crosses a red line; the rest lies in [0, 1]."""


def check_negmas() -> None:
    """Raise ``UsageError`` if NegMAS is not installed here."""
    if find_spec("negmas") is None:
        raise UsageError(
            "NegMAS is not installed; from a clone of the repository: pip install --group sparring"
        )


def negmas_part(name: str) -> Any:
    """Return a class or function of NegMAS by its name."""
    with warnings.catch_warnings():
        # NegMAS and what it imports may use deprecated names; that is not ours to repair.
        warnings.simplefilter("ignore")
        modules = [import_module(module) for module in MODULES]
    return next(getattr(module, name) for module in modules if hasattr(module, name))


def ufun_of(preferences: Preferences) -> Any:
    """Return preferences as a utility function over the whole outcome space.

    Many negotiators of NegMAS expect utilities in [0, 1], so values are brought there; that changes
    neither their order nor any ratio of differences.
    """
    space = preferences.space
    outcomes = [space.outcome_at(index) for index in range(space.size)]
    values = np.array([preferences.value_of(outcome) for outcome in outcomes])
    low = min(float(values.min()), preferences.reservation_value)
    high = max(float(values.max()), preferences.reservation_value)
    span = (high - low) or 1.0
    utilities = (values - low) / span
    issues = [negmas_part("make_issue")(list(each.values), each.id) for each in space.issues]
    return negmas_part("MappingUtilityFunction")(
        {
            tuple(outcome.values()): float(utility)
            if preferences.is_allowed(outcome)
            else FORBIDDEN
            for outcome, utility in zip(outcomes, utilities, strict=True)
        },
        outcome_space=negmas_part("make_os")(issues),
        reserved_value=(preferences.reservation_value - low) / span,
    )


class NegmasSeat:
    """Plays a seat by a negotiator of NegMAS."""

    def __init__(self, brief: SeatBrief, negotiator: str) -> None:
        self._brief = brief
        self._negotiator = negotiator
        self._mirror: _Mirror | None = None

    async def propose(self, view: View) -> Move:
        """Return what the negotiator does in the turn that is due."""
        past = tuple(_said(view))
        mirror = self._mirror
        if mirror is None or past[: len(mirror.past)] != tuple(mirror.past):
            mirror = self._mirror = _Mirror(self._brief, self._negotiator)
        for said in past[len(mirror.past) :]:
            mirror.repeat(said)
        return self._move(view, mirror.speak())

    def _move(self, view: View, deed: "_Deed") -> Move:
        if deed.kind == "leave" or deed.terms is None:
            return Move(act=WalkAway())
        names = [issue.id for issue in self._brief.space.issues]
        outcome = dict(zip(names, deed.terms, strict=True))
        if deed.kind == "offer":
            return Move(act=Offer(outcome=outcome))
        offer = next(offer for offer in view.offers if offer.outcome == outcome)
        return Move(act=Accept(offer_id=offer.offer_id))


boulware = partial(NegmasSeat, negotiator="BoulwareTBNegotiator")
hard_headed = partial(NegmasSeat, negotiator="GHardHeaded")
micro = partial(NegmasSeat, negotiator="MiCRONegotiator")
tit_for_tat = partial(NegmasSeat, negotiator="NaiveTitForTatNegotiator")


class _Said(NamedTuple):
    """A past turn: who had it, and the offer it brought."""

    party: str
    terms: Terms | None


class _Deed(NamedTuple):
    kind: str
    """``offer``, ``accept`` or ``leave``."""
    terms: Terms | None = None


def _said(view: View) -> Iterator[_Said]:
    for event in view.history:
        match event:
            case OfferMade(party=party, outcome=outcome):
                yield _Said(party, tuple(outcome.values()))
            case Talked(party=party) | OfferRejected(party=party) | TurnForfeited(party=party):
                yield _Said(party, None)
            case _:
                pass


class _Mirror:
    """A mechanism of NegMAS in which one negotiator acts and a puppet is moved."""

    def __init__(self, brief: SeatBrief, negotiator: str) -> None:
        self.past: list[_Said] = []
        self._brief = brief
        self._draw()
        ufun = ufun_of(brief.preferences)  # a used one remembers, so no two mirrors share it
        self._mechanism = negmas_part("SAOMechanism")(
            outcome_space=ufun.outcome_space,
            n_steps=2 * brief.deadline_rounds,
            one_offer_per_step=True,
            sync_calls=True,
        )
        self._self = negmas_part(negotiator)(name=brief.own.party)
        self._puppet = _puppet(brief.counterpart.party)
        order = [(self._self, {"ufun": ufun}), (self._puppet, {})]
        for each, keywords in order if brief.opens else reversed(order):
            self._mechanism.add(each, **keywords)

    def repeat(self, said: _Said) -> None:
        """Play a past turn. The negotiator itself makes its own offers again, to remember them."""
        own = said.party == self._brief.own.party
        if own and said.terms is not None:
            deed = self.speak()
            if deed != _Deed("offer", said.terms):
                raise RuntimeError(f"{self._self}: offered {said.terms}, and again {deed}")
            return
        response = negmas_part("SAOResponse")(
            negmas_part("ResponseType").REJECT_OFFER,
            said.terms,
            # Without an offer NegMAS takes silence for leaving, but not words.
            None if said.terms is not None else {"text": "..."},
        )
        self._mechanism.step({(self._self if own else self._puppet).id: response})
        self.past.append(said)

    def speak(self) -> _Deed:
        """Let the negotiator act."""
        on_table = self._mechanism.state.current_offer
        self._draw()
        state = self._mechanism.step()
        if state.agreement is not None:
            return _Deed("accept", on_table)
        if state.current_proposer != self._self.id or state.ended:
            return _Deed("leave")
        self.past.append(_Said(self._brief.own.party, state.current_offer))
        return _Deed("offer", state.current_offer)

    def _draw(self) -> None:
        """Let chance depend on seat and turn only, so that a mirror built anew is the same."""
        rng = seat_rng(self._brief.seed, self._brief.own.party, len(self.past))
        negmas_part("seed_all")(int(rng.integers(2**31)))


def _puppet(name: str) -> Any:
    def propose(_self: Any, _state: Any, _dest: str | None = None) -> Sequence[OptionValue] | None:
        raise RuntimeError("a puppet does not move by itself")

    return type("Puppet", (negmas_part("SAONegotiator"),), {"propose": propose})(name=name)
