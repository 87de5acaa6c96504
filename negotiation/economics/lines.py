"""Signed contracts as they stand in a book: their clauses, when they hold, what they hand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns, fill_columns, rows
from negotiation.economics.deliveries import Rival
from negotiation.economics.discounting import Floats
from negotiation.economics.shipments import DIRECT, SLIP_MULTIPLIERS, order_weight
from negotiation.economics.strands import path_columns
from negotiation.economics.timing import NEVER
from negotiation.economics.world import Order

__all__ = ["Line", "SignedContract", "line_of", "orders_of", "passed_on_fraction"]
__all__ += ["placed_month", "rival_of", "with_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContract:
    """A contract in force since ``signed_month`` of the world. Its clauses are complete or not.

    Its setting has the market in which it was signed. With zero ``gpus`` it is what a table comes
    to at which nothing is signed.
    """

    id: str
    setting: ContractSetting
    clauses: Mapping[str, float | str]
    signed_month: int = 0
    ended_month: int | None = None
    """The month of the world in which both end it by agreement: after it nothing is delivered,
    served or owed any more. A contract that has ended by itself before is as it was."""
    replaces: str | None = None
    """Id of the contract that this one ended when it was signed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A contract in a book; ``columns`` may hold several combinations of an open one."""

    id: str
    setting: ContractSetting
    columns: Columns
    signed_month: int = 0
    is_open: bool = False
    """Still negotiated: its flows stay per unit of price, its damages apart."""
    ended_month: int | None = None

    @property
    def is_supply(self) -> bool:
        """Whether it is about cards."""
        return self.setting.template == "card_supply"

    @property
    def open_months(self) -> int:
        """How many months after its signing it is ended by agreement; ``NEVER`` if it is not."""
        return NEVER if self.ended_month is None else self.ended_month - self.signed_month

    def party(self, role: str) -> str:
        """Return who plays a role."""
        return self.setting.parties[role]


def line_of(contract: SignedContract) -> Line:
    """Return a signed contract as a line."""
    setting = contract.setting
    return Line(
        id=contract.id,
        setting=setting,
        columns=path_columns(setting, fill_columns(setting, contract.clauses)),
        signed_month=contract.signed_month,
        ended_month=contract.ended_month,
    )


def orders_of(portfolio: Sequence[SignedContract]) -> tuple[Order, ...]:
    """Return the orders at the vendor by which a portfolio sees how late it is.

    These are supply contracts, and the order that a cloud placed before it signed a rental.
    """
    found = []
    lines = [line_of(contract) for contract in portfolio]
    supplies = [line for line in lines if line.is_supply]
    for contract, line in zip(portfolio, lines, strict=True):
        setting = contract.setting
        scarcity = setting.market.scarcity_fraction
        if not line.is_supply:
            cloud = setting.cloud
            if cloud.order_gpus * cloud.tranche_share_fraction > 0:
                placed = contract.signed_month - cloud.order_age_months
                found.append(Order(placed, scarcity))
        elif line.columns["channel"][0] == DIRECT:
            schedule = int(line.columns["delivery_schedule"][0])
            multiplier = float(SLIP_MULTIPLIERS[schedule])
            found.append(Order(placed_month(line, supplies), scarcity, multiplier))
    return tuple(found)


def placed_month(line: Line, supplies: Sequence[Line]) -> int:
    """Return when an order was placed: when the first of those that it took the place of was."""
    for other in supplies:
        if (
            other.ended_month == line.signed_month > other.signed_month
            and other.setting.parties == line.setting.parties
        ):
            return placed_month(other, supplies)
    return line.signed_month


def rival_of(line: Line, month: int) -> Rival:
    """Return a line as an order of ``month`` meets it in the vendor's queue.

    No cards are no rival.
    """
    queue_fraction = line.setting.vendor.queue_share_fraction
    return Rival(
        np.where(line.columns["gpus"] > 0, queue_fraction, 0.0),
        order_weight(line.setting, line.columns),
        line.signed_month - month,
        NEVER if line.ended_month is None else line.ended_month - month,
    )


def with_rows(line: Line, n_rows: int) -> Line:
    """Return a line with as many equal combinations as another, open line has."""
    if n_rows <= len(line.columns["gpus"]):
        return line
    return replace(line, columns=rows(line.columns, np.zeros(n_rows, dtype=np.intp)))


def passed_on_fraction(upstream: Sequence[Line], month: int, last: int) -> Floats:
    """Return the share of a cloud's damages that its supply contracts take.

    Axes (combination, 1, month), from ``month`` to ``last`` of the world. In each month those that
    hold then count by their size.
    """
    months = np.arange(month, last + 1)
    gpus = taken = np.zeros((1, 1, 1))
    for line in upstream:
        until = NEVER if line.ended_month is None else line.ended_month
        since = line.signed_month if line.signed_month > month else -1
        holds = ((months > since) & (months <= until)).astype(np.float64)
        size = line.columns["gpus"][:, None, None] * holds
        gpus = gpus + size
        taken = taken + size * line.columns["back_to_back_fraction"][:, None, None]
    share: Floats = np.asarray(taken / np.maximum(gpus, 1e-9))
    return share
