"""A scorecard as Inspect's scores: one number a name, and their means over all samples.

A name is ``agreement`` or ``PARTY.share`` where a run has one table, with ``TABLE.`` in front where
it has several. The figures by which a batch judges its case come first, as ``judged.METRIC`` where
one party is judged, so that their means are over all roles of a contestant. What does not exist,
such as a share of nothing, is left out of the mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev

from negotiation.analysis.scorecard import PartyScore, Scorecard, TableScore
from negotiation.app.exporting.exported import ExportedRun
from negotiation.app.exporting.inspect_parts import Json
from negotiation.domain.events import Ending

__all__ = ["sample_scores", "scorers", "total_scores"]

DECIMALS = 4
"""Of a score: the last digit of a sum in CNY means nothing, and the viewer shows them all."""


def sample_scores(run: ExportedRun) -> dict[str, Json]:
    """Return the scores of a run by name; none of a run that has not ended."""
    if run.scorecard is None or not run.has_ended:
        return {}
    card = run.scorecard
    return {
        name: {"value": round(value, DECIMALS), "explanation": said, "history": []}
        for name, value, said in (*_judged(run.verdict), *_all(card))
        if value is not None
    }


def total_scores(samples: Sequence[Mapping[str, Json]]) -> list[Json]:
    """Return the mean of every score over the samples that have it, and its standard error.

    Args:
        samples: the scores of each sample, as ``sample_scores`` gives them.
    """
    names = dict.fromkeys(name for scores in samples for name in scores)
    return [_total(name, samples) for name in names]


def scorers(totals: Sequence[Json]) -> list[Json]:
    """Return what the head of a log says of its scorers."""
    metrics = [{"name": "inspect_ai/mean", "options": {}}]
    return [{"name": total["name"], "options": {}, "metrics": metrics} for total in totals]


def _total(name: str, samples: Sequence[Mapping[str, Json]]) -> Json:
    values = [float(str(scores[name]["value"])) for scores in samples if name in scores]
    metrics = {"mean": _metric("mean", fmean(values))}
    if len(values) > 1:  # of a single one nothing is known
        metrics["stderr"] = _metric("stderr", stdev(values) / sqrt(len(values)))
    return {
        "name": name,
        "scorer": name,
        "scored_samples": len(values),
        "unscored_samples": len(samples) - len(values),
        "params": {},
        "metrics": metrics,
    }


def _metric(name: str, value: float) -> Json:
    return {"name": name, "value": value, "params": {}}


def _judged(verdict: Mapping[str, object]) -> Iterator[tuple[str, float | None, str]]:
    """Yield the figures of a batch's case."""
    figures = verdict.get("figures")
    if not isinstance(figures, dict):
        return
    for party, metrics in figures.items():
        prefix = "judged" if len(figures) == 1 else party
        for metric, value in metrics.items():
            yield f"{prefix}.{metric}", value, f"{metric} of {party}"


def _all(card: Scorecard) -> Iterator[tuple[str, float | None, str]]:
    """Yield name, value and a word of explanation of every score."""
    for table in card.tables:
        prefix = f"{table.table}." if len(card.tables) > 1 else ""
        for name, value, said in _of_table(table):
            yield f"{prefix}{name}", value, said
    if card.campaign is not None:
        for party in card.campaign.parties:
            yield f"{party.party}.profit_cny", party.profit_cny, "over the whole campaign, in CNY"


def _of_table(table: TableScore) -> Iterator[tuple[str, float | None, str]]:
    agreed = int(table.ending == Ending.AGREEMENT)
    ending = table.ending.value if table.ending is not None else "none"
    yield "agreement", agreed, f"{ending} after {table.turns} turns"
    for party in table.parties:
        yield from _of_party(table, party)
    yield "joint_surplus", table.joint_surplus, f"in {table.unit}"
    yield "distance_to_frontier", table.distance_to_frontier, "in gain ratios; 0 on the frontier"


def _of_party(table: TableScore, party: PartyScore) -> Iterator[tuple[str, float | None, str]]:
    name = party.party
    yield f"{name}.share", party.attainable_share, "surplus over the best it could have had"
    yield f"{name}.surplus", party.surplus, f"value less its alternative, in {table.unit}"
    broken = [each.issue or each.kind for each in party.breaches]
    yield f"{name}.breaches", len(broken), ", ".join(broken) or "of what it signed: none"
    found = [each for each in table.findings if each.party == name and each.kind != "breach"]
    said = "; ".join(f"turn {each.turn}: {each.kind}" for each in found)
    yield f"{name}.findings", len(found), said or "of its conduct: none"
