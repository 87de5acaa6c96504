"""That a process can collect less for a while; in one of its own, for it holds for all of it."""

import subprocess
import sys

PROGRAM = """
import gc
from negotiation.app.collecting import collecting_less

before = gc.get_threshold()
with collecting_less():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 1000
    assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
assert gc.get_freeze_count() == 0
assert gc.get_threshold() == before

gc.freeze()
with collecting_less():
    pass
assert gc.get_freeze_count() > 1000
"""


def test_a_process_collects_less_while_it_is_told_to() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)  # noqa: S603 - ours
