"""A service with real parts, closed when the test is over."""

from collections.abc import Iterator

import pytest

from negotiation.app.service.service import Service


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.close()
