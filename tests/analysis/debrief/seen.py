"""Logs of the small table of ``tests.analysis.samples``, seen from one of its two parties."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.debrief.records import Check, Skill
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.scoring import skills_of
from negotiation.analysis.houses import MandateHouse
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable, bargaining_set
from negotiation.analysis.scorecard import score_table
from negotiation.domain.events import Event
from negotiation.domain.mandates import Mandate
from tests.analysis.samples import PARTIES, make_outcomes
from tests.builders import mandate_content

__all__ = ["check_of", "said", "see", "skill_of"]


def see(
    log: Sequence[Event],
    party: str = "buyer",
    *,
    buyer: Any = None,
    seller: Any = None,
    findings: Sequence[Finding] = (),
) -> Sight:
    """``buyer`` and ``seller`` change the mandates."""
    mandates, table, reachable = _set_up(json.dumps([buyer, seller]))
    return Sight(
        table=table,
        reachable=reachable,
        mandate=mandates[party],
        house=MandateHouse(mandates, table.valuation.reservation_values, table.value_of),
        party=party,
        events=log,
        score=score_table(table, mandates, log, findings=findings, reachable=reachable),
    )


@cache
def _set_up(changes: str) -> tuple[dict[str, Mandate], OutcomeTable, BargainingSet]:
    buyer, seller = json.loads(changes)
    mandates = {
        name: Mandate.model_validate(mandate_content(**(changed or {})))
        for name, changed in zip(PARTIES, (buyer, seller), strict=True)
    }
    table = make_outcomes(buyer, seller)
    return mandates, table, bargaining_set(table, [mandates[name] for name in PARTIES])


def said(log: Sequence[Event], *messages: str) -> list[Event]:
    """Put words into the turns of a log, one after the other."""
    words = iter(messages)
    heard = [hasattr(event, "message") for event in log]
    return [
        event.model_copy(update={"message": next(words, "")}) if speaks else event
        for event, speaks in zip(log, heard, strict=True)
    ]


def skill_of(sight: Sight, name: str) -> Skill:
    return next(each for each in skills_of([sight], None) if each.skill == name)


def check_of(sight: Sight, name: str) -> Check:
    return next(
        check for skill in skills_of([sight], None) for check in skill.checks if check.id == name
    )
