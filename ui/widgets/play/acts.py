"""Everything but an offer: accept, reject, pass, walk away, sign. Exactly what is legal now."""

import streamlit as st

from negotiation.app.service.live import Question
from negotiation.domain.moves import Accept, Pass, Reject, WalkAway
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.play.board import OfferView, offers_open, part_of
from ui.widgets.play.draft import words_of
from ui.widgets.play.limits import show_limits
from ui.widgets.play.look import Look
from ui.widgets.play.sending import ask_house, send, write_words
from ui.widgets.show import show

__all__ = ["show_acts"]

ACT_NAMES = {
    "accept": {"roundtable": "assent", "proposer": "assent", "approver": "sign", "host": "award"},
    "reject": {
        "roundtable": "dissent",
        "proposer": "dissent",
        "approver": "refuse",
        "host": "turn_down",
    },
    "walk_away": {
        "tender": "drop_out",
        "host": "call_off",
        "roundtable": "leave",
        "proposer": "leave",
    },
    "pass": {"roundtable": "abstain", "proposer": "abstain", "host": "go_on"},
}
"""What an act is called for who plays a part; otherwise by its own name."""


def show_acts(look: Look, question: Question, *, has_builder: bool) -> None:
    """Draw a button for every act that is open, but for offers and talk."""
    view, language = question.view, look.language
    table = look.run.tables[view.table]
    if not has_builder and ("pass" in view.legal_acts or view.offers):
        write_words(look, question)
    offers = offers_open(
        question.brief, view, look.names(table), level=look.level, language=language
    )
    chosen = _choose_offer(look, question, offers)
    with st.container(horizontal=True):
        if chosen is not None and "accept" in view.legal_acts:
            _accept(look, question, chosen)
        if chosen is not None and "reject" in view.legal_acts:
            _reject(look, question, chosen)
        if "pass" in view.legal_acts and st.button(
            say(f"play_do_{_name('pass', question)}", language),
            icon=":material/skip_next:",
            key=f"pass-{look.key(question)}",
        ):
            send(look, question, Pass(), words_of(look, question))
        if "walk_away" in view.legal_acts:
            _walk_away(look, question)


def _name(act: str, question: Question) -> str:
    return ACT_NAMES[act].get(part_of(question.brief, question.view), act)


def _choose_offer(
    look: Look, question: Question, offers: tuple[OfferView, ...]
) -> OfferView | None:
    """Ask which offer is meant, where there are several."""
    if len(offers) < 2:  # noqa: PLR2004 - nothing to choose
        return next(iter(offers), None)
    by_id = {offer.offer_id: offer for offer in offers}
    kept = f"play-which-{look.place(question)}"
    before = recall(kept, offers[-1].offer_id)
    options = list(by_id)
    picked: str = st.selectbox(
        say("play_which", look.language),
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda each: f"{by_id[each].party} · {each} · {by_id[each].terms}",
        key=f"which-{look.key(question)}-{look.language}",
    )
    keep(kept, picked)
    return by_id[picked]


def _accept(look: Look, question: Question, offer: OfferView) -> None:
    """Accept after a second look at what is accepted."""
    language, name = look.language, _name("accept", question)
    with st.popover(
        say(f"play_do_{name}", language),
        icon=":material/check_circle:",
        key=f"accept-look-{look.key(question)}",  # the next one is not open already
    ):
        st.caption(say("play_accept_check", language))
        show(f"{offer.party} · {offer.offer_id}")
        show(offer.terms)
        if offer.worth is not None:
            show(offer.worth)
        is_signer = part_of(question.brief, question.view) == "approver"
        if offer.is_below:
            st.warning(say("play_below_no_deal", language), icon=":material/trending_down:")
        unsigned = () if is_signer else offer.unsigned
        show_limits(offer.crossed, unsigned, offer.obstacle, language)
        if unsigned and offer.obstacle is None:
            ask_house(look, question, offer.outcome, words_of(look, question), where="accept")
        elif st.button(
            say(f"play_sure_{name}", language),
            type="primary",
            key=f"accept-{look.key(question)}",
            disabled=bool(unsigned),
        ):
            send(look, question, Accept(offer_id=offer.offer_id), words_of(look, question))


def _reject(look: Look, question: Question, offer: OfferView) -> None:
    if st.button(
        say(f"play_do_{_name('reject', question)}", look.language),
        icon=":material/cancel:",
        key=f"reject-{look.key(question)}",
        help=say("play_reject_help", look.language),
    ):
        send(look, question, Reject(offer_id=offer.offer_id), words_of(look, question))


def _walk_away(look: Look, question: Question) -> None:
    """Leave, after a second thought."""
    language, brief = look.language, question.brief
    name = _name("walk_away", question)
    with st.popover(
        say(f"play_do_{name}", language),
        icon=":material/logout:",
        key=f"walk-look-{look.key(question)}",
    ):
        st.caption(say("play_walk_check", language))
        alternative = brief.mandate.alternative.description.in_language(language).strip()
        show(fill("play_walk_instead", language, alternative=alternative))
        if st.button(
            say("play_walk_sure", language),
            key=f"walk-{look.key(question)}",
        ):
            send(look, question, WalkAway(), words_of(look, question))
