"""Where two runs part, and what was done there in each. Pure."""

from dataclasses import dataclass

from negotiation.app.parting import Parting
from negotiation.cli.comparing_texts import COMPARING_TEXTS, DEEDS
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import OfferMade
from negotiation.domain.outcomes import Outcome
from ui.texts import fill
from ui.views.compare.rows import Wording
from ui.views.replay.phrases import labelled

__all__ = ["Deed", "deeds_of", "where_of"]


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in one of the runs."""

    said: str
    """The act, and of an offer what the other one has not."""
    message: str


def where_of(parting: Parting, words: Wording) -> str:
    """Say where it is."""
    texts = COMPARING_TEXTS[words.language]
    key = "turn" if parting.party and parting.turn else "table" if parting.table else "none"
    where = texts[f"where_{key}"].format(
        table=words.table(parting.table) if parting.table else "",
        turn=parting.turn,
        party=words.party(parting.party or ""),
        line=parting.line,
    )
    return fill("compare_part_at", words.language, where=where)


def deeds_of(parting: Parting, words: Wording) -> tuple[Deed, Deed]:
    """Return what was done there in the first run and in the second."""
    return (
        _deed(parting.first, parting.second, words),
        _deed(parting.second, parting.first, words),
    )


def _deed(event: LogEvent | None, beside: LogEvent | None, words: Wording) -> Deed:
    if event is None:
        return Deed(COMPARING_TEXTS[words.language]["ends"], "")
    said = DEEDS[words.language][event.kind].format_map(dict(event))
    party = getattr(event, "party", None)
    if party is not None:
        said = labelled(words.party(party), said, words.language)
    if isinstance(event, OfferMade):
        other = beside.outcome if isinstance(beside, OfferMade) else {}
        said = f"{said}\n{_terms(event, other, words)}"
    return Deed(said, str(getattr(event, "message", "")))


def _terms(event: OfferMade, other: Outcome, words: Wording) -> str:
    shown = [
        labelled(
            words.issue(event.table, issue),
            words.option(event.table, issue, value),
            words.language,
        )
        for issue, value in event.outcome.items()
        if other.get(issue) != value
    ]
    if len(shown) < len(event.outcome):
        shown.append(COMPARING_TEXTS[words.language]["rest"])
    return "\n".join(shown)
