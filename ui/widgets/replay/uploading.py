"""Bringing along a log from elsewhere."""

import streamlit as st

from negotiation.domain.values import Language
from ui.data.uploads import MAX_PACKED_MB, UploadedFile
from ui.data.visible import VisibleRuns
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.replay.link import write_address

__all__ = ["show_upload"]


def show_upload(visible: VisibleRuns, language: Language) -> None:
    """Draw the form; what is brought along is opened at once."""
    with st.expander(say("replay_upload", language), icon=":material/upload_file:"):
        st.caption(say("replay_upload_help", language))
        with st.form("upload", clear_on_submit=True, border=False):
            given = st.file_uploader(
                say("replay_upload_files", language, n=MAX_PACKED_MB),
                type=["zip", "json", "jsonl"],
                accept_multiple_files=True,
                max_upload_size=MAX_PACKED_MB,
                key="upload-files",
            )
            is_sent = st.form_submit_button(say("replay_upload_open", language))
        if not is_sent:
            return
        if not given:
            st.info(say("replay_upload_nothing", language))
            return
        with friendly(language):
            files = [UploadedFile(each.name, each.getvalue()) for each in given]
            name = visible.uploads.add(files, language)
            write_address(run=name, view="", table="", turn="")
            st.rerun()
