"""A debrief with one of everything, and with words that would do harm if anything ran them."""

from negotiation.analysis.debrief.branches import Branch, PlayOut
from negotiation.analysis.debrief.later import Later, LaterEvent, PromiseRow
from negotiation.analysis.debrief.records import (
    Acceptable,
    ClaimRow,
    ClauseShare,
    Debrief,
    Improvement,
    LeakRow,
    LeftOnTable,
    Mark,
    OfferStep,
    Plane,
    Result,
    TableDebrief,
)
from negotiation.analysis.debrief.skill_records import SKILLS, Check, Score, Skill, Spot
from negotiation.analysis.debrief.turning_records import Change, TurningPoint
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.domain.events import Ending
from negotiation.domain.moves import Move, Offer
from negotiation.domain.values import Language
from tests.builders import make_scenario

__all__ = ["HARM", "handout", "table"]

HARM = "=cmd|'/c calc'!A0 <script>alert(1)</script> ![x](http://evil.example/p.png) & **bold**"
"""What somebody said."""

SPOT = Spot(table="servers", turn=3, party="buyer", quote=HARM)
SIGNED = {"price": 0.8, "weeks": 8}
BETTER = {"price": 0.7, "weeks": 4}
CHANGES = (
    Change(issue="price", before=0.8, after=0.7),
    Change(issue="weeks", before=8, after=4),
)
IMPROVED = Improvement(
    outcome=BETTER, surplus=31.5, others_surplus=12.25, gain=9.25, others_gain=0.5, changes=CHANGES
)
MOVE = Move(act=Offer(outcome=BETTER), message="")


def handout(language: Language = "en", *, tables: tuple[TableDebrief, ...] = ()) -> Handout:
    """Return it for a reader of ``language``."""
    found = Debrief(
        scenario="tiny",
        party="buyer",
        language="en",
        seed=7,
        simulator_version="2",
        tables=tables or (table(),),
        skills=tuple(_skill(skill) for skill in SKILLS),
        score=Score(
            fraction=0.61, of_skills=0.67, hints_cost=0.03, n_hints=2, taken_back_cost=0.03,
            n_taken_back=1,
        ),
        turning_points=(_point(),),
    )  # fmt: skip
    return Handout(
        debrief=found,
        scenario=make_scenario(),
        language=language,
        date="2026-11-29",
        trainee=f"Li Wei 李伟 {HARM}",
        play_outs=(_play_out(),),
    )


def table(**changes: object) -> TableDebrief:
    """Return a table that ended in an agreement; fields can be others."""
    whole = TableDebrief(
        table="servers",
        protocol="alternating",
        unit="points",
        parties=("buyer", "seller"),
        is_sampled=True,
        result=Result(
            ending=Ending.AGREEMENT, rounds=5, turns=9, agreement=SIGNED, value=42.25,
            alternative=20, surplus=22.25, target=55.5, is_target_own=True, walk_away=21,
            best_surplus=44.5, attained_share=0.5, others_surplus=11.75,
        ),
        left=LeftOnTable(to_frontier=IMPROVED, to_nash=IMPROVED, joint_gain=9.75),
        plane=_plane(),
        acceptable=Acceptable(best=IMPROVED, nearby=(IMPROVED,)),
        clauses=(
            ClauseShare(
                contract="main", clause="price", value=0.8, instead_of=1.0,
                worth={"buyer": 6.5, "seller": -4.75},
            ),
        ),
        claims=(ClaimRow(spot=SPOT, fact="price", truth=0.9, is_own=True, is_believed=True),),
        leaks=(LeakRow(spot=SPOT, what="reservation_value", is_own=True, is_exact=False),),
        later=Later(
            npv_cny={"buyer": 12_340_000.0, "seller": -560_000.0},
            expected_cny={"buyer": 10_000_000.0, "seller": 1_000_000.0},
            damages_cny={"buyer": 70_000.0, "seller": -70_000.0},
            promised_gpus=(0, 100, 100),
            delivered_gpus=(0, 40, 100),
            regimes=("calm", "boom", "boom"),
            card_price_cny_per_gpu=(81_000.0, 82_500.0, 90_100.0),
            events=(LaterEvent(month=2, kind="first delivery", gpus=40),),
            promises=(
                PromiseRow(
                    contract="main", seller="seller", promised_gpus=100, covered_gpus=30,
                    expected_fraction=0.6, delivered_fraction=0.7, is_over_promised=True,
                ),
            ),
        ),
    )  # fmt: skip
    return whole.model_copy(update=changes)


def _skill(skill: str) -> Skill:
    if skill == "preparation":
        return Skill.model_validate({"skill": skill, "fraction": None})
    check = Check(id="own_package", earned=0.5, spots=(SPOT,))
    return Skill.model_validate({"skill": skill, "fraction": 0.67, "checks": (check,)})


def _plane() -> Plane:
    marks = {"agreement": (22.25, 11.75), "alternative": (0.0, 0.0), "nash": (31.5, 12.25)}
    steps = ((1, 1, "seller", 3.25, 30.5), (2, 1, "buyer", 40.75, 1.25), (3, 2, "seller", 9, 21))
    return Plane(
        others=("seller",),
        frontier=(
            Mark(name="frontier", surplus=44.5, others_surplus=0),
            Mark(name="frontier", surplus=10, others_surplus=33),
        ),
        marks=tuple(
            Mark(name=name, surplus=own, others_surplus=others)
            for name, (own, others) in marks.items()
        ),
        path=tuple(
            OfferStep(
                turn=turn, round=number, party=party, offer_id=f"o{turn}", surplus=own,
                others_surplus=others, outcome=SIGNED, quote=HARM,
            )
            for turn, number, party, own, others in steps
        ),
    )  # fmt: skip


def _point() -> TurningPoint:
    return TurningPoint(
        table="servers", turn=3, party="buyer", reason="walk_away", unit="points", quote=HARM,
        played="offer", played_outcome=SIGNED, better=MOVE, better_outcome=BETTER, changes=CHANGES,
        gain=8.75, surplus=31.5, others_surplus=12.25, figures={"reached_value": -3.25},
    )  # fmt: skip


def _play_out() -> PlayOut:
    return PlayOut(
        table="servers", turn=3, party="buyer", unit="points", move=MOVE, seeds=(1, 2),
        strategies={"buyer": "linear", "seller": "boulware"},
        as_played=Branch(surpluses=(5, 6), median=5.5, n_agreements=2),
        better=Branch(surpluses=(9, 13), median=11, n_agreements=2),
        differences=(4, 7), difference_median=5.5, difference_quartiles=(4.75, 6.25),
    )  # fmt: skip
