"""Who sits where: one choice for all seats, or one for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from negotiation.agents.negotiator import AdviserLevel
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.naming import told_apart
from ui.views.watch.casting import (
    ADVISERS,
    Everybody,
    Mind,
    SeatChoice,
    SeatView,
    is_model,
    minds_for,
    seats_of,
)
from ui.widgets.show import show
from ui.widgets.watch.asking import ask_one

__all__ = ["Cast", "Casting", "cast_seats"]

HOTTEST = 2.0
LONGEST_MEMORY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What seats can be cast with."""

    scenario: Scenario
    models: Sequence[str]
    """Those that are set up, the default one first."""
    personas: Mapping[str, Persona]
    """By their name on the shelf."""
    takes_other_models: bool
    """Whether a model can be named that is not in the list: those of the default endpoint."""
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who sits where."""

    choices: Mapping[str, SeatChoice]
    personas: Mapping[str, str]
    """By seat, the personas that are not the scenario's own."""

    @property
    def asks_models(self) -> bool:
        """Whether any seat asks a model."""
        return any(is_model(choice) for choice in self.choices.values())


def cast_seats(casting: Casting) -> Cast:
    """Draw the choices, and return what was chosen."""
    language = casting.language
    ways: tuple[Everybody, ...] = ("strategy", "guided", "llm", "each")
    if not casting.models:
        ways = ("strategy", "each")
    everybody: Everybody | None = st.segmented_control(
        say("watch_everybody", language),
        ways,
        format_func=lambda way: say(f"watch_all_{way}", language),
        default=ways[0],
        required=True,
        key="watch-everybody",
    )
    if not casting.models:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(say("watch_no_model", language), width="content")
            st.page_link(
                "screens/settings.py",
                label=say("watch_to_settings", language),
                icon=":material/settings:",
            )
    seats = seats_of(casting.scenario, language)
    if everybody == "each":
        return _each(casting, seats)
    return Cast(
        choices={
            seat.id: SeatChoice(mind="odds" if seat.is_approver else everybody or "strategy")
            for seat in seats
        },
        personas={},
    )


def _each(casting: Casting, seats: Sequence[SeatView]) -> Cast:
    choices, personas = {}, {}
    for seat in seats:
        with st.container(border=True):
            choices[seat.id], persona = _seat(casting, seat)
            if persona != seat.persona:
                personas[seat.id] = persona
    return Cast(choices=choices, personas=personas)


def _seat(casting: Casting, seat: SeatView) -> tuple[SeatChoice, str]:
    """Ask who plays a seat, and in which persona."""
    language, key = casting.language, f"watch-{casting.scenario.name}-{seat.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show(f"{seat.party} · {seat.role}")
        if seat.is_approver:
            st.badge(say("watch_signs", language), color="gray")
    minds = minds_for(casting.scenario, seat, has_model=bool(casting.models))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mind: Mind = ask_one(
            "watch_mind",
            minds,
            name=f"{key}-mind",
            language=language,
            shown=lambda each: say(f"watch_seat_{each}", language),
            width=240,
        )
        strategy = _strategy(language, key) if mind in {"strategy", "guided"} else None
        model = _model(casting, key) if mind in {"guided", "llm"} else None
        persona = seat.persona if mind == "odds" else _persona(casting, seat)
    choice = SeatChoice(mind=mind, strategy=strategy, model=model)
    if is_model(choice):
        choice = _style(choice, seat, language, key)
    return choice, persona


def _strategy(language: Language, key: str) -> str | None:
    return ask_one(
        "watch_strategy",
        [None, *(name.value for name in StrategyName)],
        name=f"{key}-strategy",
        language=language,
        shown=lambda name: say(f"watch_strategy_{name or 'own'}", language),
        width=280,
    )


def _model(casting: Casting, key: str) -> str | None:
    language = casting.language
    return ask_one(
        "watch_model",
        [None, *casting.models],
        name=f"{key}-model",
        language=language,
        shown=lambda name: name or say("watch_model_default", language),
        width=240,
        accepts_others=casting.takes_other_models,
    )


def _style(choice: SeatChoice, seat: SeatView, language: Language, key: str) -> SeatChoice:
    """Ask how a model's seat plays."""
    is_free = choice.mind == "llm"
    adviser: AdviserLevel = "value"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_free and not seat.is_approver:
            adviser = ask_one(
                "watch_adviser",
                ADVISERS,
                name=f"{key}-adviser",
                language=language,
                shown=lambda level: say(f"watch_adviser_{level}", language),
                first="value",
                width=240,
            )
        temperature = st.number_input(
            say("watch_temperature", language),
            min_value=0.0,
            max_value=HOTTEST,
            value=None,
            step=0.1,
            key=f"{key}-temperature",
            help=say("watch_temperature_help", language),
            width=140,
        )
        memory = None
        if is_free:
            memory = st.number_input(
                say("watch_memory", language),
                min_value=1,
                max_value=LONGEST_MEMORY,
                value=None,
                key=f"{key}-memory",
                help=say("watch_memory_help", language),
                width=140,
            )
        is_patient = st.toggle(say("watch_patient", language), key=f"{key}-patient")
    return SeatChoice(
        mind=choice.mind,
        strategy=choice.strategy,
        model=choice.model,
        adviser=adviser,
        temperature=temperature,
        memory_turns=memory,
        is_patient=is_patient,
    )


def _persona(casting: Casting, seat: SeatView) -> str:
    titles = told_apart(
        {name: each.title.in_language(casting.language) for name, each in casting.personas.items()}
    )
    return ask_one(
        "watch_persona",
        list(titles),
        name=f"watch-{casting.scenario.name}-{seat.id}-persona",
        language=casting.language,
        shown=titles.__getitem__,
        first=seat.persona,
        width=280,
    )
