"""What every ``EventLog`` must do; one subclass an implementation."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from negotiation.domain.events import Talked
from negotiation.errors import LogConflict, LogError
from negotiation.store.log import EventLog
from tests.store.samples import ONE_OF_EACH, talk, talks


class EventLogContract(ABC):
    @abstractmethod
    def opened(self, folder: Path) -> AbstractContextManager[EventLog]:
        """Open an empty log."""

    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[EventLog]:
        with self.opened(tmp_path) as log:
            yield log

    def test_a_new_log_is_empty(self, log: EventLog) -> None:
        assert len(log) == 0
        assert log.read() == ()

    def test_events_come_back_in_order(self, log: EventLog) -> None:
        log.append(ONE_OF_EACH[:4], at=0)
        log.append(ONE_OF_EACH[4:], at=4)

        assert log.read() == ONE_OF_EACH
        assert len(log) == len(ONE_OF_EACH)

    def test_what_was_read_does_not_grow(self, log: EventLog) -> None:
        log.append(talks(1), at=0)
        earlier = log.read()
        log.append([talk(2)], at=1)

        assert earlier == talks(1)

    @pytest.mark.parametrize("at", [-1, 0, 1, 3])
    def test_a_writer_with_another_picture_is_refused(self, log: EventLog, at: int) -> None:
        log.append(talks(2), at=0)

        with pytest.raises(LogConflict, match=f"holds 2 events, the writer expected {at}"):
            log.append([talk(9)], at=at)

        assert log.read() == talks(2)

    def test_of_two_writers_with_one_picture_the_first_wins(self, log: EventLog) -> None:
        log.append([talk(1)], at=0)

        with pytest.raises(LogConflict):
            log.append([talk(2)], at=0)

        assert log.read() == talks(1)

    def test_nothing_can_be_appended(self, log: EventLog) -> None:
        log.append([], at=0)
        log.append(talks(1), at=0)
        log.append([], at=1)

        assert log.read() == talks(1)

    def test_nothing_at_a_wrong_place_is_a_conflict_too(self, log: EventLog) -> None:
        with pytest.raises(LogConflict):
            log.append([], at=1)

    def test_a_batch_with_unwritable_text_leaves_nothing(self, log: EventLog) -> None:
        unwritable = Talked(table="lease", turn=2, party="buyer", message="\ud800")

        with pytest.raises(LogError, match="'talked' event cannot be written"):
            log.append([talk(1), unwritable], at=0)
        log.append(talks(1), at=0)

        assert log.read() == talks(1)
