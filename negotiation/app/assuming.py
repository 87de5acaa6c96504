"""The same scenario under other assumptions, for one question."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.scenarios import Scenario
from negotiation.errors import UsageError

__all__ = ["assuming"]

PROFILES = ("cloud", "vendor", "lab")


def assuming(scenario: Scenario, table_id: str, pairs: Sequence[str]) -> Scenario:
    """Return ``scenario`` with the figures of ``pairs`` instead of its own.

    Args:
        scenario: as shipped or written.
        table_id: the table whose profiles are meant.
        pairs: each ``GROUP.FIGURE=VALUE`` with the names that ``haggle value`` lists, such as
            ``cloud.own_stock_gpus=2048`` or ``rules.exit_short_per_month=0.3``.

    Raises:
        UsageError: a pair is not of that form, names nothing, or is out of bounds.
    """
    if not pairs:
        return scenario
    content = scenario.model_dump(mode="python", exclude_none=True)
    (table,) = [table for table in content["tables"] if table["id"] == table_id]
    valuation = scenario.table(table_id).valuation
    if not isinstance(valuation, EconomicsValuation):
        raise UsageError(f"--assume: the simulator does not value table {table_id!r}")
    for group, figures in read_pairs(pairs).items():
        if group in PROFILES and group not in valuation.roles:
            there = ", ".join(("market", "rules", *valuation.roles))
            raise UsageError(f"--assume: table {table_id!r} has no {group!r}; it has {there}")
        target: dict[str, Any] = content.setdefault("market", {})
        if group == "rules":
            target = target.setdefault("rules", {})
        elif group in PROFILES:
            target = table["valuation"].setdefault(group, {})
        target.update(figures)
    try:
        return Scenario.model_validate(content)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][-2:])
        raise UsageError(f"--assume: {where}: {first['msg']}") from exc


def read_pairs(pairs: Sequence[str]) -> dict[str, dict[str, float | str]]:
    """Return what the pairs say, by group."""
    groups: dict[str, dict[str, float | str]] = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        group, dot, figure = name.partition(".")
        if not equals or not dot or group not in {"market", "rules", *PROFILES}:
            known = ", ".join(("market", "rules", *PROFILES))
            raise UsageError(
                f"--assume: found {pair!r}, expected GROUP.FIGURE=VALUE with one of {known}"
            )
        groups.setdefault(group, {})[figure] = number_or_word(written)
    return groups


def number_or_word(written: str) -> float | str:
    """Return a number where one is written, whole if it is.

    >>> number_or_word("2048"), number_or_word("0.3"), number_or_word("boom")
    (2048, 0.3, 'boom')
    """
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            continue
    return written
