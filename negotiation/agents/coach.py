"""A coach at a trainee's side: what to look at now, by rule, from the own brief and view alone.

It shares nothing with whoever plays the others, so what it says is never their limit. It chooses
a topic and the words to fill in; who shows it to people has the sentences in their language.
The rules are those of the rubric: find out before you price, open high and give a reason, give
only for something, trade clauses instead of splitting one, put dates and damages in writing, close
what is good, and leave what is worse than nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from negotiation.agents.coach_facts import DAMAGES, SUPPLY, CoachFacts
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.signing_card import is_approver
from negotiation.agents.speech import changed_terms, spoken_terms
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.view import View

__all__ = ["Hint", "Topic", "hint_for"]

Topic: TypeAlias = Literal[
    "signing", "bid_first", "bid_step", "bid_limit", "host_wait", "host_choose", "propose", "vote",
    "rather", "ask_buying", "ask_selling", "find_out", "open", "anchor", "no_worse", "take_it",
    "last_word", "leave", "too_fast", "trade", "package", "supply", "dates", "damages", "deadline",
    "reason", "split", "probe", "authority",
]  # fmt: skip
"""What a hint is about; whoever words it has a nudge, a principle and a wording for each."""

OPENING_SHARE, ASKED_SHARE, LIMIT_SHARE = 0.85, 0.4, 0.12
"""Where a good opening lies, what one still asks for when offers are far, and how near to no deal
one should sign: shares of the way from no deal to the best."""

FAST, CLOSE = 0.2, 0.15
"""A step of so much is a large one; offers so near to each other are close. Shares of the span."""

EARLY_ROUNDS, LATE_ROUNDS = 2, 2


@dataclass(frozen=True, slots=True)
class Hint:
    """What to think of in the turn that is due."""

    topic: Topic
    words: Mapping[str, str] = field(default_factory=dict)
    """What the wording is filled with, in the language of the talks."""


def hint_for(brief: SeatBrief, view: View) -> Hint:
    """Return the hint for the turn that is due. The same view always gives the same one."""
    if is_approver(brief, view):
        return Hint("signing")
    facts = CoachFacts(brief, view)
    if view.protocol == "tender":
        return _at_a_tender(facts)
    if view.protocol == "roundtable":
        return _at_a_round_table(facts)
    return _between_two(facts)


def _at_a_tender(facts: CoachFacts) -> Hint:
    view = facts.view
    if view.is_host:
        return Hint("host_choose" if view.offers else "host_wait")
    if not facts.has_deal:
        return Hint("leave")
    if view.own_offer is None:
        return Hint("bid_first", _offer(facts, facts.about(OPENING_SHARE)))
    if facts.share(view.own_offer.outcome) <= LIMIT_SHARE:
        return Hint("bid_limit")
    return Hint("bid_step", _offer(facts, facts.about(0.5, view.own_offer.outcome)))


def _at_a_round_table(facts: CoachFacts) -> Hint:
    view = facts.view
    if not facts.has_deal:
        return Hint("leave")
    if facts.standing is not None:
        return Hint("vote" if facts.can_sign(facts.standing) else "rather", _wanted(facts))
    return Hint("propose" if view.proposer == view.party else "rather", _wanted(facts))


def _wanted(facts: CoachFacts) -> Mapping[str, str]:
    return _offer(facts, facts.about(0.6, facts.standing))


def _between_two(facts: CoachFacts) -> Hint:
    urgent = next(_urgent(facts), None)
    if urgent is not None:
        return urgent
    rest = [*_worth_a_thought(facts), Hint("probe")]
    return rest[max(len(facts.own) - 1, 0) % len(rest)]


def _urgent(facts: CoachFacts) -> Iterator[Hint]:
    """Yield what cannot wait, the weightiest first."""
    view, standing = facts.view, facts.standing
    good = standing is not None and facts.can_sign(standing)
    if view.is_last_turn:
        yield _at_the_end(facts)
    if not facts.own:
        yield _first_move(facts)
    if standing is not None and good:
        if facts.needs_signature(standing):
            yield Hint("authority")
        gap = facts.share(facts.own[-1].outcome) - facts.share(standing)
        if gap <= 0:
            yield Hint("take_it", _offer(facts, standing))
        if gap <= CLOSE:
            middle = facts.share(standing) + gap / 2
            yield Hint("split", _change(facts, facts.about(middle, standing), standing))
    if facts.last_concession >= FAST and facts.last_concession > 2 * max(facts.last_gain, 0):
        yield Hint("too_fast", _offer(facts, facts.own[-1].outcome))
    if view.rounds_left <= LATE_ROUNDS and facts.has_deal:
        yield Hint("deadline", _offer(facts, facts.about(0.4, standing)))


def _at_the_end(facts: CoachFacts) -> Hint:
    standing = facts.standing
    if standing is not None and facts.can_sign(standing):
        return Hint("take_it", _offer(facts, standing))
    if "offer" in facts.view.legal_acts and facts.has_deal:
        return Hint("last_word", _offer(facts, facts.about(LIMIT_SHARE * 2, standing)))
    return Hint("leave")


def _first_move(facts: CoachFacts) -> Hint:
    if not facts.has_deal:
        return Hint("leave")
    if not facts.has_asked and facts.view.round <= EARLY_ROUNDS and "talk" in facts.view.legal_acts:
        return Hint(_question(facts))
    opening = _offer(facts, facts.about(OPENING_SHARE))
    return Hint("anchor" if facts.theirs else "open", opening)


def _question(facts: CoachFacts) -> Topic:
    match facts.brief.trade:
        case "buying":
            return "ask_buying"
        case "selling":
            return "ask_selling"
        case _:
            return "find_out"


def _worth_a_thought(facts: CoachFacts) -> Iterator[Hint]:
    """Yield what helps in the middle of the talks, as far as there is occasion for it."""
    standing = facts.standing
    if standing is not None and not facts.can_sign(standing) and facts.has_deal:
        yield Hint("no_worse", _change(facts, facts.about(ASKED_SHARE, standing), standing))
    if facts.swap is not None:
        space, language = facts.brief.space, facts.brief.language
        give, take = facts.swap.give, facts.swap.take
        words = {
            "give": space.by_id[give.issue].speak(give.after, language),
            "take": space.by_id[take.issue].speak(take.after, language),
        }
        yield Hint("trade", words)
    yield from _clauses(facts)
    if facts.has_deal and len(facts.brief.space.issues) > 2:  # noqa: PLR2004 - a package
        yield Hint("package", _offer(facts, facts.about(0.6, standing)))
    yield Hint("reason")


def _clauses(facts: CoachFacts) -> Iterator[Hint]:
    """Yield the clauses that carry the risk of supply and that nobody has spoken of."""
    supply, damages = facts.clause(SUPPLY), facts.clause(DAMAGES)
    if supply is not None and not facts.has_named(supply):
        yield Hint("supply" if facts.brief.trade == "buying" else "dates")
    if damages is not None and facts.brief.trade == "buying":
        better = facts.better(damages)
        if better is not None and facts.standing is not None:
            yield Hint("damages", _change(facts, better, facts.standing))


def _offer(facts: CoachFacts, outcome: Outcome) -> Mapping[str, str]:
    return {"offer": spoken_terms(facts.brief.space, outcome, facts.brief.language)}


def _change(facts: CoachFacts, outcome: Outcome, before: Outcome) -> Mapping[str, str]:
    if outcome == before:
        return _offer(facts, outcome)
    return {"offer": changed_terms(facts.brief.space, outcome, before, facts.brief.language)}
