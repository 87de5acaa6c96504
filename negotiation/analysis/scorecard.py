"""The scorecard: what each party got, against what it could have had. Computed from the log only.

Values and surpluses are in the unit of the table's valuation, CNY or points. Surplus is value
minus reservation value; without agreement a party has its alternative and a surplus of zero.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from pydantic import Field

from negotiation.analysis.attendance import Attendance, attendance_of
from negotiation.analysis.breaches import Breach, breaches
from negotiation.analysis.campaign_score import CampaignScore
from negotiation.analysis.concession import ConcessionPath, concession_path
from negotiation.analysis.conduct.finding import ConductCounts, Finding, count_conduct
from negotiation.analysis.estimates import EstimateScore, estimate_scores
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable, bargaining_set
from negotiation.analysis.references import (
    ReferencePoint,
    distance_to_frontier,
    distance_to_solution,
    reference_points,
)
from negotiation.domain.events import Ending, Event, OfferMade
from negotiation.domain.mandates import Mandate
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.values import Value, is_absent
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Session

__all__ = ["PartyScore", "ReferencePoint", "Scorecard", "TableScore", "score_table"]


class PartyScore(Value):
    """How one party did at a table."""

    party: str
    value: float
    reservation_value: float
    surplus: float
    surplus_share: float | None
    """Share of the joint surplus; ``None`` when there is none to share."""
    attainable_share: float | None
    """Surplus over the best surplus that the other side could have accepted."""
    attainable_surplus: float | None = None
    """That best surplus; ``None`` when there is nothing to gain."""
    breaches: tuple[Breach, ...]
    """Of the agreement that it signed."""
    offered_breaches: tuple[str, ...]
    """Ids of its own offers that breach its own mandate."""
    concessions: ConcessionPath
    n_refused: int
    n_forfeited: int
    conduct: ConductCounts = ConductCounts()
    """What went wrong, counted from the log and from the findings."""
    estimates: tuple[EstimateScore, ...] = Field(default=(), exclude_if=is_absent)
    """What it believed of the other side's limit, at a table of two."""


class TableScore(Value):
    """What came of a table."""

    table: str
    unit: ValueUnit
    ending: Ending | None
    """``None`` while the talks go on."""
    rounds: int
    turns: int
    agreement: dict[str, OptionValue] | None
    joint_surplus: float
    distance_to_frontier: float | None
    """In gain ratios: 0 on the Pareto frontier. ``None`` when there is no ZOPA."""
    distance_to_nash: float | None
    distance_to_kalai_smorodinsky: float | None
    n_outcomes: int
    n_valued: int
    """Less than ``n_outcomes`` when the space was sampled."""
    is_sampled: bool
    """Whether the space was too large to list, so that the reference points are of a sample."""
    n_acceptable: int
    """Of the outcomes that were valued."""
    solutions: dict[str, ReferencePoint] = Field(default_factory=dict)
    """By name: nash, kalai_smorodinsky, egalitarian, utilitarian. Empty when there is no ZOPA."""
    parties: tuple[PartyScore, ...]
    findings: tuple[Finding, ...] = ()
    """What the rules of conduct found, in the order of the turns."""
    attendance: tuple[Attendance, ...] = Field(default=(), exclude_if=is_absent)
    """Who bid, won, voted or left at a tender or a round table."""


class Scorecard(Value):
    """What came of a run."""

    scenario: str
    simulator_version: str = SIMULATOR_VERSION
    tables: tuple[TableScore, ...]
    campaign: CampaignScore | None = Field(default=None, exclude_if=is_absent)
    """Over all tables, where they are linked."""


