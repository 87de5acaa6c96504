"""The screen ``watch``."""

from ui.page import Page, this_page
from ui.widgets.boundary import friendly

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the screen."""


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)
