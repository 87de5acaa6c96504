"""What stands in the way of terms: red lines, and signatures that are not there."""

import streamlit as st

from negotiation.domain.values import Language
from ui.texts import say
from ui.views.play.asking import Obstacle
from ui.views.play.wording import listed
from ui.widgets.show import show

__all__ = ["show_limits"]


def show_limits(
    crossed: tuple[str, ...],
    unsigned: tuple[str, ...],
    obstacle: Obstacle | None,
    language: Language,
) -> None:
    """Say which red lines terms cross, who must sign them, and why that cannot be asked for."""
    if crossed:
        st.warning(say("play_crosses", language), icon=":material/block:")
        show(listed(crossed, language))
    if not unsigned:
        return
    st.info(say("play_unsigned", language), icon=":material/approval:")
    for line in unsigned:
        show(f"· {line}")
    if obstacle is not None:
        st.caption(say(f"play_ask_{obstacle}", language))
