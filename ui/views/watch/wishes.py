"""A run as a form asks for it, and the plan that comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.catalog.files import Loaded
from negotiation.domain.moves import TalkMode
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from negotiation.llm.budget import Budget
from ui.views.watch.casting import SeatChoice, who_of

__all__ = ["NO_LIMITS", "Limits", "Wish", "planned"]


class Limits(NamedTuple):
    """What a run may spend on its models, all its processes together; ``None`` is no limit."""

    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    """In the currency of the models file."""

    @property
    def budget(self) -> Budget:
        """As the sandbox takes it. Raises ``UsageError`` for a limit below nothing."""
        try:
            return Budget.model_validate(self._asdict())
        except ValidationError as exc:
            raise UsageError("a limit of the budget is a number from 0") from exc


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be played."""

    scenario: str
    """Its name on the shelf."""
    choices: Mapping[str, SeatChoice]
    personas: Mapping[str, str]
    """By seat, their names on the shelf."""
    seed: int
    language: Language
    talk: TalkMode = "full"
    seconds: float = 0.0
    """Before every moment."""
    is_paused: bool = False
    limits: Limits = NO_LIMITS


def planned(
    wish: Wish, loaded: Loaded, *, persona_source: Callable[[str], str], endpoints: Endpoints
) -> RunPlan:
    """Return the plan of a wish.

    Args:
        wish: what is to be played.
        loaded: its scenario.
        persona_source: from a name on the shelf to what ``plan_run`` takes.
        endpoints: the models that are set up.

    Raises:
        UsageError: a model or a seat that does not exist.
        CatalogError: a persona's file is broken.
    """
    return plan_run(
        loaded,
        who=who_of(wish.choices),
        personas={seat: persona_source(name) for seat, name in wish.personas.items()},
        model=None,
        seed=wish.seed,
        language=wish.language,
        endpoints=endpoints,
        talk=wish.talk,
    )
