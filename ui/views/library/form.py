"""The fields of a draft, section by section: what the form draws. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from negotiation.catalog.reading import Plain
from negotiation.domain.protocols import TenderRules
from negotiation.domain.references import Location
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import Language
from ui.texts import CATALOGUE, say
from ui.views.library.content import keyed, listed, part
from ui.views.library.fields import Field, Section, said_at
from ui.views.library.issue_fields import issue_sections
from ui.views.naming import told_apart

__all__ = ["form_of"]

ENFORCEMENTS = ("soft", "hard")
REGIMES = ("calm", "boom", "squeeze", "glut")
PRICE_MODES = ("stochastic", "stable", "historical")
PROFILES = ("cloud", "vendor", "lab")


def form_of(content: Plain, personas: Mapping[str, str], language: Language) -> tuple[Section, ...]:
    """Return the sections of a draft of a scenario; ``personas`` are titles by name."""
    sections = [Section(title="library_basics", about="", fields=_basics())]
    sections += [
        _party(content, place, personas, language)
        for place in range(len(listed(content, ("parties",))))
    ]
    if isinstance(part(content, ("market",)), dict):
        sections.append(
            Section(title="library_market", about="", fields=_market(content, language))
        )
    for place in range(len(listed(content, ("tables",)))):
        sections.append(_table(content, place, language))
        sections += issue_sections(content, place, language)
    return tuple(sections)


def _basics() -> tuple[Field, ...]:
    return (
        Field(label="library_f_title", location=("title",), kind="text"),
        Field(label="library_f_summary", location=("summary",), kind="prose"),
    )


def _party(content: Plain, place: int, personas: Mapping[str, str], language: Language) -> Section:
    at: Location = ("parties", place)
    mandate: Location = (*at, "mandate")
    fields = (
        Field(label="library_f_name", location=(*at, "name"), kind="text"),
        Field(label="library_f_role", location=(*at, "role"), kind="text"),
        Field(label="library_f_public", location=(*at, "public"), kind="prose"),
        Field(label="library_f_brief", location=(*at, "brief"), kind="prose"),
        Field(
            label="library_f_persona",
            location=(*at, "persona"),
            kind="choice",
            options=tuple(personas),
            shown=tuple(personas.values()),
        ),
        Field(
            label="library_f_strategy",
            location=(*at, "strategy"),
            kind="choice",
            options=tuple(StrategyName),
            shown=tuple(say(f"library_strategy_{each.value}", language) for each in StrategyName),
        ),
        *_goals(content, mandate),
        Field(
            label="library_f_alternative",
            location=(*mandate, "alternative", "description"),
            kind="prose",
        ),
        Field(
            label="library_f_reservation", location=(*mandate, "reservation_value"), kind="value"
        ),
        Field(
            label="library_f_enforcement",
            location=(*mandate, "enforcement"),
            kind="choice",
            options=ENFORCEMENTS,
            shown=_words("is", ENFORCEMENTS, language),
        ),
        *_profiles(content, (*at, "profiles")),
    )
    return Section(
        title="library_side", about=said_at(content, (*at, "name"), language), fields=fields
    )


def _goals(content: Plain, mandate: Location) -> Iterator[Field]:
    for place in range(len(listed(content, (*mandate, "goals")))):
        at: Location = (*mandate, "goals", place)
        yield Field(label="library_f_goal", location=(*at, "title"), kind="text")
        yield Field(label="library_f_weight", location=(*at, "weight"), kind="value")


def _market(content: Plain, language: Language) -> tuple[Field, ...]:
    return (
        Field(
            label="library_f_regime",
            location=("market", "regime_at_start"),
            kind="choice",
            options=REGIMES,
            shown=_words("regime", REGIMES, language),
        ),
        Field(
            label="library_f_price_mode",
            location=("market", "price_mode"),
            kind="choice",
            options=PRICE_MODES,
            shown=_words("mode", PRICE_MODES, language),
        ),
        *_figures(content, ("market",), "market"),
    )


def _table(content: Plain, place: int, language: Language) -> Section:
    at: Location = ("tables", place)
    parties = tuple(str(each) for each in listed(content, (*at, "parties")))
    names = told_apart(_names(content, language))
    fields = [
        Field(label="library_f_table", location=(*at, "title"), kind="text"),
        Field(label="library_f_setting", location=(*at, "setting"), kind="prose"),
        Field(label="library_f_deadline", location=(*at, "deadline_rounds"), kind="value"),
        Field(
            label="library_f_opens",
            location=(*at, "opens"),
            kind="choice",
            options=parties,
            shown=tuple(names.get(each) or each for each in parties),
        ),
    ]
    if part(content, (*at, "protocol")) == "tender":
        options = get_args(TenderRules.model_fields["award"].annotation)
        fields.append(
            Field(
                label="library_f_award",
                location=(*at, "tender", "award"),
                kind="choice",
                options=options,
                shown=_words("award", options, language),
            )
        )
    fields += _valuation(content, (*at, "valuation"))
    return Section(
        title="library_table",
        about=said_at(content, (*at, "title"), language),
        fields=tuple(fields),
    )


def _names(content: Plain, language: Language) -> dict[str, str]:
    """Return what the parties are called, by id."""
    parties = listed(content, ("parties",))
    return {str(part(each, ("id",))): said_at(each, ("name",), language) for each in parties}


def _words(kind: str, options: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(say(f"library_{kind}_{option}", language) for option in options)


def _valuation(content: Plain, at: Location) -> Iterator[Field]:
    """Yield what a valuation says in single numbers; points stand with their issues."""
    found = keyed(content, at)
    for name in ("worth_cny", "cost_cny"):
        if name in found:
            yield Field(label=f"library_f_{name}", location=(*at, name), kind="value")
    yield from _profiles(content, at)
    for group in ("bidders", "contracts"):
        for name in keyed(content, (*at, group)):
            yield from _profiles(content, (*at, group, name), about=name)


def _profiles(content: Plain, at: Location, about: str = "") -> Iterator[Field]:
    for role in PROFILES:
        yield from _figures(content, (*at, role), role, about=about)


def _figures(content: Plain, at: Location, group: str, about: str = "") -> Iterator[Field]:
    for name, value in keyed(content, at).items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            key = f"figure_{group}_{name}"
            yield Field(
                label=key if key in CATALOGUE else "library_f_number",
                location=(*at, name),
                kind="value",
                about=about if key in CATALOGUE else f"{about} {name}".strip(),
            )
