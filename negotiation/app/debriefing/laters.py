"""What became of the agreements of a run in the one world of its seed."""

from collections.abc import Mapping, Sequence

from negotiation.analysis.campaign_score import CampaignScore, Promise, SignatureScore
from negotiation.analysis.debrief.later import Later, LaterEvent, PromiseRow
from negotiation.app.aftermath import aftermath_of
from negotiation.app.campaign_risks import promises_of
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.contract_worths import FilledContract, figures_of, filled_contracts
from negotiation.app.ledger import Entry
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import SeatedProgramme
from negotiation.app.realising import Realised, realise
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Outcome
from negotiation.economics.execution import Execution, execute
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.simulator import horizon_months
from negotiation.economics.standing import standing_of
from negotiation.protocol.fold import replay

__all__ = ["laters_of"]


def laters_of(
    plan: RunPlan, log: Sequence[LogEvent], programme: SeatedProgramme, tables: Sequence[str]
) -> dict[str, Later]:
    """Return what became of what was signed, by table; a table without it is left out."""
    campaign = plan.scenario.campaign
    if campaign is not None:
        return _in_campaign(plan, campaign, log, tables)
    found: dict[str, Later] = {}
    for name in tables:
        talks = [event for event in table_events(log) if event.table == name]
        signed = replay(talks).agreement
        later = signed and _alone(programme, log, name, signed, world=plan.seed)
        if later:
            found[name] = later
    return found


def _alone(
    programme: SeatedProgramme,
    log: Sequence[LogEvent],
    name: str,
    signed: Outcome,
    *,
    world: int,
) -> Later | None:
    """Carry out what was signed at a table that stands alone."""
    outcomes = programme.outcomes(name, log)
    contracts = filled_contracts(outcomes.valuation, signed)
    aftermath = aftermath_of(outcomes, signed, world)
    if not contracts or aftermath is None:
        return None
    realised = realise({each: (c.setting, c.clauses) for each, c in contracts.items()}, world)
    figures = figures_of(outcomes.valuation, signed, contracts)
    return Later(
        npv_cny=dict(aftermath.npv_cny),
        expected_cny={party: row["expected_npv_cny"] for party, row in figures.items()},
        damages_cny=dict(aftermath.damages_cny),
        promised_gpus=realised.promised_gpus,
        delivered_gpus=realised.delivered_gpus,
        regimes=realised.regimes,
        card_price_cny_per_gpu=realised.card_price_cny_per_gpu,
        events=tuple(
            LaterEvent(month=each.month, kind=each.kind, gpus=each.gpus, contract=each.contract)
            for each in realised.happenings
        ),
        promises=tuple(_promises_alone(contracts, realised, world)),
    )


def _promises_alone(
    contracts: Mapping[str, FilledContract], realised: Realised, world: int
) -> list[PromiseRow]:
    """Hold what contracts promised against what their sellers had and what came."""
    covered = _covered(contracts, world)
    rows = []
    for name, contract in contracts.items():
        course = realised.courses.get(name, realised)
        prospects = contract.row().prospects
        promised = course.promised_gpus
        came = sum(map(min, promised, course.delivered_gpus))
        promise = covered.get(name)
        rows.append(
            PromiseRow(
                contract=name,
                seller=_seller(contract.setting),
                promised_gpus=max(promised, default=0.0),
                covered_gpus=promise.covered_gpus if promise else None,
                expected_fraction=prospects.delivered_fraction if prospects else None,
                delivered_fraction=came / sum(promised) if sum(promised) > 0 else None,
                is_over_promised=bool(promise and promise.is_over_promised),
            )
        )
    return rows


def _covered(contracts: Mapping[str, FilledContract], world: int) -> dict[str, Promise]:
    """Return the promises of the rentals, by the rule of the campaigns' scorecard."""
    signed = [
        SignedContract(id=name, setting=contract.setting, clauses=contract.clauses)
        for name, contract in contracts.items()
    ]
    settings = [contract.setting for contract in signed]
    months = max(map(horizon_months, settings))
    execution = execute(signed, settings[0].market, seed=world, months_after=months)
    standings = standing_of(signed, execution.world, execution.world.months - 1).contracts
    entries = [Entry(each.id, each, frozenset({each.id})) for each in signed]
    return {each.contract: each for each in promises_of(entries, execution, standings)}


def _in_campaign(
    plan: RunPlan, campaign: Campaign, log: Sequence[LogEvent], tables: Sequence[str]
) -> dict[str, Later]:
    """Return what each signature changed in the world that happened."""
    score = score_campaign(plan, campaign, log)
    world = CampaignWorld(plan.scenario, campaign, plan.seed)
    execution = world.execution(log)
    prices = world.truth.futures.card_price_cny_per_gpu[0]
    found: dict[str, Later] = {}
    for name in tables:
        entries = [entry for entry in world.portfolio(log) if entry.table == name]
        signed = [each for each in score.signatures if each.table == name]
        if not entries or not signed:
            continue
        found[name] = _later(score, signed, entries, execution).model_copy(
            update={"card_price_cny_per_gpu": tuple(map(float, prices))}
        )
    return found


def _later(
    score: CampaignScore,
    signed: Sequence[SignatureScore],
    entries: Sequence[Entry],
    execution: Execution,
) -> Later:
    ids = {entry.contract.id for entry in entries}
    course = execution.courses[entries[0].contract.id] if len(entries) == 1 else None
    npv: dict[str, float] = {}
    expected: dict[str, float] = {}
    for signature in signed:
        for party, amount in signature.after_cny.items():
            npv[party] = npv.get(party, 0.0) + amount
        for party, known in signature.before.items():
            expected[party] = expected.get(party, 0.0) + known.expected_npv_cny
    delivered = {each.contract: each.delivered_fraction for each in signed}
    return Later(
        npv_cny=npv,
        expected_cny=expected,
        damages_cny={},
        promised_gpus=tuple(course.promised_gpus.tolist()) if course else (),
        delivered_gpus=tuple(course.delivered_gpus.tolist()) if course else (),
        regimes=score.regimes,
        events=tuple(
            LaterEvent(month=each.month, kind=each.kind, gpus=each.gpus, contract=each.contract)
            for each in execution.happenings
            if each.contract in ids
        ),
        promises=tuple(_promised(entry, score, execution, delivered) for entry in entries),
        first_month=entries[0].contract.signed_month,
    )


def _promised(
    entry: Entry, score: CampaignScore, execution: Execution, delivered: Mapping[str, float]
) -> PromiseRow:
    contract = entry.contract
    promise = next((each for each in score.promises if each.contract == contract.id), None)
    return PromiseRow(
        contract=contract.id,
        seller=_seller(contract.setting),
        promised_gpus=float(execution.courses[contract.id].promised_gpus.max(initial=0.0)),
        covered_gpus=promise.covered_gpus if promise else None,
        expected_fraction=None,
        delivered_fraction=delivered.get(contract.id),
        is_over_promised=bool(promise and promise.is_over_promised),
    )


def _seller(setting: ContractSetting) -> str:
    """Return who delivers: the vendor of cards, the cloud of a rental."""
    return setting.parties["vendor" if setting.template == "card_supply" else "cloud"]
