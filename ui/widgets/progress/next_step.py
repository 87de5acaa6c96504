"""What a trainee should work on, and the way there."""

import streamlit as st

from ui.data.names import seat_called
from ui.data.training import Own
from ui.page import Page
from ui.texts import fill, say
from ui.views.progress.ladder import difficulty_words, play_query, retry
from ui.views.progress.scores import percent
from ui.views.progress.skills import growth, points, weakest
from ui.widgets.show import show

__all__ = ["show_next"]


def show_next(page: Page, own: Own) -> None:
    """Draw the weakest skill, what it asks for, and the next rung to play.

    Some attempt of theirs has a score.
    """
    language = page.language
    with_score = [each for each in own.ended if each.score is not None]
    st.subheader(say("progress_next", language), anchor=False)
    step = retry(with_score[0])
    attempt = step.attempt
    with st.container(border=True):
        for each in weakest(growth(points(with_score[::-1]))):
            name, score = say(f"skill_name_{each.skill}", language), percent(each.recent)
            show(fill("progress_weakest", language, skill=name, score=score))
            st.caption(say(f"skill_asks_{each.skill}", language))
        if step.is_harder:
            st.caption(say("progress_ready", language))
        else:
            st.caption(say("progress_once_more", language))
        called = seat_called(page.runs, attempt.scenario, attempt.party, language)
        show(f"{called} · {difficulty_words(step.difficulty, language)}")
        play = st.button(
            say("progress_play_harder" if step.is_harder else "progress_play_again", language),
            type="primary",
            icon=":material/handshake:",
            key="progress-next",
        )
    if play:
        query = play_query(attempt.scenario, attempt.party, step.difficulty)
        st.switch_page("screens/play.py", query_params=query)
