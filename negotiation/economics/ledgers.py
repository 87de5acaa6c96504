"""What every ledger of a contract returns, and the discount factors it is valued with."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats, discount_factors
from negotiation.economics.flows import Flows
from negotiation.economics.lateness import Lateness
from negotiation.economics.templates import TEMPLATES

__all__ = ["DamagesDue", "Entries", "discounting", "parties_of", "profile_of"]


class DamagesDue(NamedTuple):
    """Damages before any court: flows per unit of price, and what the court looks at.

    ``expected_loss_cny`` and ``value_per_price`` have axis (combination,).
    """

    columns: Columns
    lateness: Lateness
    flows: Flows
    value_per_price: Floats
    loss_cny_per_gpu_month: Floats
    expected_loss_cny: Floats


class Entries(NamedTuple):
    """The flows of one ledger; damages stand apart because a court may change them."""

    flows: Flows
    damages: DamagesDue | None = None


def profile_of(setting: ContractSetting, role: str) -> CloudProfile | VendorProfile | LabProfile:
    """Return the private profile of a role."""
    profile: CloudProfile | VendorProfile | LabProfile = getattr(setting, role)
    return profile


def discounting(
    setting: ContractSetting, roles: tuple[str, ...], months: int
) -> Mapping[str, Floats]:
    """Return the discount factors of each role, axis (month,)."""
    return {
        role: discount_factors(profile_of(setting, role).discount_rate_per_year, months)
        for role in roles
    }


def parties_of(settings: Sequence[ContractSetting]) -> dict[str, tuple[float, float]]:
    """Return discount rate and risk aversion of everybody in ``settings``, first come first."""
    found: dict[str, tuple[float, float]] = {}
    for setting in settings:
        for role in TEMPLATES[setting.template].roles:
            profile = profile_of(setting, role)
            figures = profile.discount_rate_per_year, profile.risk_aversion_fraction
            found.setdefault(setting.parties[role], figures)
    return found
