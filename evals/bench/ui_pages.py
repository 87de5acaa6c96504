"""``ui``: how quickly the app comes up, answers and scrolls.

The app stands above this room, which may not import it. So it measures itself in a process of its
own, which also starts fresh, and says what it found.
"""

import importlib.util
import json
import subprocess
import sys

from evals.bench.claims import Claim, Claims
from negotiation.cli.output import narrator
from negotiation.errors import UsageError

__all__ = ["measure_ui"]

MODULE = "ui.bench"
NEEDED = "streamlit"


def measure_ui(
    *, few: int = 30, many: int = 300, repeats: int | None = None, in_browser: bool = True
) -> Claims:
    """Measure the app; nothing where its extra is not installed.

    Args:
        few: turns of a short transcript.
        many: turns of a long one.
        repeats: of everything; what each of them is worth without one.
        in_browser: whether to measure in a browser too, if there is one.

    Raises:
        UsageError: the process that measures could not.
    """
    if importlib.util.find_spec(NEEDED) is None:
        narrator().print("ui: skipped: pip install 'haggle[ui]'", style="dim", markup=False)
        return ()
    options = ["--few", str(few), "--many", str(many)]
    options += [] if repeats is None else ["--repeats", str(repeats)]
    options += [] if in_browser else ["--no-browser"]
    done = subprocess.run(  # noqa: S603 - our own words to our own Python
        [sys.executable, "-m", MODULE, *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UsageError(f"the app could not be measured: {done.stderr.strip()[-2000:]}")
    return tuple(Claim.model_validate(each) for each in json.loads(done.stdout))
