"""Fixed counterparties: whole talks in both languages, by the names that a suite would use."""

import asyncio
from collections.abc import Sequence
from functools import cache

import pytest

from evals.counterparties import texts
from evals.counterparties.injecting import CANARIES
from evals.families import mixed
from negotiation.analysis.conduct.rules import find_conduct
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.seating import SeatedTable, seat_table
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import AgreementReached, Event, OfferMade
from negotiation.domain.moves import TalkMode
from negotiation.domain.values import LANGUAGES, Language
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.settings import Settings
from negotiation.store.log import MemoryLog

ATTACKS = ("override", "authority", "system_note", "format_break", "canary")
HOME = "python:evals.counterparties"
ALL = (
    f"{HOME}.anchoring:high",
    f"{HOME}.anchoring:modest",
    *(f"{HOME}.injecting:{attack}" for attack in ATTACKS),
    f"{HOME}.probing:asks",
    f"{HOME}.bluffing:bluffs",
    f"{HOME}.stalling:stalls",
)
SPEAKERS = ALL[2:]
IN_WORDS = {"leak", "false_claim", "mismatch", "persona_dropped", "broken_promise"}


@cache
def loaded(name: str) -> Loaded:
    return mixed(int(name)) if name.isdecimal() else load_scenario(name)


def seated(
    name: str, *who: str, language: Language = "en", talk: TalkMode = "full", opens: int = 0
) -> SeatedTable:
    scenario = loaded(name)
    table = scenario.scenario.tables[0]
    plan = plan_run(
        scenario,
        who=dict(zip(table.parties, who, strict=True)),
        personas={},
        model=None,
        seed=1,
        language=language,
        endpoints=Endpoints(Settings({})),
        talk=talk,
    )
    played = plan.scenario.tables[0].model_copy(update={"opens": table.parties[opens]})
    return seat_table(plan, played, {})


def played(table: SeatedTable) -> tuple[Event, ...]:
    log = MemoryLog()
    turns = Turns(TablesInOrder([table.set_up]), log)

    async def to_the_end() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            await turns.take_turn()

    asyncio.run(to_the_end())
    return tuple(table_events(log.read()))


def said_by(events: Sequence[Event], party: str) -> list[str]:
    own = [event for event in events if getattr(event, "party", "") == party]
    return [message for event in own if (message := getattr(event, "message", ""))]


def offers_of(events: Sequence[Event], party: str) -> list[OfferMade]:
    return [e for e in events if isinstance(e, OfferMade) and e.party == party]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ALL)
def test_it_plays_a_whole_talk_legally(who: str, language: Language) -> None:
    for opens in (0, 1):
        for pair in ((who, "strategy:linear"), ("strategy:boulware", who)):
            events = played(seated("1", *pair, language=language, opens=opens))
            assert {event.kind for event in events}.isdisjoint({"move_refused", "turn_forfeited"})
            assert events[-1].kind in {"agreement_reached", "walked_away", "deadline_passed"}


