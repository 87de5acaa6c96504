"""Files to take away: of results the report and the tables, of a case what was written of it."""

import shlex
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from evals.reporting.document import report_document
from evals.reporting.files import write_csv, write_parquet
from evals.reporting.junit import write_junit
from evals.reporting.page import report_page
from evals.reporting.reading import origin_of
from evals.reporting.wording import Wording
from negotiation.app.exporting.markdown import to_markdown
from negotiation.domain.values import Language
from negotiation.store.folder import CHATS, EVENTS, RUN, SCORECARD
from ui.data.evals import Opened, report_of
from ui.texts import say
from ui.widgets.show import show, show_command, show_grid

__all__ = ["show_downloads", "show_files"]

CASE_FILES = (EVENTS, CHATS, RUN, SCORECARD, "case.json")


def show_downloads(held: Opened, language: Language) -> None:
    """Offer results as files, each made when it is asked for, and say where they come from."""
    st.subheader(say("evals_downloads", language), anchor=False)
    st.caption(say("evals_downloads_note", language))
    with st.container(horizontal=True):
        _report_buttons(held, language)
        _table_buttons(held, language)
    _origin(held, language)


def _report_buttons(held: Opened, language: Language) -> None:
    name = held.path.name
    st.download_button(
        say("evals_html", language),
        lambda: report_page(report_of(held), language).encode("utf-8", "backslashreplace"),
        file_name=f"{name}.html",
        mime="text/html",
        icon=":material/download:",
        on_click="ignore",
        key="evals-html",
    )
    st.download_button(
        say("evals_markdown", language),
        lambda: _markdown(held, language),
        file_name=f"{name}.md",
        mime="text/markdown",
        on_click="ignore",
        key="evals-markdown",
    )


def _table_buttons(held: Opened, language: Language) -> None:
    name = held.path.name
    st.download_button(
        say("evals_csv", language),
        lambda: _written(lambda path: write_csv(path, held.results)),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key="evals-csv",
    )
    st.download_button(
        say("evals_parquet", language),
        lambda: _written(lambda path: write_parquet(path, held.results)),
        file_name=f"{name}.parquet",
        mime="application/vnd.apache.parquet",
        on_click="ignore",
        key="evals-parquet",
    )
    st.download_button(
        say("evals_junit", language),
        lambda: _written(lambda path: write_junit(path, (), held.results.records)),
        file_name=f"{name}.xml",
        mime="application/xml",
        on_click="ignore",
        key="evals-junit",
    )


def _origin(held: Opened, language: Language) -> None:
    """Say where results come from."""
    st.subheader(say("evals_origin", language), anchor=False)
    (source,) = held.results.sources
    show_grid(
        [say("evals_what", language), say("evals_value", language)],
        [[key, value] for key, value in Wording(language).origin(origin_of(source))],
        key="evals-origin",
        alt=say("evals_origin", language),
    )
    st.caption(say("evals_in_terminal", language))
    show_command(f"haggle report {shlex.quote(str(held.path))}")


def show_files(folder: Path, case_id: str, language: Language) -> None:
    """Offer the files of a case as they are."""
    show(str(folder))
    with st.container(horizontal=True):
        for name in CASE_FILES:
            path = folder / name
            if path.is_file():
                st.download_button(
                    say(f"evals_file_{path.stem}", language),
                    path.read_bytes,
                    file_name=f"{case_id}-{name}",
                    icon=":material/download:",
                    on_click="ignore",
                    key=f"evals-file-{path.stem}",
                )


def _markdown(held: Opened, language: Language) -> bytes:
    return to_markdown(report_document(report_of(held), language)).encode(
        "utf-8", "backslashreplace"
    )


def _written(write: Callable[[Path], object]) -> bytes:
    """Return what is written to a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path)
        return path.read_bytes()
