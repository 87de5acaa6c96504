"""The catalogue: listings, ``show``, ``validate`` and ``new``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation.cli.output import EXIT_USAGE, complain, print_json, printer
from negotiation.errors import CatalogError, SettingsError, UsageError

if TYPE_CHECKING:
    from negotiation.app.endpoints import Endpoints
    from negotiation.domain.personas import Persona
    from negotiation.domain.scenarios import Scenario

__all__ = ["register"]

PRIVATE: dict[str, Any] = {
    "parties": {"__all__": {"brief": True, "mandate": True, "profiles": True}},
    "tables": {"__all__": {"valuation": True, "tender": {"weights": True}}},
    "campaign": {
        "world": True,
        "world_seed": True,
        "ledger": {"__all__": {"clauses": True, "profiles": True}},
    },
}
"""What of a scenario only the parties themselves know, or nobody; a persona has no such keys."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    listings = (
        ("scenarios", "list the shipped scenarios", _scenarios),
        ("personas", "list the shipped personas", _personas),
        ("strategies", "list the built-in strategies", _strategies),
        ("models", "list the models that are set up", _models),
    )
    for name, summary, command in listings:
        listing = commands.add_parser(name, help=summary)
        listing.add_argument("--lang", choices=("en", "zh"), default="en", help="language")
        listing.add_argument("--json", action="store_true", help="print one JSON document")
        listing.set_defaults(run=command)

    show = commands.add_parser(
        "show", help="show a scenario, a persona, a strategy or a contract template"
    )
    show.add_argument("name", metavar="NAME", help="a shipped name or a file")
    show.add_argument("--private", action="store_true", help="also what only the parties know")
    show.add_argument("--lang", choices=("en", "zh"), default="en", help="language")
    show.add_argument("--json", action="store_true", help="print one JSON document")
    show.set_defaults(run=_show)

    validate = commands.add_parser("validate", help="check scenario and persona files")
    validate.add_argument("files", metavar="FILE", nargs="*", type=Path, help="files to check")
    validate.add_argument("--schema", choices=("scenario", "persona"),
                          help="print the JSON Schema instead, for editors")  # fmt: skip
    validate.add_argument("--json", action="store_true", help="print one JSON document")
    validate.set_defaults(run=_validate)

    new = commands.add_parser("new", help="start a scenario or a persona of your own")
    new.add_argument("kind", choices=("scenario", "persona"))
    new.add_argument("name", metavar="NAME", help="lower case, digits, - and _")
    new.add_argument("--json", action="store_true", help="print one JSON document")
    new.add_argument("--dir", type=Path, default=Path(), help="where to put it (default: here)")
    new.set_defaults(run=_new)


def _scenarios(options: argparse.Namespace) -> int:
    from negotiation.catalog.files import load_scenario, scenario_names

    loaded = [load_scenario(name).scenario for name in scenario_names()]
    rows: list[dict[str, object]] = [
        {
            "name": scenario.name,
            "title": scenario.title.in_language(options.lang),
            "seats": [party.id for party in scenario.parties],
            "tables": [table.id for table in scenario.tables],
        }
        for scenario in loaded
    ]
    return _listing(rows, as_json=options.json)


def _personas(options: argparse.Namespace) -> int:
    from negotiation.catalog.files import load_persona, persona_names

    cards = [load_persona(name) for name in persona_names()]
    rows: list[dict[str, object]] = [
        {"name": card.name, "title": card.title.in_language(options.lang)} for card in cards
    ]
    return _listing(rows, as_json=options.json)


def _strategies(options: argparse.Namespace) -> int:
    from negotiation.agents.strategies import STRATEGIES

    rows: list[dict[str, object]] = [
        {"name": name.value, "summary": strategy.summary, "source": strategy.source}
        for name, strategy in STRATEGIES.items()
    ]
    return _listing(rows, as_json=options.json)


