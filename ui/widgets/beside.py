"""What stands beside the talk of a larger table: the chart of bids, the proposals and votes."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.events import Event
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.past import until_turn
from ui.views.rounds import best_bids, bid_marks, vote_rows
from ui.views.talks import PartyView
from ui.widgets.bid_chart import bid_chart
from ui.widgets.show import show_grid

__all__ = ["show_rounds"]


def show_rounds(
    table: Table,
    events: Sequence[Event],
    whole: Sequence[Event],
    parties: Sequence[PartyView],
    *,
    turn: int,
    language: Language,
) -> None:
    """Draw the bids of a tender or the votes of a round table; nothing for two who haggle.

    Args:
        table: with real parties.
        events: those that may be shown.
        whole: all of the table.
        parties: of the table, in its order.
        turn: the last that counts.
        language: of the page.
    """
    if table.tender is not None:
        bidders = [party for party in parties if party.id != table.tender.host]
        st.subheader(say("bids", language), anchor=False)
        st.altair_chart(
            bid_chart(
                bid_marks(table, events),
                best_bids(table, whole),
                bidders,
                turn=turn,
                issue=table.space.by_id[table.tender.price_issue],
                language=language,
            ),
            key="bids",
            alt=say("bids", language),
        )
    elif table.protocol == "roundtable":
        st.subheader(say("votes", language), anchor=False)
        show_grid(
            [say("axis_round", language), *(party.name for party in parties)],
            vote_rows(until_turn(whole, turn), parties, language),
            key="votes",
            alt=say("votes", language),
        )
