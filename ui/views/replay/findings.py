"""What the rules of conduct found, as lines of text under the turns they are of. Pure."""

from collections.abc import Sequence

from negotiation.analysis.conduct.finding import Finding
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.replay.phrases import bracketed, quoted

__all__ = ["finding_line", "findings_by_turn"]


def findings_by_turn(
    findings: Sequence[Finding], table: Table, language: Language
) -> dict[int, tuple[str, ...]]:
    """Return a line for each finding, by the turn that it is of."""
    found: dict[int, tuple[str, ...]] = {}
    for each in findings:
        found[each.turn] = (*found.get(each.turn, ()), finding_line(each, table, language))
    return found


def finding_line(finding: Finding, table: Table, language: Language) -> str:
    """Say what was found, about what, and in which words."""
    kind = say(f"replay_finding_{finding.kind}", language)
    issue = table.space.by_id.get(finding.issue or "")
    about = issue.title.in_language(language) if issue else finding.fact or ""
    said = bracketed(kind, about, language) if about else kind
    return quoted(said, finding.quote, language) if finding.quote else said
