"""Classical strategies: from what was offered so far to the next act. No model, no text.

Every strategy sees offers in its own value only, and is a pure function of the talk, so a run can
be stopped and resumed anywhere. ``t`` runs from 0 in the first round to 1 in the last.

Sources: Faratin, Sierra and Jennings 1998, "Negotiation decision functions for autonomous agents"
(time-dependent and tit-for-tat tactics); de Jonge 2022, "An analysis of the linear bilateral ANAC
domains using the MiCRO benchmark strategy"; Baarslag, Hindriks and Jonker 2013, "Acceptance
conditions in automated negotiation" (accept when the offer is worth at least one's own next one).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np

from negotiation.agents.choices import Bid, Choice, Leave, Propose, Situation, Take
from negotiation.agents.preferences import Candidate, Preferences
from negotiation.domain.scenarios import StrategyName

__all__ = ["STRATEGIES", "Bid", "Choice", "Leave", "Policy", "Propose", "Situation", "Strategy"]
__all__ += ["Take", "take_or_offer"]

Policy: TypeAlias = Callable[[Situation, Preferences, np.random.Generator], Choice]
"""From the talk, what it is worth and chance to the next act."""

JUMP_LEVEL = 0.15
"""What ``undercut`` keeps of its range once it has jumped."""


class Strategy(NamedTuple):
    """A policy with what a person should know about it."""

    policy: Policy
    summary: str
    source: str


def time_based(exponent: float) -> Policy:
    """Concede from the best value at t = 0 to the reservation value at t = 1 as ``1 - t**e``."""

    def policy(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
        return take_or_offer(seen, prefs, prefs.level(1 - seen.t**exponent))

    return policy


def tit_for_tat(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Give back, in own value, what the counterpart's best offers have gained since its first."""
    gains = np.maximum.accumulate([bid.value for bid in seen.theirs]) if seen.theirs else [0.0]
    level = max(prefs.best_value - float(gains[-1] - gains[0]), prefs.reservation_value)
    if seen.is_last and seen.standing and seen.standing.value >= prefs.reservation_value:
        return Take(seen.standing.offer_id)
    return take_or_offer(seen, prefs, level)


def micro(seen: Situation, prefs: Preferences, rng: np.random.Generator) -> Choice:
    """Propose a new outcome, the next best, as long as the counterpart has made as many."""
    made = _own_distinct(seen)
    # What was made came from the top, so as many candidates are used up.
    ladder = map(prefs.candidate, range(len(made), len(prefs.candidates)))
    return _micro(seen, rng, made=made, ladder=ladder)


def micro_fast(seen: Situation, prefs: Preferences, rng: np.random.Generator) -> Choice:
    """MiCRO over a ladder of one outcome a round, evenly spaced in own value.

    On a grid of thousands of outcomes MiCRO proper needs hundreds of rounds. Each rung here is the
    outcome of its level that is nearest to the counterpart's first offer.
    """
    if seen.is_last and seen.standing and seen.standing.value >= prefs.reservation_value:
        return Take(seen.standing.offer_id)
    made = _own_distinct(seen)
    return _micro(seen, rng, made=made, ladder=_rungs_left(seen, prefs, made))


