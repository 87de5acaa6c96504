"""The seam: cases go in, results come out in any order, and whoever listens may end it."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from evals.cases import Case
from evals.player import PlayerSetup
from evals.results import CaseRecord

__all__ = ["Executor", "OnResult"]

OnResult: TypeAlias = Callable[[CaseRecord], bool]
"""Is told every result; returns whether to go on."""


class Executor(Protocol):
    """Plays cases. Scripted seats give the same results under every executor, bit for bit."""

    @property
    def name(self) -> str:
        """What the record of a launch calls it."""
        ...

    def play(self, cases: Sequence[Case], setup: PlayerSetup, on_result: OnResult) -> None:
        """Play ``cases``, each into its folder of the results.

        Cases that are under way when it ends early are left as they are: they can be resumed.

        Raises:
            ChatBudgetSpent: what may be spent is spent.
            LogConflict: another process plays one of the cases.
            KeyboardInterrupt: somebody wants it to end.
        """
        ...
