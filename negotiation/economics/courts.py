"""What a court leaves of a damages clause (R11). A simplification, not advice."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.rules import Rules
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats

__all__ = ["Enforced", "enforce", "settled_fraction"]


class Enforced(NamedTuple):
    """Paid under the clause, and as actual damages where the clause is void [CNY]."""

    clause_cny: Floats
    actual_cny: Floats


def enforce(
    rules: Rules,
    *,
    owed_cny: Floats,
    loss_cny: Floats,
    expected_loss_cny: Floats,
    cap_cny: Floats,
    petition: Floats,
    is_us: NDArray[np.bool_],
) -> Enforced:
    """Return what is paid where ``owed_cny`` is due under the clause; the arrays broadcast.

    PRC: damages above 1.3 times the loss are cut to that on petition; those below the loss may be
    raised to it. US: void above twice the larger of expected and actual loss; then the actual loss.
    ``cap_cny`` is the liability cap, ``petition`` a uniform a draw that decides who goes to court.
    """
    most = rules.ld_excess_multiplier * loss_cny
    cut = (owed_cny > most) & (petition < rules.ld_reduction_petition_fraction)
    raised = (owed_cny < loss_cny) & (petition < rules.ld_raise_petition_fraction)
    capped_loss = np.minimum(loss_cny, cap_cny)
    prc = np.where(cut, most, np.where(raised, np.maximum(owed_cny, capped_loss), owed_cny))
    reasonable = rules.ld_penalty_multiplier * np.maximum(expected_loss_cny, loss_cny)
    is_void = owed_cny > reasonable
    us, actual = np.where(is_void, 0.0, owed_cny), np.where(is_void, capped_loss, 0.0)
    return Enforced(np.where(is_us, us, prc), np.where(is_us, actual, 0.0))


def settled_fraction(
    rules: Rules,
    columns: Columns,
    *,
    owed_cny: Floats,
    loss_cny: Floats,
    expected_loss_cny: Floats,
    value_cny: Floats,
    petition: Floats,
) -> Floats:
    """Return what is paid as a share of what the clause says, axes (combination, draw).

    Vouchers are worth less than money. ``value_cny`` (combination,) is the contract's value.
    """
    cap = columns["liability_cap_fraction"] * value_cny
    paid = enforce(
        rules,
        owed_cny=owed_cny,
        loss_cny=loss_cny,
        expected_loss_cny=expected_loss_cny,
        cap_cny=cap[:, None],
        petition=petition,
        is_us=is_on(columns["law"])[:, None],
    )
    total = paid.clause_cny + paid.actual_cny
    share = np.divide(total, owed_cny, out=np.zeros_like(total), where=owed_cny > 0)
    worth = np.where(is_on(columns["ld_remedy"]), rules.credit_use_fraction, 1.0)
    settled: Floats = share * worth[:, None]
    return settled
