import pytest

from negotiation.catalog.files import load_persona, load_scenario, persona_names
from negotiation.domain.scenarios import ProtocolName
from tests.builders import make_scenario, mandate_content, party_content, text
from ui.views.library.entries import ShelfEntry
from ui.views.library.lists import found_personas, found_scenarios, kinds_of, variants_of
from ui.views.library.people import card_of, phrase_rows
from ui.views.library.scenario_page import (
    agenda_rows,
    mandate_rows,
    market_rows,
    news_rows,
    phase_rows,
    public_parties,
    stand_in_lines,
)

TINY = make_scenario()


def entry(name: str, protocol: ProtocolName = "alternating", base: str | None = None) -> ShelfEntry:
    return ShelfEntry(
        name=name,
        title=TINY.title,
        summary=TINY.summary,
        protocols=(protocol,),
        parties=(),
        n_tables=1,
        is_campaign=name == "course",
        variant_of=base,
    )


ENTRIES = (
    entry("library/mine"),
    entry("deal"),
    entry("deal-glut", base="deal"),
    entry("war", "tender"),
    entry("course", "tender"),
)


@pytest.mark.parametrize(
    ("words", "kinds", "names"),
    [
        ("", [], ["library/mine", "deal", "deal-glut", "war", "course"]),
        ("GLUT", [], ["deal-glut"]),
        ("deal servers", [], ["deal", "deal-glut"]),
        ("一批服务器 war", [], ["war"]),
        ("", ["tender"], ["war"]),
        ("", ["campaign", "own"], ["library/mine", "course"]),
        ("nothing", [], []),
    ],
)
def test_a_search_finds_every_word_in_either_language(
    words: str, kinds: list[str], names: list[str]
) -> None:
    assert [each.name for each in found_scenarios(ENTRIES, words, kinds)] == names


def test_kinds_are_told_apart() -> None:
    assert [kinds_of(each) for each in ENTRIES] == [
        ("alternating", "own"),
        ("alternating",),
        ("alternating",),
        ("tender",),
        ("campaign",),
    ]


def test_a_variant_knows_its_family() -> None:
    _, deal, glut, *_ = ENTRIES
    assert variants_of(deal, ENTRIES) == (glut,)
    assert variants_of(glut, ENTRIES) == (deal,)


def test_people_are_found_by_how_they_play() -> None:
    known = {name: load_persona(name) for name in persona_names()}
    found = found_personas(known, "audit")
    assert "procurement_expert" in found
    assert set(found) < set(known)
    assert found_personas(known, "") == known


def test_the_public_face_holds_nothing_of_the_mandate() -> None:
    loaded = load_scenario("a800-supply")
    shown = str(public_parties(loaded.scenario, loaded.personas, "en"))
    for party in loaded.scenario.parties:
        assert party.public.en in shown.replace("\\'", "'").replace("\\n", "\n")
        assert party.brief.en[:60] not in shown
        for fact in party.mandate.private_facts:
            assert fact.statement.en[:30] not in shown


def test_the_mandate_is_told_whole() -> None:
    mandate = mandate_content(
        red_lines=[{"issue": "weeks", "at_most": 8, "reason": text("The hall opens.")}],
        authority=[{"issue": "price", "at_least": 0.9, "signer": text("Finance")}],
        private_facts=[
            {"id": "idle", "statement": text("Idle: {value}.", "{value}"), "value": 0.4}
            | {"unit": "fraction"}
        ],
    )
    scenario = make_scenario(
        parties=[party_content("buyer", mandate=mandate), party_content("seller")]
    )
    told = dict(mandate_rows(scenario, scenario.party("buyer"), "en"))
    assert told["GOALS"] == "price 60% · time 40%"
    assert told["WORTH OF THAT"] == "20 points"
    assert told["RED LINE"] == "Delivery up to 8 weeks · The hall opens."
    assert told["MUST BE SIGNED BY"] == "Price from 90% · Finance"
    assert told["PRIVATE FACT"] == "Idle: 40%."


def test_a_long_list_of_options_is_told_by_its_ends() -> None:
    rows = {
        row[0]: row[1:]
        for row in agenda_rows(load_scenario("a800-supply").scenario.tables[0], "en")
    }
    assert rows["Price of a card"] == ("68,000 RMB per card to 96,000 RMB per card", "15")
    assert rows["Delivery"][0] == "best efforts · monthly batches · front-loaded"


def test_the_market_says_what_the_scenario_sets_and_where_it_comes_from() -> None:
    rows = market_rows(load_scenario("a800-supply").scenario, "en")
    assert ("card price at signing, RMB", "81,000", "public", "[13]") in rows
    assert market_rows(TINY, "en") == ()


def test_news_come_by_month() -> None:
    news = news_rows(load_scenario("the-scramble").scenario, "zh")
    assert news
    assert [int(month) for month, _ in news] == sorted(int(month) for month, _ in news)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_can_be_read(language: str) -> None:
    for name in persona_names():
        persona = load_persona(name)
        card = card_of(name, persona, language)  # type: ignore[arg-type]
        assert card.tactics
        assert all(0 <= share <= 1 for _, share in card.dials)
        rows = phrase_rows(persona, language)  # type: ignore[arg-type]
        assert not any("{" in phrase for _, phrase in rows)


def test_a_campaign_is_told_phase_by_phase_in_words() -> None:
    scramble = load_scenario("the-scramble").scenario
    rows = phase_rows(scramble, "zh")
    assert rows[0][0] == "0"
    assert scramble.table("tender").title.zh in rows[0][2]
    (line,) = stand_in_lines(scramble, "en")
    assert scramble.table("tender").title.en in line
    assert phase_rows(TINY, "en") == ()
    assert stand_in_lines(TINY, "en") == ()
