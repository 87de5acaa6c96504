"""What a screen is drawn with: whose it is, in which language, from which folder."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from negotiation.domain.values import Language
from negotiation.settings import Settings
from ui.identity import Visitor
from ui.server import Server, server
from ui.session import forget, keep, recall

__all__ = ["Page", "folder_of_runs", "leave_page", "set_page", "this_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One rerun of one tab."""

    language: Language
    visitor: Visitor
    server: Server

    @property
    def runs(self) -> Path:
        """The folder of runs."""
        return self.server.runs

    @property
    def settings(self) -> Settings:
        """With the model that this visitor has set up."""
        return self.server.settings_of(self.visitor.key)


def folder_of_runs() -> Path:
    """Return the folder that the command names, made absolute."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    folder: Path = parser.parse_known_args()[0].runs
    return folder.resolve()


def set_page(language: Language, visitor: Visitor) -> Page:
    """Say what the screen is drawn with."""
    page = Page(language, visitor, server(folder_of_runs()))
    keep("page", page)
    return page


def leave_page() -> None:
    """Forget whom the screen was drawn for, so that nothing of theirs is drawn any more."""
    forget("page")


def this_page() -> Page:
    """Return what the screen is drawn with."""
    page: Page | None = recall("page", None)
    if page is None:
        raise RuntimeError("a screen is drawn by ui.main only")
    return page
