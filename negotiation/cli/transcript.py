"""A run on the terminal: phases and news, who speaks, what an offer changed, what stands."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from negotiation.app.audience import Audience
from negotiation.app.plan import RunPlan
from negotiation.cli.event_texts import EVENT_TEXTS, month_in
from negotiation.cli.speeches import Speeches
from negotiation.cli.texts import TEXTS
from negotiation.cli.wording import Wording
from negotiation.domain.chronicle import (
    CampaignClosed,
    CampaignEvent,
    ContractMoved,
    LogEvent,
    NewsPublished,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import Event, NoteTaken, TableOpened
from negotiation.domain.reasons import reason_in
from negotiation.domain.scenarios import Table
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.session import Session

__all__ = ["Transcript"]


class Transcript:
    """Prints events as they come. What anybody wrote is printed as plain text, never as markup.

    A person who plays is shown what the own seat may know, and no more; another ``audience`` may
    be named. What a seat notes for itself is shown where ``notes`` asks for it; who worded a move,
    always.
    """

    def __init__(
        self,
        plan: RunPlan,
        console: Console,
        *,
        notes: bool = False,
        audience: Audience | None = None,
    ) -> None:
        self._plan = plan
        self._console = console
        self._texts = {**TEXTS[plan.language], **EVENT_TEXTS[plan.language]}
        self._audience = audience or Audience(plan.people)
        self._wording = Wording(plan, console, self._texts, shows_notes=notes)
        self._sessions: dict[str, Session] = {}
        self._speeches: dict[str, Speeches] = {}
        self._together: set[str] = set()
        """Tables that opened together and that somebody here sits at."""
        self._shown: tuple[str, int] | None = None
        """Table and round of the line above."""

    def show(self, event: LogEvent) -> None:
        """Print one event."""
        seen = self._audience.see(event)
        if isinstance(event, CampaignEvent):
            self._campaign(seen)
            return
        if isinstance(event, TableOpened):
            self._sessions[event.table] = opened(event)
            self._speeches[event.table] = Speeches(self._wording, self._table(event))
            if seen is not None:
                self._open(event)
            return
        if event.table not in self._sessions:
            return
        session = self._sessions[event.table]
        self._sessions[event.table] = evolve(session, event)
        if isinstance(event, NoteTaken):
            self._wording.noted = event if seen is not None else None
            return
        if seen is not None and not isinstance(seen, CampaignEvent):
            self._heading(seen, session)
            self._speeches[event.table].show(seen, session, self._sessions[event.table])
        self._wording.noted = None

    def _table(self, event: TableOpened) -> Table:
        return self._plan.scenario.table(event.table)

    def _heading(self, event: Event, session: Session) -> None:
        """Print the round where it begins, and the table where several are open."""
        if not hasattr(event, "turn"):
            return
        now = (event.table, session.round)
        if self._shown == now or self._is_retry(event, session):
            return
        self._shown = now
        text = self._texts["round"].format(round=session.round, deadline=session.deadline_rounds)
        if session.is_presentation:
            text = f"{text} · {self._texts['presentation']}"
        if len(self._together) > 1:
            title = self._plan.scenario.table(event.table).title.in_language(self._plan.language)
            text = f"{title} · {text}"
        self._console.print(Rule(Text(text, style="dim"), style="dim"))

    def _is_retry(self, event: Event, session: Session) -> bool:
        party = getattr(event, "party", "")
        return len(self._together) < 2 and bool(session.refused.get(party))  # noqa: PLR2004 - two

    def _open(self, event: TableOpened) -> None:
        language, table = self._plan.language, self._table(event)
        if self._plan.scenario.campaign is None:
            self._together.clear()
        self._together.add(event.table)
        self._shown = None
        self._console.print(Rule(Text(table.title.in_language(language), style="bold")))
        self._wording.line(table.setting.in_language(language), style="italic")
        for party in table.parties if not self._plan.scenario.campaign else event.parties:
            known = self._plan.scenario.party(party)
            name, role = known.name.in_language(language), known.role.in_language(language)
            line = Text(name, style=f"bold {self._wording.colour(party)}")
            line.append(f" · {role}", style="dim")
            if not self._audience.people or party in self._audience.people:
                line.append(f" · {self._plan.seats[party]}", style="dim")
            self._console.print(line)

    def _campaign(self, event: LogEvent | None) -> None:
        match event:
            case PhaseOpened(phase=phase, month=month):
                self._together.clear()
                self._phase(phase, month)
            case NewsPublished(items=items):
                self._wording.line(self._texts["news"], style="bold")
                for item in items:
                    when = self._month(item.month)
                    self._console.print(Padding(Text(f"{when} {item.text}"), (0, 2)))
            case ContractMoved(month=month, text=text):
                self._wording.line(f"  {self._month(month)} {text}", style="dim")
            case TableSkipped(skipped=name, reason=reason):
                title = self._plan.scenario.table(name).title.in_language(self._plan.language)
                why = reason_in(self._plan.language, reason)
                skipped = self._texts["skipped"].format(table=title, reason=why)
                self._wording.line(skipped, style="dim")
            case CampaignClosed():
                self._wording.line(self._texts["campaign_closed"], style="bold")
            case _:
                pass

    def _phase(self, phase: str, month: int) -> None:
        campaign = self._plan.scenario.campaign
        if campaign is None:
            return
        self._shown = None
        title = next(each.title for each in campaign.phases if each.id == phase)
        text = self._texts["phase"].format(
            when=self._month(month), title=title.in_language(self._plan.language)
        )
        self._console.print(Rule(Text(text, style="bold reverse")))

    def _month(self, month: int) -> str:
        market = self._plan.scenario.market
        start = market.start_month_index if market is not None else 0
        return month_in(start + month, self._plan.language)
