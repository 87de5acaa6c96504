"""Terms beyond the seat's own authority: who must sign them, and whether that can be asked for."""

from typing import Literal, TypeAlias

from negotiation.agents.escalating import Authority
from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.play.wording import term_line

__all__ = ["Obstacle", "obstacle_of", "signatures"]

Obstacle: TypeAlias = Literal["waiting", "closed", "late", "not_now"]


def signatures(
    brief: SeatBrief, authority: Authority, draft: Outcome, language: Language
) -> tuple[str, ...]:
    """Write every term of a draft that needs a signature, each with who must sign."""
    lines = []
    for place in authority.missing(draft):
        step = brief.mandate.authority[place]
        issue = brief.space.by_id[step.issue]
        value = issue.show(draft[issue.id], language)
        what = term_line(issue.title.in_language(language), value, language)
        signer = step.signer.in_language(language).rstrip(".。")
        said = fill("play_signer", language, what=what, signer=signer)
        if step.approval == "never":
            said = f"{said} {say('play_signer_never', language)}"
        elif place in authority.view.denied:
            said = f"{said} {say('play_signer_denied', language)}"
        lines.append(said)
    return tuple(lines)


def obstacle_of(authority: Authority, draft: Outcome) -> Obstacle | None:
    """Return why the signatures that a draft needs cannot be asked for; ``None`` if they can."""
    if authority.allows(draft) or authority.can_ask(draft):
        return None
    if authority.view.escalation is not None:
        return "waiting"
    if authority.is_closed(draft):
        return "closed"
    return "late" if authority.delay(draft) > authority.view.rounds_left else "not_now"
