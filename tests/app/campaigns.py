"""A small campaign, and its tables played by script: who signs what where, and in which round.

``north`` wins the tender of ``lab`` and has hardly a card, ``south`` has some and loses, ``maker``
sells cards. Another lab, ``games``, rents from ``south`` by a contract that is older than all.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from negotiation.app.campaigning import CampaignProgramme
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.moves import Accept, Act, Move, Offer, Pass, Talk, WalkAway
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Language
from negotiation.graph.programme import TableSetUp
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.log import MemoryLog
from tests.builders import (
    Content,
    mandate_content,
    party_content,
    scenario_content,
    text,
    write_file,
)

__all__ = ["AGREED", "Deal", "Played", "campaign_content", "planned", "play", "played", "rental"]
__all__ += ["agenda_of", "supply", "table_of"]

RENT = {"list_price_fraction": 0.3}

_ISSUES: Mapping[str, tuple[str | None, list[Any]]] = {
    "list_price_fraction": ("fraction", [0.2, 0.25, 0.3, 0.4, 0.6]),
    "price_cny_per_gpu": ("cny_per_gpu", [72_000, 84_000, 96_000]),
    "gpus": ("gpus", [256, 512, 1024]),
    "ld_fraction_per_week": ("fraction_per_week", [0, 0.01]),
    "back_to_back_fraction": ("fraction", [0, 0.5]),
    "prepayment_fraction": ("fraction", [0, 1.0]),
}


def agenda_of(*issues: str) -> list[Content]:
    found = []
    for name in issues:
        unit, options = _ISSUES[name]
        found.append({"id": name, "title": text(name), "unit": unit, "options": options})
    return found


def table_of(name: str, parties: Sequence[str], issues: Sequence[str], **more: Any) -> Content:
    return {
        "id": name,
        "title": text(f"Table {name}", f"{name}桌"),
        "setting": text("One meeting.", "谈一次。"),
        "parties": list(parties),
        "protocol": "alternating",
        "opens": parties[0],
        "deadline_rounds": 4,
        "agenda": agenda_of(*issues),
        **more,
    }


def rental(lab: str, cloud: str, **fixed: Any) -> Content:
    roles = {"lab": lab, "cloud": cloud}
    return {"kind": "economics", "template": "compute_rental", "roles": roles, "fixed": fixed}


def supply(cloud: str, vendor: str = "maker", **fixed: Any) -> Content:
    roles = {"cloud": cloud, "vendor": vendor}
    return {"kind": "economics", "template": "card_supply", "roles": roles, "fixed": fixed}


def _tender() -> Content:
    lots = {each: rental("lab", each, gpus=1024, ramp="four_months") for each in ("north", "south")}
    rules = {"host": "lab", "bidding": "open", "price_issue": "list_price_fraction"}
    return table_of(
        "tender",
        ["south", "north", "lab"],
        ["list_price_fraction"],
        protocol="tender",
        tender=rules,
        valuation={"kind": "per_bidder", "bidders": lots},
    )


def _tables() -> list[Content]:
    short = [{"kind": "delivered_below", "table": "tender", "fraction": 0.9}]
    order = ["price_cny_per_gpu", "gpus", "back_to_back_fraction"]
    lease = ["list_price_fraction", "gpus"]
    damages = ["list_price_fraction", "ld_fraction_per_week"]
    return [
        _tender(),
        table_of("order", ["winner", "maker"], order, valuation=supply("winner")),
        table_of("late_order", ["south", "maker"], order, valuation=supply("south")),
        table_of(
            "renew",
            ["lab", "winner"],
            damages,
            when=short,
            replaces="tender",
            valuation=rental("lab", "winner", gpus=1024),
        ),
        table_of("rescue", ["lab", "loser"], lease, when=short, valuation=rental("lab", "loser")),
        table_of(
            "poach",
            ["loser", "lab"],
            lease,
            replaces="tender",
            valuation=rental("lab", "loser", ramp="immediate"),
        ),
    ]


def campaign_content(**campaign: Any) -> Content:
    clouds = {"north": {"own_stock_gpus": 64, "tranche_share_fraction": 0.02}, "south": {}}
    clouds["south"] = {"own_stock_gpus": 1024, "order_gpus": 0}
    months = {"spring": 0, "orders": 1, "slip": 5, "calls": 8}
    opens = (["tender"], ["order", "late_order"], ["renew", "rescue"], ["poach"])
    old = {
        "id": "old",
        "title": text("The old lease", "老合同"),
        "template": "compute_rental",
        "roles": {"lab": "games", "cloud": "south"},
        "clauses": {"list_price_fraction": 0.6, "gpus": 256, "term_months": 12},
        "signed_month": 0,
    }
    content: Content = {
        "world": "historical",
        "world_seed": 5,
        "months_after": 12,
        "ledger": [old],
        "stand_ins": {
            "winner": {"kind": "signer_of", "table": "tender", "other": "lab"},
            "loser": {"kind": "loser_of", "table": "tender"},
        },
        "phases": [
            {"id": name, "title": text(name), "month": month, "tables": tables}
            for (name, month), tables in zip(months.items(), opens, strict=True)
        ],
    }
    parties = [
        party_content(
            name,
            mandate=mandate_content(reservation_value="simulated"),
            profiles={"cloud": clouds[name]} if name in clouds else {},
        )
        for name in ("lab", "north", "south", "maker", "games")
    ]
    market = {"draws": 16, "price_mode": "stochastic", "regime_at_start": "boom"}
    return scenario_content(
        name="small-campaign",
        market=market,
        parties=parties,
        tables=_tables(),
        campaign=content | campaign,
    )


def planned(
    path: str, *, seed: int = 1, language: Language = "en", who: Mapping[str, str] | None = None
) -> RunPlan:
    return plan_run(
        load_scenario(path),
        who=who or {},
        personas={},
        model=None,
        seed=seed,
        language=language,
        endpoints=Sandbox(Settings({})).endpoints,
    )


@dataclass(frozen=True, slots=True)
class Deal:
    """What is signed at a table, not before a round. Of a tender what each bidder bids."""

    outcome: Mapping[str, Any]
    round: int = 1
    note: str = ""
    """What everybody thinks at every move, and says to nobody."""


AGREED: Mapping[str, Deal] = {
    "tender": Deal({"north": RENT, "south": {"list_price_fraction": 0.4}}),
    "order": Deal({"price_cny_per_gpu": 96_000, "gpus": 1024, "back_to_back_fraction": 0}),
    "renew": Deal({"list_price_fraction": 0.4, "ld_fraction_per_week": 0.01}),
    "rescue": Deal({"list_price_fraction": 0.4, "gpus": 256}),
    "poach": Deal({"list_price_fraction": 0.6, "gpus": 512}),
}
"""At every table but ``late_order``, which fails."""


class _Scripted:
    def __init__(self, party: str, deal: Deal | None) -> None:
        self._party, self._deal = party, deal

    async def propose(self, view: View) -> Move:
        note = self._deal.note if self._deal else ""
        act = self._act(view)
        message = "We are thinking." if isinstance(act, Talk) else ""
        return Move(act=act, message=message, private_note=note and f"{self._party}: {note}")

    def _act(self, view: View) -> Act:
        if self._deal is None:
            return WalkAway()
        wanted: Outcome = self._deal.outcome
        if view.tender is not None:
            wanted = self._deal.outcome.get(self._party, {})
        for offer in view.offers:
            if "accept" in view.legal_acts and not view.is_host and offer.outcome == wanted:
                return Accept(offer_id=offer.offer_id)
        is_time = view.round >= self._deal.round and view.own_offer is None and wanted
        if is_time and "offer" in view.legal_acts and view.proposer in {None, self._party}:
            return Offer(outcome=dict(wanted))
        return Pass() if "pass" in view.legal_acts else Talk()


class _Script:
    """A campaign whose tables go as they are told."""

    def __init__(self, programme: CampaignProgramme, deals: Mapping[str, Deal]) -> None:
        self._programme, self._deals = programme, deals

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        return self._programme.next_events(log, open_tables)

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:
        found = self._programme.set_up(table, log)
        minds = {party: _Scripted(party, self._deals.get(table)) for party in found.negotiators}
        return replace(found, negotiators=minds)


@dataclass(frozen=True, slots=True, repr=False)
class Played:
    """A campaign that was played to its end."""

    plan: RunPlan
    log: tuple[LogEvent, ...]

    @property
    def campaign(self) -> Campaign:
        assert self.plan.scenario.campaign is not None
        return self.plan.scenario.campaign

    def programme(self) -> CampaignProgramme:
        return CampaignProgramme(self.plan, self.campaign, {}, tuple)

    def place(self, kind: str, **fields: Any) -> int:
        """Where the first event of a kind with these fields stands."""
        return next(
            place
            for place, event in enumerate(self.log)
            if event.kind == kind
            and all(getattr(event, name) == value for name, value in fields.items())
        )


async def played(plan: RunPlan, deals: Mapping[str, Deal] = AGREED) -> Played:
    """Play a campaign by script."""
    assert plan.scenario.campaign is not None
    programme = CampaignProgramme(plan, plan.scenario.campaign, {}, tuple)
    log = MemoryLog()
    turns = Turns(_Script(programme, deals), log)
    turns.settle()
    while not turns.cursor().is_over:
        await turns.take_turn()
    return Played(plan, log.read())


def play(
    folder: Path,
    deals: Mapping[str, Deal] = AGREED,
    *,
    content: Content | None = None,
    language: Language = "en",
    seed: int = 1,
) -> Played:
    """Write the file of a campaign and play it by script."""
    path = write_file(folder / "small-campaign.yaml", content or campaign_content())
    return asyncio.run(played(planned(str(path), language=language, seed=seed), deals))
