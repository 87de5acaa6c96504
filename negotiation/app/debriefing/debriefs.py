"""From a run's folder to the debrief of one of its parties."""

import asyncio
from collections.abc import Sequence
from functools import partial

from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import Debrief, Result, TableDebrief
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.scoring import score_of, skills_of
from negotiation.analysis.debrief.tables import table_debrief
from negotiation.analysis.debrief.turning.choosing import candidates, chosen
from negotiation.app.debriefing.clauses import clause_shares
from negotiation.app.debriefing.forks import PlayedRun
from negotiation.app.debriefing.laters import laters_of
from negotiation.app.debriefing.playouts import N_SEEDS, tried
from negotiation.app.houses import house_of
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import SeatedProgramme, programme_of
from negotiation.app.records import is_secret, read_run
from negotiation.app.scoring import score_talks
from negotiation.app.table_cache import TableCache, tables_of_process
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event
from negotiation.domain.scenarios import Party
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.errors import UsageError
from negotiation.protocol.fold import replay
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.training.records import AttemptResult, HintStep, Preparation, SkillScore

__all__ = ["attempt_result", "debrief_of", "sights_of"]


def debrief_of(
    folder: RunFolder,
    party: str,
    *,
    preparation: Preparation | None = None,
    hints: Sequence[HintStep] = (),
    taken_back: int = 0,
    tables: TableCache | None = None,
    n_tries: int = N_SEEDS,
) -> Debrief:
    """Return what a party can learn from a run, whoever played it.

    Args:
        folder: of the run; tables that have not ended are left out.
        party: that looks back.
        preparation: what it wrote down before; ``None`` where it had no occasion to.
        hints: those that it asked for.
        taken_back: how many moves it took back.
        tables: those that have been valued before.
        n_tries: on how many seeds each candidate of a turning point is played out; 0 for none,
            where only the skills are asked for. Not in the thread of an event loop unless 0.

    Raises:
        UsageError: a person still plays, the party is none of the scenario, or none of its tables
            has ended; or as ``read_run``.
        LogCorrupted: as ``read_run``.
    """
    plan, log = read_run(folder).plan, read_events(folder.events)
    _check(folder, plan, log, party)
    tables = tables or tables_of_process()
    programme = programme_of(plan, {}, tables=tables)
    sights = sights_of(plan, log, party, programme)
    if not sights:
        raise UsageError(f"no table at which {party!r} sits has ended in {folder.path}")
    prepared = None if preparation is None else _prepared(preparation)
    points = candidates(sights)
    if n_tries:
        points = tuple(asyncio.run(tried(PlayedRun(plan, log, tables), points, n_tries)))
    skills = skills_of(sights, prepared)
    return Debrief(
        scenario=plan.scenario.name,
        party=party,
        language=plan.language,
        seed=plan.seed,
        simulator_version=SIMULATOR_VERSION,
        tables=_tables(plan, log, programme, sights, prepared=prepared),
        skills=skills,
        score=score_of(skills, hints, taken_back),
        turning_points=chosen(points),
    )


def attempt_result(debrief: Debrief) -> AttemptResult:
    """Sum a debrief up as it is kept: of several tables the sums, and the ending of the last."""
    results: list[Result] = [table.result for table in debrief.tables]
    best = [each.best_surplus for each in results if each.best_surplus is not None]
    surplus = sum(each.surplus for each in results)
    ending = results[-1].ending
    return AttemptResult(
        ending=None if ending is None else ending.value,
        unit=debrief.tables[-1].unit,
        value=sum(each.value for each in results),
        surplus=surplus,
        attainable_share=surplus / sum(best) if best else None,
        score_fraction=debrief.score.fraction,
        skills=tuple(
            SkillScore(skill=each.skill, fraction=each.fraction) for each in debrief.skills
        ),
    )


def sights_of(
    plan: RunPlan, log: Sequence[LogEvent], party: str, programme: SeatedProgramme
) -> tuple[Sight, ...]:
    """Return the tables at which a party sat and that have ended, in the order of the scenario."""
    talks: dict[str, list[Event]] = {}
    for event in table_events(log):
        talks.setdefault(event.table, []).append(event)
    return tuple(
        _sight(plan, log, party, programme, events=talks[table.id])
        for table in plan.scenario.tables
        if table.id in talks and _has_sat(talks[table.id], party)
    )


def _tables(
    plan: RunPlan,
    log: Sequence[LogEvent],
    programme: SeatedProgramme,
    sights: Sequence[Sight],
    *,
    prepared: Prepared | None,
) -> tuple[TableDebrief, ...]:
    """Return the tables; what was written down before is held against the first."""
    parties = {each.id: each for each in plan.scenario.parties}
    laters = laters_of(plan, log, programme, [sight.score.table for sight in sights])
    return tuple(
        table_debrief(
            sight,
            parties,
            prepared=prepared if place == 0 else None,
            clauses=clause_shares(plan, log, programme, sight),
            later=laters.get(sight.score.table) if sight.agreement is not None else None,
        )
        for place, sight in enumerate(sights)
    )


def _sight(
    plan: RunPlan,
    log: Sequence[LogEvent],
    party: str,
    programme: SeatedProgramme,
    *,
    events: Sequence[Event],
) -> Sight:
    name = events[0].table
    valued, owner = programme.valued(name, log), _party(plan, party)
    score = score_talks(plan, valued, events, partial(programme.situation, name, log))
    table = programme.table(name, log)
    return Sight(
        table=valued.outcomes,
        reachable=valued.reachable,
        mandate=owner.mandate,
        house=house_of(plan, table, valued.outcomes, played_approvers=frozenset()),
        party=party,
        events=events,
        score=score,
    )


def _has_sat(events: Sequence[Event], party: str) -> bool:
    session = replay(events)
    return party in session.parties and session.ending is not None


def _party(plan: RunPlan, party: str) -> Party:
    return next(each for each in plan.scenario.parties if each.id == party)


def _check(folder: RunFolder, plan: RunPlan, log: Sequence[LogEvent], party: str) -> None:
    if is_secret(plan, log):
        raise UsageError(f"a person still plays in {folder.path}: the debrief comes afterwards")
    known = [each.id for each in plan.scenario.parties]
    if party not in known:
        raise UsageError(
            f"no party {party!r} in {plan.scenario.name}; known are {', '.join(known)}"
        )


def _prepared(preparation: Preparation) -> Prepared:
    return Prepared(
        target=preparation.target,
        target_value=preparation.target_value,
        walk_away_value=preparation.walk_away_value,
        questions=preparation.questions,
    )
