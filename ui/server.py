"""What all pages of a server share: the runs that are played, and who practises what.

Nothing in it belongs to one visitor, but for the endpoints that visitors set, by their key.
"""

import atexit
import threading
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from negotiation.app.service.service import Service
from negotiation.settings import Settings
from negotiation.store.training.opening import open_training
from negotiation.store.training.store import TrainingStore

__all__ = ["PRACTICE", "Server", "server"]

PRACTICE = "practice"
"""Folder of the runs of trainees, below the folder of runs; the database stands beside it."""


@dataclass(slots=True)
class Server:
    """One of it lives in a server process."""

    runs: Path
    settings: Settings
    service: Service
    training: TrainingStore
    _endpoints: dict[str, Settings] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def practice(self) -> Path:
        """Where the runs of trainees are."""
        return self.runs / PRACTICE

    def settings_of(self, visitor: str) -> Settings:
        """Return the settings with the model that a visitor has set up, if any."""
        with self._lock:
            return self._endpoints.get(visitor, self.settings)

    def set_endpoint(self, visitor: str, settings: Settings | None) -> None:
        """Remember a visitor's model while the server lives, or forget it."""
        with self._lock:
            if settings is None:
                self._endpoints.pop(visitor, None)
            else:
                self._endpoints[visitor] = settings

    def close(self) -> None:
        """Stop what is being played where it is, and let go of everything."""
        atexit.unregister(self.close)
        if self.service.is_open:
            self.service.stop()  # whoever still writes would take up the database again
            self.service.call(self.training.close())
            self.service.close()


def _release(held: Server) -> None:
    held.close()


@st.cache_resource(show_spinner=False, on_release=_release)
def server(runs: Path) -> Server:
    """Return what this process serves a folder of runs with."""
    settings, service = Settings.from_environment(), Service()
    try:
        training = service.call(
            open_training(settings.database_url, runs / PRACTICE / "training.sqlite")
        )
    except BaseException:
        service.close()  # nobody keeps it, and the next click makes another
        raise
    made = Server(runs=runs, settings=settings, service=service, training=training)
    atexit.register(made.close)
    return made