def score_table(
    table: OutcomeTable,
    mandates: Mapping[str, Mandate],
    events: Sequence[Event],
    *,
    findings: Sequence[Finding] = (),
    gains: Mapping[str, float] | None = None,
    reachable: BargainingSet | None = None,
) -> TableScore:
    """Score one table.

    Args:
        table: the valued outcomes.
        mandates: by party.
        events: the log of this table, from its opening on.
        findings: what the rules of conduct found in it.
        gains: what each party gains by a split award, which is no outcome of the table's space.
        reachable: what the parties could reach, where it is known already.
    """
    session, valuation = replay(events), table.valuation
    reachable = reachable or bargaining_set(table, [mandates[each] for each in valuation.parties])
    distance = partial(distance_to_solution, table, reachable, session.agreement)
    scored = partial(_party_score, table, reachable, events=events, findings=findings)
    party_scores = tuple(
        scored(mandates[party], party, gain=gains.get(party, 0.0) if gains else None).model_copy(
            update={"estimates": _estimates(table, mandates, party, events)}
        )
        for party in valuation.parties
    )
    joint_surplus = sum(score.surplus for score in party_scores)
    return TableScore(
        table=valuation.table.id,
        unit=valuation.unit,
        ending=session.ending,
        rounds=_rounds(session),
        turns=session.last_turn,
        agreement=dict(session.agreement) if session.agreement is not None else None,
        joint_surplus=joint_surplus,
        distance_to_frontier=distance_to_frontier(table, reachable, session.agreement),
        distance_to_nash=distance(name="nash"),
        distance_to_kalai_smorodinsky=distance(name="kalai_smorodinsky"),
        n_outcomes=valuation.space.size,
        n_valued=len(table.indices),
        is_sampled=not table.is_complete,
        n_acceptable=int(reachable.zopa.sum()),
        solutions=reference_points(table, reachable),
        parties=tuple(_with_share(score, joint_surplus) for score in party_scores),
        findings=tuple(findings),
        attendance=attendance_of(events),
    )


def _estimates(
    table: OutcomeTable, mandates: Mapping[str, Mandate], party: str, events: Sequence[Event]
) -> tuple[EstimateScore, ...]:
    """Return how good a party's estimates were; only at a table of two are there any."""
    others = [each for each in table.valuation.parties if each != party]
    if len(others) != 1 or table.valuation.table.tender is not None:
        return ()
    return estimate_scores(table, party, mandates[others[0]], events)


def _rounds(session: Session) -> int:
    """Return the rounds that were begun."""
    return -(-session.last_turn // len(session.parties))


def _party_score(
    table: OutcomeTable,
    reachable: BargainingSet,
    mandate: Mandate,
    party: str,
    *,
    events: Sequence[Event],
    findings: Sequence[Finding],
    gain: float | None,
) -> PartyScore:
    session = replay(events)
    row = table.valuation.parties.index(party)
    reservation = table.valuation.reservation_values[party]
    signed = session.agreement if party not in session.left else None
    value = table.value_of(party, signed) if signed is not None else reservation
    if gain is not None:
        value = reservation + gain
    best = reachable.values[row, reachable.zopa].max(initial=reservation) - reservation
    own_offers = [
        event for event in events if isinstance(event, OfferMade) and event.party == party
    ]

    def breaches_of(outcome: Outcome) -> tuple[Breach, ...]:
        worth = table.value_of(party, outcome)
        return breaches(mandate, outcome, value=worth, reservation_value=reservation)

    return PartyScore(
        party=party,
        value=value,
        reservation_value=reservation,
        surplus=value - reservation,
        surplus_share=None,
        attainable_share=(value - reservation) / float(best) if best > 0 else None,
        attainable_surplus=float(best) if best > 0 else None,
        breaches=breaches_of(signed) if signed is not None else (),
        offered_breaches=tuple(
            event.offer_id for event in own_offers if breaches_of(event.outcome)
        ),
        concessions=concession_path(table, party, own_offers, n_parties=len(session.parties)),
        n_refused=_count(events, party, "move_refused"),
        n_forfeited=_count(events, party, "turn_forfeited"),
        conduct=count_conduct(events, findings, party, facts=_valued_facts(mandate)),
    )


def _with_share(score: PartyScore, joint_surplus: float) -> PartyScore:
    share = score.surplus / joint_surplus if joint_surplus > 0 else None
    return score.model_copy(update={"surplus_share": share})


def _valued_facts(mandate: Mandate) -> list[str]:
    return [fact.id for fact in mandate.private_facts if fact.value is not None]


def _count(events: Sequence[Event], party: str, kind: str) -> int:
    return sum(event.kind == kind and getattr(event, "party", None) == party for event in events)
