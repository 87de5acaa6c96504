"""Rows by contestant and cell: what two contestants are compared on."""

from collections.abc import Iterable, Sequence

from evals.rows import Row
from evals.statistics.pairing import Cell
from evals.statistics.ranking import Game

__all__ = ["cells_of", "games_of", "is_head_to_head"]

TIE = 1e-9
"""Shares that differ by no more are equal but for rounding."""


def cells_of(rows: Iterable[Row], contestant: str, metric: str) -> dict[Cell, float]:
    """Return a contestant's values of a metric by cell; repeats of a cell are averaged."""
    values: dict[Cell, list[float]] = {}
    for row in rows:
        if row.contestant == contestant and metric in row.figures:
            values.setdefault(row.cell, []).append(row.figures[metric])
    return {cell: sum(each) / len(each) for cell, each in values.items()}


def is_head_to_head(rows: Iterable[Row]) -> bool:
    """Whether contestants met each other: some case judges two of them."""
    seen: dict[str, str] = {}
    return any(seen.setdefault(row.case_id, row.contestant) != row.contestant for row in rows)


def games_of(
    rows: Sequence[Row], metric: str = "own_utility", *, sign: float = 1.0
) -> tuple[Game, ...]:
    """Return who did better than whom.

    Where contestants met each other, a game is a case and its two sides are compared. Where each
    met the same pool, a game is a cell that both have played: the same seat, opponent and seed.

    Args:
        rows: of some results.
        metric: by which one does better than another.
        sign: -1 where less is better.
    """
    games = _met(rows, metric) if is_head_to_head(rows) else _alike(rows, metric)
    return tuple(game if sign > 0 else game._replace(score=1 - game.score) for game in games)


def _met(rows: Sequence[Row], metric: str) -> list[Game]:
    cases: dict[str, list[Row]] = {}
    for row in rows:
        if metric in row.figures:
            cases.setdefault(row.case_id, []).append(row)
    return [
        _game(one.contestant, other.contestant, one.figures[metric], other.figures[metric],
              cluster=one.scenario)
        for one, other in (pair for pair in cases.values() if len(pair) == 2)  # noqa: PLR2004 - two
        if one.contestant != other.contestant
    ]  # fmt: skip


def _alike(rows: Sequence[Row], metric: str) -> list[Game]:
    names = tuple(dict.fromkeys(row.contestant for row in rows))
    cells = {name: cells_of(rows, name, metric) for name in names}
    return [
        _game(one, other, cells[one][cell], cells[other][cell], cluster=cell.scenario)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        for cell in cells[one]
        if cell in cells[other]
    ]


def _game(one: str, other: str, value: float, other_value: float, *, cluster: str) -> Game:
    gap = value - other_value
    score = 0.5 if abs(gap) <= TIE else float(gap > 0)
    return Game(one, other, score, cluster)