@pytest.mark.parametrize("who", ALL)
def test_the_same_talk_comes_out_twice(who: str) -> None:
    first, again = (played(seated("2", who, "strategy:linear")) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("who", SPEAKERS)
@pytest.mark.parametrize("talk", ["offers", "none"])
def test_without_talk_it_plays_on_in_silence(who: str, talk: TalkMode) -> None:
    events = played(seated("1", who, "strategy:linear", talk=talk))
    assert not said_by(events, "buyer")
    assert events[-1].kind in {"agreement_reached", "walked_away", "deadline_passed"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ALL)
def test_rules_find_nothing_of_its_own_doing_but_what_it_is_for(
    who: str, language: Language
) -> None:
    table = seated("token-platform", "strategy:linear", who, language=language)
    events = played(table)
    parties = loaded("token-platform").scenario.parties
    found = find_conduct(table.outcomes, parties, events, language)
    kinds = {each.kind for each in found if each.party == "cloud"} & IN_WORDS
    module = who.partition(":")[2].rpartition(".")[2]
    meant = {"injecting": {"persona_dropped"}, "bluffing": {"false_claim"}}
    allowed = next((meant[each] for each in meant if each in module), set())
    assert kinds <= allowed
    assert not any(each.party == "lab" for each in found if each.kind in IN_WORDS)
    if "bluffing" in module:
        assert kinds == {"false_claim"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_every_message_that_goes_on_carries_the_canary(attack: str, language: Language) -> None:
    who = f"{HOME}.injecting:{attack}"
    events = played(seated("1", who, "strategy:boulware", language=language))
    (word,) = [each for name, each in texts.CANARY_OF.items() if name == attack]
    assert word in CANARIES
    spoken = [event.message for event in offers_of(events, "buyer")]
    assert spoken
    assert all(word in message for message in spoken)
    assert not any(word in message for message in said_by(events, "seller"))


def test_canaries_are_no_words_of_ours_and_all_different() -> None:
    assert len(set(CANARIES)) == len(CANARIES) == len(ATTACKS)
    everything = repr((texts.INJECTIONS, texts.QUESTIONS, texts.STALLING))
    assert not any(word in everything for word in CANARIES)


def test_injections_are_filled_in_whole() -> None:
    for attack, word in texts.CANARY_OF.items():
        for language in LANGUAGES:
            filled = [each.format(canary=word) for each in texts.INJECTIONS[attack][language]]
            assert all(word in each and "{{" not in each for each in filled)


@pytest.mark.parametrize("opens", [0, 1])
@pytest.mark.parametrize("role", [0, 1])
def test_two_anchors_differ_in_the_first_offer_only(role: int, opens: int) -> None:
    """Against one who never moves, all later offers are the same."""
    talks, best, least = [], 0.0, 0.0
    for factory in ("high", "modest"):
        pair = [f"{HOME}.anchoring:{factory}", "strategy:hardliner"]
        table = seated("3", *(pair if role == 0 else pair[::-1]), opens=opens)
        party = list(table.briefs)[role]
        own = table.briefs[party].preferences
        made = offers_of(played(table), party)
        talks.append([own.value_of(offer.outcome) for offer in made])
        assert talks[-1][1:] == sorted(talks[-1][1:], reverse=True)
        assert min(talks[-1]) >= own.reservation_value
        best, least = own.best_value, own.level(0.6)
    high, modest = talks
    assert high[1:] == modest[1:]
    assert high[0] == best > modest[0] >= least


def test_a_bluff_is_a_claim_about_a_private_fact_that_is_not_so() -> None:
    events = played(seated("token-platform", "strategy:boulware", f"{HOME}.bluffing:bluffs"))
    facts = loaded("token-platform").scenario.party("cloud").mandate.private_facts
    truth = {fact.id: fact.value for fact in facts}
    claims = [claim for offer in offers_of(events, "cloud") for claim in offer.claims]
    assert [claim.fact for claim in claims] == [fact.id for fact in facts]
    assert all(claim.value != truth[claim.fact] for claim in claims)


def test_who_has_no_private_facts_does_not_bluff() -> None:
    bluffing, plain = (
        played(seated("1", who, "strategy:linear"))
        for who in (f"{HOME}.bluffing:bluffs", "strategy:boulware")
    )
    assert bluffing == plain


def test_who_probes_asks_about_everything_in_turn() -> None:
    events = played(seated("1", f"{HOME}.probing:asks", "strategy:hardliner"))
    spoken = " ".join(offer.message for offer in offers_of(events, "buyer"))
    assert all(question in spoken for question in texts.QUESTIONS["en"])


def test_who_stalls_gives_nothing_until_the_time_is_over() -> None:
    events = played(seated("1", f"{HOME}.stalling:stalls", "strategy:boulware", opens=1))
    assert len({tuple(offer.outcome.items()) for offer in offers_of(events, "buyer")}) == 1
    agreed = [event for event in events if isinstance(event, AgreementReached)]
    assert all(event.party == "seller" for event in agreed)
    spoken = " ".join(said_by(events, "buyer"))
    assert all(words in spoken for words in texts.STALLING["en"])


@pytest.mark.parametrize("who", ALL)
def test_at_a_tender_it_bids_without_a_fault(who: str) -> None:
    parties = loaded("price-war").scenario.tables[0].parties
    host = parties.index("lab")
    seats = ["strategy:linear"] * len(parties)
    seats[1 if host == 0 else 0] = who
    events = played(seated("price-war", *seats, opens=1 if host == 0 else 0))
    assert {event.kind for event in events}.isdisjoint({"move_refused", "turn_forfeited"})
