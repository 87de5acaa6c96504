"""The twelve skills: score, formula, checks, and the turns that every point came from."""

from negotiation.analysis.debrief.skill_records import Check, Skill
from negotiation.analysis.debrief.texts import check_said, check_title, skill_formula, skill_title
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.honesty_parts import turn_said
from negotiation.app.exporting.debrief.outcome_parts import percent
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["check_rows", "score_rows", "skill_name", "skill_parts", "skill_points"]


def skill_parts(handout: Handout) -> Parts:
    """Return the section on skills."""
    language = handout.language
    headings = [said(key, language) for key in ("skill", "points")]
    rows = [(skill_name(handout, s), skill_points(handout, s)) for s in handout.debrief.skills]
    parts: Parts = (
        *sheet([said("measure", language), said("points", language)], score_rows(handout)),
        *sheet(headings, rows),
    )
    for skill in handout.debrief.skills:
        parts += _details(handout, skill)
    return parts


def score_rows(handout: Handout) -> tuple[tuple[str, str], ...]:
    """Return the total and what it was made from."""
    score, language = handout.debrief.score, handout.language
    rows = [
        (said("score", language), percent(score.fraction)),
        (said("of_skills", language), percent(score.of_skills)),
    ]
    if score.n_hints:
        label = said("hints_cost", language, n=f"{score.n_hints}")
        rows.append((label, f"-{score.hints_cost:.0%}"))
    if score.n_taken_back:
        label = said("taken_back_cost", language, n=f"{score.n_taken_back}")
        rows.append((label, f"-{score.taken_back_cost:.0%}"))
    return tuple(rows)


def skill_name(handout: Handout, skill: Skill) -> str:
    """Name a skill."""
    return skill_title(skill.skill, handout.language)


def skill_points(handout: Handout, skill: Skill) -> str:
    """Write a skill's score."""
    if skill.fraction is None:
        return said("no_occasion", handout.language)
    return percent(skill.fraction)


def check_rows(handout: Handout, skill: Skill) -> tuple[tuple[str, ...], ...]:
    """Return a row a check: what was asked, the points, why, and from which turns."""
    return tuple(
        (
            check_title(check, handout.language),
            percent(check.earned),
            check_said(check, handout.language),
            _turns(handout, check),
        )
        for check in skill.checks
    )


def _details(handout: Handout, skill: Skill) -> Parts:
    language = handout.language
    title = f"{skill_name(handout, skill)} · {skill_points(handout, skill)}"
    formula = said("formula", language, formula=skill_formula(skill.skill, language))
    headings = [said(key, language) for key in ("check", "points", "why", "from_turns")]
    rows = check_rows(handout, skill)
    return (
        line(title, is_bold=True),
        line(formula, is_dim=True),
        *sheet(headings, rows, n_left=len(headings)),
    )


def _turns(handout: Handout, check: Check) -> str:
    several = len(handout.debrief.tables) > 1
    said_turns = []
    for spot in check.spots:
        names = handout.names[spot.table]
        where = turn_said(names, spot.turn)
        said_turns.append(f"{names.title}, {where}" if several and spot.turn else where)
    return "; ".join(dict.fromkeys(said_turns))
