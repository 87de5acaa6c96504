"""The contracts that an outcome fills in at a table in the middle of a campaign."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from negotiation.app.contract_worths import FilledContract
from negotiation.domain.contracts import EconomicsValuation, contract_setting
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import WINNER, lot_table, lot_terms
from negotiation.domain.valuations import BundleValuation, PerBidderValuation
from negotiation.economics.bundles import BundledTerms
from negotiation.economics.clauses import fill_columns
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.valuation import profiles_of

__all__ = ["situated_contracts"]


def situated_contracts(
    scenario: Scenario, table: Table, situation: Situation, outcome: Outcome
) -> dict[str, FilledContract]:
    """Return the contracts that an outcome signs, by name, each beside all that is signed already.

    Names are those of ``filled_contracts``. Of a split award it is the largest share.
    """
    found: dict[str, FilledContract] = {}
    for name, valuation, clauses in _terms(table, outcome):
        setting = contract_setting(valuation, situation.market, profiles_of(scenario))
        columns = {clause: np.array([value]) for clause, value in clauses.items()}
        if fill_columns(setting, columns)["gpus"][0] == 0:
            continue
        worth = appraise_in(situation, setting, columns)
        found[name] = FilledContract(
            setting=replace(setting, market=situation.market),
            world=situation.world,
            clauses=clauses,
            reservation_values=worth.reservation_values_cny,
            situation=situation,
        )
    return found


def _terms(
    table: Table, outcome: Outcome
) -> Iterator[tuple[str, EconomicsValuation, Mapping[str, OptionValue]]]:
    match table.valuation:
        case EconomicsValuation() as valuation:
            yield table.id, valuation, outcome
        case PerBidderValuation() if table.tender is not None:
            share = (table.tender.split_fractions or (1.0,))[0]
            lot = lot_table(table, str(outcome[WINNER]), share).valuation
            if isinstance(lot, EconomicsValuation):
                yield table.id, lot, lot_terms(outcome)
        case BundleValuation(contracts=contracts):
            for name, contract in contracts.items():
                terms = BundledTerms(table.space, contract.clauses)
                index = np.array([terms.index_of(outcome)], dtype=np.int64)
                columns = terms.columns(index)
                yield name, contract, {each: column[0].item() for each, column in columns.items()}
        case _:
            return
