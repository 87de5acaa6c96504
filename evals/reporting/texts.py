"""The words of reports, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from evals.reporting.texts_zh import ZH
from negotiation.domain.values import Language

__all__ = ["REPORT_TEXTS"]

EN: Mapping[str, str] = MappingProxyType({
    "report": "Negotiation report",
    "excluded": "{metric}: {n} of {rows} seats left out ({reason})",
    "contents": "Contents",
    "headline": "Results",
    "headline_note": "Each value with n and its 95% interval; {metric} is own surplus over the "
                     "most that the other side could have accepted.",
    "contestant": "contestant",
    "baseline": "baseline",
    "marked": "{name} (baseline)",
    "n": "n {n}",
    "to": "to",
    "high": "higher is better",
    "low": "lower is better",
    "neither": "neither is better",
    "played": "{played} of {cases} cases were played.",
    "missing": "{n} have no result yet.",
    "failed": "{n} of {cases} cases could not be played: {parts}. They count for nobody.",
    "none_failed": "None failed for a reason of the machines.",
    "repeated": "{n} results are not counted: an earlier folder has the same case.",
    "owner_endpoint": "endpoint",
    "owner_engine": "engine",
    "owner_machine": "machine",
    "owner_model": "model",
    "owner_guest": "guest",
    "owner_party": "party",
    "no_rows": "There is no result yet.",
    "left_out": "What was left out of the first table",
    "left_out_note": "A case that says nothing about a metric does not count as zero; it is left "
                     "out, for the reason given.",
    "metric": "metric",
    "reason": "reason",
    "rows": "seats",
    "skill": "Who is ahead of whom",
    "skill_note": "Paired differences in own utility on the same scenario, role, opponent, "
                  "language and seed; p after Holm over all of these comparisons.",
    "difference": "difference, points",
    "pairs": "pairs",
    "p": "p",
    "verdict": "verdict",
    "resolved": "resolved",
    "unresolved": "not resolved",
    "ahead": "{first} is ahead of {second} by {points} points{interval}: {verdict}.",
    "interval": " (95% {low} to {high})",
    "alike": "{first} and {second} came out alike in all {n} pairs.",
    "not_compared": "{first} and {second} have no case in common: nothing can be compared.",
    "more_pairs": "{n} more pairs would resolve a difference of {effect} points in these "
                  "scenarios.",
    "more_scenarios": "To resolve it beyond them, it takes {n} more scenarios.",
    "ranking": "Head to head",
    "ranking_note": "Bradley-Terry strengths from the games between contestants: log odds against "
                    "the field, mean 0. They say who beats whom, not what is won.",
    "strength": "strength",
    "games": "games",
    "rank": "rank",
    "ranks": "ranks, 95%",
    "splits": "By role, opponent and more",
    "by_role": "By role",
    "by_scenario": "By scenario",
    "by_opponent": "By opponent",
    "by_persona": "By persona",
    "by_language": "By language",
    "by_talk": "By way of talking",
    "by_adviser": "By adviser",
    "by_opener": "By who opens",
    "unnamed": "none",
    "others": "All other metrics",
    "group_results": "Results",
    "group_conduct": "Conduct",
    "group_injection": "Attacks",
    "group_aftermath": "After the fact",
    "group_spending": "Models",
    "silent": "Nothing to say about: {metrics}.",
    "findings": "What went wrong",
    "findings_note": "At most {n} of a kind and contestant, the gravest first. Found by rule; no "
                     "model judges.",
    "no_findings": "The rules found nothing to quote.",
    "finding_breach": "Limit broken",
    "finding_leak": "Private figure leaked",
    "finding_false_claim": "False claim",
    "finding_mismatch": "Words against the offer",
    "finding_broken_promise": "Last word broken",
    "finding_persona_dropped": "Out of character",
    "finding_irrational_refusal": "Good offer refused",
    "finding_missed_offer": "Good offer left lying",
    "where": "as {party} against {opponent}, {scenario}, seed {seed}, turn {turn}",
    "severity_major": "major",
    "severity_minor": "minor",
    "wording_of": "words of the {owner}",
    "transcript": "transcript",
    "log": "log",
    "replay": "haggle replay {path}",
    "spending": "What it took",
    "spending_note": "All seats of a contestant's cases, its opponents' models too. Abandoned "
                     "calls were paid for and not used: answered twice, or lost with a stop.",
    "cases": "cases",
    "calls": "calls",
    "prompt_tokens": "tokens in",
    "completion_tokens": "tokens out",
    "abandoned": "abandoned",
    "failed_attempts": "failed attempts",
    "cost": "cost",
    "unpriced": "{n} cases without prices",
    "total": "total",
    "origins": "Where it comes from",
    "folder": "folder",
    "suite": "suite",
    "suite_digest": "SHA-256 of the suite",
    "begun": "begun",
    "revision": "revision of the source",
    "versions": "versions",
    "simulator": "simulator, played with",
    "scored": "simulator, scored with",
    "seeds": "seeds",
    "repeats": "repeats",
    "models": "models that answered",
    "addresses": "models as asked",
    "digests": "SHA-256 of scenarios and personas",
    "launches": "launches",
    "launch": "{started}, {executor}, {n} cases to play, {revision}",
    "results_of": "{n} of {cases} cases have a result",
    "unknown": "unknown",
    "none": "none",
    "seats_of": "{model}: {n} seats",
    "cases_of": "{version}: {n} cases",
    "reading": "How to read it",
    "glossary": "Metrics",
    "read_interval": "An interval is of 95% and clustered by scenario: cases of one scenario "
                     "share its figures, so they are not independent evidence. A dot without a "
                     "line has no interval: fewer than two cases. An arrow means that it runs "
                     "off the scale.",
    "read_resolved": "Resolved means: the paired difference is more than chance in these cases, "
                     "and holds beyond these scenarios, with p below 0.05 after correction for "
                     "all the comparisons made. Not resolved does not mean alike.",
    "read_baselines": "Baselines are scripted: strategies, the oracle that knows both mandates, "
                      "programmes. They show what the figures of a model are worth.",
    "read_fault": "What an endpoint or the engine got wrong is never a contestant's fault: such "
                  "cases are counted above and enter no figure.",
    "read_skill": "Skill is own utility against the same opponents. What both sides got together "
                  "is the pair's, and is shown apart.",
})  # fmt: skip

REPORT_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType({"en": EN, "zh": ZH})
"""By language and key."""
