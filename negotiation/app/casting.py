"""From what was asked for to who sits where: the parties' seats, and those who sign for them."""

from collections.abc import Iterable, Iterator

from negotiation.agents.loading import find_factory
from negotiation.app.endpoints import Endpoints
from negotiation.app.seats import Seat, SeatWish, parse_wish
from negotiation.domain.scenarios import Party, Scenario, StrategyName
from negotiation.errors import UsageError
from negotiation.graph.turns import approver_of

__all__ = ["APPROVER_PERSONA", "approvers_of", "cast_seat", "check_seats", "seat_problem"]

APPROVER_PERSONA = "finance_approver"
"""Who signs for a party, unless somebody else is named."""

_APPROVER_KINDS = ("strategy", "llm", "python", "human")


def approvers_of(scenario: Scenario) -> Iterator[str]:
    """Yield the seats of those who may sign for a party: where its ladder asks a seat."""
    for party in scenario.parties:
        if any(step.approval == "seat" for step in party.mandate.authority):
            yield approver_of(party.id)


def check_seats(scenario: Scenario, named: Iterable[str]) -> None:
    """Raise ``UsageError`` unless every seat that is named exists."""
    parties = [party.id for party in scenario.parties]
    known = [*parties, *approvers_of(scenario)]
    for seat in named:
        if seat in known:
            continue
        if seat in {approver_of(party) for party in parties}:
            party = seat.partition(".")[0]
            raise UsageError(
                f"no seat {seat!r} in {scenario.name}: no step of the authority ladder of "
                f"{party!r} has the approval 'seat', so nobody is asked; "
                f"known are {', '.join(known)}"
            )
        raise UsageError(f"no party {seat!r} in {scenario.name}; known are {', '.join(known)}")


def cast_seat(
    scenario: Scenario,
    seat: str,
    who: str,
    *,
    model: str | None,
    persona: str,
    endpoints: Endpoints,
) -> Seat:
    """Settle who takes a seat.

    Args:
        scenario: what is played.
        seat: a party, or who signs for it.
        who: as ``seats.parse_wish`` reads it.
        model: the model of a model seat that names none.
        persona: name of the persona in the seat.
        endpoints: the models that are set up.

    Raises:
        UsageError: a strategy, a model or a form that does not exist, or not for this seat.
    """
    wish = parse_wish(seat, who)
    party = scenario.party(seat.partition(".")[0])
    if wish.kind == "oracle":
        _check_oracle(scenario, seat)
    if seat == approver_of(party.id):
        _check_approver(seat, who, wish)
        if wish.kind == "strategy":
            return Seat(kind="strategy", persona=persona)
        wish = wish.model_copy(update={"options": {"adviser": "none", **wish.options}})
    options = {"persona": persona, **wish.options}
    match wish.kind:
        case "strategy":
            return Seat(kind="strategy", name=_strategy(party, wish.name), **options)
        case "llm":
            asked = endpoints.found(wish.name or model)
            return Seat(kind="llm", name=asked, **{"adviser": "value", **options})
        case "guided":
            asked = endpoints.found(wish.model or model)
            strategy = _strategy(party, wish.name)
            return Seat(kind="guided", name=strategy, model=asked, **options)
        case "python":
            find_factory(wish.name or "")
            return Seat(kind="python", name=wish.name, **options)
        case "human" | "oracle":
            return Seat(kind=wish.kind, **options)


def seat_problem(place: str, seat: Seat) -> str | None:
    """Say what makes an edited seat unplayable; ``None`` when nothing does."""
    name = seat.name or ""
    is_approver = "." in place
    match seat.kind:
        case "strategy" if is_approver:
            return None
        case "guided" | "oracle" if is_approver:
            return f"who signs for a party is one of {', '.join(_APPROVER_KINDS)}"
        case "strategy" | "guided" if name not in set(StrategyName):
            return f"no strategy {name!r}; known are {', '.join(StrategyName)}"
        case "python" if name.count(":") != 1:
            return f"expected MODULE:FACTORY, found {name!r}"
        case "llm" | "guided" if not seat.asked_model:
            return "no model is named"
        case _:
            return None


def _check_oracle(scenario: Scenario, party: str) -> None:
    """Raise ``UsageError`` where a party is to sit at a table that an oracle cannot play.

    Who takes the place of a stand-in is known later, when its table is seated.
    """
    for table in scenario.tables:
        if party in table.parties and table.protocol not in {"alternating", "none"}:
            raise UsageError(
                f"seat {party}=oracle: it plays tables of two who haggle (alternating); "
                f"{table.id!r} is a {table.protocol}"
            )


def _check_approver(seat: str, who: str, wish: SeatWish) -> None:
    """Raise ``UsageError`` unless who was asked for can sign: it only says yes or no."""
    if wish.kind not in _APPROVER_KINDS:
        raise UsageError(f"seat {seat}={who}: it signs or does not; give one of "
                         f"{', '.join(_APPROVER_KINDS)}")  # fmt: skip
    if wish.kind == "strategy" and wish.name is not None:
        raise UsageError(f"seat {seat}={who}: 'strategy' alone signs by the odds of the mandate")
    if wish.options.get("adviser", "none") != "none":
        raise UsageError(f"seat {seat}={who}: who signs for a party has no adviser")


def _strategy(party: Party, name: str | None) -> str:
    strategy = name or party.strategy.value
    if strategy not in set(StrategyName):
        raise UsageError(f"no strategy {strategy!r}; known are {', '.join(StrategyName)}")
    return strategy
