"""A run as a document for people: who sat where, the talk, and what came of it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from negotiation.app.audience import Audience
from negotiation.app.exporting.blocks import Block, Heading, Line, Run, Sheet, Words
from negotiation.app.exporting.exported import ExportedRun
from negotiation.app.exporting.markdown import to_plain
from negotiation.cli.origins import origin_lines
from negotiation.cli.paper import Paper
from negotiation.cli.reading import LATER
from negotiation.cli.scorecards import ScorecardPrinter
from negotiation.cli.transcript import Transcript
from negotiation.domain.values import Language

__all__ = ["public_words", "run_document", "title_of"]

_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "facts": "{scenario}, seed {seed}, begun {started}",
                "unfinished": "It has not ended.",
                "seat": "seat",
                "persona": "persona",
                "who": "played by",
                "talk": "The talk",
                "versions": "Made with {versions}.",
            }
        ),
        "zh": MappingProxyType(
            {
                "facts": "{scenario}，种子{seed}，开始于{started}",
                "unfinished": "尚未结束。",
                "seat": "席位",
                "persona": "人设",
                "who": "由谁扮演",
                "talk": "谈判过程",
                "versions": "版本：{versions}。",
            }
        ),
    }
)


def title_of(run: ExportedRun) -> str:
    """Return what a run's document is called."""
    return run.record.plan.scenario.title.in_language(run.record.plan.language)


def run_document(run: ExportedRun, *, notes: bool) -> list[Block]:
    """Return a run as blocks: what ``replay`` prints, with a head that says what was played.

    Args:
        run: the run.
        notes: whether what seats note for themselves is in it.
    """
    plan = run.record.plan
    paper = Paper()
    talk = Transcript(plan, paper, notes=notes)
    for event in run.events:
        talk.show(event)
    if run.scorecard is None:
        paper.print(LATER[plan.language])
    else:
        ScorecardPrinter(plan, paper).show(run.scorecard)
    return [*_head(run), *paper.taken(), *_foot(run)]


def public_words(run: ExportedRun) -> dict[int, str]:
    """Return what everybody at its table heard of each event, as plain text, by its place.

    Nothing where somebody there must not know of it.
    """
    plan = run.record.plan
    everybody = [party.id for party in plan.scenario.parties]
    paper = Paper()
    talk = Transcript(plan, paper, audience=Audience(everybody))
    heard: dict[int, str] = {}
    for place, event in enumerate(run.events):
        talk.show(event)
        blocks = [block for block in paper.taken() if not isinstance(block, Heading)]
        if said := to_plain(blocks):
            heard[place] = said
    return heard


def _head(run: ExportedRun) -> Iterator[Block]:
    plan, texts = run.record.plan, _TEXTS[run.record.plan.language]
    yield Heading(title_of(run), level=1)
    facts = texts["facts"].format(
        scenario=plan.scenario.name, seed=plan.seed, started=run.record.started_at
    )
    yield _line(facts)
    for line in origin_lines(run.record):
        yield _line(line)
    if not run.has_ended:
        yield _line(texts["unfinished"])
    headings = ("seat", "persona", "who")
    yield Sheet(
        headings=tuple(_run(texts[key]) for key in headings),
        rows=tuple(_seats(run)),
        is_right=(False,) * len(headings),
    )


def _seats(run: ExportedRun) -> Iterator[tuple[Run, ...]]:
    """Yield who sits where; who plays the others stays hidden from a person who still plays."""
    plan = run.record.plan
    names = {party.id: party.name for party in plan.scenario.parties}
    for place, seat in plan.seats.items():
        party = place.partition(".")[0]
        name = names[party].in_language(plan.language)
        who = "" if run.is_secret and place not in plan.people else str(seat)
        title = plan.personas[place].title.in_language(plan.language)
        yield _run(name if place == party else f"{name} ({place})"), _run(title), _run(who)


def _foot(run: ExportedRun) -> Iterator[Block]:
    texts = _TEXTS[run.record.plan.language]
    versions = ", ".join(f"{name} {number}" for name, number in run.record.versions.items())
    yield Line((Words(texts["versions"].format(versions=versions), is_dim=True),))


def _line(text: str) -> Line:
    return Line(_run(text))


def _run(text: str) -> Run:
    return (Words(text),)
