"""How a table stands for the seat that is asked: what lies on it, what it is worth, what is open.

The figures are the seat's own. ``ui.widgets.play`` draws it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.signing_card import is_approver
from negotiation.agents.speech import spoken_terms
from negotiation.cli.drafting import next_price
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.reasons import reason_in
from negotiation.domain.values import Language
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View
from negotiation.store.training.records import AdviserLevel
from ui.texts import fill, say
from ui.views.play.asking import Obstacle
from ui.views.play.drafting import scale_for_seat, signed, weigh, written

__all__ = ["OfferView", "board_rows", "notes", "offers_open", "part_of", "reasons_of"]
__all__ += ["titled_reasons", "warnings_of", "worth_of"]

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """An offer that can be accepted or turned down."""

    offer_id: str
    party: str
    """Name of who made it."""
    terms: str
    worth: str | None
    """What it is worth, and over no deal; ``None`` where the adviser does not tell."""
    crossed: tuple[str, ...]
    """Titles of the issues on which it crosses a red line."""
    unsigned: tuple[str, ...]
    """Terms for which somebody else must sign first, each with who."""
    obstacle: Obstacle | None
    """Why those signatures cannot be asked for now."""
    is_below: bool
    """Whether the adviser tells that no deal is better."""
    outcome: Outcome


def part_of(brief: SeatBrief, view: View) -> str:
    """Return the part that a seat plays at its table, which says what its acts are called."""
    if is_approver(brief, view):
        return "approver"
    if view.is_host:
        return "host"
    if view.protocol == "roundtable" and view.proposer == view.party:
        return "proposer"
    return view.protocol


def warnings_of(view: View) -> tuple[str, ...]:
    """Return what must be said before the move, as keys."""
    found = [
        ("play_warn_call", view.is_last_call),
        ("play_warn_vote", view.is_final_vote),
        ("play_warn_last", view.is_last_turn and not view.is_final_vote),
    ]
    return tuple(key for key, is_so in found if is_so)


def reasons_of(brief: SeatBrief, view: View, language: Language) -> str | None:
    """Return why the last move of this turn was refused, with issues by their titles."""
    if not view.refusals:
        return None
    return titled_reasons(view.refusals[-1].reasons, brief.space.issues, language)


def titled_reasons(reasons: Iterable[str], issues: Iterable[Issue], language: Language) -> str:
    """Write reasons of the referee for people: with issues by their titles, not by their ids."""
    said = reason_in(language, "; ".join(reasons))
    titles = {issue.id: issue.title.in_language(language) for issue in issues}
    return _ID.sub(lambda found: titles.get(found[0], found[0]), said)


def worth_of(
    brief: SeatBrief, offer: StandingOffer, *, level: AdviserLevel, language: Language
) -> str | None:
    """Return what an offer is worth to the seat; ``None`` where the adviser does not tell."""
    if level == "none":
        return None
    scale, over = scale_for_seat(brief, language), _over(brief, offer)
    value = over + brief.preferences.reservation_value
    return fill("play_worth_over", language, value=written(value, scale), gain=signed(over, scale))


def _over(brief: SeatBrief, offer: StandingOffer) -> float:
    """Return what an offer is worth over no deal."""
    value = brief.lots.get(offer.party, brief.preferences).value_of(offer.outcome)
    return value - brief.preferences.reservation_value


def offers_open(
    brief: SeatBrief,
    view: View,
    names: Mapping[str, str],
    *,
    level: AdviserLevel,
    language: Language,
) -> tuple[OfferView, ...]:
    """Return the offers that can be accepted or turned down now."""
    found = []
    for offer in view.offers:
        limits = weigh(brief, view, offer.outcome, level="none", language=language)
        found.append(
            OfferView(
                offer_id=offer.offer_id,
                party=names.get(offer.party, offer.party),
                terms=_terms(brief, offer.outcome, language),
                worth=worth_of(brief, offer, level=level, language=language),
                crossed=limits.crossed,
                unsigned=limits.unsigned,
                obstacle=limits.obstacle,
                is_below=level != "none" and _over(brief, offer) < 0,
                outcome=offer.outcome,
            )
        )
    return tuple(found)


def board_rows(
    brief: SeatBrief,
    view: View,
    names: Mapping[str, str],
    *,
    level: AdviserLevel,
    language: Language,
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return everything that stands, side by side: a header, then a row for each issue."""
    own = () if view.own_offer is None else (view.own_offer,)
    others = {offer.offer_id: offer for offer in (*view.offers, *view.rival_offers)}
    if view.best_bid is not None and view.best_bid.party != view.party:
        others.setdefault(view.best_bid.offer_id, view.best_bid)
    offers = (*own, *others.values())
    if not offers:
        return (), ()
    header = [say("issue", language)]
    for offer in offers:
        name = names.get(offer.party, offer.party)
        header.append(f"{name} · {offer.offer_id}")
    rows = [
        (
            issue.title.in_language(language),
            *(issue.show(offer.outcome[issue.id], language) for offer in offers),
        )
        for issue in brief.space.issues
    ]
    if level != "none" and (view.tender is None or view.is_host):
        rows += _worth_rows(brief, offers, language)
    return tuple(header), tuple(rows)


