"""Calibration: the 52 experiments of the specification, on the code that scores contracts.

Bands (section 6.1) and experiments (section 5) go by the same ids, V01 to V52.
"""

from negotiation.economics.calibration.bands import BANDS, Band
from negotiation.economics.calibration.bench import Bench
from negotiation.economics.calibration.experiments import EXPERIMENTS, inside_fractions, measure
from negotiation.economics.calibration.parameters import Parameters, varied

__all__ = ["BANDS", "EXPERIMENTS", "Band", "Bench", "Parameters", "inside_fractions", "measure"]
__all__ += ["varied"]
