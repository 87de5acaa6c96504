"""What a model that plays a seat is told before the talks. `state_card` tells it what happens.

A seat's conversation is append-only: one system message, then for each turn what has happened
since its last one. Nothing earlier is ever rewritten, so a server reuses its key-value cache. The
functions take one seat's brief, which holds nothing of the other side's mandate.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompt_texts import PROMPT_TEXTS, PromptTexts
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS
from negotiation.agents.table_card import acts_of, render_rules, render_table
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import AuthorityStep, Goal, RedLine
from negotiation.domain.personas import Persona
from negotiation.domain.quantities import OptionValue, Unit, format_amount, format_value
from negotiation.domain.reasons import reason_in
from negotiation.domain.values import Language, Text

__all__ = ["render_brief", "render_repair", "render_system", "worth"]

HIGH, LOW = 0.67, 0.33
"""Where a dial of style becomes audible."""

LONGEST_SENTENCES = 5


def render_system(brief: SeatBrief) -> str:
    """Return a model's system message: who one is, the brief, the rules, the form of a reply."""
    texts = PROMPT_TEXTS[brief.language]
    role = "\n".join(_persona_lines(brief, texts))
    return "\n\n".join(
        (role, render_brief(brief), f"{render_rules(brief)}\n{_reply_form(brief, texts)}")
    )


def render_brief(brief: SeatBrief, *, for_people: bool = False) -> str:
    """Return what a seat knows before the talks: table, other side, own mandate, agenda.

    A model is told issues and values as an offer must write them, a person as people say them.
    """
    language, texts, mandate = brief.language, PROMPT_TEXTS[brief.language], brief.mandate
    goals = ("、" if language == "zh" else ", ").join(
        _weighted(goal, language) for goal in mandate.goals
    )
    own = texts.brief.format(
        brief=brief.brief,
        goals=goals,
        alternative=mandate.alternative.description.in_language(language),
        reservation=worth(brief, brief.preferences.reservation_value),
        private="\n".join(_private_lines(brief, texts, for_people=for_people)),
        issues="\n".join(
            _readable_issue_line(issue, language) if for_people else _issue_line(issue, language)
            for issue in brief.space.issues
        ),
    )
    return f"{render_table(brief, for_people=for_people)}\n\n{own}"


def render_repair(language: Language, problem: str) -> str:
    """Return the message that asks for the reply again and says what was wrong with it."""
    return PROMPT_TEXTS[language].repair.format(problem=reason_in(language, problem))


def worth(brief: SeatBrief, value: float) -> str:
    """Write what something is worth to a seat, in the unit of its table."""
    return format_amount(value, brief.preferences.unit, brief.language)


def _persona_lines(brief: SeatBrief, texts: PromptTexts) -> Iterator[str]:
    language, persona = brief.language, brief.persona
    yield texts.persona.format(
        title=persona.title.in_language(language),
        own=brief.own.name,
        role=brief.own.role,
        character=persona.character.in_language(language),
        voice=persona.voice.in_language(language),
        style=_style(persona, texts) if language == "zh" else _style(persona, texts).rstrip(),
    )
    for form, said in (
        (texts.goals, persona.goals),
        (texts.never, persona.red_lines),
        (texts.moved_by, persona.changes_mind),
    ):
        if said:
            yield form.format(texts=_listed(said, language))
    applies = [
        tactic.in_language(language)
        for tactic in persona.tactics
        if tactic.when is None or brief.trade is None or tactic.when == brief.trade
    ]
    yield texts.tactics.format(texts=" ".join(applies) if language == "en" else "".join(applies))


def _style(persona: Persona, texts: PromptTexts) -> str:
    """Return the words for the dials that stand out."""
    dials = persona.dials
    pairs = (
        (dials.assertiveness, texts.yielding, texts.assertive),
        (dials.candour, texts.guarded, texts.candid),
    )
    return "".join(
        high if dial >= HIGH else low for dial, low, high in pairs if not LOW < dial < HIGH
    )


def _reply_form(brief: SeatBrief, texts: PromptTexts) -> str:
    message = claims = estimate = ""
    if brief.talk == "full":
        message = texts.reply_message.format(sentences=_sentences(brief))
        claims = texts.reply_claims if brief.claimable_facts else ""
    if brief.estimated_issue is not None:
        estimate = texts.reply_estimate.format(issue=brief.estimated_issue)
    return texts.reply.format(
        acts="|".join(acts_of(brief)), message=message, claims=claims, estimate=estimate
    )


def _sentences(brief: SeatBrief) -> str:
    """Return how long a message may be, by the persona's verbosity."""
    n_sentences = 1 + round(brief.persona.dials.verbosity * (LONGEST_SENTENCES - 1))
    if brief.language == "zh":
        return f"{n_sentences}句"
    return "one sentence" if n_sentences == 1 else f"{n_sentences} sentences"


