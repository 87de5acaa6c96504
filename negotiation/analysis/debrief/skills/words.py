"""Questions, reasons and silence: what the party's own words show. Needs a table with talk."""

import re

from negotiation.analysis.debrief.records import Check
from negotiation.analysis.debrief.sight import OwnTurn, Sight
from negotiation.analysis.debrief.skills.parts import check
from negotiation.domain.events import OfferMade

__all__ = ["asks", "gives_reason", "information_checks", "leak_checks", "rationale_checks"]

ENOUGH_QUESTIONS = 3
"""Turns with a question that are worth the whole point."""

ENOUGH_REASONS = 0.5
"""Share of the offers that, with a reason, is worth the whole point."""

MAJOR_LEAK, MINOR_LEAK = 0.5, 0.25
"""What an exact and a rounded figure cost of the point."""

_QUESTION = re.compile(
    r"[?？]|(?:吗|呢|么)[。！，\s]*$|(?:^|[。！，；\s])(?:请问|能否|可否|是否)|多少|哪(?:些|一|个)|为什么",
    re.MULTILINE,
)
_REASON = re.compile(
    r"\b(?:because|since|as (?:we|our|the|it|you)|so that|in order to|due to|"
    r"given (?:that|our|the)|"
    r"the reason|that is why|that's why|otherwise|which (?:is why|means)|therefore|hence|"
    r"in return|in exchange|costs? us|lets? (?:us|you)|would mean|if (?:we|you))\b|"
    r"因为|由于|所以|因此|否则|不然|毕竟|这样(?:一来)?[，我您你贵]|为了|考虑到|原因|才能|既然|换(?:取|来)|"
    r"要是|如果",
    re.IGNORECASE,
)


def asks(message: str) -> bool:
    """Whether a message asks something."""
    return bool(_QUESTION.search(message))


def gives_reason(message: str) -> bool:
    """Whether a message says why, what for or in exchange for what."""
    return bool(_REASON.search(message))


def information_checks(sight: Sight) -> list[Check]:
    """Judge whether the party asked before it named its first terms, and how often at all."""
    turns = _spoken(sight)
    if not turns or sight.party == sight.host:
        return []
    first = next((turn for turn in turns if isinstance(turn.event, OfferMade)), None)
    limit = first.turn if first else turns[-1].turn + 1
    asked = [turn for turn in turns if asks(_message(turn))]
    before = [turn for turn in asked if turn.turn < limit]
    with_it = [turn for turn in asked if turn.turn == limit]
    earned = 1.0 if before else 0.5 if with_it else 0.0
    where = before or with_it or [first or turns[0]]
    return [
        check("asked_first", earned, [sight.spot(where[0].event)], n_before=len(before)),
        check(
            "asked_enough",
            len(asked) / ENOUGH_QUESTIONS,
            [sight.spot(turn.event) for turn in asked or turns[:1]],
            n_questions=len(asked),
        ),
    ]


def rationale_checks(sight: Sight) -> list[Check]:
    """Judge how many of the own offers came with a reason."""
    offers = [turn for turn in _spoken(sight) if isinstance(turn.event, OfferMade)]
    if not offers:
        return []
    backed = [turn for turn in offers if gives_reason(_message(turn))]
    return [
        check(
            "reasons_given",
            len(backed) / len(offers) / ENOUGH_REASONS,
            [sight.spot(turn.event) for turn in backed or offers[:1]],
            n_backed=len(backed),
            n_offers=len(offers),
        )
    ]


def leak_checks(sight: Sight) -> list[Check]:
    """Judge what private figures the party has said."""
    turns = _spoken(sight)
    if not turns:
        return []
    own = [each for each in sight.score.findings if each.kind == "leak"]
    own = [each for each in own if each.party == sight.party]
    n_major = sum(each.severity == "major" for each in own)
    n_minor = len(own) - n_major
    guilty = {each.turn for each in own}
    where = [turn for turn in turns if turn.turn in guilty] or turns[-1:]
    return [
        check(
            "nothing_leaked",
            1 - MAJOR_LEAK * n_major - MINOR_LEAK * n_minor,
            [sight.spot(turn.event) for turn in where],
            n_exact=n_major,
            n_rounded=n_minor,
        )
    ]


def _spoken(sight: Sight) -> list[OwnTurn]:
    """Return the turns with words; none where the table has no talk."""
    if sight.end.talk != "full":
        return []
    return [turn for turn in sight.turns() if _message(turn).strip()]


def _message(turn: OwnTurn) -> str:
    return str(getattr(turn.event, "message", ""))
