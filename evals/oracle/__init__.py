"""The slow reference: the simulator read a second time, as a ledger kept by hand.

``oracle_npv`` values one contract on one future. It takes the raw random numbers and walks through
the months in plain Python, one number at a time, as a person with paper would: what the market
does, what arrives, who leaves, who pays whom. It shares no ledger with ``negotiation.economics``,
only the tables of assumptions and the raw chance. Where both agree on thousands of random
contracts, neither the arrays' axes nor the strands, the splitting by price and the sharing of
simulated paths have changed a rule. It is slow, one contract at a time, and it is where to look
when the question is what a rule says rather than how it is computed quickly.

``paths`` remakes the market; ``supply`` and ``rental`` are the two contract templates.
"""

from evals.oracle.paths import Path, paths_of
from evals.oracle.reference import oracle_npv

__all__ = ["Path", "oracle_npv", "paths_of"]