def _models(options: argparse.Namespace) -> int:
    from negotiation.app.endpoints import Endpoints
    from negotiation.settings import Settings

    endpoints = Endpoints(Settings.from_environment())
    rows = [_model_row(endpoints, name) for name in endpoints.names()]
    if not rows and not options.json:
        complain("no model is set up: set HAGGLE_BASE_URL and HAGGLE_MODEL, or write models.yaml")
        return 0
    return _listing(rows, as_json=options.json)


def _model_row(endpoints: "Endpoints", name: str) -> dict[str, object]:
    """Return what is known of a model, also when it cannot be used as things stand."""
    row: dict[str, object] = {"name": name, "model": None, "base_url": None}
    row["default"] = name == endpoints.default
    try:
        profile = endpoints.profile(name)
    except SettingsError as exc:
        return row | {"problem": str(exc)}
    return row | {"model": profile.model, "base_url": endpoints.place(name), "problem": None}


def _listing(rows: Sequence[dict[str, object]], *, as_json: bool) -> int:
    from rich.table import Table as Grid
    from rich.text import Text

    if as_json:
        print_json(list(rows))
        return 0
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for key in rows[0]:
        grid.add_column(key, no_wrap=key == "name")
    for row in rows:
        grid.add_row(*(Text(_cell(value)) for value in row.values()))
    printer().print(grid)
    return 0


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _show(options: argparse.Namespace) -> int:
    from negotiation.cli.showing import show_persona, show_scenario, show_strategy, show_template
    from negotiation.domain.personas import Persona
    from negotiation.economics.templates import TEMPLATES

    if options.name in TEMPLATES:
        show_template(options.name, as_json=options.json)
        return 0
    found = _find(options.name)
    if found is None:
        show_strategy(options.name, as_json=options.json)
        return 0
    if options.json:
        print_json(found.model_dump(mode="json", exclude=None if options.private else PRIVATE))
    elif isinstance(found, Persona):
        show_persona(found, options.lang)
    else:
        show_scenario(found, options.lang, private=options.private)
    return 0


def _find(name: str) -> "Scenario | Persona | None":
    """Return the scenario or persona that is meant, ``None`` for a strategy."""
    from negotiation.catalog.files import (
        load_file,
        load_persona,
        load_scenario,
        persona_names,
        scenario_names,
    )
    from negotiation.domain.scenarios import StrategyName
    from negotiation.economics.templates import TEMPLATES

    if name in scenario_names():
        return load_scenario(name).scenario
    if name in persona_names():
        return load_persona(name)
    if name in set(StrategyName):
        return None
    if Path(name).exists():
        return load_file(Path(name))[1]
    known = ", ".join([*scenario_names(), *persona_names(), *StrategyName, *TEMPLATES])
    raise UsageError(f"nothing is called {name!r}: give a file, or one of {known}")


def _validate(options: argparse.Namespace) -> int:
    from negotiation.catalog.files import load_file, schema_of

    if options.schema is not None:
        print_json(schema_of(options.schema))
        return 0
    if not options.files:
        raise UsageError("give a file to check, or --schema scenario|persona")
    rows: list[dict[str, object]] = []
    for path in options.files:
        try:
            kind, _ = load_file(path)
        except CatalogError as exc:
            problems = [
                {"file": p.file, "line": p.line, "key": p.key_path, "message": p.message}
                for p in exc.problems
            ]
            rows.append({"file": str(path), "ok": False, "problems": problems})
            if not options.json:
                complain(str(exc))
        else:
            rows.append({"file": str(path), "ok": True, "kind": kind})
            if not options.json:
                printer().print(f"{path}: a valid {kind}", soft_wrap=True)
    if options.json:
        print_json(list(rows))
    return 0 if all(row["ok"] for row in rows) else EXIT_USAGE


def _new(options: argparse.Namespace) -> int:
    from negotiation.catalog.starting import start_file

    path = start_file(options.kind, options.name, options.dir)
    if options.json:
        print_json({"file": str(path), "kind": options.kind})
        return 0
    printer().print(f"{path}: edit it, then check it with: haggle validate {path}", soft_wrap=True)
    return 0
