"""One table of a debrief, put together."""

from collections.abc import Mapping, Sequence

from negotiation.analysis.debrief.later import Later
from negotiation.analysis.debrief.planes import plane_of
from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import ClauseShare, TableDebrief
from negotiation.analysis.debrief.results import acceptable_of, left_of, result_of
from negotiation.analysis.debrief.rows import claim_rows, leak_rows
from negotiation.analysis.debrief.sight import Sight
from negotiation.domain.scenarios import Party

__all__ = ["table_debrief"]


def table_debrief(
    sight: Sight,
    parties: Mapping[str, Party],
    *,
    prepared: Prepared | None = None,
    clauses: Sequence[ClauseShare] = (),
    later: Later | None = None,
) -> TableDebrief:
    """Return what a party can learn from one table.

    Args:
        sight: the table, as the party looks back on it.
        parties: by id, for the truth about their private facts.
        prepared: what it wrote down before the talks about this table.
        clauses: what the clauses of the agreement add.
        later: what became of it.
    """
    return TableDebrief(
        table=sight.score.table,
        protocol=sight.end.protocol,
        unit=sight.score.unit,
        parties=sight.end.parties,
        is_sampled=sight.score.is_sampled,
        result=result_of(sight, prepared),
        left=left_of(sight),
        plane=plane_of(sight),
        acceptable=acceptable_of(sight),
        clauses=tuple(clauses),
        claims=claim_rows(sight, parties),
        leaks=leak_rows(sight),
        later=later,
    )
