"""How a strategy bids at a tender: how far beyond what is asked, when it holds, when it drops out.

Sources: jump bidding, Avery 1998, "Strategic jump bidding in English auctions"; shading of a sealed
first-price bid, Vickrey 1961; the tempers themselves are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from negotiation.agents.choices import Ask, Hold, Leave, Propose, Speak, Step
from negotiation.agents.escalating import Authority
from negotiation.agents.preferences import Candidate, Preferences
from negotiation.domain.events import OfferMade, Passed
from negotiation.domain.outcomes import Outcome, option_array
from negotiation.domain.protocols import TenderRules
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.view import View

__all__ = ["TEMPERS", "BidTemper", "Bidder"]

TOLERANCE = 1e-9

LOOK_AHEAD = 3
"""Steps before the end of its authority at which a bidder looks for a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTemper:
    """How a strategy bids."""

    n_steps: float = 1.0
    """Least steps by which it beats the best bid."""
    jump_fraction: float = 0.0
    """How much further it goes, as a share of the way to its own limit."""
    opening_level: float = 1.0
    """What it keeps of its range when nothing has been bid yet."""
    shading: float = 1.0
    """What it keeps of its range in a sealed bid, in shares of one over the number of bidders."""
    mirrors: bool = False
    """Whether it goes as far as the best bid has just gone."""
    draws: bool = False
    """Whether chance decides how far it goes."""


TEMPERS: Mapping[StrategyName, BidTemper] = MappingProxyType(
    {
        StrategyName.BOULWARE: BidTemper(shading=1.5),
        StrategyName.FIRM: BidTemper(shading=1.5),
        StrategyName.HARDLINER: BidTemper(shading=2.0),
        StrategyName.MICRO: BidTemper(shading=1.25),
        StrategyName.MICRO_FAST: BidTemper(jump_fraction=0.1),
        StrategyName.LINEAR: BidTemper(n_steps=2.0, opening_level=0.9),
        StrategyName.TIT_FOR_TAT: BidTemper(mirrors=True),
        StrategyName.CONCEDER: BidTemper(jump_fraction=0.5, opening_level=0.6, shading=0.5),
        StrategyName.NAIVE: BidTemper(jump_fraction=0.3, opening_level=0.8, shading=0.75),
        StrategyName.RANDOM: BidTemper(draws=True),
        StrategyName.UNDERCUT: BidTemper(jump_fraction=0.8, shading=0.25),
        StrategyName.AGREEABLE: BidTemper(jump_fraction=1.0, opening_level=0.0, shading=0.0),
    }
)


