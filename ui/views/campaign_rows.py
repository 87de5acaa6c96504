"""The rows of a campaign's scorecard, as plain text. Pure, as ``ui.views.talks`` is."""

from itertools import groupby
from typing import TypeAlias

from negotiation.analysis.campaign_score import CampaignScore, SignatureScore
from negotiation.cli.campaign_names import CampaignNames
from negotiation.cli.score_texts import SCORE_TEXTS
from negotiation.domain.quantities import Scale, scale_of
from negotiation.domain.values import Language
from ui.texts import fill, say

__all__ = ["Grid", "campaign_grids", "regimes_of"]

Grid: TypeAlias = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Key of the title, keys of the header, rows."""


def campaign_grids(
    score: CampaignScore, names: CampaignNames, language: Language
) -> tuple[Grid, ...]:
    """Return every part of the scorecard that has something in it."""
    scale = _scale(score, language)
    grids = (
        _signatures(score, names, scale, language),
        _profits(score, names, scale),
        _promises(score, names, language),
        _exposures(score, names, scale),
        _curses(score, names, scale, language),
        _leaks(score, names),
    )
    return tuple(grid for grid in grids if grid[2])


def regimes_of(score: CampaignScore, names: CampaignNames, language: Language) -> str:
    """Say from when on the market was in which regime."""
    said, month = [], 0
    for regime, months in groupby(score.regimes[: score.months + 1]):
        name = say(f"regime_{regime}", language)
        said.append(fill("regime_from", language, regime=name, month=names.month(month)))
        month += len(list(months))
    return (", " if language == "en" else "、").join(said)


def _signatures(
    score: CampaignScore, names: CampaignNames, scale: Scale, language: Language
) -> Grid:
    rows = [
        (
            f"#{place} {names.contract(signature.contract)}",
            names.month(signature.month),
            names.party(party),
            _money(signature.before[party].surplus_cny, scale),
            f"{signature.before[party].loss_probability_fraction:.0%}",
            _money(signature.after_cny.get(party, 0.0), scale),
            _decision(signature, party, language),
            f"{signature.delivered_fraction:.0%}",
            _ending(signature, names, language),
        )
        for place, signature in enumerate(score.signatures, start=1)
        for party in signature.parties
        if party in signature.before
    ]
    header = ("contract", "signed_in", "party", "before_fact", "loss", "after_fact", "decision",
              "delivered", "ended")  # fmt: skip
    return "signatures", header, tuple(rows)


def _decision(signature: SignatureScore, party: str, language: Language) -> str:
    """Judge a decision; of a round table that bound a party against its vote it made none."""
    verdict = signature.verdicts.get(party, "outvoted")
    return say(f"verdict_{verdict.replace(' ', '_')}", language)


def _ending(signature: SignatureScore, names: CampaignNames, language: Language) -> str:
    if signature.ending is None:
        return say("runs_on", language)
    said = SCORE_TEXTS[language].get(f"ending_{signature.ending}", signature.ending)
    month = signature.ending_month
    return said if month is None else f"{names.month(month)} {said}"


def _profits(score: CampaignScore, names: CampaignNames, scale: Scale) -> Grid:
    rows = tuple(
        (
            names.party(party.party),
            _money(party.profit_cny, scale),
            _money(party.expected_surplus_cny, scale),
            str(party.n_signed),
        )
        for party in score.parties
    )
    return "profits", ("party", "profit", "expected", "n_signed"), rows


def _promises(score: CampaignScore, names: CampaignNames, language: Language) -> Grid:
    rows = tuple(
        (
            names.contract(each.contract),
            names.party(each.seller),
            f"{each.promised_gpus:,.0f}",
            f"{each.covered_gpus:,.0f}",
            f"{each.worst_shortfall_fraction:.0%}",
            say("yes", language) if each.is_over_promised else "–",
        )
        for each in score.promises
    )
    header = ("contract", "seller", "promised", "covered", "shortfall", "over_promised")
    return "promises", header, rows


def _exposures(score: CampaignScore, names: CampaignNames, scale: Scale) -> Grid:
    rows = tuple(
        (
            names.contract(each.contract),
            names.party(each.seller),
            _money(each.most_owed_cny, scale),
            f"{each.passed_on_fraction:.0%}",
            _money(each.unhedged_cny, scale),
        )
        for each in score.exposures
    )
    return "exposures", ("contract", "seller", "most_owed", "passed_on", "unhedged"), rows


def _curses(score: CampaignScore, names: CampaignNames, scale: Scale, language: Language) -> Grid:
    rows = []
    for each in score.curses:
        runner_up = "–"
        if each.runner_up is not None and each.runner_up_price is not None:
            price = names.price(each.table, each.runner_up_price)
            runner_up = f"{names.party(each.runner_up)} {price}"
        rows.append(
            (
                names.contract(each.table),
                names.party(each.winner),
                names.price(each.table, each.price),
                runner_up,
                _money(each.expected_surplus_cny, scale),
                _money(each.realised_cny, scale),
                say("yes", language) if each.is_cursed else "–",
            )
        )
    header = ("contract", "winner", "price", "runner_up", "expected", "realised", "cursed")
    return "curses", header, tuple(rows)


def _leaks(score: CampaignScore, names: CampaignNames) -> Grid:
    rows = tuple(
        (
            names.contract(each.table),
            str(each.turn),
            names.party(each.party),
            names.contract(each.heard_at),
            each.quote,
        )
        for each in score.leaks
    )
    return "leaks", ("table", "turn", "party", "heard_at", "quote"), rows


def _scale(score: CampaignScore, language: Language) -> Scale:
    amounts = [party.profit_cny for party in score.parties]
    for signature in score.signatures:
        amounts += [each.surplus_cny for each in signature.before.values()]
    return scale_of(amounts or [1e6], "cny", language)


def _money(value: float, scale: Scale) -> str:
    return f"{scale.show(value)} {scale.unit}"
