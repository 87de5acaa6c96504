"""One scenario, persona or strategy on the terminal."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.agents.strategies import STRATEGIES
from negotiation.cli.output import print_json, printer
from negotiation.cli.rule_lines import phase_lines, rule_lines
from negotiation.cli.texts import TEXTS
from negotiation.domain.personas import Persona, Tactic
from negotiation.domain.scenarios import Party, Scenario, StrategyName, Table
from negotiation.domain.values import Language
from negotiation.economics.templates import TEMPLATES

__all__ = ["show_persona", "show_scenario", "show_strategy", "show_template"]


def show_scenario(scenario: Scenario, language: Language, *, private: bool) -> None:
    """Print a scenario; ``private`` adds what only the parties themselves know."""
    console = printer()
    console.print(Rule(Text(scenario.title.in_language(language), style="bold")))
    console.print(Text(scenario.summary.in_language(language)))
    for party in scenario.parties:
        _party(console, party, language, private=private)
    for line in phase_lines(scenario, language):
        console.print(Text(line))
    for table in scenario.tables:
        _table(console, scenario, table, language)


def show_persona(persona: Persona, language: Language) -> None:
    """Print a persona."""
    console = printer()
    console.print(Rule(Text(persona.title.in_language(language), style="bold")))
    console.print(Text(persona.character.in_language(language)))
    console.print(Text(persona.voice.in_language(language), style="italic"))
    for line in _card_lines(persona, language):
        console.print(line)
    for tactic in persona.tactics:
        console.print(Padding(_tactic(tactic, language), (0, 2)))
    phrases = persona.phrases.in_language(language)
    for occasion, said in phrases.model_dump().items():
        if said:
            line = Text(f"{occasion}: ", style="bold").append(f"{said[0]}", style="not bold")
            console.print(line)


def _card_lines(persona: Persona, language: Language) -> Iterator[Text]:
    """Write what drives a persona, and its dials."""
    texts, separator = TEXTS[language], "；" if language == "zh" else "; "
    for key, listed in (
        ("card_goals", persona.goals),
        ("card_red_lines", persona.red_lines),
        ("card_changes_mind", persona.changes_mind),
    ):
        if listed:
            said = separator.join(text.in_language(language) for text in listed)
            yield Text(f"{texts[key]}: ", style="bold").append(said, style="not bold")
    dials = persona.dials.model_dump().items()
    yield Text(" · ".join(f"{texts[f'dial_{dial}']} {value}" for dial, value in dials), style="dim")


def _tactic(tactic: Tactic, language: Language) -> Text:
    """Write a tactic with its code and the side that it is for."""
    side = TEXTS[language][f"when_{tactic.when}"] if tactic.when else None
    marks = ", ".join(mark for mark in (tactic.code, side) if mark)
    line = Text(f"- {tactic.in_language(language)}")
    return line.append(f" ({marks})", style="dim") if marks else line


def show_strategy(name: str, *, as_json: bool) -> None:
    """Print a built-in strategy."""
    strategy = STRATEGIES[StrategyName(name)]
    document = {"name": name, "summary": strategy.summary, "source": strategy.source}
    if as_json:
        print_json(document)
        return
    for key, value in document.items():
        printer().print(Text(f"{key}: ", style="bold").append(value, style="not bold"))


def show_template(name: str, *, as_json: bool) -> None:
    """Print the clauses of a contract template, as an agenda or ``fixed`` may use them."""
    template = TEMPLATES[name]
    if as_json:
        clauses = {clause: asdict(spec) for clause, spec in template.clauses.items()}
        print_json({"name": name, "roles": template.roles, "clauses": clauses})
        return
    console = printer()
    console.print(Rule(Text(f"{name}: {template.buyer} buys from {template.seller}", style="bold")))
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("clause", "default", "values", "meaning"):
        grid.add_column(heading, no_wrap=heading == "clause")
    for clause, spec in template.clauses.items():
        low, high = spec.bounds
        values = ", ".join(spec.labels) or f"{low:,g} to {high:,g} {spec.unit}"
        default = spec.default if isinstance(spec.default, str) else f"{spec.default:,g}"
        grid.add_row(*map(Text, (clause, default, values, spec.meaning)))
    console.print(grid)


def _party(console: Console, party: Party, language: Language, *, private: bool) -> None:
    head = f"{party.name.in_language(language)} ({party.id}) · {party.role.in_language(language)}"
    console.print(Text(head, style="bold cyan"))
    console.print(Padding(Text(party.public.in_language(language)), (0, 2)))
    known = f"persona {party.persona}, strategy {party.strategy.value}"
    console.print(Padding(Text(known, style="dim"), (0, 2)))
    if not private:
        return
    mandate = party.mandate
    console.print(Padding(Text(party.brief.in_language(language), style="yellow"), (0, 2)))
    secrets = [
        mandate.alternative.description.in_language(language),
        *(line.reason.in_language(language) for line in mandate.red_lines),
        *(fact.in_language(language) for fact in mandate.private_facts),
    ]
    for secret in secrets:
        console.print(Padding(Text(f"- {secret}", style="yellow"), (0, 2)))


def _table(console: Console, scenario: Scenario, table: Table, language: Language) -> None:
    console.print(Rule(Text(table.title.in_language(language))))
    console.print(Text(table.setting.in_language(language), style="italic"))
    rules = f"{table.protocol}, {table.deadline_rounds} rounds, {table.opens} opens"
    console.print(Text(f"{rules}, {table.space.size:,} outcomes", style="dim"))
    for line in rule_lines(scenario, table, language):
        console.print(Text(line))
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=False)
    for issue in table.agenda:
        shown = [issue.show(value, language) for value in issue.values]
        if issue.range is not None:
            shown = [shown[0], "...", shown[-1]]
        grid.add_row(issue.id, issue.title.in_language(language), Text(", ".join(shown)))
    console.print(grid)
