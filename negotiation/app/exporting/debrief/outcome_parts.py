"""What came of a table, and what could have: the result, the rest, what others would have taken."""

from collections.abc import Sequence

from negotiation.analysis.debrief.records import Improvement, LeftOnTable, Result
from negotiation.analysis.debrief.turning_records import Change
from negotiation.app.exporting.debrief.handout import Names
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["acceptable_parts", "changes_said", "left_parts", "percent", "result_parts"]
__all__ += ["result_rows", "result_sentence"]


def percent(fraction: float | None) -> str:
    """Write a share; a dash where there is none."""
    return "–" if fraction is None else f"{fraction:.0%}"


def result_sentence(names: Names) -> str:
    """Say in one sentence how the talks ended and what that is worth."""
    result: Result = names.table.result
    words = {
        "rounds": f"{result.rounds}",
        "value": names.amount(result.value),
        "surplus": names.amount(abs(result.surplus)),
    }
    if result.agreement is not None:
        key = "agreed" if result.surplus >= 0 else "agreed_below"
    else:
        key = f"ended_{result.ending.value if result.ending else 'none'}"
        key = key if key != "ended_agreement" else "ended_other"
    return said(key, names.language, **words)


def result_rows(names: Names) -> tuple[tuple[str, str], ...]:
    """Return the figures of a result, each under its name."""
    result, language = names.table.result, names.language
    target = "target_own" if result.is_target_own else "target_rule"
    found: dict[str, float | None] = {
        "value": result.value,
        "alternative": result.alternative,
        "surplus": result.surplus,
        target: result.target,
        "walk_away": result.walk_away,
        "best": result.best_surplus,
    }
    rows = [
        (said(key, language), names.amount(value))
        for key, value in found.items()
        if value is not None
    ]
    if result.attained_share is not None:
        rows.append((said("attained", language), percent(result.attained_share)))
    rows.append((said("others_gain", language), names.amount(result.others_surplus)))
    return tuple(rows)


def result_parts(names: Names) -> Parts:
    """Return the section on the result."""
    headings = [said(key, names.language) for key in ("measure", "amount")]
    return (line(result_sentence(names)), *sheet(headings, result_rows(names)))


def left_parts(names: Names) -> Parts:
    """Return the section on what nobody took."""
    left, language = names.table.left, names.language
    parts = [line(left_sentence(names))]
    if left.joint_gain > 0:
        gain = names.amount(left.joint_gain)
        parts.append(line(said("left_joint", language, gain=gain), is_dim=True))
    if names.table.is_sampled:
        parts.append(line(said("sampled", language), is_dim=True))
    return (*parts, *_left_sheet(names, left))


def left_sentence(names: Names) -> str:
    """Say how much more there was."""
    found = names.table.left.to_frontier
    if found is None or found.gain <= 0:
        return said("left_none", names.language)
    return said("left_some", names.language, gain=names.amount(found.gain))


def _left_sheet(names: Names, left: LeftOnTable) -> Parts:
    language, result = names.language, names.table.result
    points = {"to_frontier": left.to_frontier, "to_nash": left.to_nash}
    known = {key: point for key, point in points.items() if point is not None}
    if not known:
        return ()
    agreement = result.agreement or {}
    issues = list(agreement) or list(next(iter(known.values())).outcome)
    rows = [
        (
            said("your_gain", language),
            names.amount(result.surplus),
            *(names.amount(point.surplus) for point in known.values()),
        ),
        (
            said("others_gain", language),
            names.amount(result.others_surplus),
            *(names.amount(point.others_surplus) for point in known.values()),
        ),
    ]
    rows += [
        (
            names.issue(issue),
            names.option(issue, agreement[issue]) if issue in agreement else "–",
            *(_shown(names, issue, point) for point in known.values()),
        )
        for issue in issues
    ]
    headings = [said(key, language) for key in ("term", "signed", *known)]
    return sheet(headings, rows, n_left=len(headings))


def _shown(names: Names, issue: str, point: Improvement) -> str:
    return names.option(issue, point.outcome[issue]) if issue in point.outcome else "–"


def acceptable_parts(names: Names) -> Parts:
    """Return the section on what the others would have taken in the end."""
    found, language = names.table.acceptable, names.language
    if found.best is None or found.best.gain <= 0:
        return (line(said("accepted_none", language)),)
    said_best = said("accepted_best", language, gain=names.amount(found.best.gain))
    parts: Parts = (line(said_best), *_terms(names, found.best))
    if not found.nearby:
        return parts
    nearby = line(said("accepted_nearby", language))
    return (*parts, nearby, *_improvements(names, found.nearby))


def _terms(names: Names, improvement: Improvement) -> Parts:
    """Return what would be different, or all of it where nothing was agreed."""
    rows = [
        (
            names.issue(change.issue),
            names.option(change.issue, change.before),
            names.option(change.issue, change.after),
        )
        for change in improvement.changes
    ]
    rows = rows or [
        (names.issue(issue), "–", names.option(issue, value))
        for issue, value in improvement.outcome.items()
    ]
    headings = [said(key, names.language) for key in ("term", "signed", "acceptable")]
    return sheet(headings, rows, n_left=len(headings))


def _improvements(names: Names, improvements: Sequence[Improvement]) -> Parts:
    rows = [
        (
            "; ".join(changes_said(names, each.changes)),
            names.amount(each.gain),
            names.amount(each.others_gain),
        )
        for each in improvements
    ]
    headings = [said(key, names.language) for key in ("change", "your_more", "others_more")]
    return sheet(headings, rows)


def changes_said(names: Names, changes: Sequence[Change]) -> list[str]:
    """Say each term that is in another place."""
    return [
        said(
            "from_to",
            names.language,
            issue=names.issue(change.issue),
            before=names.option(change.issue, change.before),
            after=names.option(change.issue, change.after),
        )
        for change in changes
    ]
