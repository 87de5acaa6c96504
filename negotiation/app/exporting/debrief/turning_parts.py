"""The turns where another move would have been worth most."""

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.analysis.debrief.texts import played_said, reason_said, reason_title
from negotiation.analysis.debrief.turning_records import TurningPoint
from negotiation.app.exporting.debrief.handout import Handout, Names
from negotiation.app.exporting.debrief.honesty_parts import turn_said
from negotiation.app.exporting.debrief.parts import Parts, line, quoted, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["acts_said", "change_parts", "played_out_said", "reason", "turn_of"]
__all__ += ["turning_head", "turning_parts", "worth_said"]


def turning_parts(handout: Handout) -> Parts:
    """Return the section on turning points, the costliest first."""
    points = handout.debrief.turning_points
    if not points:
        return (line(said("turning_none", handout.language)),)
    parts: Parts = ()
    for place, point in enumerate(points, start=1):
        parts += _point(handout, point, place)
    return parts


def _point(handout: Handout, point: TurningPoint, place: int) -> Parts:
    names = handout.names[point.table]
    parts: Parts = (line(turning_head(handout, point, place), is_bold=True),)
    if point.quote:
        parts += (quoted(point.quote),)
    parts += tuple(
        line(text) for text in (reason(handout, point), acts_said(handout, point)) if text
    )
    parts += change_parts(names, point)
    parts += (line(worth_said(names, point)),)
    found = handout.play_out(point)
    if found is not None:
        parts += (line(played_out_said(names, found)),)
    return parts


def turning_head(handout: Handout, point: TurningPoint, place: int) -> str:
    """Name a turning point by its place, its turn and its reason."""
    language, where = handout.language, turn_of(handout, point)
    head = said("turning_head", language, place=f"{place}", where=where)
    return f"{head} · {reason_title(point, language)}"


def turn_of(handout: Handout, point: TurningPoint) -> str:
    """Name the turn, and its table where there are several."""
    names = handout.names[point.table]
    where = turn_said(names, point.turn)
    return f"{names.title}, {where}" if len(handout.debrief.tables) > 1 else where


def reason(handout: Handout, point: TurningPoint) -> str:
    """Say why the other move was better."""
    return reason_said(point, handout.language)


def acts_said(handout: Handout, point: TurningPoint) -> str:
    """Say what was done, and what would have been better; nothing for an offer for an offer."""
    language, kinds = handout.language, (point.played, point.better.act.kind)
    if kinds == ("offer", "offer"):
        return ""
    played, better = (played_said(kind, language) for kind in kinds)
    return said("played_better", language, played=played, better=better)


def change_parts(names: Names, point: TurningPoint) -> Parts:
    """Return the terms that the better move changes, as a table."""
    rows = [
        (
            names.issue(change.issue),
            names.option(change.issue, change.before),
            names.option(change.issue, change.after),
        )
        for change in point.changes
    ]
    if not rows and point.better_outcome:
        rows = [
            (names.issue(issue), "–", names.option(issue, value))
            for issue, value in point.better_outcome.items()
        ]
    headings = [said(key, names.language) for key in ("term", "before", "after")]
    return sheet(headings, rows, n_left=3)


def worth_said(names: Names, point: TurningPoint) -> str:
    """Say what the better move is worth to both sides."""
    gain = names.amount(point.gain)
    if point.better.act.kind == "walk_away":
        return said("worth_walk", names.language, gain=gain)
    return said(
        "worth_both",
        names.language,
        gain=gain,
        surplus=names.amount(point.surplus),
        others=names.amount(point.others_surplus),
    )


def played_out_said(names: Names, found: PlayOut) -> str:
    """Say what came of playing both moves out."""
    low, high = found.difference_quartiles
    return said(
        "played_out",
        names.language,
        n=f"{len(found.seeds)}",
        as_played=names.amount(found.as_played.median),
        better=names.amount(found.better.median),
        difference=names.amount(found.difference_median),
        low=names.amount(low),
        high=names.amount(high),
    )
