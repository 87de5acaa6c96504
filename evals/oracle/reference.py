"""The door of the slow reference."""

from collections.abc import Mapping

from evals.oracle.cases import Book, make_case
from evals.oracle.rental import keep_rental_book
from evals.oracle.supply import keep_supply_book
from negotiation.domain.contracts import ContractSetting
from negotiation.economics.ledgers import profile_of
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.world import World

__all__ = ["oracle_npv"]


def oracle_npv(
    setting: ContractSetting, contract: Mapping[str, float | str], world: World, draw: int
) -> dict[str, float]:
    """Return what a contract is worth to both roles on one draw of ``world`` [CNY].

    Args:
        setting: the template, the market, what the parties privately know.
        contract: clause name -> number or word; the rest as in ``simulator.appraise``.
        world: the futures, as ``simulator.world_of`` makes them. Only their raw chance is read.
        draw: which of the futures.

    Raises:
        UsageError: if a clause is unknown, or the world does not begin at signing.
    """
    case = make_case(setting, contract, world, draw)
    roles = TEMPLATES[setting.template].roles
    rates = {role: profile_of(setting, role).discount_rate_per_year for role in roles}
    book = Book(rates_per_year=rates, last=case.last, npv_cny=dict.fromkeys(roles, 0.0))
    if setting.template == "card_supply":
        keep_supply_book(case, book)
    else:
        keep_rental_book(case, book)
    return book.npv_cny
