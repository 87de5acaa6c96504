"""The console that results and questions are printed on."""

from rich.console import Console

__all__ = ["Terminal"]


class Terminal(Console):
    """A console that leaves it to ``main`` what happens when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Let the error through; rich would end the process with exit code 1."""
        raise BrokenPipeError
