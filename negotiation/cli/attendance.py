"""Who bid what last, who won, voted or left: what the scorecard says of a larger table."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from negotiation.agents.speech import spoken_terms
from negotiation.analysis.attendance import Attendance
from negotiation.analysis.scorecard import TableScore
from negotiation.app.plan import RunPlan
from negotiation.cli.score_texts import SCORE_TEXTS
from negotiation.domain.issues import Issue, Option
from negotiation.domain.tenders import WINNER
from negotiation.domain.values import ShortText

__all__ = ["deal_issues", "show_attendance"]


def deal_issues(plan: RunPlan, score: TableScore) -> Sequence[Issue]:
    """Return the issues of what was agreed at a table; at a tender who wins is the first."""
    agenda = plan.scenario.table(score.table).agenda
    if plan.scenario.table(score.table).tender is None:
        return agenda
    options = tuple(
        Option(value=party.party, title=plan.scenario.party(party.party).name)
        for party in score.parties
    )
    title = ShortText(en=SCORE_TEXTS["en"]["winner"], zh=SCORE_TEXTS["zh"]["winner"])
    return (Issue(id=WINNER, title=title, options=options), *agenda)


def show_attendance(plan: RunPlan, console: Console, score: TableScore) -> None:
    """Print how each party of a larger table fared; nothing for a table of two."""
    if not score.attendance:
        return
    if plan.scenario.table(score.table).tender is not None:
        console.print(_bidders(plan, score))
        return
    for line in _voters(plan, score):
        console.print(Text(line))


def _bidders(plan: RunPlan, score: TableScore) -> Grid:
    texts, table = SCORE_TEXTS[plan.language], plan.scenario.table(score.table)
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("", texts["last_bid"], ""):
        grid.add_column(heading, header_style="dim")
    host = table.tender.host if table.tender is not None else None
    for each in score.attendance:
        if each.party == host:
            continue
        bid = texts["no_bid"]
        if each.last_offer is not None:
            bid = spoken_terms(table.space, each.last_offer, plan.language)
        grid.add_row(
            Text(_name(plan, each.party)), Text(bid), Text(_fate(plan, each), style="bold")
        )
    return grid


def _fate(plan: RunPlan, each: Attendance) -> str:
    texts = SCORE_TEXTS[plan.language]
    if each.won_fraction:
        share = f"{each.won_fraction:.0%}"
        return texts["won"] if each.won_fraction == 1 else texts["won_share"].format(share=share)
    return texts["dropped"].format(round=each.left_round) if each.left_round is not None else ""


def _voters(plan: RunPlan, score: TableScore) -> Iterator[str]:
    """Yield who was for the last proposal, who against it, and who had gone."""
    texts = SCORE_TEXTS[plan.language]
    here = [each for each in score.attendance if each.left_round is None]
    said = []
    for key, vote in (("for", True), ("against", False), ("undecided", None)):
        names = [_name(plan, each.party) for each in here if each.assents is vote]
        if names or key == "for":
            said.append(texts[key].format(parties=_listed(plan, names) or texts["nobody"]))
    yield ("；" if plan.language == "zh" else "; ").join(said)
    for each in score.attendance:
        if each.left_round is not None:
            yield f"{_name(plan, each.party)}: {texts['left'].format(round=each.left_round)}"


def _listed(plan: RunPlan, names: Sequence[str]) -> str:
    return ("、" if plan.language == "zh" else ", ").join(names)


def _name(plan: RunPlan, party: str) -> str:
    return plan.scenario.party(party).name.in_language(plan.language)
