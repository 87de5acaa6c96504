"""What scenarios and their seats are called, for lists of attempts and assignments."""

from pathlib import Path
from typing import NamedTuple

from negotiation.domain.values import Language
from negotiation.errors import HaggleError
from ui.data.shelf import scenario_at
from ui.views.play.choices import seat_names

__all__ = ["SeatCalled", "seat_called"]


class SeatCalled(NamedTuple):
    """A seat of a scenario in words."""

    scenario: str
    seat: str

    def __str__(self) -> str:
        return f"{self.scenario} · {self.seat}"


def seat_called(runs: Path, scenario: str, seat: str, language: Language) -> SeatCalled:
    """Return what a seat is called; by its bare names where its scenario is gone."""
    try:
        found = scenario_at(runs, scenario).scenario
        seats = {each.seat: each.name for each in seat_names(found, language)}
    except HaggleError:
        return SeatCalled(scenario, seat)
    return SeatCalled(found.title.in_language(language), seats.get(seat, seat))
