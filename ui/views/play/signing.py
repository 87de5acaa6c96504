"""What somebody is told who signs for a party, or refuses to."""

from collections.abc import Iterator

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.speech import spoken_terms
from negotiation.domain.quantities import format_value
from negotiation.domain.values import Language
from negotiation.protocol.view import View
from ui.texts import fill
from ui.views.play.drafting import scale_for_seat, signed, written
from ui.views.play.wording import listed, term_line

__all__ = ["request_lines"]


def request_lines(brief: SeatBrief, view: View, language: Language) -> Iterator[str]:
    """Yield what somebody who signs for a party is asked, and what it would mean."""
    (request,) = view.offers
    yield fill(
        "play_asked_to_sign",
        language,
        party=brief.own.name,
        terms=spoken_terms(brief.space, request.outcome, language),
    )
    for place in view.escalation.steps if view.escalation is not None else ():
        step = brief.mandate.authority[place]
        issue = brief.space.by_id[step.issue]
        bounds = [
            fill(key, language, value=format_value(bound, issue.unit, language))
            for key, bound in (("play_at_least", step.at_least), ("play_at_most", step.at_most))
            if bound is not None
        ]
        what = term_line(issue.title.in_language(language), listed(bounds, language), language)
        signer = step.signer.in_language(language).rstrip(".。")
        yield fill("play_signer", language, what=what, signer=signer)
    lots = brief.lots.values() or (brief.preferences,)
    scale = scale_for_seat(brief, language)
    worst = min(lot.value_of(request.outcome) for lot in lots)
    least = brief.preferences.reservation_value
    yield fill(
        "play_worth_over",
        language,
        value=written(worst, scale),
        gain=signed(worst - least, scale),
    )
