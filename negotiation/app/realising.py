"""What becomes of one contract in one world, by the ledgers that valued it before."""

from collections.abc import Mapping

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Value
from negotiation.economics.execution import execute
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.simulator import horizon_months

__all__ = ["HappeningRow", "Realised", "realise"]

CONTRACT = "contract"


class HappeningRow(Value):
    """Something that happened, months after signing. GPUs are 0 where that makes no sense."""

    month: int
    kind: str
    gpus: float


class Realised(Value):
    """One world of the contract. Lists have an entry a month, signing first."""

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


def realise(setting: ContractSetting, contract: Mapping[str, OptionValue], world: int) -> Realised:
    """Carry a contract out in the one world of the seed ``world``."""
    signed = SignedContract(id=CONTRACT, setting=setting, clauses=contract)
    result = execute([signed], setting.market, seed=world, months_after=horizon_months(setting))
    course = result.courses[CONTRACT]
    futures = result.world.futures
    return Realised(
        world=world,
        regimes=result.regimes,
        card_price_cny_per_gpu=tuple(futures.card_price_cny_per_gpu[0].tolist()),
        promised_gpus=tuple(course.promised_gpus.tolist()),
        delivered_gpus=tuple(course.delivered_gpus.tolist()),
        stopped_fraction=tuple(course.stopped_fraction.tolist()),
        npv_cny=dict(result.realised_npv_cny),
        cashflow_cny={
            party: {account: tuple(moved.tolist()) for account, moved in accounts.items()}
            for party, accounts in result.cashflow_cny.items()
        },
        happenings=tuple(
            HappeningRow(month=each.month, kind=each.kind, gpus=each.gpus)
            for each in result.happenings
        ),
    )
