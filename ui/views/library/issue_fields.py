"""The fields of the issues of a draft's table. Pure."""

from collections.abc import Iterator

from negotiation.catalog.reading import Plain
from negotiation.domain.quantities import Unit
from negotiation.domain.references import Location
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.library.content import keyed, listed, part
from ui.views.library.fields import Field, Section, said_at

__all__ = ["issue_sections"]


def issue_sections(content: Plain, table: int, language: Language) -> Iterator[Section]:
    """Yield a section for every issue of a table."""
    at: Location = ("tables", table, "agenda")
    for place in range(len(listed(content, at))):
        here: Location = (*at, place)
        yield Section(
            title="library_issue",
            about=said_at(content, (*here, "title"), language),
            fields=(*_issue(content, here, language), *_points(content, table, here, language)),
            agenda=(table, place),
        )


def _issue(content: Plain, here: Location, language: Language) -> Iterator[Field]:
    yield Field(label="library_f_issue", location=(*here, "title"), kind="text")
    yield Field(
        label="library_f_unit",
        location=(*here, "unit"),
        kind="choice",
        options=tuple(Unit),
        shown=tuple(say(f"library_unit_{unit.value}", language) for unit in Unit),
    )
    if isinstance(part(content, (*here, "range")), dict):
        for name in ("start", "stop", "step"):
            yield Field(label=f"library_f_{name}", location=(*here, "range", name), kind="value")
        return
    options = listed(content, (*here, "options"))
    if not any(isinstance(option, dict) for option in options):
        yield Field(label="library_f_options", location=(*here, "options"), kind="values")
        return
    for place, option in enumerate(options):
        one: Location = (*here, "options", place)
        if isinstance(option, dict) and "title" in option:
            yield Field(label="library_f_option", location=(*one, "title"), kind="text")
        value: Location = (*one, "value") if isinstance(option, dict) else one
        yield Field(label="library_f_value", location=value, kind="value")


def _points(content: Plain, table: int, here: Location, language: Language) -> Iterator[Field]:
    """Yield what each party makes of an issue's options, where points or money count."""
    issue = part(content, (*here, "id"))
    names = {
        part(party, ("id",)): said_at(party, ("name",), language)
        for party in listed(content, ("parties",))
    }
    for kind in ("scores", "adjustments_cny"):
        at: Location = ("tables", table, "valuation", kind)
        for party in keyed(content, at):
            if str(issue) in keyed(content, (*at, party)):
                yield Field(
                    label=f"library_f_{kind}",
                    location=(*at, party, str(issue)),
                    kind="values",
                    about=names.get(party, party),
                )