def _weighted(goal: Goal, language: Language) -> str:
    return (
        f"{goal.title.in_language(language)} {format_value(goal.weight, Unit.FRACTION, language)}"
    )


def _private_lines(brief: SeatBrief, texts: PromptTexts, *, for_people: bool) -> Iterable[str]:
    language, mandate = brief.language, brief.mandate
    known = brief.space.by_id
    if lines := [
        f"{_bound(brief, texts, line, for_people=for_people)} ({line.reason.in_language(language)})"
        for line in mandate.red_lines
        if line.issue in known
    ]:
        yield texts.red_lines.format(lines=_clauses(language, lines))
    if steps := [
        texts.signer.format(
            bound=_bound(brief, texts, step, for_people=for_people),
            signer=step.signer.in_language(language),
            delay=_delay(brief, step, for_people=for_people),
        )
        for step in mandate.authority
        if step.issue in known
    ]:
        can_ask = "escalate" in acts_of(brief) and not for_people
        form = PROTOCOL_TEXTS[language].escalate if can_ask else texts.authority
        yield form.format(lines=_clauses(language, steps))
    if mandate.private_facts:
        facts = [
            f"{'' if for_people else f'[{fact.id}] '}{fact.in_language(language).rstrip('.。')}"
            for fact in mandate.private_facts
        ]
        yield texts.facts.format(lines=_clauses(language, facts))


def _delay(brief: SeatBrief, step: AuthorityStep, *, for_people: bool) -> str:
    """Say how long a signature takes, if more than the round that all take, or that none comes."""
    texts, rounds = PROMPT_TEXTS[brief.language], step.delay_rounds
    if step.approval == "never":
        return PROTOCOL_TEXTS[brief.language].never
    if rounds == 0 or (rounds == 1 and not for_people):
        return ""
    return texts.delay_one if rounds == 1 else texts.delay_many.format(rounds=rounds)


def _bound(
    brief: SeatBrief, texts: PromptTexts, line: RedLine | AuthorityStep, *, for_people: bool
) -> str:
    issue, language = brief.space.by_id[line.issue], brief.language
    name = issue.title.in_language(language) if for_people else issue.id

    def shown(value: OptionValue) -> str:
        if for_people:
            in_agenda = value in issue.positions
            return (
                issue.show(value, language)
                if in_agenda
                else format_value(value, issue.unit, language)
            )
        return _literal(value)

    found = [
        form.format(issue=name, bound=shown(bound))
        for form, bound in ((texts.at_least, line.at_least), (texts.at_most, line.at_most))
        if bound is not None
    ]
    if isinstance(line, RedLine) and line.only is not None:
        options = "|".join(shown(value) for value in line.only if value in issue.positions)
        found.append(texts.only.format(issue=name, bound=options))
    return ", ".join(found)


def _literal(value: OptionValue) -> str:
    """Write a value as JSON, a whole number without a point."""
    is_whole = isinstance(value, float) and not value % 1
    return json.dumps(int(value) if is_whole else value, ensure_ascii=False)


def _issue_line(issue: Issue, language: Language) -> str:
    """Say an issue's id, what it means and every value exactly as an offer must write it."""
    title = issue.title.in_language(language)
    if issue.range is None:
        values = "|".join(
            _option(issue, position, language) for position in range(len(issue.values))
        )
    else:
        span = issue.range
        values = f"{issue.values[0]}..{issue.values[-1]} step {_literal(span.step)}"
    return f"- {issue.id}, {title}: {values}"


def _readable_issue_line(issue: Issue, language: Language) -> str:
    """Say what an issue means and its values as people say them."""
    if issue.range is not None:
        first, last = (issue.show(issue.values[end], language) for end in (0, -1))
        values = f"{first} – {last}"
    else:
        shown = [issue.show(value, language) for value in issue.values]
        values = ("、" if language == "zh" else ", ").join(shown)
    return f"- {issue.title.in_language(language)}: {values}"


def _option(issue: Issue, position: int, language: Language) -> str:
    """Write an option, with its title where the value does not speak for itself."""
    value = issue.values[position]
    if not isinstance(value, str):
        return _literal(value)
    shown = issue.show(value, language)
    says_the_same = shown.replace("-", " ").casefold() == value.replace("_", " ").casefold()
    return value if says_the_same else f"{value}={shown}"


def _listed(texts: Sequence[Text], language: Language) -> str:
    return _clauses(language, [text.in_language(language).rstrip(".。") for text in texts])


def _clauses(language: Language, clauses: Sequence[str]) -> str:
    return ("；" if language == "zh" else "; ").join(clauses)
