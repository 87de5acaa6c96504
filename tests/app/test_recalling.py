"""What is kept of a log is never what answers for another log."""

from negotiation.app.recalling import Recalled
from negotiation.domain.chronicle import CampaignClosed, LogEvent

ONE: tuple[LogEvent, ...] = (CampaignClosed(month=1),)
OTHER: tuple[LogEvent, ...] = (CampaignClosed(month=2),)


class Counting:
    def __init__(self) -> None:
        self.n_asked = 0

    def __call__(self) -> int:
        self.n_asked += 1
        return self.n_asked


def test_the_same_log_is_worked_out_once() -> None:
    recalled, work = Recalled[int](), Counting()
    same = [CampaignClosed(month=1)]
    assert [recalled.of(ONE, work), recalled.of(same, work), recalled.of(ONE, work)] == [1, 1, 1]


def test_another_log_of_the_same_length_is_worked_out_anew() -> None:
    recalled, work = Recalled[int](), Counting()
    assert [recalled.of(log, work) for log in (ONE, OTHER, ONE)] == [1, 2, 3]


def test_every_question_has_its_own_answer() -> None:
    recalled, work = Recalled[int](), Counting()
    asked = [recalled.of(ONE, work, question=month) for month in (3, 4, 3)]
    assert asked == [1, 2, 1]


def test_longer_logs_leave_the_shorter_ones_alone() -> None:
    recalled, work = Recalled[int](), Counting()
    assert [recalled.of(log, work) for log in (ONE, ONE + OTHER, ONE)] == [1, 2, 1]
