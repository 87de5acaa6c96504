"""Scenario files that the end-to-end tests play, each made for one question."""

from pathlib import Path
from typing import Any

from negotiation.catalog.files import Loaded, load_scenario
from tests.builders import (
    Content,
    mandate_content,
    party_content,
    scenario_content,
    table_content,
    text,
    write_file,
)

__all__ = ["large_points", "load", "opposed", "price_sale", "three_parties", "write"]


def write(folder: Path, content: Content) -> Path:
    return write_file(folder / f"{content['name']}.yaml", content)


def load(folder: Path, content: Content) -> Loaded:
    return load_scenario(str(write(folder, content)))


def opposed(*, deadline_rounds: int = 6, n_tables: int = 1, enforcement: str = "soft") -> Content:
    """Two parties over one price of nine steps: what one gains the other loses."""
    prices = list(range(10, 100, 10))
    agenda = [{"id": "price", "title": text("Price"), "unit": "number", "options": prices}]
    scores = {
        "buyer": {"price": [100 - price for price in prices]},
        "seller": {"price": prices},
    }
    tables = [
        table_content(
            id=f"talk-{number}",
            agenda=agenda,
            deadline_rounds=deadline_rounds,
            valuation={"kind": "points", "scores": scores},
        )
        for number in range(1, n_tables + 1)
    ]
    mandate = mandate_content(reservation_value=30, enforcement=enforcement)
    parties = [party_content(name, mandate=mandate) for name in ("buyer", "seller")]
    return scenario_content(name="opposed", parties=parties, tables=tables)


def price_sale(**seller: Any) -> Content:
    """A sale valued by worth minus price; ``seller`` overrides that party's keys."""
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
        "worth_cny": 90_000,
        "cost_cny": 61_777,
        "adjustments_cny": {"seller": {"gpus": [0, -1_234_567, -2_345_678]}},
    }
    parties = [
        party_content("buyer", mandate=mandate_content(reservation_value=0)),
        party_content("seller", mandate=mandate_content(reservation_value=414_133), **seller),
    ]
    tables = [table_content(agenda=agenda, valuation=valuation, deadline_rounds=8)]
    return scenario_content(name="price-sale", parties=parties, tables=tables)


def large_points() -> Content:
    """Eight issues of five options: 390,625 outcomes, with much to trade."""
    weights = {
        "buyer": dict(zip("abcdefgh", (30, 20, 15, 10, 10, 5, 5, 5), strict=True)),
        "seller": dict(zip("abcdefgh", (5, 5, 5, 10, 10, 15, 20, 30), strict=True)),
    }
    shares = {"buyer": (0, 1, 2, 3, 4), "seller": (4, 3, 2, 1, 0)}
    agenda = [
        {
            "id": letter,
            "title": text(f"Point {letter}"),
            "options": [f"{letter}{n}" for n in "12345"],
        }
        for letter in "abcdefgh"
    ]
    scores = {
        party: {
            letter: [weight * share / 4 for share in shares[party]]
            for letter, weight in weights[party].items()
        }
        for party in weights
    }
    tables = [
        table_content(
            agenda=agenda, deadline_rounds=20, valuation={"kind": "points", "scores": scores}
        )
    ]
    return scenario_content(name="large-points", tables=tables)


def three_parties() -> Content:
    """Three parties of whom two decide, the chair among them: to be analysed, not played."""
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
    mandate = mandate_content(reservation_value=11)
    return scenario_content(
        name="three-parties",
        parties=[party_content(name, mandate=mandate) for name in names],
        tables=[
            table_content(
                id="council",
                parties=list(names),
                protocol="none",
                opens="chair",
                agenda=agenda,
                agreement={"quorum": 2, "veto": ["chair"]},
                valuation={"kind": "points", "scores": scores},
            )
        ],
    )
