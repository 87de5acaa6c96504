"""The same scenario under other assumptions, for one question."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.profiles import Profiles
from negotiation.domain.scenarios import Scenario
from negotiation.domain.valuations import BundleValuation, PerBidderValuation, Valuation
from negotiation.errors import UsageError

__all__ = ["assuming"]

PROFILES = ("cloud", "vendor", "lab")


def assuming(scenario: Scenario, table_id: str, pairs: Sequence[str]) -> Scenario:
    """Return ``scenario`` with the figures of ``pairs`` instead of its own.

    Args:
        scenario: as shipped or written.
        table_id: the table whose profiles are meant.
        pairs: each ``GROUP.FIGURE=VALUE`` with the names that ``haggle value`` lists, such as
            ``cloud.own_stock_gpus=2048`` or ``rules.exit_short_per_month=0.3``. Where a table has
            several contracts, a role's figure is meant of all of them, and
            ``PARTY.ROLE.FIGURE=VALUE`` of those in which the party plays the role.

    Raises:
        UsageError: a pair is not of that form, names nothing, or is out of bounds.
    """
    if not pairs:
        return scenario
    content = scenario.model_dump(mode="python", exclude_none=True)
    (table,) = [table for table in content["tables"] if table["id"] == table_id]
    valuations = simulated_parts(scenario.table(table_id).valuation, table["valuation"])
    if not valuations:
        raise UsageError(f"--assume: the simulator does not value table {table_id!r}")
    for (party, group), figures in read_pairs(pairs).items():
        market: dict[str, Any] = content.setdefault("market", {})
        if group == "market":
            market.update(figures)
        elif group == "rules":
            market.setdefault("rules", {}).update(figures)
        else:
            meant = [
                part
                for part in valuations
                if party in {None, part.valuation.roles.get(group)}
                and group in part.valuation.roles
            ]
            if not meant:
                roles = {role for part in valuations for role in part.valuation.roles}
                there = ", ".join(("market", "rules", *sorted(roles)))
                asked = f"{party}.{group}" if party else group
                raise UsageError(f"--assume: table {table_id!r} has no {asked!r}; it has {there}")
            for part in meant:
                part.content[group] = {**profile_in(scenario, part, group), **figures}
    try:
        return Scenario.model_validate(content)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][-2:])
        raise UsageError(f"--assume: {where}: {first['msg']}") from exc


class SimulatedPart(NamedTuple):
    """A contract's valuation, and the same as a file has it."""

    valuation: EconomicsValuation
    content: dict[str, Any]


def simulated_parts(valuation: Valuation, content: dict[str, Any]) -> list[SimulatedPart]:
    """Return the valuations of the contracts of a table; none where nothing is simulated."""
    match valuation:
        case EconomicsValuation():
            return [SimulatedPart(valuation, content)]
        case PerBidderValuation(bidders=lots):
            return [
                SimulatedPart(lot, content["bidders"][name])
                for name, lot in lots.items()
                if isinstance(lot, EconomicsValuation)
            ]
        case BundleValuation(contracts=contracts):
            return [
                SimulatedPart(each, content["contracts"][name]) for name, each in contracts.items()
            ]
        case _:
            return []


def profile_in(scenario: Scenario, part: SimulatedPart, role: str) -> dict[str, Any]:
    """Return what a contract has of a role's profile: its own, else that of the party."""
    if role in part.content:
        given: dict[str, Any] = part.content[role]
        return given
    by_party = {party.id: party.profiles for party in scenario.parties}
    profile = getattr(by_party.get(part.valuation.roles[role], Profiles()), role)
    return profile.model_dump(mode="python", exclude_unset=True) if profile else {}


def read_pairs(
    pairs: Sequence[str],
) -> dict[tuple[str | None, str], dict[str, float | str]]:
    """Return what the pairs say, by party (``None`` for all) and group."""
    groups: dict[tuple[str | None, str], dict[str, float | str]] = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        *party, group, figure = name.split(".") if name.count(".") in {1, 2} else ("", "")
        is_profile = group in PROFILES
        if not equals or not (is_profile or (group in {"market", "rules"} and not party)):
            known = ", ".join(("market", "rules", *PROFILES))
            raise UsageError(
                f"--assume: found {pair!r}, expected GROUP.FIGURE=VALUE with one of {known}"
            )
        key = (party[0] if party else None, group)
        groups.setdefault(key, {})[figure] = number_or_word(written)
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
