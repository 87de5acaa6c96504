"""What really happened after the signing, in the one world of the run's seed."""

from itertools import groupby

from negotiation.analysis.debrief.later import Later
from negotiation.app.exporting.debrief.handout import Names
from negotiation.app.exporting.debrief.parts import Parts, line, sheet
from negotiation.app.exporting.debrief.titles import REGIMES
from negotiation.app.exporting.debrief.words import said
from negotiation.app.happening_words import happening_said
from negotiation.domain.quantities import format_amount

__all__ = ["later_parts"]


def later_parts(names: Names) -> Parts:
    """Return the section on what became of the agreement."""
    later, language = names.table.later, names.language
    if later is None:
        return (line(said("later_none", language)),)
    return (
        *_money(names, later),
        *_lines(names, later),
        *_events(names, later),
    )


def _money(names: Names, later: Later) -> Parts:
    rows = [
        (
            names.party(party),
            *(
                format_amount(found[party], "cny", names.language) if party in found else "–"
                for found in (later.expected_cny, later.npv_cny, later.damages_cny)
            ),
        )
        for party in later.npv_cny
    ]
    keys = ("party", "expected_npv", "real_npv", "damages")
    return sheet([said(key, names.language) for key in keys], rows)


def _lines(names: Names, later: Later) -> Parts:
    language = names.language
    lines = []
    if sum(later.promised_gpus) > 0:
        delivered = sum(map(min, later.delivered_gpus, later.promised_gpus))
        amounts = {"delivered": f"{delivered:,.0f}", "promised": f"{sum(later.promised_gpus):,.0f}"}
        lines.append(said("delivery_line", language, **amounts))
    if later.regimes:
        lines.append(said("market_line", language, regimes=_regimes(names, later)))
    if len(later.card_price_cny_per_gpu) > 1:
        first, last = later.card_price_cny_per_gpu[0], later.card_price_cny_per_gpu[-1]
        prices = {
            "first": f"{first:,.0f}",
            "last": f"{last:,.0f}",
            "n": f"{len(later.card_price_cny_per_gpu) - 1}",
        }
        lines.append(said("price_line", language, **prices))
    return tuple(map(line, lines))


def _regimes(names: Names, later: Later) -> str:
    spells = [_spell(names, regime, len(list(months))) for regime, months in groupby(later.regimes)]
    return (", " if names.language == "en" else "、").join(spells)


def _spell(names: Names, regime: str, n_months: int) -> str:
    known = REGIMES.get(regime)
    name = known.in_language(names.language) if known else regime
    key = "one_month" if n_months == 1 else "months"
    return said(key, names.language, regime=name, n=f"{n_months}")


def _events(names: Names, later: Later) -> Parts:
    language = names.language
    rows = [
        (
            f"{event.month}",
            happening_said(event.kind, language),
            f"{event.gpus:,.0f}" if event.gpus else "–",
        )
        for event in later.events
    ]
    headings = [said(key, language) for key in ("month", "event", "cards_column")]
    return sheet(headings, rows, n_left=2)
