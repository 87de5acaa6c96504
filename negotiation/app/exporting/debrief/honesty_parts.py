"""Whether words could be trusted: promises against capacity, false statements, figures leaked."""

from negotiation.analysis.debrief.later import PromiseRow
from negotiation.analysis.debrief.skill_records import Spot
from negotiation.app.exporting.debrief.handout import Names
from negotiation.app.exporting.debrief.outcome_parts import percent
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["claim_parts", "leak_parts", "promise_parts", "turn_said"]


def turn_said(names: Names, turn: int) -> str:
    """Name a turn; turn 0 is before the talks."""
    if turn == 0:
        return said("before_talks", names.language)
    return said("turn_n", names.language, turn=f"{turn}")


def promise_parts(names: Names) -> Parts:
    """Return the section on promises and capacity."""
    language, later = names.language, names.table.later
    if later is None or not later.promises:
        return (line(said("promises_none", language)),)
    keys = ("seller", "promised", "covered", "delivered", "verdict")
    rows = [
        (
            names.party(row.seller),
            _cards(names, row.promised_gpus),
            _cards(names, row.covered_gpus),
            percent(row.delivered_fraction),
            said(_verdict(row), language),
        )
        for row in later.promises
    ]
    return sheet([said(key, language) for key in keys], rows, n_left=len(keys))


def _verdict(row: PromiseRow) -> str:
    if row.is_over_promised:
        return "over_promised"
    if row.delivered_fraction is None:
        return "unknown"
    # By what is shown beside it: "100%, not all came" would be a riddle.
    return "kept" if round(row.delivered_fraction, 2) >= 1 else "partly_kept"


def _cards(names: Names, gpus: float | None) -> str:
    return "–" if gpus is None else said("cards", names.language, n=f"{gpus:,.0f}")


def claim_parts(names: Names) -> Parts:
    """Return the section on false statements, own and theirs."""
    language, claims = names.language, names.table.claims
    if not claims:
        return (line(said("claims_none", language)),)
    keys = ("turn", "said_by", "truth", "believed", "quote")
    rows = [
        (
            f"{row.spot.turn}",
            _speaker(names, row.spot, is_own=row.is_own),
            names.fact(row.spot.party, row.fact),
            said({True: "yes", False: "no", None: "unknown"}[row.is_believed], language),
            row.spot.quote,
        )
        for row in claims
    ]
    return sheet([said(key, language) for key in keys], rows, n_left=len(keys))


def leak_parts(names: Names) -> Parts:
    """Return the section on private figures that were said."""
    language, leaks = names.language, names.table.leaks
    if not leaks:
        return (line(said("leaks_none", language)),)
    keys = ("turn", "said_by", "private", "how", "quote")
    rows = [
        (
            f"{row.spot.turn}",
            _speaker(names, row.spot, is_own=row.is_own),
            names.fact(row.spot.party, row.what),
            said("exact" if row.is_exact else "near", language),
            row.spot.quote,
        )
        for row in leaks
    ]
    return sheet([said(key, language) for key in keys], rows, n_left=len(keys))


def _speaker(names: Names, spot: Spot, *, is_own: bool) -> str:
    return said("you", names.language) if is_own else names.party(spot.party)
