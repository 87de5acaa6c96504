"""What becomes of contracts in one world, by the ledgers that valued them before."""

from collections.abc import Mapping

from pydantic import Field

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Value
from negotiation.economics.execution import ContractCourse, execute
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.simulator import horizon_months

__all__ = ["CourseRow", "HappeningRow", "Realised", "realise"]


class HappeningRow(Value):
    """Something that happened, months after signing. GPUs are 0 where that makes no sense."""

    month: int
    kind: str
    gpus: float
    contract: str | None = None
    """Where several were signed together, the one that it happened to."""


class CourseRow(Value):
    """How one of several contracts went. Lists have an entry a month, signing first."""

    promised_gpus: tuple[float, ...]
    delivered_gpus: tuple[float, ...]
    stopped_fraction: tuple[float, ...]
    """Share of the cluster's hours that failures, restarts and checkpoints took."""


_NO_COURSE = CourseRow(promised_gpus=(), delivered_gpus=(), stopped_fraction=())


class Realised(Value):
    """One world of what was signed. Lists have an entry a month, signing first.

    The GPUs are those of the one contract; of several see ``courses``, and they are empty here.
    """

    world: int
    regimes: tuple[str, ...]
    card_price_cny_per_gpu: tuple[float, ...]
    promised_gpus: tuple[float, ...]
    delivered_gpus: tuple[float, ...]
    stopped_fraction: tuple[float, ...]
    """Share of the cluster's hours that failures, restarts and checkpoints took."""
    npv_cny: dict[str, float]
    cashflow_cny: dict[str, dict[str, tuple[float, ...]]]
    """By party and account; what a party pays is negative."""
    happenings: tuple[HappeningRow, ...]
    courses: dict[str, CourseRow] = Field(default_factory=dict)
    """By contract, where several were signed together."""


def realise(
    contracts: Mapping[str, tuple[ContractSetting, Mapping[str, OptionValue]]], world: int
) -> Realised:
    """Carry contracts out together in the one world of the seed ``world``.

    Args:
        contracts: by name, one at least: the setting and the clauses of each.
        world: any whole number from 0 on.
    """
    signed = [
        SignedContract(id=name, setting=setting, clauses=clauses)
        for name, (setting, clauses) in contracts.items()
    ]
    settings = [contract.setting for contract in signed]
    result = execute(
        signed,
        settings[0].market,
        seed=world,
        months_after=max(horizon_months(setting) for setting in settings),
    )
    courses = {name: _course_row(course) for name, course in result.courses.items()}
    only = next(iter(courses.values())) if len(courses) == 1 else _NO_COURSE
    futures = result.world.futures
    return Realised(
        world=world,
        regimes=result.regimes,
        card_price_cny_per_gpu=tuple(futures.card_price_cny_per_gpu[0].tolist()),
        promised_gpus=only.promised_gpus,
        delivered_gpus=only.delivered_gpus,
        stopped_fraction=only.stopped_fraction,
        npv_cny=dict(result.realised_npv_cny),
        cashflow_cny={
            party: {account: tuple(moved.tolist()) for account, moved in accounts.items()}
            for party, accounts in result.cashflow_cny.items()
        },
        happenings=tuple(
            HappeningRow(
                month=each.month,
                kind=each.kind,
                gpus=each.gpus,
                contract=each.contract if len(courses) > 1 else None,
            )
            for each in result.happenings
        ),
        courses=courses if len(courses) > 1 else {},
    )


def _course_row(course: ContractCourse) -> CourseRow:
    return CourseRow(
        promised_gpus=tuple(course.promised_gpus.tolist()),
        delivered_gpus=tuple(course.delivered_gpus.tolist()),
        stopped_fraction=tuple(course.stopped_fraction.tolist()),
    )
