"""The bands that the simulator must land in (section 6.1 of the specification).

Break-even levels are calibrated inside public ranges, not predicted.
"""

from typing import NamedTuple

__all__ = ["BANDS", "Band"]


class Band(NamedTuple):
    """One experiment's assertion: its value lies within ``low`` and ``high``.

    ``facts`` names what the band rests on: facts of the seed case, a section, or the engine itself.
    """

    id: str
    assertion: str
    low: float
    high: float
    facts: str

    def holds(self, value: float) -> bool:
        """Say whether ``value`` lies in the band; what is undefined (NaN) never does."""
        return self.low <= value <= self.high


BANDS: tuple[Band, ...] = (
    Band("V01", "card median mid-2023, k RMB", 76, 86, "F61"),
    Band("V02", "card median 2023-07, k RMB", 95, 115, "F57"),
    Band("V03", "card median early 2024, k RMB", 155, 185, "F61"),
    Band("V04", "ratio early-2024 / mid-2023", 1.9, 2.35, "F61"),
    Band("V05", "rent at the start, share of list", 0.45, 0.62, "F10"),
    Band("V06", "rent early 2024 / start", 1.3, 2, "F57, F78"),
    Band("V07", "rent fall within 10 months after the peak", 0.3, 0.6, "2.3"),
    Band("V08", "NPV/capex at 60 % of list, stable", 0.6, 1.5, "F10"),
    Band("V09", "NPV/capex at 50 %", 0.4, 1.1, "F10"),
    Band("V10", "NPV/capex at 30 % (break-even)", -0.1, 0.1, "F71, F78"),
    Band("V11", "NPV/capex at 20 %", -0.6, -0.2, "F13, F71"),
    Band("V12", "break-even share of list, stable, 36 months", 0.27, 0.34, "F71"),
    Band("V13", "GPUs at 50 % needed per GPU at 20 %", 0.3, 0.9, "F72"),
    Band("V14", "NPV per GPU: 20 % for all 60 months, k RMB", -200, -0.01, "F71"),
    Band("V15", "same: 20 % for 12 months, then 45 %, k RMB", 0.01, 200, "F72"),
    Band("V16", "break-even for cards bought spot early 2024", 0.46, 0.62, "F78"),
    Band("V17", "P(loss) at 50 %, cards bought early 2024", 0.35, 0.8, "F78"),
    Band("V18", "P(loss) at 30 %, cards bought 2023-03", 0, 0.45, "F78"),
    Band("V19", "P(loss) at 30 %, cards bought 2023-12", 0.95, 1, "F78"),
    Band("V20", "break-even with vendor-direct cards early 2024", 0.2, 0.36, "F73, F89"),
    Band("V21", "return of hoarding 6 months from mid-2023", 0.4, 1.4, "F62"),
    Band("V22", "return of hoarding in the glut", -0.4, -0.02, "F102"),
    Band("V23", "rent at market then sell used / hoard, 6 months", 0.6, 1.4, "F62"),
    Band("V24", "ex-ante P(price x2.1 within 8 months), boom", 0.005, 0.12, "F74"),
    Band("V25", "slip of a small order, months", 3, 4.5, "F38"),
    Band("V26", "2022-Q4 orders filled at the end of 2023", 0.85, 0.99, "F58"),
    Band("V27", "2023-Q2/Q3 orders filled early 2024", 0, 0.2, "F59"),
    Band("V28", "P(leave in 6 months): 20 %, thin, rival restocks", 0.55, 0.9, "F17, F37"),
    Band("V29", "median tenure of the thin win, months", 3, 6, "F17"),
    Band("V30", "same, no rival has stock: P(leave in 6 months)", 0, 0.3, "F45"),
    Band("V31", "full stock at 50 %: P(leave in 12 months)", 0, 0.2, "F50, F54"),
    Band("V32", "realised / planned revenue of the thin 20 % win", 0, 0.25, "F37"),
    Band("V33", "vendor refuse - accept, scarce, k RMB per card", 0.01, 60, "F41, F42"),
    Band("V34", "vendor refuse - accept, glut, k RMB per card", -60, -0.01, "regime"),
    Band("V35", "premium that buys a penalty clause, scarce", 0.02, 0.1, "F41"),
    Band("V36", "strategic floor, challenger (60 M RMB)", 0.12, 0.23, "F13, F16"),
    Band("V37", "strategic floor, incumbent (30 M RMB)", 0.2, 0.29, "F15"),
    Band("V38", "goodput, Llama-3 size", 0.9, 0.96, "2.6"),
    Band("V39", "hours between failures, Llama-3 size", 2.8, 3.4, "2.6"),
    Band("V40", "goodput, 1,000 cards, Young interval", 0.95, 0.985, "F52"),
    Band("V41", "72 h without checkpoint: wall / work", 1.8, 3, "F52"),
    Band("V42", "lab: 50 % with stock - 20 % without, boom, M RMB", 50, 500, "F81"),
    Band("V43", "lab: list price with stock - 20 % without, M RMB", 20, 500, "F81"),
    Band("V44", "P(loss) of a refilled 50 % deal, indexed / fixed", 0, 0.5, "F73"),
    Band("V45", "vendor gross margin", 0.65, 0.8, "F84"),
    Band("V46", "rent at 20 % then sell used / hoard", 0.1, 0.8, "F62, F72"),
    Band("V47", "ex-ante break-even, calm start", 0.27, 0.34, "F71"),
    Band("V48", "ex-ante break-even, squeeze start at 170 k", 0.42, 0.58, "F78"),
    Band("V49", "break-even rises month by month: least rise", 0, 0.5, "F78"),
    Band("V50", "long-run drift: E[P12/P0], calm start", 0.9, 1.2, "engine"),
    Band("V51", "instance credits / job-level loss", 0, 0.1, "F52"),
    Band("V52", "late-delivery exposure, no back-to-back, of contract", 0.04, 0.1, "F41"),
)
"""Section 6.1, in its order. Money in k RMB a card or in M RMB, as the assertion says."""
