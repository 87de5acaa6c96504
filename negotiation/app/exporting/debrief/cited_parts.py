"""The turns that points were earned or lost in, with their words: on paper there is no link."""

from negotiation.analysis.debrief.skill_records import Spot
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.honesty_parts import turn_said
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["cited_parts"]


def cited_parts(handout: Handout) -> Parts:
    """Return every turn that a skill's score names, once, in the order of the talks."""
    language = handout.language
    spots = _spots(handout)
    if not spots:
        return (line(said("cited_none", language)),)
    rows = [
        (
            _where(handout, spot),
            handout.names[spot.table].party(spot.party),
            spot.quote or "–",
        )
        for spot in spots
    ]
    headings = [said(key, language) for key in ("turn", "party", "quote")]
    return sheet(headings, rows, n_left=len(headings))


def _spots(handout: Handout) -> list[Spot]:
    tables = list(handout.names)
    found = {
        (tables.index(spot.table), spot.turn, spot.party): spot
        for skill in handout.debrief.skills
        for check in skill.checks
        for spot in check.spots
        if spot.turn > 0
    }
    return [found[place] for place in sorted(found)]


def _where(handout: Handout, spot: Spot) -> str:
    names = handout.names[spot.table]
    where = turn_said(names, spot.turn)
    return f"{names.title}, {where}" if len(handout.names) > 1 else where
