"""The contract templates: their roles and clauses (section 7.3).

The issue ids of an agenda are clause names from here; a clause that is neither negotiated nor
fixed takes its default, which is "no such clause" wherever the template allows that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from negotiation.economics.clause_specs import ClauseSpec
from negotiation.economics.rental_clauses import RENTAL_CLAUSES
from negotiation.economics.supply_clauses import SUPPLY_CLAUSES

__all__ = ["TEMPLATES", "ClauseSpec", "Template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of contract: buyer and seller role, the clause that is its price, and the rest."""

    buyer: str
    seller: str
    price: str
    clauses: Mapping[str, ClauseSpec] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[str, str]:
        """Buyer and seller."""
        return self.buyer, self.seller


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "card_supply": Template(
            buyer="cloud", seller="vendor", price="price_cny_per_gpu", clauses=SUPPLY_CLAUSES
        ),
        "compute_rental": Template(
            buyer="lab", seller="cloud", price="list_price_fraction", clauses=RENTAL_CLAUSES
        ),
    }
)
"""Every template by name."""
