"""A debrief as a file: what ``haggle debrief --format`` writes."""

import sys
from pathlib import Path

from negotiation.analysis.debrief.records import Debrief
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.writing import Form, written
from negotiation.app.records import RunRecord
from negotiation.cli.output import narrator
from negotiation.domain.values import Language
from negotiation.store.files import replace_file

__all__ = ["handout_of", "write_debrief"]


def handout_of(found: Debrief, record: RunRecord, language: Language) -> Handout:
    """Return a debrief for somebody to read; who played is not known here by name."""
    return Handout(
        debrief=found,
        scenario=record.plan.scenario,
        language=language,
        date=record.started_at[:10],
    )


def write_debrief(handout: Handout, form: Form, out: Path | None) -> None:
    """Write a debrief where it is asked for; without a place to standard output."""
    content = written(handout, form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    replace_file(out, content)
    narrator().print(f"{len(content):,} bytes: {out}", style="dim", soft_wrap=True)
