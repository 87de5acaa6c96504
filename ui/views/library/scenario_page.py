"""A scenario for people to read: what everybody may know, and the mandates apart. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negotiation.domain.issues import Issue
from negotiation.domain.mandates import Mandate
from negotiation.domain.personas import Persona
from negotiation.domain.quantities import format_amount, format_value
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.values import Language
from ui.texts import fill, say

__all__ = ["PublicParty", "agenda_rows", "mandate_rows", "market_rows", "news_rows"]
__all__ += ["phase_rows", "public_parties", "stand_in_lines"]

MAX_OPTIONS = 8
"""Options of an issue that are listed; of more the ends are."""


class PublicParty(NamedTuple):
    """What everybody knows of a party, and who speaks for it."""

    id: str
    name: str
    role: str
    public: str
    persona: str
    strategy: str
    position: int


def public_parties(
    scenario: Scenario, personas: Mapping[str, Persona], language: Language
) -> tuple[PublicParty, ...]:
    """Return the public faces of all parties."""
    return tuple(
        PublicParty(
            id=party.id,
            name=party.name.in_language(language),
            role=party.role.in_language(language),
            public=party.public.in_language(language),
            persona=personas[party.persona].title.in_language(language)
            if party.persona in personas
            else party.persona,
            strategy=say(f"library_strategy_{party.strategy.value}", language),
            position=position,
        )
        for position, party in enumerate(scenario.parties)
    )


def agenda_rows(table: Table, language: Language) -> tuple[tuple[str, str, str], ...]:
    """Return every clause with its options, and how many there are."""
    return tuple(
        (
            issue.title.in_language(language),
            _options(issue, language),
            f"{len(issue.values):,}",
        )
        for issue in table.agenda
    )


def market_rows(scenario: Scenario, language: Language) -> tuple[tuple[str, str, str, str], ...]:
    """Return what the scenario says of its market: figure, value, where from, source."""
    if scenario.market is None:
        return ()
    rows = []
    for name in sorted(scenario.market.model_fields_set):
        evidence = type(scenario.market).model_fields[name].json_schema_extra
        if not isinstance(evidence, dict):
            continue
        value = getattr(scenario.market, name)
        rows.append(
            (
                say(f"figure_market_{name}", language),
                f"{value:,.10g}" if isinstance(value, int | float) else str(value),
                say(f"sim_status_{evidence['status']}", language),
                str(evidence["source"]),
            )
        )
    return tuple(rows)


def news_rows(scenario: Scenario, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the public news of a campaign, by month."""
    if scenario.campaign is None:
        return ()
    return tuple(
        (str(each.month), each.text.in_language(language))
        for each in scenario.campaign.announcements
    )


def phase_rows(scenario: Scenario, language: Language) -> tuple[tuple[str, str, str], ...]:
    """Return the phases of a campaign: month, title, and the tables that open."""
    if scenario.campaign is None:
        return ()
    return tuple(
        (
            str(phase.month),
            phase.title.in_language(language),
            " · ".join(scenario.table(table).title.in_language(language) for table in phase.tables),
        )
        for phase in scenario.campaign.phases
    )


def stand_in_lines(scenario: Scenario, language: Language) -> tuple[str, ...]:
    """Say who stands behind names that what happens settles."""
    if scenario.campaign is None:
        return ()
    names = {party.id: party.name.in_language(language) for party in scenario.parties}
    lines = []
    for name, stands_for in scenario.campaign.stand_ins.items():
        title = scenario.table(stands_for.table).title.in_language(language)
        other = getattr(stands_for, "other", "")
        lines.append(
            fill(
                f"library_{stands_for.kind}",
                language,
                name=name,
                table=title,
                other=names.get(other, other),
            )
        )
    return tuple(lines)


def mandate_rows(
    scenario: Scenario, party: Party, language: Language
) -> tuple[tuple[str, str], ...]:
    """Return what only the party itself knows, as rows of what it is and what it says."""
    return tuple(_mandate(scenario, party, language))


def _mandate(scenario: Scenario, party: Party, language: Language) -> Iterator[tuple[str, str]]:
    mandate = party.mandate
    yield say("library_brief", language), party.brief.in_language(language)
    goals = (f"{goal.title.in_language(language)} {goal.weight:.0%}" for goal in mandate.goals)
    yield say("library_goals", language), " · ".join(goals)
    yield (
        say("library_alternative", language),
        mandate.alternative.description.in_language(language),
    )
    yield say("library_reservation", language), _reservation(scenario, party, language)
    yield say("library_limits", language), say(f"library_is_{mandate.enforcement}", language)
    yield from _limits(scenario, mandate, language)
    for fact in mandate.private_facts:
        yield say("library_fact", language), fact.in_language(language)


def _limits(scenario: Scenario, mandate: Mandate, language: Language) -> Iterator[tuple[str, str]]:
    issues = {issue.id: issue for table in scenario.tables for issue in table.agenda}
    for line in mandate.red_lines:
        at = _bound(issues.get(line.issue), line.at_least, line.at_most, language)
        only = ", ".join(str(value) for value in line.only or ())
        said = " ".join(each for each in (at, only) if each)
        yield (
            say("library_red_line", language),
            f"{_named(issues, line.issue, language)} {said} · {line.reason.in_language(language)}",
        )
    for step in mandate.authority:
        at = _bound(issues.get(step.issue), step.at_least, step.at_most, language)
        signer = step.signer.in_language(language)
        yield (
            say("library_authority", language),
            f"{_named(issues, step.issue, language)} {at} · {signer}",
        )


def _named(issues: Mapping[str, Issue], issue: str, language: Language) -> str:
    return issues[issue].title.in_language(language) if issue in issues else issue


def _bound(
    issue: Issue | None, at_least: float | None, at_most: float | None, language: Language
) -> str:
    def shown(value: float) -> str:
        number = int(value) if float(value).is_integer() else value
        return str(number) if issue is None else format_value(number, issue.unit, language)

    parts = []
    if at_least is not None:
        parts.append(fill("library_at_least", language, value=shown(at_least)))
    if at_most is not None:
        parts.append(fill("library_at_most", language, value=shown(at_most)))
    return " ".join(parts)


def _reservation(scenario: Scenario, party: Party, language: Language) -> str:
    value = party.mandate.reservation_value
    if isinstance(value, str):
        return say("library_simulated", language)
    kinds = {table.valuation.kind for table in scenario.tables if party.id in table.parties}
    return format_amount(value, "points" if kinds == {"points"} else "cny", language)


def _options(issue: Issue, language: Language) -> str:
    shown = [issue.show(value, language) for value in issue.values]
    if len(shown) > MAX_OPTIONS:
        return fill("library_from_to", language, first=shown[0], last=shown[-1])
    return " · ".join(shown)