def _worth_rows(
    brief: SeatBrief, offers: Sequence[StandingOffer], language: Language
) -> list[tuple[str, ...]]:
    """Return what offers are worth to the seat, and over no deal."""
    scale, least = scale_for_seat(brief, language), brief.preferences.reservation_value
    values = [
        brief.lots.get(offer.party, brief.preferences).value_of(offer.outcome) for offer in offers
    ]
    return [
        (say("play_draft_value", language), *(written(value, scale) for value in values)),
        (say("play_draft_gain", language), *(signed(value - least, scale) for value in values)),
    ]


def notes(
    brief: SeatBrief, view: View, names: Mapping[str, str], language: Language
) -> Iterator[str]:
    """Yield what else there is to know of how the table stands: bids, votes, signatures."""
    if view.is_presentation:
        yield say("play_presentation", language)
    elif view.tender is not None:
        yield from _bids(brief, view, names, language)
    if view.protocol == "roundtable" and view.proposer is not None:
        if view.proposer == view.party:
            yield say("play_you_propose", language)
        else:
            party = names.get(view.proposer, view.proposer)
            yield fill("play_other_proposes", language, party=party)
    if view.escalation is not None:
        terms = _terms(brief, view.escalation.outcome, language)
        due = str(view.escalation.due_round)
        yield fill("play_waiting_house", language, terms=terms, round=due)
    for outcome in _different(view.signed.values()):
        yield fill("play_signed_house", language, terms=_terms(brief, outcome, language))
    for place in sorted(view.denied):
        issue = brief.space.by_id.get(brief.mandate.authority[place].issue)
        if issue is not None:
            yield fill("play_denied_house", language, issue=issue.title.in_language(language))


def _bids(
    brief: SeatBrief, view: View, names: Mapping[str, str], language: Language
) -> Iterator[str]:
    best = view.best_bid
    if best is None:
        yield say("play_no_bid", language)
    elif best.party == view.party:
        yield say("play_you_lead", language)
    elif not view.is_host:
        party = names.get(best.party, best.party)
        terms = _terms(brief, best.outcome, language)
        yield fill("play_best_bid", language, party=party, terms=terms)
    price = None if view.is_host else next_price(brief, view)
    if price is not None and view.tender is not None:
        limit = brief.space.by_id[view.tender.price_issue].show(price, language)
        yield fill(f"play_step_{view.tender.direction}", language, limit=limit)


def _terms(brief: SeatBrief, outcome: Outcome, language: Language) -> str:
    return spoken_terms(brief.space, outcome, language)


def _different(outcomes: Iterable[Outcome]) -> list[Outcome]:
    found: list[Outcome] = []
    for outcome in outcomes:
        if outcome not in found:
            found.append(outcome)
    return found
