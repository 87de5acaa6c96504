"""Scenario files of our own making, small enough to know what must come out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from negotiation.catalog.files import Loaded, load_scenario

__all__ = ["large_points", "load", "opposed", "price_sale", "three_parties", "write"]

Plain: TypeAlias = dict[str, Any]


def write(folder: Path, content: Plain) -> Path:
    """Write a scenario file. JSON is YAML, and its keys keep their order."""
    path = folder / f"{content['name']}.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def load(folder: Path, content: Plain) -> Loaded:
    return load_scenario(str(write(folder, content)))


def opposed(*, deadline_rounds: int = 6, n_tables: int = 1, **changes: Plain) -> Plain:
    """Two parties over one price of nine steps: what one gains the other loses."""
    prices = list(range(10, 100, 10))
    agenda = [{"id": "price", "title": text("Price"), "unit": "number", "options": prices}]
    scores = {
        "buyer": {"price": [float(100 - price) for price in prices]},
        "seller": {"price": [float(price) for price in prices]},
    }
    tables = [
        table(
            f"talk-{number}",
            ("buyer", "seller"),
            agenda=agenda,
            deadline_rounds=deadline_rounds,
            valuation={"kind": "points", "scores": scores},
        )
        for number in range(1, n_tables + 1)
    ]
    parties = [
        party("buyer", reservation=20, strategy="linear", **changes.get("buyer", {})),
        party("seller", reservation=30, strategy="boulware", **changes.get("seller", {})),
    ]
    return scenario("opposed", parties, tables)


def price_sale(*, secrets: Mapping[str, float] | None = None) -> Plain:
    """A sale valued by worth minus price; ``secrets`` are numbers that only the seller knows."""
    known = {"worth": 90_000.0, "cost": 61_777.0, "reservation": 41_413.0, **(secrets or {})}
    agenda = [
        {
            "id": "price_cny_per_gpu",
            "title": text("Price"),
            "unit": "cny_per_gpu",
            "range": {"start": 60_000, "stop": 95_000, "step": 2_500},
        },
        {"id": "gpus", "title": text("Cards"), "unit": "gpus", "options": [64, 128, 256]},
    ]
    valuation = {
        "kind": "price",
        "price_issue": "price_cny_per_gpu",
        "quantity_issue": "gpus",
        "buyer": "buyer",
        "seller": "seller",
        "worth_cny": known["worth"],
        "cost_cny": known["cost"],
        "adjustments_cny": {"seller": {"gpus": [0, -1_234_567.0, -2_345_678.0]}},
    }
    parties = [
        party("buyer", reservation=0, strategy="linear"),
        party(
            "seller",
            reservation=known["reservation"],
            strategy="conceder",
            brief="The code word of this brief is KINGFISHER.",
            private_facts=[
                {
                    "id": "stock",
                    "statement": text("HERON: we sit on {value}."),
                    "value": 7_351,
                    "unit": "gpus",
                }
            ],
        ),
    ]
    rows = [
        table("sale", ("buyer", "seller"), agenda=agenda, deadline_rounds=8, valuation=valuation)
    ]
    return scenario("price-sale", parties, rows)


def large_points() -> Plain:
    """Eight issues of five options: 390,625 outcomes, with much to trade."""
    ids = [f"issue-{letter}" for letter in "abcdefgh"]
    agenda = [
        {"id": each, "title": text(each), "options": [f"{each}-{n}" for n in range(5)]}
        for each in ids
    ]
    weights = {"north": [30, 20, 15, 10, 10, 5, 5, 5], "south": [5, 5, 5, 10, 10, 15, 20, 30]}
    scores = {
        "north": {
            each: [weight * step / 4 for step in range(5)]
            for each, weight in zip(ids, weights["north"], strict=True)
        },
        "south": {
            each: [weight * (4 - step) / 4 for step in range(5)]
            for each, weight in zip(ids, weights["south"], strict=True)
        },
    }
    parties = [
        party("north", reservation=45, strategy="boulware"),
        party("south", reservation=40, strategy="tit_for_tat"),
    ]
    rows = [
        table(
            "trade",
            ("north", "south"),
            agenda=agenda,
            deadline_rounds=20,
            valuation={"kind": "points", "scores": scores},
        )
    ]
    return scenario("large-points", parties, rows)


def three_parties() -> Plain:
    """Three parties, two of whom can decide, one of whom must be among them; not for playing."""
    names = ("chair", "left", "right")
    agenda = [
        {"id": "site", "title": text("Site"), "options": ["here", "there"]},
        {"id": "size", "title": text("Size"), "unit": "number", "options": [1, 2, 3]},
    ]
    scores = {
        "chair": {"site": [10, 0], "size": [0, 5, 10]},
        "left": {"site": [0, 10], "size": [10, 5, 0]},
        "right": {"site": [6, 4], "size": [0, 10, 5]},
    }
    rows = [
        table(
            "council",
            names,
            agenda=agenda,
            deadline_rounds=4,
            protocol="none",
            agreement={"quorum": 2, "veto": ["chair"]},
            valuation={"kind": "points", "scores": scores},
        )
    ]
    parties = [party(name, reservation=11, strategy="linear") for name in names]
    return scenario("three-parties", parties, rows)


def scenario(name: str, parties: Sequence[Plain], tables: Sequence[Plain]) -> Plain:
    return {
        "schema_version": 1,
        "name": name,
        "title": text(f"The case of {name}"),
        "summary": text("Made for a test."),
        "parties": list(parties),
        "tables": list(tables),
    }


def party(
    name: str, *, reservation: float, strategy: str, brief: str = "Do well.", **mandate: Any
) -> Plain:
    return {
        "id": name,
        "name": text(name.capitalize()),
        "role": text(f"The {name}"),
        "public": text(f"Everybody knows the {name}."),
        "brief": text(brief),
        "persona": "procurement_expert",
        "strategy": strategy,
        "mandate": {
            "goals": {"worth": 1.0},
            "alternative": {"description": text("Go home.")},
            "reservation_value": reservation,
            "enforcement": "soft",
            **mandate,
        },
    }


def table(
    name: str,
    parties: Sequence[str],
    *,
    agenda: Sequence[Plain],
    deadline_rounds: int,
    valuation: Plain,
    protocol: str = "alternating",
    **more: Any,
) -> Plain:
    return {
        "id": name,
        "title": text(f"Table {name}"),
        "setting": text("A quiet room."),
        "parties": list(parties),
        "protocol": protocol,
        "opens": parties[0],
        "deadline_rounds": deadline_rounds,
        "agenda": list(agenda),
        "valuation": valuation,
        **more,
    }


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh": f"{words}（中文）"}
