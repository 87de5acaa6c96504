"""A debrief as rows for a spreadsheet: one figure or finding a row, numbers as numbers."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from negotiation.analysis.debrief.records import Debrief, TableDebrief
from negotiation.analysis.debrief.texts import (
    check_said,
    check_title,
    reason_said,
    reason_title,
    skill_title,
)
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.titles import HEADINGS
from negotiation.app.exporting.debrief.words import said
from negotiation.app.exporting.rows import harmless

__all__ = ["to_csv"]


class _Row(NamedTuple):
    section: str
    table: str = ""
    item: str = ""
    party: str = ""
    turn: int | None = None
    value: float | str | None = None
    unit: str = ""
    text: str = ""
    quote: str = ""


def to_csv(handout: Handout) -> str:
    """Write a debrief as CSV. No cell of it is run by a spreadsheet.

    Amounts are in the table's own unit, CNY or points; shares are fractions.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_Row._fields)
    for row in _rows(handout):
        named = row._replace(section=HEADINGS[row.section].in_language(handout.language))
        writer.writerow([harmless(cell) for cell in named])
    return file.getvalue()


def _rows(handout: Handout) -> Iterator[_Row]:
    yield from _score(handout)
    for table in handout.debrief.tables:
        yield from _result(handout, table)
        yield from _path(handout, table)
        yield from _clauses(handout, table)
        yield from _honesty(handout, table)
        yield from _later(handout, table)
    yield from _turning(handout, handout.debrief)


def _score(handout: Handout) -> Iterator[_Row]:
    language, debrief = handout.language, handout.debrief
    total = debrief.score.fraction
    yield _Row("skills", item=said("score", language), value=total, unit="fraction")
    for skill in debrief.skills:
        name = skill_title(skill.skill, language)
        yield _Row("skills", item=name, value=skill.fraction, unit="fraction")
        for check in skill.checks:
            for spot in check.spots or (None,):
                yield _Row(
                    "skills",
                    table=spot.table if spot else "",
                    item=f"{name}: {check_title(check, language)}",
                    party=spot.party if spot else "",
                    turn=spot.turn if spot else None,
                    value=check.earned,
                    unit="fraction",
                    text=check_said(check, language),
                    quote=spot.quote if spot else "",
                )


def _result(handout: Handout, table: TableDebrief) -> Iterator[_Row]:
    result, language = table.result, handout.language
    amounts = {
        "value": result.value,
        "alternative": result.alternative,
        "surplus": result.surplus,
        "target_own" if result.is_target_own else "target_rule": result.target,
        "walk_away": result.walk_away,
        "best": result.best_surplus,
        "others_gain": result.others_surplus,
    }
    for key, amount in amounts.items():
        if amount is not None:
            item = said(key, language)
            yield _Row("result", table.table, item, handout.own, None, amount, table.unit)
    if result.attained_share is not None:
        item = said("attained", language)
        share = result.attained_share
        yield _Row("result", table.table, item, handout.own, None, share, "fraction")
    found = table.left.to_frontier
    gain = found.gain if found is not None else 0.0
    item = HEADINGS["left"].in_language(language)
    yield _Row("left", table.table, item, handout.own, None, gain, table.unit)


def _path(handout: Handout, table: TableDebrief) -> Iterator[_Row]:
    gains = [said(key, handout.language) for key in ("your_gain", "others_gain")]
    for step in table.plane.path:
        for name, gain in zip(gains, (step.surplus, step.others_surplus), strict=True):
            item = f"{step.offer_id}: {name}"
            place = (table.table, item, step.party, step.turn)
            yield _Row("charts", *place, gain, table.unit, quote=step.quote)


def _clauses(handout: Handout, table: TableDebrief) -> Iterator[_Row]:
    names = handout.names[table.table]
    for share in table.clauses:
        for party, worth in share.worth.items():
            item = names.clause(share.clause)
            yield _Row(
                "clauses", table.table, item, party, None, worth, table.unit, f"{share.value}"
            )


def _honesty(handout: Handout, table: TableDebrief) -> Iterator[_Row]:
    names = handout.names[table.table]
    for row in table.later.promises if table.later else ():
        share = row.delivered_fraction
        yield _Row("promises", table.table, row.contract, row.seller, None, share, "fraction")
    for claim in table.claims:
        spot, fact = claim.spot, names.fact(claim.spot.party, claim.fact)
        place = (table.table, fact, spot.party, spot.turn)
        yield _Row("claims", *place, claim.truth, quote=spot.quote)
    for leak in table.leaks:
        spot, what = leak.spot, names.fact(leak.spot.party, leak.what)
        yield _Row("leaks", table.table, what, spot.party, spot.turn, quote=spot.quote)


def _later(handout: Handout, table: TableDebrief) -> Iterator[_Row]:
    later, language = table.later, handout.language
    if later is None:
        return
    found = {
        "expected_npv": later.expected_cny,
        "real_npv": later.npv_cny,
        "damages": later.damages_cny,
    }
    for key, amounts in found.items():
        for party, amount in amounts.items():
            yield _Row("later", table.table, said(key, language), party, None, amount, "cny")


def _turning(handout: Handout, debrief: Debrief) -> Iterator[_Row]:
    for point in debrief.turning_points:
        unit = handout.names[point.table].table.unit
        why = reason_said(point, handout.language)
        place = (point.table, reason_title(point, handout.language), point.party, point.turn)
        yield _Row("turning", *place, point.gain, unit, why, point.quote)
