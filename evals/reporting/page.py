"""A report as one page of HTML that needs nothing else: no network, no font, no script to be read.

The few lines of script only sort tables; the page's policy allows exactly those, by their hash.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from evals.metrics.table import METRICS
from evals.reporting import formats
from evals.reporting.contents import SKILL, Duel, Report
from evals.reporting.pictures import WIDTH, Scale, picture_of, scale_of, scale_of_metric
from evals.reporting.quoting import KINDS, MAX_QUOTED
from evals.reporting.wording import Wording
from evals.statistics.ranking import Strength
from evals.summaries import Summary
from negotiation.domain.values import Language, without_control

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["report_page"]

TEMPLATES = Path(__file__).parent / "templates"


def report_page(report: Report, language: Language) -> str:
    """Write a report as one page of HTML.

    Args:
        report: what it says.
        language: of its own words; what was said at the tables stays as it was.
    """
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, an extra

    script = (TEMPLATES / "sorting.js").read_text("utf-8")
    # Files of ours, not of anybody who is quoted.
    style = Markup((TEMPLATES / "report.css").read_text("utf-8"))  # noqa: S704
    page: str = (
        _environment(Wording(language), report)
        .get_template("report.html.jinja")
        .render(
            style=style,
            script=Markup(script),  # noqa: S704
            script_hash=b64encode(sha256(script.encode()).digest()).decode(),
            lang="zh-CN" if language == "zh" else "en",
        )
    )
    return page


def _environment(wording: Wording, report: Report) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - an extra

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "METRICS": METRICS,
        "WIDTH": WIDTH,
        "f": formats,
        "kinds": tuple(KINDS),
        "max_quoted": MAX_QUOTED,
        "picture_of": picture_of,
        "report": report,
        "baselines": {each.name for each in report.contestants if each.is_baseline},
        "scale_of_duels": _scale_of_duels,
        "scale_of": _scale_of_summaries,
        "scale_of_strengths": _scale_of_strengths,
        "cells_of": _cells_of,
        "skill": SKILL,
        "t": wording.texts,
        "wording": wording,
    }
    environment.filters |= {"link": quote, "breaking": _breaking}
    return environment


def _clean(written: Any) -> Any:
    """Drop what is no text from what anybody wrote; what is markup already is ours."""
    return written if hasattr(written, "__html__") else without_control(str(written))


def _breaking(name: str) -> "Markup":
    """Return a name that a narrow page may break where its parts end."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja2, an extra

    return escape(without_control(name)).replace(":", Markup(":<wbr>"))


def _scale_of_summaries(metric: str, summaries: Iterable[Summary]) -> Scale:
    return scale_of_metric(
        metric,
        [
            (each.estimate.value, each.estimate.low, each.estimate.high)
            for each in summaries
            if each.metric == metric
        ],
    )


def _scale_of_duels(duels: Iterable[Duel]) -> Scale:
    found = [each.comparison for each in duels]
    return scale_of_metric(SKILL, [(each.difference, each.low, each.high) for each in found])


def _scale_of_strengths(ranking: Iterable[Strength]) -> Scale:
    return scale_of([(each.strength, each.low, each.high) for each in ranking], with_zero=True)


def _cells_of(summaries: Iterable[Summary], metric: str) -> dict[tuple[str, ...], Summary]:
    """Return the summaries of a metric by their group."""
    return {each.group: each for each in summaries if each.metric == metric}
