"""Models that read what they are told: responders for the loopback server."""

import json
import re
from typing import Any

__all__ = ["Talker", "last_said", "offer_id_of", "system_of"]

_STANDING = re.compile(r"(o\d+)(?: (?:still )?stands|仍?有效)")
_WORTH_IT = re.compile(r"Desk: o\d+: [^.;]* above no deal|测算：o\d+值[^。；]*，比谈不成高")
_ROUND = re.compile(r"(?:Round |第)(\d+)")
_BUYS = re.compile("today you buy|今天你是买方|only the buyer knows|内部说明")
_PRICE = "price_cny_per_gpu"
LOWEST, HIGHEST = 70_000, 90_000
"""What the seats of ``a800-supply`` may sign by themselves, as their prepayment is."""


class Talker:
    """Haggles over the price of a card: opens at its own end and moves a step every round.

    From the third round on it takes an offer of which its desk says that it beats no deal.
    ``aside`` is what it thinks aloud before every reply.
    """

    def __init__(self, *, aside: str = "") -> None:
        self.said: list[str] = []
        self._aside = aside

    def __call__(self, body: dict[str, Any]) -> str | dict[str, Any]:
        turn = _last_turn(body)
        round_number = int(_found(_ROUND, turn))
        standing = _STANDING.search(turn)
        speaks_chinese = "只回复一个JSON对象" in system_of(body)
        if standing and round_number >= 3 and _is_worth_it(turn):
            message = "成交。" if speaks_chinese else "We have a deal."
            return self._reply(message, act="accept", accept_offer_id=standing[1])
        offer = self._offer(body, round_number)
        price = f"{offer[_PRICE]:,}"
        message = f"单价{price}元。" if speaks_chinese else f"{price} RMB for a card."
        return self._reply(message, act="offer", offer=offer)

    def _reply(self, message: str, **act: Any) -> str | dict[str, Any]:
        self.said.append(message)
        reply = {"message": message, "offer": None, "accept_offer_id": None, **act}
        if not self._aside:
            return reply
        return f"{self._aside}\n{json.dumps(reply, ensure_ascii=False)}"

    @staticmethod
    def _offer(body: dict[str, Any], round_number: int) -> dict[str, Any]:
        options = options_of(body)
        prices = [price for price in options[_PRICE] if LOWEST < price < HIGHEST]
        buys = _BUYS.search(system_of(body)) is not None
        step = 2 * round_number
        price = prices[min(step, len(prices) - 1)] if buys else prices[-min(step, len(prices))]
        rest = {issue: values[0] for issue, values in options.items()}
        wanted = {_PRICE: price, "gpus": options["gpus"][-1], "prepayment_fraction": 0.3}
        return rest | {issue: value for issue, value in wanted.items() if issue in options}


def options_of(body: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what the schema of a request allows for every issue."""
    schema = body["response_format"]["json_schema"]["schema"]
    issues = schema["properties"]["offer"]["anyOf"][0]["properties"]
    return {issue: form["enum"] for issue, form in issues.items()}


def system_of(body: dict[str, Any]) -> str:
    return str(body["messages"][0]["content"])


def last_said(body: dict[str, Any]) -> str:
    return str(body["messages"][-1]["content"])


def _last_turn(body: dict[str, Any]) -> str:
    """Return the last message about a turn; behind it may stand what was wrong with a reply."""
    contents = [str(message["content"]) for message in body["messages"][1:]]
    return next(content for content in reversed(contents) if _ROUND.match(content))


def offer_id_of(body: dict[str, Any]) -> str | None:
    found = _STANDING.search(last_said(body))
    return found[1] if found else None


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found, f"the prompt does not say {pattern.pattern!r}: {text}"
    return found[1]


def _is_worth_it(turn: str) -> bool:
    """Whether the desk says that the offer on the table beats no deal."""
    return _WORTH_IT.search(turn) is not None
