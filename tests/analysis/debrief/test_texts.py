"""The published words: complete in both languages, and the README says what the code does."""

import re
from pathlib import Path

import pytest

import negotiation.analysis.debrief
from negotiation.analysis.debrief.check_words import CHECK_SAID, CHECK_TITLES
from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.reason_words import PLAYED_WORDS, REASON_SAID, REASON_TITLES
from negotiation.analysis.debrief.records import SKILLS, Reason, Skill
from negotiation.analysis.debrief.skill_words import SKILL_FORMULAS, SKILL_TITLES
from negotiation.analysis.debrief.skills import endings, offers, scoring, terms, words
from negotiation.analysis.debrief.skills.scoring import skills_of
from negotiation.analysis.debrief.texts import (
    check_said,
    check_title,
    played_said,
    reason_said,
    reason_title,
    skill_formula,
    skill_title,
)
from negotiation.analysis.debrief.turning import choosing
from negotiation.analysis.debrief.turning.choosing import candidates
from negotiation.domain.issues import Issue
from negotiation.domain.values import LANGUAGES
from tests.analysis.debrief.seen import said, see
from tests.analysis.samples import Log
from tests.builders import weeks_content

README = (Path(negotiation.analysis.debrief.__file__).parent / "README.md").read_text("utf-8")
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_skill_check_and_reason_has_words() -> None:
    assert tuple(SKILL_TITLES) == tuple(SKILL_FORMULAS) == SKILLS
    assert CHECK_TITLES.keys() == CHECK_SAID.keys()
    assert set(REASON_TITLES) == set(REASON_SAID) == set(Reason.__args__)  # type: ignore[attr-defined]
    pairs = [
        *SKILL_TITLES.values(),
        *SKILL_FORMULAS.values(),
        *CHECK_TITLES.values(),
        *CHECK_SAID.values(),
        *REASON_TITLES.values(),
        *REASON_SAID.values(),
        *PLAYED_WORDS.values(),
    ]
    for en, zh in pairs:
        assert not HAN.search(en)
        assert HAN.search(zh)
        assert set(re.findall(r"{\w+}", en)) == set(re.findall(r"{\w+}", zh)), en


def played_skills() -> list[Skill]:
    log = Log(rounds=9).talk().offer(1.0, 12).offer(0.6, 4).offer(0.9, 8).offer(0.7, 8)
    log.offer(0.8, 8).offer(0.9, 4)
    signed = said(log.accept(), "When?", "No.", "0.6, since we wait.", "0.9.", "0.7.")
    failed = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).leave()
    prepared = Prepared(target_value=60)
    return [
        skill
        for log in (signed, failed)
        for party in ("buyer", "seller")
        for skill in skills_of([see(log, party)], prepared)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_found_can_be_said(language: str) -> None:
    lang = next(each for each in LANGUAGES if each == language)
    checks = [check for skill in played_skills() for check in skill.checks]
    told = {check.id for check in checks}
    assert told >= CHECK_TITLES.keys() - {"no_offer", "supply_term", "damages_term"}
    for check in checks:
        for sentence in (check_title(check, lang), check_said(check, lang)):
            assert sentence
            assert "{" not in sentence
    for skill in SKILLS:
        assert skill_title(skill, lang)
        assert skill_formula(skill, lang)
    log = Log(rounds=9).offer(1.0, 8).offer(0.9, 4).offer(1.0, 12).accept()
    points = candidates([see(log)])
    assert points
    for point in points:
        assert reason_title(point, lang)
        assert "{" not in reason_said(point, lang)
        assert played_said(point.played, lang)


def test_a_check_of_an_issue_is_told_with_its_title() -> None:
    issue = Issue.model_validate(weeks_content())
    found = next(check for skill in played_skills() for check in skill.checks)
    about = found.model_copy(update={"about_title": issue.title})
    assert check_title(about, "en").startswith("Delivery: ")
    assert check_title(about, "zh").startswith("交期：")


def test_figures_are_written_by_the_ending_of_their_names() -> None:
    found = next(c for s in played_skills() for c in s.checks if c.id == "share_of_best")
    found = found.model_copy(
        update={
            "unit": "cny",
            "figures": {"surplus_value": 3e6, "best_value": 6e6, "attained_fraction": 0.5},
        }
    )
    assert check_said(found, "en") == "3.00 M RMB of 6.00 M RMB at best: 50%."


def test_the_readme_names_everything() -> None:
    for name in (*SKILLS, *CHECK_TITLES, *REASON_TITLES):
        assert f"`{name}`" in README, name
    rows = re.findall(r"^\| `?(\w*)`? ?\| `(\w+)` \|", README, re.MULTILINE)
    listed = {check for _, check in rows}
    assert listed == CHECK_TITLES.keys()


def test_the_readme_has_the_figures_of_the_code() -> None:
    for sentence in (
        f"best within reach / {offers.FULL_OPENING}",
        f"1 up to {offers.SMALL_STEP}, 0 from {offers.LARGE_STEP}",
        f"{offers.GROWTH} times the one before",
        f"turns with a question / {words.ENOUGH_QUESTIONS}",
        f"own offers with words / {words.ENOUGH_REASONS}",
        f"{words.MAJOR_LEAK} for each private figure said exactly",
        f"{words.MINOR_LEAK} for each said roundly",
        f"best within reach / {endings.FULL_SHARE}",
        f"within {endings.HALFWAY} of the middle",
        f"less than {terms.LEAST_WEIGHT} of the best",
        f"less {scoring.HINT_COSTS['nudge']} for a nudge, {scoring.HINT_COSTS['principle']} for a",
        f"{scoring.HINT_COSTS['wording']} for a",
        f"({scoring.MAX_HINTS_COST} at most)",
        f"less {scoring.TAKEN_BACK_COST} for every move taken back",
        f"({scoring.MAX_TAKEN_BACK_COST} at most)",
        f"at most {choosing.MAX_OF_A_REASON} of a reason, {choosing.MAX_OF_A_TURN} of a reason",
        f"{choosing.MAX_CANDIDATES} in all, each worth at least {choosing.LEAST_SHARE}",
    ):
        assert sentence in " ".join(README.split()), sentence