class Bidder:
    """One bidder in the turn that is due."""

    def __init__(
        self,
        view: View,
        rules: TenderRules,
        preferences: Preferences,
        authority: Authority,
        *,
        temper: BidTemper,
        draw: float,
    ) -> None:
        self._view = view
        self._rules = rules
        self._all = preferences
        self._own = authority.within(preferences)
        self._reachable = authority.reachable(preferences)
        self._authority = authority
        self._temper = temper
        self._draw = draw

    def step(self) -> Step:
        """Return what the bidder does."""
        view = self._view
        if view.is_presentation:
            return Speak("pitch") if "talk" in view.legal_acts else Hold()
        if self._rules.bidding == "sealed":
            bid = self._opening(min(self._temper.shading / self._n_bidders, 1.0))
            return Propose(bid.index) if bid else Leave()
        if self._is_leading:
            return self._ask_ahead() or Hold()
        if view.best_bid is None and view.own_offer is None:
            return self._first()
        bid = self._next(self._own)
        if bid is None:
            return self._blocked()
        return self._ask_before(bid) or Propose(bid.index)

    @property
    def _n_bidders(self) -> int:
        return len(self._view.others)  # the host has no bid, and the bidder is none of the others

    @property
    def _is_leading(self) -> bool:
        best = self._view.best_bid
        return best is not None and best.party == self._view.party

    @property
    def _may_win_behind(self) -> bool:
        """Whether a bid may win that is not the best price."""
        return self._rules.award != "price" or self._rules.split_fractions is not None

    def _first(self) -> Step:
        bid = self._opening(self._temper.opening_level)
        return Propose(bid.index) if bid is not None else self._blocked()

    def _opening(self, kept_fraction: float) -> Candidate | None:
        """Return the best price at which so much of the own range is kept, the best for us."""
        prefs = self._own
        if not len(prefs.candidates):
            return None
        level = prefs.level(self._draw if self._temper.draws else kept_fraction)
        n_fits = max(int(np.count_nonzero(prefs.values >= level - TOLERANCE)), 1)
        return prefs.candidate(int(np.argmax(self._appeal(prefs)[:n_fits])))

    def _next(self, prefs: Preferences, *, n_ahead: float = 0) -> Candidate | None:
        """Return the next bid, the best for us of those that go far enough; ``None`` if none does.

        ``n_ahead`` steps more than the rules ask for are needed.
        """
        appeal, step = self._appeal(prefs), self._least_step
        need = max(self._needed + n_ahead * step, float(appeal.min(initial=np.inf)))
        feasible = appeal >= need - TOLERANCE
        if not feasible.any():
            return None
        limit = float(appeal[feasible].max())
        temper = self._temper
        goal = need + (self._n_steps - 1) * step + temper.jump_fraction * (limit - need)
        if temper.draws:
            goal = need + self._draw * (limit - need)
        return prefs.candidate(int(np.argmax(appeal >= min(goal, limit) - TOLERANCE)))

    @property
    def _n_steps(self) -> float:
        if not self._temper.mirrors:
            return self._temper.n_steps
        issue = self._rules.price_issue
        bids = [e.outcome[issue] for e in self._view.history if isinstance(e, OfferMade)]
        prices = [float(price) for price in bids if not isinstance(price, str)]
        last = abs(prices[-1] - prices[-2]) if len(prices) > 1 else 0.0
        return max(last / self._least_step, 1.0)

    @property
    def _least_step(self) -> float:
        """The least difference of price: what the rules ask for, or what the agenda has."""
        issue = self._own.space.by_id[self._rules.price_issue]
        gaps = np.diff(np.sort(option_array(issue).astype(np.float64)))
        return max(self._rules.min_step, float(gaps.min()) if len(gaps) else 1.0)

    @property
    def _needed(self) -> float:
        """The appeal from which on a bid beats the best one, and one's own where it must."""
        best, own = self._view.best_bid, self._view.own_offer
        against = [bid.outcome for bid in (best, own) if bid is not None]
        return max(map(self._appeal_of, against), default=-np.inf) + self._least_step

    def _appeal(self, prefs: Preferences) -> NDArray[np.float64]:
        """Return how good the price of every candidate is for the host, shape (candidate,)."""
        issue = self._rules.price_issue
        prices = option_array(prefs.space.by_id[issue]).astype(np.float64)
        appeal: NDArray[np.float64] = self._sign * prices[prefs.positions_of([issue])[issue]]
        return appeal

    def _appeal_of(self, outcome: Outcome) -> float:
        return self._sign * float(outcome[self._rules.price_issue])  # a tender's price is a number

    @property
    def _sign(self) -> int:
        return -1 if self._rules.direction == "falling" else 1

    def _blocked(self) -> Step:
        """Choose where no own bid goes far enough: ask, wait for an answer, hold, or drop out."""
        if self._view.escalation is not None:
            return Hold(is_frozen=True)
        wanted = self._next(self._reachable)
        if wanted is not None and (asked := self._asked(wanted)) is not None:
            return asked
        if self._view.own_offer is not None and self._may_win_behind:
            return Hold()
        return Hold(is_frozen=True) if self._freezes else Leave()

    @property
    def _freezes(self) -> bool:
        """Whether the seat stays one turn more: it could pay, and only a signature is lacking."""
        best = self._view.best_bid
        since = best.turn if best is not None else 0
        history = self._view.history
        has_held = any(
            isinstance(e, Passed) and e.party == self._view.party and e.turn > since
            for e in history
        )
        return not has_held and self._next(self._all) is not None

    def _asked(self, wanted: Candidate) -> Ask | None:
        """Return the question for a bid, a few steps deeper; ``None`` where it cannot be asked."""
        outcome = self._reachable.space.outcome_at(wanted.index)
        if not self._authority.can_ask(outcome):
            return None
        return Ask(self._authority.deepest(outcome, self._reachable))

    def _ask_ahead(self) -> Ask | None:
        """Ask for what an answer to a rival would need, where the own authority ends before it.

        Who leads would let the turn go by anyway.
        """
        are_rivals = len(self._view.others) > 1
        if not are_rivals or self._view.escalation is not None:
            return None
        wanted = self._beyond(0)
        return None if wanted is None else self._asked(wanted)

    def _ask_before(self, bid: Candidate) -> Ask | None:
        """Ask instead of bidding where the signature after this bid would come too late."""
        if self._view.is_last_call or self._view.escalation is not None:
            return None
        made = self._appeal_of(self._own.space.outcome_at(bid.index))
        wanted = self._beyond((made - self._needed) / self._least_step)
        if wanted is None:
            return None
        outcome = self._reachable.space.outcome_at(wanted.index)
        is_slow = self._authority.delay(outcome) > self._rules.last_call_rounds
        return self._asked(wanted) if is_slow else None

    def _beyond(self, n_ahead: float) -> Candidate | None:
        """Return what is within reach but not within authority, some steps ahead."""
        for n_more in range(LOOK_AHEAD, 0, -1):
            n_steps = n_ahead + n_more
            if self._next(self._own, n_ahead=n_steps) is None:
                wanted = self._next(self._reachable, n_ahead=n_steps)
                if wanted is not None:
                    return wanted
        return None
