"""Parts of a debrief on the screen: what a document has as lines, tables and figures."""

from collections.abc import Sequence

import streamlit as st

from negotiation.app.exporting.blocks import Line, Run, Sheet, text_of
from negotiation.app.exporting.debrief.figures import Figure
from negotiation.app.exporting.debrief.parts import Parts
from negotiation.domain.values import Language
from ui.data.debriefs import Subject
from ui.texts import say
from ui.views.debrief.links import TurnLink
from ui.views.play.wording import term_line
from ui.widgets.debrief.figures import figure_chart
from ui.widgets.show import show, show_grid

__all__ = ["show_changes", "show_links", "show_parts"]


def show_parts(parts: Parts, language: Language, *, key: str) -> None:
    """Draw lines, tables and figures in their order."""
    for place, part in enumerate(parts):
        match part:
            case Line():
                show(text_of(part.words))
            case Sheet():
                show_grid(_headings(part), _rows(part.rows), key=f"{key}-{place}", alt=_alt(part))
            case Figure():
                st.altair_chart(figure_chart(part, language), key=f"{key}-{place}", alt=part.title)
                show(part.takeaway)


def show_changes(parts: Parts, language: Language) -> None:
    """Draw what a table has before and after in lines: on a phone it would hide the latter."""
    for part in parts:
        if isinstance(part, Sheet) and part.rows:
            st.caption(say("debrief_changes", language))
            lines = [
                term_line(term, f"{before} → {after}", language)
                for term, before, after in _rows(part.rows)
            ]
            show("\n".join(lines))


def show_links(links: Sequence[TurnLink], subject: Subject, language: Language) -> None:
    """Draw links to turns in the replay; whoever may see a debrief may see its talk."""
    if not links:
        return
    with st.container(horizontal=True, gap="small"):
        for link in links:
            st.page_link(
                "screens/replay.py",
                label=say("debrief_turn", language, turn=link.turn),
                icon=":material/history:",
                query_params=link.query(subject.name, language),
            )


def _headings(sheet: Sheet) -> list[str]:
    return [text_of(cell) for cell in sheet.headings] or [" "] * len(sheet.is_right)


def _rows(rows: Sequence[tuple[Run, ...]]) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in rows]


def _alt(sheet: Sheet) -> str:
    return ", ".join(filter(None, map(text_of, sheet.headings)))
