"""What all calls of a process to one address share: a gate and a breaker each."""

import asyncio
import threading
import time
from typing import NamedTuple

from negotiation.llm.breaker import Breaker
from negotiation.llm.gate import Clock, Gate, Sleep
from negotiation.llm.profile import ModelProfile

__all__ = ["Road", "Traffic"]


class Road(NamedTuple):
    """The way to one address."""

    gate: Gate
    breaker: Breaker


class Traffic:
    """The roads of a process: make one, and hand it to everything in it that asks models."""

    def __init__(self, *, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._roads: dict[str, Road] = {}

    def road_to(self, profile: ModelProfile) -> Road:
        """Return the road to where a model lives, no wider than its profile allows."""
        with self._lock:
            road = self._roads.get(profile.base_url)
            if road is None:
                gate = Gate(clock=self._clock, sleep=self._sleep)
                road = self._roads[profile.base_url] = Road(gate, Breaker(clock=self._clock))
        road.gate.narrow(profile)
        return road
