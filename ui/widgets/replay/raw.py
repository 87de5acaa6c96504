"""What stands in the files of a run: events as JSON, and the calls to models."""

import streamlit as st

from negotiation.domain.values import Language
from negotiation.llm.chat import ChatMessage
from ui.data.reading import calls_of
from ui.data.runs import Run
from ui.texts import fill, say
from ui.views.naming import told_apart
from ui.views.replay.calls import CALLS_PAGE, CallView, calls_of_plan
from ui.views.replay.log import EVENTS_PAGE, kinds_in, lines_of, page_text
from ui.widgets.replay.names import seat_names
from ui.widgets.replay.paging import choose_page
from ui.widgets.show import show, show_json

__all__ = ["show_calls", "show_events"]


def show_events(run: Run, language: Language) -> None:
    """Draw the log: every event that may be shown, as it is written in the file."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = st.multiselect(
            say("replay_event_kind", language),
            kinds_in(run.log),
            key="event-kinds",
            placeholder=say("replay_any", language),
        )
        table = None
        if len(run.tables) > 1:
            titles = told_apart(
                {name: each.title.in_language(language) for name, each in run.tables.items()}
            )
            table = st.selectbox(
                say("table", language),
                list(titles),
                index=None,
                format_func=titles.__getitem__,
                key="event-table",
                placeholder=say("replay_any", language),
            )
    lines = lines_of(run.log, table=table, kinds=frozenset(kinds))
    st.caption(say("replay_n_events", language, n=len(lines), total=len(run.log)))
    if lines:
        page = choose_page(-(-len(lines) // EVENTS_PAGE), key="events-page")
        show_json(page_text(lines, page))


def show_calls(run: Run, language: Language) -> None:
    """Draw the calls to models: what was sent, what came back. Keys stand in no file of a run."""
    calls = calls_of_plan(run.record.plan, calls_of(run))
    if not calls:
        st.info(say("replay_no_calls", language), icon=":material/smart_toy:")
        return
    names = seat_names(run, language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seats = st.multiselect(
            say("replay_by_party", language),
            list(dict.fromkeys(call.seat for call in calls)),
            format_func=lambda seat: names.get(seat, seat),
            key="call-seats",
            placeholder=say("replay_any", language),
        )
        failed = st.toggle(say("replay_only_failed", language), key="call-failed")
        is_whole = st.toggle(
            say("replay_whole_prompt", language),
            key="call-whole",
            help=say("replay_whole_prompt_help", language),
        )
    shown = [
        call
        for call in calls
        if (not seats or call.seat in seats) and (not failed or call.record.faults)
    ]
    st.caption(say("replay_n_calls", language, n=len(shown), total=len(calls)))
    page = choose_page(-(-len(shown) // CALLS_PAGE), key="calls-page")
    for call in shown[(page - 1) * CALLS_PAGE : page * CALLS_PAGE]:
        _call(call, names.get(call.seat, call.seat), language, is_whole=is_whole)


def _call(call: CallView, seat: str, language: Language, *, is_whole: bool) -> None:
    record = call.record
    key = "replay_call" if record.reply is not None else "replay_call_failed"
    with st.expander(say(key, language, n=call.number, turn=call.turn)):
        show(" · ".join(part for part in (seat, call.model, record.key) if part))
        if record.is_carried:
            st.caption(say("replay_was_carried", language))
        n_left_out = 0 if is_whole else call.n_known
        if n_left_out:
            st.caption(say("replay_known_messages", language, n=n_left_out))
        for message in record.messages[n_left_out:]:
            _message(message, language)
        for fault in record.faults:
            show(fill("replay_fault", language, kind=fault.kind, message=fault.message))
        if record.reply is None:
            show(record.error or "")
            return
        if record.reply.reasoning:
            st.caption(say("replay_reasoning", language))
            show(record.reply.reasoning)
        st.caption(
            say(
                "replay_reply",
                language,
                seconds=record.reply.latency_seconds,
                tokens_in=record.reply.usage.prompt_tokens,
                tokens_out=record.reply.usage.completion_tokens,
            )
        )
        show(record.reply.text)


def _message(message: ChatMessage, language: Language) -> None:
    st.caption(say(f"replay_role_{message.role}", language))
    show(message.content)
