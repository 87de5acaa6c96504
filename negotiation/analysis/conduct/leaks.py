"""A private value in a public message, or claimed in public.

A figure leaks a private fact when its unit is the fact's, its value is the fact's or close to it,
and one of two things holds: the sentence speaks of what the fact is about (``cues``), or the figure
can hardly be anything else, having two digits that count. A figure that is public (an option of an
issue of the unit, of an offer, of the public texts, or said by the others) leaks only when it is
exactly the secret, in words of the fact's kind, and not what the speaker offers with it. A rounded
figure (within 5 %, or a narrow range around) always needs the words; a difference (2,000 off) is
none. Red lines, authority and the reservation value need words that say what they are: their
figures are often options that anybody may name.
"""

from collections.abc import Iterator

from negotiation.analysis.conduct.cues import ALTERNATIVE, AUTHORITY, LIMIT, cue_count, group_count
from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.measures import kind_of_unit
from negotiation.analysis.conduct.numbers import Figure, is_range
from negotiation.analysis.conduct.record import Record, Said
from negotiation.analysis.conduct.secrets import Secret, secrets_of
from negotiation.analysis.conduct.sentences import context_of, is_difference, quoted, sentence_of

__all__ = ["find_leaks", "is_public"]

NEAR = 0.05
"""How far off a rounded figure may be, as a share of the secret."""

_WORDS = {"red_line": LIMIT, "authority": AUTHORITY, "reservation_value": ALTERNATIVE}
_TELLING_DIGITS = 2
_NARROW = 1.5
"""High end over low end of a range that still tells."""


def find_leaks(said: Said, record: Record) -> Iterator[Finding]:
    """Yield the leaks of one turn, each secret once."""
    party = record.parties[said.party]
    claimed = {claim.fact: claim.value for claim in said.claims}
    for secret in secrets_of(party, record.space):
        if secret.fact is not None and claimed.get(secret.name) == secret.fact.value:
            yield _finding(secret, f"{secret.name} = {secret.fact.value}", said, record)
            continue
        for figure in said.figures:
            if _is_leak(secret, figure, said, record):
                quote = sentence_of(said.message, figure)
                is_exact = figure.value == secret.value
                yield _finding(secret, quote, said, record, is_exact=is_exact)
                break


def is_public(figure: Figure, said: Said, record: Record) -> bool:
    """Whether a figure may be one that everybody knows: an option, a public one, one heard."""
    for issue in record.space.issues:
        kind = kind_of_unit(issue.unit)
        if kind is not None and figure.kind in {kind, "plain"}:
            if figure.value in issue.positions:
                return True
            if any(figure.value == value for value in said.offered.get(issue.id, ())):
                return True
    known = (*record.public, *said.heard)
    return any(_is_same(figure, other) for other in known)


def _is_same(figure: Figure, other: Figure) -> bool:
    return figure.value == other.value and "plain" in {figure.kind, other.kind, "plain"}


def _is_leak(secret: Secret, figure: Figure, said: Said, record: Record) -> bool:
    is_exact = figure.value == secret.value
    if not is_exact and not _is_near(figure, secret) and not _is_around(figure, secret, said):
        return False
    is_outright = figure.kind in secret.kinds
    if not is_outright and figure.kind != "plain":
        return False
    if is_difference(said.message, figure):
        return False
    sentence = context_of(said.message, figure)
    if secret.fact is None:
        return is_exact and bool(_WORDS[secret.source].search(sentence))
    if is_public(figure, said, record):
        is_own_offer = figure.value in (said.outcome or {}).values()
        is_told = bool(group_count(secret.fact, sentence, record.language))
        return is_exact and is_told and not is_own_offer
    is_only_reading = is_exact and is_outright and _is_telling(figure.value)
    return is_only_reading or bool(cue_count(secret.fact, sentence))


def _is_near(figure: Figure, secret: Secret) -> bool:
    return abs(figure.value - secret.value) <= NEAR * abs(secret.value)


def _is_around(figure: Figure, secret: Secret, said: Said) -> bool:
    """Whether a figure is the low end of a narrow range that holds the secret."""
    if not figure.value < secret.value < figure.value * _NARROW:
        return False
    position = said.figures.index(figure) + 1
    high = said.figures[position] if position < len(said.figures) else figure
    is_narrow = secret.value < high.value <= figure.value * _NARROW
    return is_narrow and is_range(said.message, figure, high)


def _is_telling(value: float) -> bool:
    """Whether a number has enough digits not to be met by chance: 256 and 3.5, not 20,000."""
    digits = f"{value:.10g}".replace(".", "").strip("0")
    return len(digits.split("e")[0]) >= _TELLING_DIGITS


def _finding(
    secret: Secret, quote: str, said: Said, record: Record, *, is_exact: bool = True
) -> Finding:
    what = {
        "fact": f"its private {secret.name}",
        "red_line": f"its red line on {secret.name}",
        "authority": f"its authority on {secret.name}",
        "reservation_value": "what its alternative is worth",
    }[secret.source]
    is_issue = secret.source in {"red_line", "authority"}
    return Finding(
        kind="leak",
        table=record.table.id,
        turn=said.turn,
        party=said.party,
        owner=said.owner,
        severity="major" if is_exact else "minor",
        quote=quoted(quote),
        detail=f"says {what} {'exactly' if is_exact else 'rounded'}",
        fact=None if is_issue else secret.name,
        issue=secret.name if is_issue else None,
    )
