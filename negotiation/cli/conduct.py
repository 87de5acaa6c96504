"""What the rules of conduct found, on the terminal."""

from collections.abc import Iterator

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.scorecard import PartyScore, TableScore
from negotiation.app.plan import RunPlan
from negotiation.cli.texts import TEXTS

__all__ = ["conduct_flags", "conduct_lines"]

MAX_SHOWN = 8
"""Findings that are shown; ``--json`` has them all."""


def conduct_flags(plan: RunPlan, party: PartyScore) -> Iterator[str]:
    """Say what was counted for one party, besides what was found in its words."""
    texts, counts = TEXTS[plan.language], party.conduct
    if counts.n_invalid_replies:
        yield texts["invalid_replies_count"].format(n=counts.n_invalid_replies)
    for owner, n in counts.forfeits.items():
        if owner != "party":
            yield texts["forfeits_by"].format(n=n, owner=texts[f"owner_{owner}"])


def conduct_lines(plan: RunPlan, score: TableScore) -> Iterator[str]:
    """Say what was found, the grave first; breaches are among the flags of a party already."""
    texts = TEXTS[plan.language]
    found = sorted(
        (finding for finding in score.findings if finding.kind != "breach"),
        key=lambda finding: finding.severity != "major",
    )
    for finding in found[:MAX_SHOWN]:
        yield _line(plan, finding)
    if len(found) > MAX_SHOWN:
        yield texts["finding_more"].format(n=len(found) - MAX_SHOWN)


def _line(plan: RunPlan, finding: Finding) -> str:
    texts, language = TEXTS[plan.language], plan.language
    kind = texts[f"finding_{finding.kind}"]
    if about := _about(plan, finding):
        kind = f"{kind} ({about})" if language == "en" else f"{kind}（{about}）"
    if finding.party is None:
        return kind
    party = plan.scenario.party(finding.party).name.in_language(language)
    line = texts["finding_line"].format(turn=finding.turn, party=party, kind=kind)
    if not finding.quote:
        return line
    return f'{line}: "{finding.quote}"' if language == "en" else f"{line}：“{finding.quote}”"


def _about(plan: RunPlan, finding: Finding) -> str:
    """Name the issue or the private fact that a finding is about."""
    if finding.issue is not None:
        issue = plan.scenario.table(finding.table).space.by_id[finding.issue]
        return issue.title.in_language(plan.language)
    return finding.fact or ""
