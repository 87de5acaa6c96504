"""The brief of a seat for people: what it may know before the talks, and nothing besides.

The words are those of the scenario in the language of the page; the figures are the seat's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import AuthorityStep, RedLine
from negotiation.domain.quantities import OptionValue, Unit, format_amount, format_value
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.values import Language
from negotiation.store.training.records import Preparation
from ui.texts import fill, say
from ui.views.play.drafting import scale_for_seat
from ui.views.play.drafting import written as amount_written
from ui.views.play.wording import because, listed, term_line

__all__ = ["BriefView", "TableBrief", "brief_view", "sheet_lines", "table_brief"]
__all__ += ["tables_known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """What a seat knows of itself and of the others."""

    name: str
    role: str
    public: str
    brief: str
    goals: tuple[tuple[str, str], ...]
    """What matters, and how much."""
    alternative: str
    red_lines: tuple[str, ...]
    authority: tuple[str, ...]
    facts: tuple[str, ...]
    others: tuple[tuple[str, str, str], ...]
    """Name, role and what is public of everybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBrief:
    """What is negotiated at a table, and what no deal is worth there."""

    title: str
    setting: str
    rounds: int
    opens: bool
    agenda: tuple[tuple[str, str], ...]
    """Issue and its options."""
    no_deal: str | None
    """Worth of the alternative; ``None`` where it is not known before the table opens."""
    best: str | None
    """Worth of the best that could be signed."""


def brief_view(scenario: Scenario, party_id: str, language: Language) -> BriefView:
    """Return what a party of a scenario knows, whatever tables it will sit at."""
    party = scenario.party(party_id)
    mandate = party.mandate
    issues = _issues_of(scenario, party_id)
    return BriefView(
        name=party.name.in_language(language),
        role=party.role.in_language(language),
        public=party.public.in_language(language).strip(),
        brief=party.brief.in_language(language).strip(),
        goals=tuple(
            (goal.title.in_language(language), format_value(goal.weight, Unit.FRACTION, language))
            for goal in mandate.goals
        ),
        alternative=mandate.alternative.description.in_language(language).strip(),
        red_lines=tuple(_red_lines(party, issues, language)),
        authority=tuple(_ladder(party, issues, language)),
        facts=tuple(fact.in_language(language) for fact in mandate.private_facts),
        others=tuple(
            (
                each.name.in_language(language),
                each.role.in_language(language),
                each.public.in_language(language).strip(),
            )
            for each in scenario.parties
            if each.id != party_id
        ),
    )


def table_brief(
    table: Table, party: str, language: Language, *, brief: SeatBrief | None = None
) -> TableBrief:
    """Return what a party knows of a table; with a ``brief`` also what it is worth."""
    no_deal = best = None
    if brief is not None:
        prefs = brief.preferences
        no_deal = format_amount(prefs.reservation_value, prefs.unit, language)
        if len(prefs.candidates):
            best = format_amount(prefs.best_value, prefs.unit, language)
    return TableBrief(
        title=table.title.in_language(language),
        setting=table.setting.in_language(language).strip(),
        rounds=table.deadline_rounds,
        opens=table.opens == party,
        agenda=tuple(
            (issue.title.in_language(language), options_of(issue, language))
            for issue in table.agenda
        ),
        no_deal=no_deal,
        best=best,
    )


def sheet_lines(
    written: Preparation, brief: SeatBrief | None, language: Language
) -> tuple[str, ...]:
    """Return what was written down before the talks; amounts where their unit is known."""
    lines = [written.target]
    if brief is not None:
        scale = scale_for_seat(brief, language)
        amounts = {"target": written.target_value, "least": written.walk_away_value}
        lines += [
            fill(f"play_sheet_{name}", language, value=amount_written(value, scale))
            for name, value in amounts.items()
            if value is not None
        ]
    lines += [f"· {question}" for question in written.questions]
    return tuple(filter(None, lines))


def tables_known(scenario: Scenario, party: str) -> tuple[Table, ...]:
    """Return a party's tables before the talks; of a campaign only those that open first.

    What a later table is about would tell what happens until then.
    """
    mine = tuple(table for table in scenario.tables if party in table.parties)
    if scenario.campaign is None:
        return mine
    first = scenario.campaign.phases[0].tables
    return tuple(table for table in mine if table.id in first)


def options_of(issue: Issue, language: Language) -> str:
    """Return the options of an issue in a line; of a range its ends."""
    if issue.range is not None:
        ends = (issue.show(issue.values[end], language) for end in (0, -1))
        return " – ".join(ends)
    return " · ".join(issue.show(value, language) for value in issue.values)


def _issues_of(scenario: Scenario, party: str) -> dict[str, Issue]:
    """Return the issues of the tables at which a party may sit."""
    tables = [table for table in scenario.tables if party in table.parties]
    found: dict[str, Issue] = {}
    for table in tables or scenario.tables:
        for issue in table.agenda:
            found.setdefault(issue.id, issue)
    return found


def _red_lines(party: Party, issues: dict[str, Issue], language: Language) -> Iterator[str]:
    for line in party.mandate.red_lines:
        issue = issues.get(line.issue)
        if issue is not None:
            reason = line.reason.in_language(language).rstrip(".。")
            yield because(_bounds(issue, line, language), reason, language)


def _ladder(party: Party, issues: dict[str, Issue], language: Language) -> Iterator[str]:
    for step in party.mandate.authority:
        issue = issues.get(step.issue)
        if issue is None:
            continue
        signer = step.signer.in_language(language).rstrip(".。")
        said = fill("play_signer", language, what=_bounds(issue, step, language), signer=signer)
        if step.approval == "never":
            said = f"{said} {say('play_signer_never', language)}"
        elif step.delay_rounds > 1:
            said = f"{said} {say('play_signer_rounds', language, n=step.delay_rounds)}"
        yield said


def _bounds(issue: Issue, line: RedLine | AuthorityStep, language: Language) -> str:
    """Write the bounds of a line on an issue."""

    def shown(value: OptionValue) -> str:
        known = value in issue.positions
        return issue.show(value, language) if known else format_value(value, issue.unit, language)

    said: list[str] = []
    if line.at_least is not None:
        said.append(fill("play_at_least", language, value=shown(line.at_least)))
    if line.at_most is not None:
        said.append(fill("play_at_most", language, value=shown(line.at_most)))
    if isinstance(line, RedLine) and line.only is not None:
        said.append(listed([shown(value) for value in line.only], language))
    title = issue.title.in_language(language)
    return term_line(title, listed(said, language), language)
