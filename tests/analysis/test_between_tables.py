"""Figures carried from one table to another: what gives another's hand away, and what does not."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from negotiation.analysis.campaign_score import Leak
from negotiation.analysis.conduct.between_tables import find_leaks_between
from negotiation.domain.chronicle import LogEvent, NewsItem, NewsPublished
from negotiation.domain.events import (
    BidsRevealed,
    OfferMade,
    RevealedBid,
    TableOpened,
    Talked,
)
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from tests.builders import table_content, text

_PRICE = {
    "id": "price",
    "title": text("Price of a card", "单价"),
    "unit": "cny_per_gpu",
    "options": [70_000, 80_000, 90_000, 96_000],
}
_SHARE = {
    "id": "share",
    "title": text("Rent, as a share of list", "租金占目录价"),
    "unit": "fraction",
    "options": [0.2, 0.24, 0.3],
}


def table(name: str, *parties: str, setting: Mapping[str, str] | None = None) -> Table:
    scores = {party: {"price": [0, 1, 2, 3], "share": [0, 1, 2]} for party in parties}
    return Table.model_validate(
        table_content(
            id=name,
            setting=setting or text("One meeting."),
            parties=list(parties),
            opens=parties[0],
            protocol="alternating" if len(parties) == 2 else "roundtable",
            agenda=[_PRICE, _SHARE],
            valuation={"kind": "points", "scores": scores},
        )
    )


HALL, YARD = table("hall", "lab", "heron"), table("yard", "lab", "maker")
"""The lab sits at both; heron and maker know nothing of each other."""

OPENED: tuple[LogEvent, ...] = tuple(
    TableOpened(table=each.id, parties=each.parties, deadline_rounds=6) for each in (HALL, YARD)
)


def offer(party: str, table: str = "hall", price: float = 96_000, **more: Any) -> OfferMade:
    outcome = {"price": price, "share": more.pop("share", 0.24)}
    content = {"turn": 1, "offer_id": "o1", "message": "Here.", "outcome": outcome} | more
    return OfferMade.model_validate({"table": table, "party": party, **content})


def said(message: str, *, by: str = "lab", table: str = "yard", turn: int = 3) -> Talked:
    return Talked(table=table, turn=turn, party=by, message=message)


def leaks(
    *events: LogEvent, tables: Sequence[Table] = (HALL, YARD), language: Language = "en"
) -> tuple[Leak, ...]:
    opened = OPENED if tuple(tables) == (HALL, YARD) else [
        TableOpened(table=each.id, parties=each.parties, deadline_rounds=6) for each in tables
    ]  # fmt: skip
    return find_leaks_between((*opened, *events), {each.id: each for each in tables}, language)


@pytest.mark.parametrize(
    ("language", "message", "quote"),
    [
        ("en", "Look. Heron asks 96,000 RMB per card. You can do better.", "96,000"),
        ("zh", "说实话，青鹭报的是每张96,000元。你看着办。", "96,000"),
        ("zh", "别家开到9.6万元一张。", "9.6万"),
    ],
)
def test_anothers_price_said_where_the_listener_was_not_is_a_leak(
    language: Language, message: str, quote: str
) -> None:
    (leak,) = leaks(offer("heron"), said(message), language=language)
    assert (leak.party, leak.table, leak.turn) == ("lab", "yard", 3)
    assert (leak.heard_at, leak.of, leak.issue) == ("hall", "heron", "price")
    assert quote in leak.quote


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "The other house rents at 24% of list."), ("zh", "另一家只要目录价的24%。")],
)
def test_a_share_is_a_leak_as_a_price_is(language: Language, message: str) -> None:
    (leak,) = leaks(offer("heron"), said(message), language=language)
    assert leak.issue == "share"


@pytest.mark.parametrize(
    "message",
    ["We have better offers elsewhere.", "We could pay 90,000 RMB per card.", "", "24 weeks."],
)
def test_other_figures_and_mere_hints_are_none(message: str) -> None:
    assert leaks(offer("heron"), said(message)) == ()


def test_nothing_leaks_before_it_was_said() -> None:
    assert leaks(said("They ask 96,000 RMB per card."), offer("heron")) == ()


def test_own_terms_are_nobody_elses_hand() -> None:
    """The lab offered it itself, and may offer it everywhere."""
    spoken = said("We pay 96,000 RMB per card.")
    assert leaks(offer("lab"), offer("heron", turn=2), spoken) == ()
    own = offer("lab", "yard", message="We pay 96,000 RMB per card.", turn=2)
    assert leaks(offer("heron"), own) == ()


def test_a_figure_that_lies_on_this_table_is_accounted_for() -> None:
    here = offer("maker", "yard", turn=2)
    assert leaks(offer("heron"), here, said("So 96,000 RMB per card it is.")) == ()


def test_the_setting_and_the_news_are_everybodys() -> None:
    public = table("yard", "lab", "maker", setting=text("Cards trade at 96,000 RMB."))
    spoken = said("A card trades at 96,000 RMB.")
    assert leaks(offer("heron"), spoken, tables=(HALL, public)) == ()
    item = NewsItem(kind="card_price", month=1, value=96_000.0, text="A card costs 96,000 RMB.")
    news = NewsPublished(phase="spring", items=(item,))
    assert leaks(offer("heron"), news, spoken) == ()
    assert len(leaks(offer("heron"), spoken, news)) == 1


def test_who_was_not_there_cannot_give_it_away() -> None:
    assert leaks(offer("heron"), said("A card is 96,000 RMB.", by="maker")) == ()


def test_a_listener_who_sat_there_too_hears_nothing_new() -> None:
    both = (table("hall", "lab", "heron", "maker"), YARD)
    assert leaks(offer("heron"), said("Heron said 96,000 RMB per card."), tables=both) == ()


def test_its_author_may_hear_it_again_elsewhere() -> None:
    again = table("yard", "lab", "heron", "maker")
    spoken = said("You said 96,000 RMB per card.")
    assert leaks(offer("heron"), spoken, tables=(HALL, again)) == ()


def test_who_offered_the_same_and_sits_here_accounts_for_it() -> None:
    hall = table("hall", "lab", "heron", "maker")
    yard = table("yard", "lab", "maker", "otter")
    offers = offer("heron"), offer("maker", turn=2)
    spoken = said("You asked 96,000 RMB per card over there.")
    assert leaks(*offers, spoken, tables=(hall, yard)) == ()
    assert len(leaks(offers[0], spoken, tables=(hall, yard))) == 1


def test_a_sealed_bid_is_known_to_nobody_until_it_is_opened() -> None:
    sealed = offer("heron", is_sealed=True)
    spoken = said("They bid 96,000 RMB per card.")
    bid = RevealedBid(party="heron", offer_id="o1", outcome=sealed.outcome, message="")
    opened = BidsRevealed(table="hall", round=1, bids=(bid,))
    assert leaks(sealed, spoken) == ()
    assert [each.of for each in leaks(sealed, opened, spoken)] == ["heron"]
