"""``sparring``: where our strategies stand against a pool of NegMAS negotiators.

Every contestant, ours and theirs, meets every member of the pool on every game, in both roles, of
which one moves first. What counts is its own value above its alternative, as a share of what it
could have had at most; no deal is zero. Intervals are clustered by game.

The pool: NegMAS' own time-based, tit-for-tat and MiCRO negotiators, and its Python versions of
agents of the Genius competitions (``GHardHeaded``, ...), which need no Java. Of those that play
alike on these games (``GBoulware``, ``GAgentK``) one is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from statistics import median
from typing import NamedTuple, TypeAlias

import numpy as np

from evals.bench.claims import Claim, Claims
from evals.bench.sparring.games import FIRST, ORACLE, SECOND, lab_compute_points, play, seated
from evals.bench.sparring.negmas_seat import check_negmas
from evals.statistics.estimates import Estimate, mean_of
from negotiation.app.seating import SeatedTable
from negotiation.cli.output import narrator
from negotiation.domain.events import AgreementReached, Event
from negotiation.domain.scenarios import StrategyName
from negotiation.errors import UsageError

__all__ = ["NEGMAS_POOL", "Standing", "measure_sparring", "shares_of_game", "standings"]

NEGMAS_POOL = (
    "BoulwareTBNegotiator",
    "LinearTBNegotiator",
    "ConcederTBNegotiator",
    "NaiveTitForTatNegotiator",
    "MiCRONegotiator",
    "FastMiCRONegotiator",
    "HybridNegotiator",
    "NiceTitForTatNegotiator",
    "GHardHeaded",
    "GCUHKAgent",
    "GNozomi",
    "GAgentSmith",
)

ROUNDS = 20
WORKERS = 2
LIMIT_TWIN = 1.2
"""The same idea in other hands: exponents differ, and what is taken in the last turn."""

Shares: TypeAlias = Mapping[str, tuple[float, ...]]
"""By contestant: shares of its attainable surplus, one a talk."""


class Standing(NamedTuple):
    """A contestant's mean share over all talks."""

    name: str
    is_ours: bool
    share: Estimate


def measure_sparring(
    *,
    n_games: int = 10,
    strategies: Sequence[str] = tuple(StrategyName),
    pool: Sequence[str] = NEGMAS_POOL,
    workers: int = WORKERS,
) -> Claims:
    """Rank our strategies among the negotiators of NegMAS; nothing where it is not installed.

    Args:
        n_games: points tables, each with weights of its own.
        strategies: ours.
        pool: classes of NegMAS; they are contestants, too.
        workers: processes that play.
    """
    try:
        check_negmas()
        _check_statistics()
    except UsageError as exc:
        narrator().print(f"sparring: skipped: {exc}", style="dim", markup=False)
        return ()
    contestants = (*strategies, ORACLE, *pool)
    work = partial(shares_of_game, contestants=contestants, pool=tuple(pool))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as played:
        ranked = standings(played.map(work, range(n_games)), ours={*strategies, ORACLE})
    for place, each in enumerate(ranked, 1):
        narrator().print(f"sparring: {place:>2}. {_line(each)}", markup=False)
    return _claims(ranked)


def shares_of_game(seed: int, *, contestants: Sequence[str], pool: Sequence[str]) -> Shares:
    """Play one game between every contestant and every member of the pool, in both roles.

    The first party of a game opens, so every contestant opens half of its talks.
    """
    table = seated(lab_compute_points(seed=seed, deadline_rounds=ROUNDS))
    most = {party: _attainable(table, party) for party in (FIRST, SECOND)}
    found: dict[str, list[float]] = {}
    for contestant in contestants:
        for opponent in pool:
            for role, other in ((FIRST, SECOND), (SECOND, FIRST)):
                if most[role] <= 0:
                    continue
                events = play(table, {role: contestant, other: opponent})
                gained = _gained(table, events, role)
                found.setdefault(contestant, []).append(gained / most[role])
    return {contestant: tuple(shares) for contestant, shares in found.items()}


def standings(games: Iterable[Shares], *, ours: set[str]) -> tuple[Standing, ...]:
    """Return every contestant with its mean share, the best first."""
    values: dict[str, list[float]] = {}
    clusters: dict[str, list[str]] = {}
    for number, shares in enumerate(games):
        for contestant, of_game in shares.items():
            values.setdefault(contestant, []).extend(of_game)
            clusters.setdefault(contestant, []).extend([f"game {number}"] * len(of_game))
    found = (
        Standing(name, name in ours, mean_of(shares, clusters[name]))
        for name, shares in values.items()
    )
    return tuple(sorted(found, key=_mean, reverse=True))


def _check_statistics() -> None:
    """Raise ``UsageError`` if the libraries of the intervals are not installed."""
    for library in ("scipy", "statsmodels"):
        if find_spec(library) is None:
            raise UsageError(f"{library} is not installed; pip install 'haggle[evals]'")


def _mean(standing: Standing) -> float:
    return standing.share.value or 0.0


def _attainable(table: SeatedTable, party: str) -> float:
    """Return the most that a party can gain over its alternative from what both accept [points]."""
    brief = table.briefs[party]
    own, other = brief.preferences, table.briefs[brief.counterpart.party].preferences
    values = own.values[np.isin(own.candidates, other.candidates)]
    return float(values.max(initial=own.reservation_value)) - own.reservation_value


def _gained(table: SeatedTable, events: Sequence[Event], party: str) -> float:
    agreed = next((event for event in events if isinstance(event, AgreementReached)), None)
    own = table.briefs[party].preferences
    return own.value_of(agreed.outcome) - own.reservation_value if agreed is not None else 0.0


def _line(standing: Standing) -> str:
    share = standing.share
    low, high = (f"{bound:.3f}" if bound is not None else "?" for bound in (share.low, share.high))
    whose = "ours  " if standing.is_ours else "NegMAS"
    return f"{whose} {standing.name:<24} {_mean(standing):.3f} ({low} to {high}), n={share.n}"


def _claims(ranked: Sequence[Standing]) -> Claims:
    """Say whether our best strategy keeps up with them, and whether a twin of theirs is one."""
    theirs = {each.name: _mean(each) for each in ranked if not each.is_ours}
    own = {each.name: _mean(each) for each in ranked if each.is_ours and each.name != ORACLE}
    best = max(own, key=lambda name: own[name])
    median_claim = Claim(
        name="sparring.median",
        claim=f"the median share of NegMAS' negotiators over that of our best strategy, {best}",
        unit="ratio",
        limit=1.0,
        measured=median(theirs.values()) / own[best],
        details={f"share_of_{each.name}": _mean(each) for each in ranked},
    )
    ours_of = {"MiCRONegotiator": StrategyName.MICRO, "BoulwareTBNegotiator": StrategyName.BOULWARE}
    twins = [
        Claim(
            name=f"sparring.{name}",
            claim=f"the share of NegMAS' {twin} over that of our {name}",
            unit="ratio",
            limit=LIMIT_TWIN,
            measured=theirs[twin] / own[name],
        )
        for twin, name in ours_of.items()
        if twin in theirs and own.get(name)
    ]
    return (median_claim, *twins)
