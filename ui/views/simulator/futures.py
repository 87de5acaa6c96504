"""One future of a deal: what happens, and what each party has in the end. Pure."""

from collections.abc import Sequence

from negotiation.app.realising import Realised
from negotiation.cli.worth_texts import HAPPENINGS_ZH
from negotiation.domain.quantities import Scale
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.results import amount
from ui.views.talks import PartyView

__all__ = ["cash_so_far", "happening_rows", "npv_rows"]


def happening_rows(found: Realised, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what happens, by month."""
    rows = []
    for each in found.happenings:
        what = HAPPENINGS_ZH.get(each.kind, each.kind) if language == "zh" else each.kind
        if each.gpus:
            what = fill("sim_with_gpus", language, what=what, gpus=f"{each.gpus:,.0f}")
        rows.append((str(each.month), f"{each.contract}: {what}" if each.contract else what))
    return tuple(rows)


def cash_so_far(found: Realised, party: str) -> tuple[float, ...]:
    """Return what a party has earned and paid by each month [CNY]; nothing if it takes no part."""
    accounts = found.cashflow_cny.get(party, {})
    total = 0.0
    sums = []
    for moved in zip(*accounts.values(), strict=True):
        total += sum(moved)
        sums.append(total)
    return tuple(sums)


def npv_rows(
    found: Realised, parties: Sequence[PartyView], scale: Scale, language: Language
) -> tuple[tuple[str, ...], ...]:
    """Return the net present value after the fact, by party."""
    shown = (
        amount(found.npv_cny[party.id], scale) if party.id in found.npv_cny else ""
        for party in parties
    )
    return ((say("sim_npv_after", language), *shown),)
