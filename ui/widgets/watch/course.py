"""A campaign as it goes: prices, deliveries and cash over the months, each with a sentence."""

from collections.abc import Mapping, Sequence

import streamlit as st

from negotiation.app.campaign_course import CampaignCourse
from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from ui.data.courses import campaign_course
from ui.data.runs import Run
from ui.texts import say
from ui.views.palette import NEUTRAL, party_colour
from ui.views.watch.course import (
    Line,
    card_line,
    cash_lines,
    cash_scale,
    delivery_lines,
    price_lines,
    sum_of_cash,
    sum_of_deliveries,
    sum_of_prices,
    use_lines,
)
from ui.widgets.show import show
from ui.widgets.watch.course_charts import Months, over_months

__all__ = ["show_course"]

RENT_COLOURS = ("#0072b2", NEUTRAL)


def show_course(run: Run, language: Language) -> None:
    """Draw how a campaign has gone so far; nothing before it began or while a person plays."""
    course = campaign_course(run)
    if course is None:
        return
    scenario = run.record.plan.scenario
    names = CampaignNames(run.record.plan, language)
    start = scenario.market.start_month_index if scenario.market is not None else 0
    months = Months(start, course.phase_months, language)
    st.subheader(say("watch_course", language), anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        _prices(course, months)
    with right:
        _cash(course, names, _colours(scenario, language), months)
    with left:
        _deliveries(course, names, _colours(scenario, language), months)
    with right:
        _use(course, names, _colours(scenario, language), months)
    st.caption(say("watch_phases", language))


def _prices(course: CampaignCourse, months: Months) -> None:
    language = months.language
    st.markdown(say("watch_prices", language))
    show(sum_of_prices(course, language))
    card = card_line(course, language)
    st.altair_chart(
        over_months(
            [card],
            title=say("watch_unit_card_price", language),
            colours={card.name: "#d55e00"},
            months=months,
            with_zero=False,
        ),
        key="course-card",
        alt=say("watch_card_price", language),
    )
    rents = price_lines(course, language)
    st.altair_chart(
        over_months(
            rents,
            title=say("watch_unit_rent", language),
            colours={line.name: RENT_COLOURS[place] for place, line in enumerate(rents)},
            months=months,
        ),
        key="course-rents",
        alt=say("watch_rents", language),
    )


def _cash(
    course: CampaignCourse, names: CampaignNames, colours: Mapping[str, str], months: Months
) -> None:
    language, scale = months.language, cash_scale(course, months.language)
    st.markdown(say("watch_cash", language))
    show(sum_of_cash(course, names, scale, language))
    lines, alt = cash_lines(course, names, scale), say("watch_cash", language)
    _drawn(lines, scale.unit, colours, months, key="cash", alt=alt)


def _deliveries(
    course: CampaignCourse, names: CampaignNames, colours: Mapping[str, str], months: Months
) -> None:
    language = months.language
    lines = delivery_lines(course, names)
    st.markdown(say("watch_deliveries", language))
    show(sum_of_deliveries(course, language))
    unit, alt = say("watch_unit_cards", language), say("watch_deliveries", language)
    _drawn(lines, unit, colours, months, key="deliveries", alt=alt, came="delivered")


def _use(
    course: CampaignCourse, names: CampaignNames, colours: Mapping[str, str], months: Months
) -> None:
    language = months.language
    lines = use_lines(course, names)
    if not lines:
        return
    st.markdown(say("watch_use", language))
    unit, alt = say("watch_unit_gpus", language), say("watch_use", language)
    _drawn(lines, unit, colours, months, key="use", alt=alt, came="running")


def _drawn(
    lines: Sequence[Line],
    unit: str,
    colours: Mapping[str, str],
    months: Months,
    *,
    key: str,
    alt: str,
    came: str | None = None,
) -> None:
    language = months.language
    if not lines:
        return
    kinds = None
    if came is not None:
        promised, running = say("watch_promised", language), say(f"watch_{came}", language)
        kinds = {"promised": promised, "delivered": running}
    st.altair_chart(
        over_months(lines, title=unit, colours=colours, months=months, kinds=kinds),
        key=f"course-{key}",
        alt=alt,
    )


def _colours(scenario: Scenario, language: Language) -> dict[str, str]:
    """Return the colour of every party by its name."""
    return {
        party.name.in_language(language): party_colour(position).code
        for position, party in enumerate(scenario.parties)
    }
