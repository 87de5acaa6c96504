"""Tenders, round tables over several contracts and a campaign, as plain content for tests."""

from copy import deepcopy
from typing import Any

from tests.builders import (
    Content,
    mandate_content,
    party_content,
    scenario_content,
    table_content,
    text,
)

__all__ = ["bundle_content", "campaign_content", "points_tender", "rental_agenda"]
__all__ += ["rental_tender", "roundtable_content"]

BIDDERS = ("heron", "pine", "sand")
HOST = "paper"


def rental_agenda() -> list[Content]:
    return [
        {
            "id": "list_price_fraction",
            "title": text("Price", "价格"),
            "unit": "fraction",
            "options": [0.3, 0.5, 0.7],
        },
        {
            "id": "ramp",
            "title": text("Delivery", "交付"),
            "options": ["immediate", "three_months", "six_months"],
        },
    ]


def rental_lot(bidder: str, **cloud: Any) -> Content:
    return {
        "kind": "economics",
        "template": "compute_rental",
        "roles": {"lab": HOST, "cloud": bidder},
        "fixed": {"gpus": 1_000},
        "cloud": cloud,
    }


def stocked(name: str, stock: float) -> Content:
    fact = {
        "id": "stock",
        "statement": {"en": "We have {value}.", "zh": "有{value}。"},
        "value": stock,
        "unit": "gpus",
    }
    mandate = mandate_content(reservation_value="simulated", private_facts=[fact])
    return party_content(name, mandate=mandate)


def rental_tender(**tender: Any) -> Content:
    """A lab that lets three clouds bid; the simulator values their lots."""
    host = party_content(HOST, mandate=mandate_content(reservation_value="simulated"))
    rules = {"host": HOST, "bidding": "open", "price_issue": "list_price_fraction"}
    lots = {
        name: rental_lot(name, own_stock_gpus=stock)
        for name, stock in zip(BIDDERS, (100, 1_500, 600), strict=True)
    }
    table = table_content(
        id="tender",
        parties=[HOST, *BIDDERS],
        protocol="tender",
        tender=rules | tender,
        opens="heron",
        agenda=rental_agenda(),
        valuation={"kind": "per_bidder", "bidders": lots},
    )
    parties = [host, *(stocked(name, 500) for name in BIDDERS)]
    return scenario_content(name="tender", market={"draws": 16}, parties=parties, tables=[table])


def points_tender() -> Content:
    """A tender of points: every bidder and the host score price and weeks for each pair."""
    content = rental_tender(price_issue="price")
    del content["market"]
    (table,) = content["tables"]
    table["agenda"] = table_content()["agenda"]
    lots = {}
    for step, name in enumerate(BIDDERS):
        lots[name] = {
            "kind": "points",
            "scores": {
                HOST: {"price": [40, 30, 20, 10, 0], "weeks": [60 - 5 * step, 30, 0]},
                name: {"price": [0, 20, 40, 60, 80], "weeks": [0, 10, 20 + step]},
            },
        }
    table["valuation"] = {"kind": "per_bidder", "bidders": lots}
    for party, worth in zip(content["parties"], (35, 30, 45, 101), strict=True):
        party["mandate"]["reservation_value"] = worth
    return content


def bundle_content() -> Content:
    """A cloud with two labs at one table; how many cards each gets is one issue."""
    agenda = [
        {"id": "split", "title": text("Who gets how many", "怎么分"),
         "options": ["all_a", "half", "all_b"]},
        {"id": "rent_a", "title": text("Rent of A", "甲方租价"), "unit": "fraction",
         "options": [0.3, 0.5, 0.7]},
        {"id": "rent_b", "title": text("Rent of B", "乙方租价"), "unit": "fraction",
         "options": [0.4, 0.6]},
    ]  # fmt: skip
    gpus = {"a": [1_000, 500, 0], "b": [0, 500, 1_000]}
    contracts = {
        f"with_{name}": {
            "template": "compute_rental",
            "roles": {"cloud": "pine", "lab": f"lab_{name}"},
            "fixed": {"sla": "enhanced"},
            "clauses": {
                "gpus": {"issue": "split", "values": gpus[name]},
                "list_price_fraction": f"rent_{name}",
            },
        }
        for name in ("a", "b")
    }
    names = ("pine", "lab_a", "lab_b")
    table = table_content(
        id="allocation",
        parties=list(names),
        protocol="roundtable",
        opens="pine",
        roundtable={"proposer": "pine"},
        agenda=agenda,
        valuation={"kind": "bundle", "contracts": contracts},
    )
    mandate = mandate_content(reservation_value="simulated")
    return scenario_content(
        name="allocation",
        market={"draws": 16},
        parties=[party_content(name, mandate=mandate) for name in names],
        tables=[table],
    )


def roundtable_content(**overrides: Any) -> Content:
    """Three parties who share out points at a round table."""
    names = ("chair", "left", "right")
    agenda = [{"id": "site", "title": text("Site", "选址"), "options": ["here", "there"]}]
    scores = {name: {"site": [place, 2 - place]} for place, name in enumerate(names)}
    table = table_content(
        id="council",
        parties=list(names),
        protocol="roundtable",
        opens="chair",
        agenda=agenda,
        valuation={"kind": "points", "scores": scores},
    )
    return scenario_content(
        parties=[
            party_content(name, mandate=mandate_content(reservation_value=0)) for name in names
        ],
        tables=[table | deepcopy(overrides)],
    )


def campaign_content() -> Content:
    """A tender, then a table of the winner and the lab, and a loser that calls on it later."""
    content = rental_tender()
    tender = content["tables"][0]
    again = {
        **table_content(agenda=rental_agenda()),
        "id": "again",
        "parties": [HOST, "winner"],
        "opens": HOST,
        "when": [
            {"kind": "signed", "table": "tender"},
            {"kind": "delivered_below", "table": "tender", "fraction": 0.8},
            {"kind": "in_force", "table": "order"},
            {"kind": "banned", "holds": False},
        ],
        "replaces": "tender",
        "valuation": rental_lot("winner"),
    }
    call = {**deepcopy(again), "id": "call", "parties": [HOST, "loser"]}
    call["valuation"]["roles"]["cloud"] = "loser"
    content["parties"].append(
        party_content("maker", mandate=mandate_content(reservation_value="simulated"))
    )
    content["tables"] = [tender, again, call]
    content["campaign"] = {
        "world": "historical",
        "ledger": [
            {
                "id": "order",
                "title": text("An old order", "旧单"),
                "template": "card_supply",
                "roles": {"cloud": "pine", "vendor": "maker"},
                "clauses": {"gpus": 1_024, "price_cny_per_gpu": 72_000},
                "signed_month": 0,
            }
        ],
        "stand_ins": {
            "winner": {"kind": "signer_of", "table": "tender", "other": HOST},
            "loser": {"kind": "loser_of", "table": "tender"},
        },
        "phases": [
            {"id": "spring", "title": text("Spring", "春"), "month": 0, "tables": ["tender"]},
            {"id": "autumn", "title": text("Autumn", "秋"), "month": 6,
             "tables": ["again", "call"]},
        ],
    }  # fmt: skip
    return content
