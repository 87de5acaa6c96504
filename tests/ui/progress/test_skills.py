"""Curves, what they come to, and the next rung."""

from hypothesis import given
from hypothesis import strategies as st

from negotiation.store.training.records import Attempt, Difficulty, SkillScore
from tests.store.training.samples import attempt, ended, override, result
from ui.views.play.choices import difficulty_in
from ui.views.progress.ladder import FIRMER, difficulty_words, harder, play_query, retry
from ui.views.progress.scores import scored
from ui.views.progress.skills import TOTAL, growth, points, weakest


def played(score: float, **fractions: float | None) -> Attempt:
    shown = tuple(SkillScore(skill=skill, fraction=part) for skill, part in fractions.items())
    return ended(result=result(score, skills=shown))


def test_a_curve_leaves_out_what_there_was_no_occasion_for() -> None:
    attempts = scored(
        [played(0.2, leaks=0.1), played(0.4, leaks=None), attempt(), played(0.6, leaks=0.5)], ()
    )
    found = points(attempts)
    assert [(each.skill, each.number, each.fraction) for each in found] == [
        (TOTAL, 1, 0.2), (TOTAL, 2, 0.4), (TOTAL, 4, 0.6), ("leaks", 1, 0.1), ("leaks", 4, 0.5),
    ]  # fmt: skip


def test_the_total_is_what_stands() -> None:
    kept = played(0.2)
    (found,) = points(scored([kept], [override(kept.id, 0.8)]))
    assert (found.skill, found.fraction) == (TOTAL, 0.8)


def test_what_curves_come_to() -> None:
    scores = (0.2, 0.8, 0.4, 0.6)
    (total,) = growth(points(scored([played(score) for score in scores], ())))
    assert (total.occasions, total.first, total.last, total.best) == (4, 0.2, 0.6, 0.8)
    assert abs(total.recent - 0.6) < 1e-9


def test_the_weakest_is_weak_of_late_and_never_the_total() -> None:
    plays = [played(0.0, leaks=0.0, closing=1.0)]
    plays += [played(0.0, leaks=0.9, closing=0.5) for _ in range(3)]
    grown = growth(points(scored(plays, ())))
    assert [each.skill for each in weakest(grown, 5)] == ["closing", "leaks"]
    assert weakest(()) == ()


def test_of_two_as_weak_the_first_of_the_rubric_comes_first() -> None:
    grown = growth(points(scored([played(0.5, walking_away=0.2, preparation=0.2)], ())))
    assert [each.skill for each in weakest(grown, 2)] == ["preparation", "walking_away"]


def test_it_gets_firmer_then_lonelier_then_shorter() -> None:
    here: Difficulty | None = Difficulty(counterpart="strategy:conceder", adviser="full")
    rungs = []
    while here is not None:
        rungs.append((here.counterpart, here.adviser, here.pace_fraction))
        here = harder(here)
    firm = FIRMER[-1]
    assert [rung[0] for rung in rungs[: len(FIRMER)]] == list(FIRMER)
    assert rungs[len(FIRMER) :] == [
        (firm, "value", 1.0), (firm, "none", 1.0), (firm, "none", 0.75), (firm, "none", 0.5),
    ]  # fmt: skip


def test_a_model_stays_who_it_is() -> None:
    rung = harder(Difficulty(counterpart="llm:some-model", adviser="value"))
    assert rung is not None
    assert (rung.counterpart, rung.adviser) == ("llm:some-model", "none")


def test_a_good_score_leads_up_and_a_poor_one_round_again() -> None:
    hard = Difficulty(counterpart="strategy", seed=4)
    (good,) = scored([ended(score=0.6, difficulty=hard)], ())
    (poor,) = scored([ended(score=0.59, difficulty=hard)], ())
    up, again = retry(good), retry(poor)
    assert (up.is_harder, up.difficulty.counterpart) == (True, "strategy:boulware")
    assert (again.is_harder, again.difficulty) == (False, hard.model_copy(update={"seed": 5}))


def test_at_the_top_it_is_played_again() -> None:
    top = Difficulty(counterpart="strategy:firm", adviser="none", pace_fraction=0.5)
    (good,) = scored([ended(score=0.9, difficulty=top)], ())
    assert not retry(good).is_harder


@given(
    st.builds(
        Difficulty,
        counterpart=st.sampled_from([*FIRMER, "llm:a b&c", "guided:boulware:模型"]),
        is_patient=st.booleans(),
        adviser=st.sampled_from(["none", "value", "full"]),
        pace_fraction=st.sampled_from([1.0, 0.75, 0.5]),
        seed=st.integers(0, 999),
    )
)
def test_the_address_sets_play_up_so(difficulty: Difficulty) -> None:
    query = play_query("a800-supply", "cloud", difficulty)
    assert difficulty_in(query) == difficulty
    assert (query["scenario"], query["party"]) == ("a800-supply", "cloud")


def test_difficulty_is_said_in_a_line() -> None:
    hard = Difficulty(counterpart="llm:*m*", is_patient=True, adviser="none", pace_fraction=0.5)
    said = difficulty_words(hard, "en")
    assert all(part in said for part in ("*m*", "patient", "50%"))
    assert "patient" not in difficulty_words(Difficulty(is_patient=True), "en")
