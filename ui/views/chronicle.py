"""What a campaign's screen shows, as plain text: phases, news, tables, and rows of its scorecard.

Pure, as ``ui.views.talks`` is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from negotiation.app.plan import RunPlan
from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.chronicle import (
    ContractMoved,
    LogEvent,
    NewsPublished,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import TableOpened
from negotiation.domain.values import Language
from negotiation.protocol.session import Session
from ui.texts import say

__all__ = ["PhaseView", "phases_of"]


@dataclass(slots=True, kw_only=True)
class PhaseView:
    """A dated stage, with what happened in it."""

    title: str
    month: str
    news: list[tuple[str, str]] = field(default_factory=list)
    """Month and text."""
    tables: list[tuple[str, str, str]] = field(default_factory=list)
    """Title, parties, and how the talks ended."""
    moves: list[tuple[str, str, str]] = field(default_factory=list)
    """Month, parties and what happened to their contract, for their eyes only."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Title, and why it did not open."""


def phases_of(
    plan: RunPlan, log: Sequence[LogEvent], sessions: dict[str, Session], language: Language
) -> tuple[PhaseView, ...]:
    """Return the phases of a campaign so far.

    Args:
        plan: of the run.
        log: everything that may be shown, in order.
        sessions: how the tables stand, by table.
        language: of the page.
    """
    names, found = CampaignNames(plan, language), list[PhaseView]()
    campaign = plan.scenario.campaign
    titles = (
        {each.id: each.title.in_language(language) for each in campaign.phases} if campaign else {}
    )
    for event in log:
        match event:
            case PhaseOpened(phase=phase, month=month):
                found.append(PhaseView(title=titles[phase], month=names.month(month)))
            case NewsPublished(items=items):
                found[-1].news += [(names.month(item.month), item.text) for item in items]
            case ContractMoved(parties=parties, month=month, text=text):
                found[-1].moves.append((names.month(month), names.parties(parties), text))
            case TableSkipped(skipped=table, reason=reason):
                found[-1].skipped.append((names.contract(table), reason))
            case TableOpened(table=table, parties=parties):
                ending = sessions[table].ending
                key = ending.value if ending else "none"
                found[-1].tables.append(
                    (names.contract(table), names.parties(parties), say(f"end_{key}", language))
                )
            case _:
                pass
    return tuple(found)