def firm(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Make one offer, worth 60 % of the way to the best, repeat it, and leave in the last round."""
    if seen.own:
        asked = Candidate(seen.own[0].index, seen.own[0].value)
    else:
        asked = prefs.offer_at(prefs.level(0.6), near=seen.near())
    if seen.standing and seen.standing.value >= asked.value:
        return Take(seen.standing.offer_id)
    if seen.is_last and seen.own:
        return Leave()
    return Propose(asked.index)


def random(seen: Situation, prefs: Preferences, rng: np.random.Generator) -> Choice:
    """Draw any acceptable outcome; accept what is worth at least the one drawn."""
    drawn = int(rng.integers(len(prefs.candidates)))
    if seen.standing and seen.standing.value >= prefs.values[drawn]:
        return Take(seen.standing.offer_id)
    return Propose(int(prefs.candidates[drawn]))


def hardliner(_seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Ask for the best outcome every time and accept nothing."""
    return Propose(int(prefs.candidates[0]))


def naive(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Accept the first acceptable offer; until one comes, concede linearly."""
    if seen.standing and seen.standing.value >= prefs.reservation_value:
        return Take(seen.standing.offer_id)
    return Propose(prefs.offer_at(prefs.level(1 - seen.t), near=seen.near()).index)


def undercut(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Open high, then jump once, close to the limit, and stay there; take anything in the end."""
    if seen.is_last and seen.standing and seen.standing.value >= prefs.reservation_value:
        return Take(seen.standing.offer_id)
    return take_or_offer(seen, prefs, prefs.level(JUMP_LEVEL if seen.own else 1.0))


def agreeable(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
    """Accept whatever stands, at once; ask for the best until something does.

    Where the mandate only records breaches that may be worse than no deal.
    """
    if seen.signable:
        return Take(seen.signable.offer_id)
    return Propose(int(prefs.candidates[0]))


def take_or_offer(seen: Situation, prefs: Preferences, level: float) -> Choice:
    """Accept what is worth at least the next own offer, else make that offer.

    After the last turn there is no next one, so there the level itself is enough.
    """
    if seen.is_last and seen.standing and seen.standing.value >= level:
        return Take(seen.standing.offer_id)
    asked = prefs.offer_at(level, near=seen.near())
    if seen.standing and seen.standing.value >= asked.value:
        return Take(seen.standing.offer_id)
    return Propose(asked.index)


def _own_distinct(seen: Situation) -> dict[int, float]:
    """Return the value of every own outcome by index, the newest last."""
    return {bid.index: bid.value for bid in seen.own}


def _rungs_left(seen: Situation, prefs: Preferences, made: dict[int, float]) -> Iterator[Candidate]:
    """Yield the rungs of ``micro_fast``, less those that surely came before the last new offer."""
    near = tuple((bid.index, 1.0) for bid in seen.theirs[:1])
    n_rungs = max(seen.deadline_rounds, 2)
    start = len(made)
    if made:
        start = max(start, prefs.first_rung_within(made[next(reversed(made))], n_rungs))
    for place in range(start, n_rungs):
        yield prefs.rung(place, n_rungs, near=near)


def _micro(
    seen: Situation,
    rng: np.random.Generator,
    *,
    made: Mapping[int, float],
    ladder: Iterable[Candidate],
) -> Choice:
    own = list(made)
    may_concede = len(own) <= len({bid.index for bid in seen.theirs})
    fresh = next((each for each in ladder if each.index not in made), None) if may_concede else None
    floor = fresh.value if fresh else made[own[-1]]
    if seen.standing and seen.standing.value >= floor:
        return Take(seen.standing.offer_id)
    if fresh:
        return Propose(fresh.index)
    return Propose(own[int(rng.integers(len(own)))])


_FARATIN = "Faratin, Sierra and Jennings 1998"

STRATEGIES: Mapping[StrategyName, Strategy] = MappingProxyType(
    {
        StrategyName.BOULWARE: Strategy(
            time_based(4.0), "holds out and concedes late", f"{_FARATIN}, exponent 4"
        ),
        StrategyName.LINEAR: Strategy(
            time_based(1.0), "concedes the same step every round", f"{_FARATIN}, exponent 1"
        ),
        StrategyName.CONCEDER: Strategy(
            time_based(0.25), "concedes early", f"{_FARATIN}, exponent 1/4"
        ),
        StrategyName.TIT_FOR_TAT: Strategy(
            tit_for_tat, "gives back what it is given", f"{_FARATIN}, behaviour-dependent tactics"
        ),
        StrategyName.MICRO: Strategy(
            micro, "one new outcome for one new outcome; needs long talks", "de Jonge 2022"
        ),
        StrategyName.MICRO_FAST: Strategy(
            micro_fast, "MiCRO over one rung a round, for talks of human length", "de Jonge 2022"
        ),
        StrategyName.FIRM: Strategy(
            firm, "take it or leave it; leaves in the last round", "Boulwarism; Raiffa 1982"
        ),
        StrategyName.RANDOM: Strategy(
            random, "draws any acceptable outcome", "zero intelligence; Gode and Sunder 1993"
        ),
        StrategyName.HARDLINER: Strategy(
            hardliner, "asks for its best and accepts nothing", "Baarslag et al. 2012, Hardliner"
        ),
        StrategyName.NAIVE: Strategy(
            naive, "accepts the first acceptable offer", "baseline of the naive bargainer"
        ),
        StrategyName.UNDERCUT: Strategy(
            undercut, "one jump close to its limit", "jump bidding; Avery 1998; tactic T3"
        ),
        StrategyName.AGREEABLE: Strategy(
            agreeable, "accepts whatever stands, at once", "baseline that always accepts"
        ),
    }
)
"""Every built-in strategy."""
