"""Why a table of a campaign did not open, in a sentence for the log."""

from collections.abc import Mapping

from negotiation.domain.campaigns import (
    Campaign,
    Condition,
    DeliveredBelow,
    InForce,
    IsBanned,
    IsSigned,
    RegimeIs,
    SignerOf,
)

__all__ = ["why_nobody_is", "why_not", "why_twice"]


def why_not(condition: Condition) -> str:
    """Return why a table stays shut whose condition is not met.

    >>> why_not(IsSigned(table="tender"))
    "condition 'signed' is not met: nobody signed at table 'tender'"
    """
    because = _otherwise(condition) if condition.holds else _unwanted(condition)
    return f"condition {condition.kind!r} is not met: {because}"


def why_nobody_is(campaign: Campaign, name: str) -> str:
    """Return why a table stays shut at which a stand-in would sit for whom there is nobody."""
    stands_for = campaign.stand_ins[name]
    if isinstance(stands_for, SignerOf):
        table, other = stands_for.table, stands_for.other
        return f"nobody is {name!r}: nobody signed at table {table!r} beside {other!r}"
    return f"nobody is {name!r}: nobody won and nobody lost at table {stands_for.table!r}"


def why_twice(names: Mapping[str, str]) -> str:
    """Return why a table stays shut at which a party would sit twice; ``names`` -> parties."""
    parties = list(names.values())
    party = next(each for each in parties if parties.count(each) > 1)
    sides = " and as ".join(repr(name) for name, each in names.items() if each == party)
    return f"{party!r} would sit on two sides: as {sides}"


def _otherwise(condition: Condition) -> str:
    """Return what is so where a condition is wanted and does not hold."""
    match condition:
        case IsSigned(table=table, by=None):
            return f"nobody signed at table {table!r}"
        case IsSigned(table=table, by=by):
            return f"{by!r} did not sign at table {table!r}"
        case InForce(table=table):
            return f"nothing of {table!r} is in force"
        case DeliveredBelow(table=table, fraction=fraction):
            return f"{table!r} has not brought less than {fraction:.0%} of what it promised"
        case RegimeIs(regimes=regimes):
            return f"the market is not in {' or '.join(regimes)}"
        case IsBanned():
            return "no export ban has struck"


def _unwanted(condition: Condition) -> str:
    """Return what is so where a condition holds and must not."""
    match condition:
        case IsSigned(table=table, by=by):
            return f"{'somebody' if by is None else repr(by)} signed at table {table!r}"
        case InForce(table=table):
            return f"something of {table!r} is in force"
        case DeliveredBelow(table=table, fraction=fraction):
            return f"{table!r} has brought less than {fraction:.0%} of what it promised"
        case RegimeIs(regimes=regimes):
            return f"the market is in {' or '.join(regimes)}"
        case IsBanned():
            return "an export ban has struck"
