"""What each clause of an agreement is worth to each side, and the bars that show it."""

from itertools import groupby
from typing import NamedTuple

from negotiation.analysis.debrief.records import ClauseShare
from negotiation.app.exporting.debrief.handout import Names
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["ClauseBar", "clause_bars", "clause_parts"]


class ClauseBar(NamedTuple):
    """A bar: a clause and what it adds to one party's value, in the unit of the table's scale."""

    clause: str
    party: str
    """Id."""
    worth: float
    written: str


def clause_parts(names: Names) -> Parts:
    """Return the section on clauses."""
    language, clauses = names.language, names.table.clauses
    if not clauses:
        return (line(said("clauses_none", language)),)
    parts: Parts = (line(said("clauses_why", language), is_dim=True),)
    contracts = [list(rows) for _, rows in groupby(clauses, key=lambda each: each.contract)]
    for rows in contracts:
        if len(contracts) > 1:
            title = names.contract(rows[0].contract)
            parts += (line(said("contract", language, contract=title), is_bold=True),)
        parts += _sheet(names, rows)
    return parts


def clause_bars(names: Names) -> tuple[ClauseBar, ...]:
    """Return a bar for every clause and every party that it means something to."""
    several = len({each.contract for each in names.table.clauses}) > 1
    return tuple(
        ClauseBar(
            _labelled(names, share, with_contract=several),
            party,
            worth / names.scale.divisor,
            names.amount(worth),
        )
        for share in names.table.clauses
        for party, worth in share.worth.items()
    )


def _labelled(names: Names, share: ClauseShare, *, with_contract: bool) -> str:
    title = names.clause(share.clause)
    return f"{title} · {names.contract(share.contract)}" if with_contract else title


def _sheet(names: Names, shares: list[ClauseShare]) -> Parts:
    language = names.language
    parties = list(dict.fromkeys(party for share in shares for party in share.worth))
    headings = [said(key, language) for key in ("clause", "agreed_value", "instead_of")]
    headings += [said("worth_for", language, party=names.party(party)) for party in parties]
    rows = [
        (
            names.clause(share.clause),
            names.clause_value(share.clause, share.value),
            names.clause_value(share.clause, share.instead_of),
            *(names.amount(share.worth[p]) if p in share.worth else "–" for p in parties),
        )
        for share in shares
    ]
    return sheet(headings, rows, n_left=3)
