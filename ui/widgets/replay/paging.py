"""The pages of something long."""

import streamlit as st

__all__ = ["choose_page"]


def choose_page(n_pages: int, *, key: str) -> int:
    """Draw the numbers of pages, unless there is one only, and return the one that is chosen."""
    if n_pages <= 1:
        return 1
    return st.pagination(n_pages, key=key, persist_state="page")
