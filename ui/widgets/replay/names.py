"""What seats are called."""

from negotiation.domain.values import Language
from ui.data.runs import Run

__all__ = ["seat_names"]


def seat_names(run: Run, language: Language) -> dict[str, str]:
    """Return the names of seats by id; who signs for a party carries its own id too."""
    plan = run.record.plan
    parties = {party.id: party.name.in_language(language) for party in plan.scenario.parties}
    return {
        seat: parties[seat] if seat in parties else f"{parties[seat.partition('.')[0]]} ({seat})"
        for seat in plan.seats
    }
