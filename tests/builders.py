"""Small valid scenarios, personas and mandates: one valid thing, a test changes what it is about.

``scenario_content`` gives plain content, as a file holds it; ``make_scenario`` the value. Every
override replaces a key of the topmost level; deeper changes are made on the content. The parties
``buyer`` and ``seller`` haggle over ``price`` (a range of five) and ``weeks`` (three options), and
both gain from trading one for the other. Their personas are shipped ones.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from pydantic import TypeAdapter

from negotiation.domain.events import Event
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import Mandate
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Party, Scenario, Table

Content: TypeAlias = dict[str, Any]
"""What a YAML file holds: keys and values. Any, because a test may put anything into it."""


def text(en: str, zh: str | None = None) -> dict[str, str]:
    """A text in both languages."""
    return {"en": en, "zh": zh if zh is not None else f"{en}（中文）"}


def mandate_content(**overrides: Any) -> Content:
    content: Content = {
        "goals": [
            {"title": {"en": "price", "zh": "价格"}, "weight": 0.6},
            {"title": {"en": "time", "zh": "时间"}, "weight": 0.4},
        ],
        "alternative": {"description": text("Lease old machines.", "先租旧机器。")},
        "reservation_value": 20,
        "enforcement": "soft",
    }
    return deepcopy(content | overrides)


def party_content(party_id: str = "buyer", **overrides: Any) -> Content:
    content: Content = {
        "id": party_id,
        "name": text(f"{party_id.title()} House", "甲公司" if party_id == "buyer" else "乙公司"),
        "role": text(f"The {party_id}", "一方"),
        "public": text(f"What all know of the {party_id}.", "公开信息。"),
        "brief": text(f"What only the {party_id} knows.", "内部说明。"),
        "persona": "procurement_expert" if party_id == "buyer" else "cloud_architect",
        "strategy": "linear" if party_id == "buyer" else "boulware",
        "mandate": mandate_content(),
    }
    return deepcopy(content | overrides)


def price_content(**overrides: Any) -> Content:
    content: Content = {
        "id": "price",
        "title": text("Price", "价格"),
        "unit": "fraction",
        "range": {"start": 0.6, "stop": 1.0, "step": 0.1},
    }
    return deepcopy(content | overrides)


def weeks_content(**overrides: Any) -> Content:
    content: Content = {
        "id": "weeks",
        "title": text("Delivery", "交期"),
        "unit": "weeks",
        "options": [4, 8, 12],
    }
    return deepcopy(content | overrides)


def table_content(**overrides: Any) -> Content:
    content: Content = {
        "id": "servers",
        "title": text("Server contract", "服务器合同"),
        "setting": text("One meeting, one contract.", "坐下来谈一次。"),
        "parties": ["buyer", "seller"],
        "protocol": "alternating",
        "opens": "buyer",
        "deadline_rounds": 6,
        "agenda": [price_content(), weeks_content()],
        "valuation": {
            "kind": "points",
            "scores": {
                "buyer": {"price": [40, 30, 20, 10, 0], "weeks": [60, 30, 0]},
                "seller": {"price": [0, 18, 36, 54, 70], "weeks": [0, 16, 30]},
            },
        },
    }
    return deepcopy(content | overrides)


def scenario_content(**overrides: Any) -> Content:
    content: Content = {
        "schema_version": 1,
        "name": "tiny",
        "title": text("A batch of servers", "一批服务器"),
        "summary": text("Two companies settle price and delivery.", "两家公司谈价格和交期。"),
        "parties": [party_content("buyer"), party_content("seller")],
        "tables": [table_content()],
    }
    return deepcopy(content | overrides)


def economics_content(**overrides: Any) -> Content:
    """A scenario whose one contract the simulator values; parties ``buyer`` and ``seller``."""
    agenda = [
        {
            "id": "price_cny_per_gpu",
            "title": text("Price of a card", "单价"),
            "unit": "cny_per_gpu",
            "range": {"start": 70_000, "stop": 80_000, "step": 5_000},
        },
        {
            "id": "allocation_priority",
            "title": text("Place in the queue", "排产顺位"),
            "options": ["standard", "preferred", "first"],
        },
    ]
    valuation = {
        "kind": "economics",
        "template": "card_supply",
        "roles": {"cloud": "buyer", "vendor": "seller"},
        "fixed": {"gpus": 512},
    }
    content: Content = {
        "market": {"draws": 16},
        "parties": [
            party_content(name, mandate=mandate_content(reservation_value="simulated"))
            for name in ("buyer", "seller")
        ],
        "tables": [table_content(agenda=agenda, valuation=valuation)],
    }
    return scenario_content(**(content | overrides))


def phrases_content(offer: str = "My terms: {offer}.", leave: str = "Goodbye.") -> Content:
    occasions = ("opening", "counter", "hold", "final", "accept")
    return {**{occasion: [offer] for occasion in occasions}, "walk_away": [leave]}


def persona_content(**overrides: Any) -> Content:
    content: Content = {
        "schema_version": 1,
        "name": "tiny_persona",
        "title": text("Account manager", "客户经理"),
        "character": text("Calm and well prepared.", "沉得住气。"),
        "voice": text("Short sentences.", "句子短。"),
        "tactics": [text("Ask before you name a price.", "先问再开价。")],
        "phrases": {
            "en": phrases_content(),
            "zh": phrases_content("我的条件：{offer}。", "再见。"),
        },
    }
    return deepcopy(content | overrides)


def make_mandate(**overrides: Any) -> Mandate:
    return Mandate.model_validate(mandate_content(**overrides))


def make_party(party_id: str = "buyer", **overrides: Any) -> Party:
    return Party.model_validate(party_content(party_id, **overrides))


def make_issue(**overrides: Any) -> Issue:
    """The issue ``weeks`` with options 4, 8 and 12; ``options=None`` drops them."""
    content = weeks_content(**overrides)
    return Issue.model_validate(content)


def make_range(start: float, stop: float, step: float, **overrides: Any) -> Issue:
    """The issue ``price`` over a range."""
    numbers = {"start": start, "stop": stop, "step": step}
    return Issue.model_validate(price_content(range=numbers, **overrides))


def make_table(**overrides: Any) -> Table:
    return Table.model_validate(table_content(**overrides))


def make_scenario(**overrides: Any) -> Scenario:
    """Two parties, one table, ``points`` for a valuation."""
    return Scenario.model_validate(scenario_content(**overrides))


def make_economics_scenario(**overrides: Any) -> Scenario:
    return Scenario.model_validate(economics_content(**overrides))


def make_persona(**overrides: Any) -> Persona:
    return Persona.model_validate(persona_content(**overrides))


class _BlockDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def to_yaml(content: Any) -> str:
    """The content in block style, without anchors, as a person would write it."""
    written: str = yaml.dump(
        content, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return written


def write_file(path: Path, content: Any) -> Path:
    path.write_text(to_yaml(content), encoding="utf-8")
    return path


def make_points_file(folder: Path, name: str = "tiny", **overrides: Any) -> Path:
    """Write a valid scenario file with ``points`` and return its path."""
    return write_file(folder / f"{name}.yaml", scenario_content(**({"name": name} | overrides)))


def make_economics_file(folder: Path, name: str = "tiny-supply", **overrides: Any) -> Path:
    """Write a valid scenario file that the simulator values and return its path."""
    return write_file(folder / f"{name}.yaml", economics_content(**({"name": name} | overrides)))


def make_persona_file(folder: Path, name: str = "tiny_persona", **overrides: Any) -> Path:
    return write_file(folder / f"{name}.yaml", persona_content(**({"name": name} | overrides)))


def parse_event(line: str | bytes) -> Event:
    """Read one event from JSON, as a log holds it."""
    return TypeAdapter[Event](Event).validate_json(line)
