"""What happens in a campaign between the tables: phases, news, and what becomes of contracts.

These events stand in the same log as those of the tables, which they open and close.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from negotiation.domain.events import Event
from negotiation.domain.values import Value, is_absent

__all__ = ["CampaignEvent", "ContractMoved", "LogEvent", "NewsItem", "NewsPublished"]
__all__ += ["CampaignClosed", "PhaseOpened", "TableSkipped", "table_events"]


class PhaseOpened(Value):
    """A dated stage began."""

    kind: Literal["phase_opened"] = "phase_opened"
    phase: str
    month: int
    """Of the world, 0 = the market's start."""


class NewsItem(Value):
    """One thing that everybody may know."""

    kind: Literal[
        "card_price", "market_rent", "list_price", "boom", "squeeze", "glut", "calm", "rumour",
        "ban", "announcement",
    ]  # fmt: skip
    month: int
    value: float | None = Field(default=None, exclude_if=is_absent)
    """CNY per GPU, or per GPU and month."""
    text: str
    """In the language of the run."""


class NewsPublished(Value):
    """What has become public since the phase before. Never the future."""

    kind: Literal["news_published"] = "news_published"
    phase: str
    items: tuple[NewsItem, ...]


class ContractMoved(Value):
    """Something happened to a contract. Only its parties see it."""

    kind: Literal["contract_moved"] = "contract_moved"
    contract: str
    """The table it was signed at, or its id in the first ledger; ``TABLE.PARTY`` where a table
    brought several."""
    parties: tuple[str, ...]
    month: int
    happening: str
    """As the simulator names it, such as ``first delivery`` or ``customer left``."""
    gpus: float = Field(default=0, exclude_if=is_absent)
    text: str


class TableSkipped(Value):
    """A table of the phase did not open. Nobody at the tables sees it."""

    kind: Literal["table_skipped"] = "table_skipped"
    phase: str
    skipped: str
    reason: str


class CampaignClosed(Value):
    """The last phase is over. What becomes of the contracts is worked out from here."""

    kind: Literal["campaign_closed"] = "campaign_closed"
    month: int


CampaignEvent: TypeAlias = (
    PhaseOpened | NewsPublished | ContractMoved | TableSkipped | CampaignClosed
)
"""What happens away from the tables."""

LogEvent: TypeAlias = Annotated[Event | CampaignEvent, Field(discriminator="kind")]
"""Everything that a log may hold."""


def table_events(events: Iterable[LogEvent]) -> Iterator[Event]:
    """Yield what happened at the tables."""
    for event in events:
        if not isinstance(event, CampaignEvent):
            yield event
