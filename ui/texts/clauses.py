"""What clauses and their options are called where no agenda names them.

A part of the catalogue of ``ui.texts``; documents say the same, so the words stand below.
"""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.app.clause_words import CLAUSE_TITLES, OPTION_TITLES
from negotiation.domain.values import Text

__all__ = ["CLAUSES_WORDS"]

CLAUSES_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        **{f"sim_clause_{clause}": title for clause, title in CLAUSE_TITLES.items()},
        **{f"sim_option_{option}": title for option, title in OPTION_TITLES.items()},
    }
)
