"""``python -m ui.bench``: measure, and print what was found as one JSON document."""

import argparse
import json
import sys
from contextlib import redirect_stdout
from os import environ  # noqa: TID251 - what is set here: a benchmark writes in nobody's database

from ui.bench.browsing import measure_browsing
from ui.bench.painting import measure_painting
from ui.bench.reacting import measure_reacting
from ui.bench.scrolling import measure_scrolling

__all__ = ["main"]

OF_OTHERS = ("HAGGLE_", "OPENAI_")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=None)
    parser.add_argument("--few", type=int, default=30)
    parser.add_argument("--many", type=int, default=300)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    repeats = {} if options.repeats is None else {"repeats": options.repeats}
    for name in [name for name in environ if name.startswith(OF_OTHERS)]:
        del environ[name]
    with redirect_stdout(sys.stderr):
        claims = (
            *measure_painting(**repeats),
            *(() if options.no_browser else measure_browsing(**repeats)),
            *measure_reacting(**repeats),
            *measure_scrolling(few=options.few, many=options.many, **repeats),
        )
    print(json.dumps([claim.model_dump(mode="json", exclude={"ok"}) for claim in claims]))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
