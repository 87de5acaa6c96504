"""``report``: results as one page, as Markdown and as files, and the first table here."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import narrator, print_json, printer

if TYPE_CHECKING:
    from evals.reporting.contents import Report
    from negotiation.domain.values import Language

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    report = commands.add_parser(
        "report",
        help="results of evals as one HTML page, Markdown, CSV and Parquet",
        description="Write report.html, report.md, cases.csv and cases.parquet about the results "
                    "of evals, and print the first table. Several folders are read as one.",
    )  # fmt: skip
    report.add_argument("folders", metavar="DIR", type=Path, nargs="+",
                        help="folders of results")  # fmt: skip
    report.add_argument("--out", type=Path, default=None, metavar="DIR",
                        help="where the files go (default: the first folder)")  # fmt: skip
    report.add_argument("--lang", choices=("en", "zh"), default="en",
                        help="language of the report (default en)")  # fmt: skip
    report.add_argument("--json", action="store_true", help="print one JSON document")
    report.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from evals.reporting.building import build_report  # noqa: PLC0415 - heavy
    from evals.reporting.files import write_csv, write_parquet  # noqa: PLC0415 - heavy
    from evals.reporting.printing import print_report  # noqa: PLC0415 - heavy
    from evals.reporting.quoting import with_transcripts  # noqa: PLC0415 - heavy
    from evals.reporting.reading import read_results  # noqa: PLC0415 - heavy

    results = read_results(options.folders)
    out: Path = options.out or options.folders[0]
    out.mkdir(parents=True, exist_ok=True)
    report = build_report(results, out)
    quotations = with_transcripts(report.quotations, results.folders, out)
    report = report.model_copy(update={"quotations": quotations})
    _write_texts(report, options.lang, out)
    write_csv(out / "cases.csv", results)
    write_parquet(out / "cases.parquet", results)
    if options.json:
        print_json(report.model_dump(mode="json"))
    else:
        print_report(report, options.lang, printer())
    for name in ("report.html", "report.md", "cases.csv", "cases.parquet"):
        narrator().print(str(out / name), style="dim", soft_wrap=True)
    return 0


def _write_texts(report: "Report", language: "Language", out: Path) -> None:
    from evals.reporting.document import report_document  # noqa: PLC0415 - heavy
    from evals.reporting.page import report_page  # noqa: PLC0415 - heavy
    from negotiation.app.exporting.markdown import to_markdown  # noqa: PLC0415 - heavy
    from negotiation.store.files import replace_file  # noqa: PLC0415 - heavy

    texts = {
        "report.html": report_page(report, language),
        "report.md": to_markdown(report_document(report, language)),
    }
    for name, text in texts.items():
        replace_file(out / name, text.encode("utf-8", "backslashreplace"))
