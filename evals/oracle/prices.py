"""The price of the day under a contract (R9): quote, index, re-opening, best price."""

from collections.abc import Sequence

from evals.oracle.cases import Case

__all__ = ["cap_prices", "indexed_prices"]

QUOTE_DAYS_PER_MONTH = 30


def indexed_prices(
    case: Case, price_cny: float, *, quoted_in: Sequence[float], signing_days: float
) -> list[float]:
    """Return a signed price after a lapsed quote and the index, a price a month.

    ``quoted_in`` is the market price that a lapsed quote follows while the buyer still signs.
    """
    terms, path = case.terms, case.path
    lapsed_days = max(0.0, signing_days - terms.number("quote_validity_days"))
    quoted = price_cny
    if lapsed_days:
        quoted *= (quoted_in[1] / quoted_in[0]) ** (lapsed_days / QUOTE_DAYS_PER_MONTH)
    follows_card = terms.word("index_input") == "card_price"
    index = path.card_price_cny if follows_card else path.rent_cny
    beta, period = terms.number("index_beta"), terms.number("index_period_months")
    prices: list[float] = []
    for month in case.months:
        if beta == 0:
            prices.append(quoted)
            continue
        reading = index[int(month // period * period)] / index[0]
        moved = 1 + beta * (reading - 1)
        moved = max(moved, terms.number("index_floor"))
        prices.append(quoted * min(moved, terms.number("index_cap")))
    return prices


def cap_prices(
    case: Case, prices_cny: Sequence[float], *, like_cny: Sequence[float], market: Sequence[float]
) -> list[float]:
    """Return the prices after benchmark and most-favoured-customer clauses.

    The benchmark re-opens the price once, after some months in a row in which the market was far
    below it; a like customer's price holds month by month.
    """
    terms, rules = case.terms, case.setting.market.rules
    paid: list[float] = []
    months_below, reopened = 0, None
    for month, price_cny in enumerate(prices_cny):
        is_below = market[month] < rules.benchmark_fraction * price_cny
        months_below = months_below + 1 if is_below else 0
        if reopened is None and months_below >= rules.benchmark_months:
            reopened = market[month]
        now = price_cny
        if terms.is_on("benchmark") and reopened is not None:
            now = min(now, reopened)
        if terms.is_on("mfn"):
            now = min(now, like_cny[month])
        paid.append(now)
    return paid
