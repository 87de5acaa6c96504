"""``haggle debrief --format``: the files that it writes."""

from pathlib import Path

import pytest

from tests.app.debriefing.played import tiny
from tests.cli.commands import Haggle


def asked(*options: str | Path) -> tuple[str | Path, ...]:
    return ("debrief", tiny().path, "--party", "buyer", *options)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("pdf", b"%PDF-"),
        ("html", b"<!DOCTYPE html>"),
        ("md", "# 谈判复盘".encode()),
        ("csv", "\ufeffsection,table".encode()),
    ],
)
def test_a_debrief_is_written(haggle: Haggle, tmp_path: Path, form: str, begins: bytes) -> None:
    out = tmp_path / f"debrief.{form}"
    done = haggle(*asked("--lang", "zh", "--format", form, "--out", out))
    assert done.code == 0, done.err
    assert done.out == ""
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--out", "x.md"), "--out needs --format"),
        (("--format", "md", "--json"), "--format writes the whole debrief"),
        (("--format", "md", "--out", "/nowhere/at/all.md"), "/nowhere/at"),
    ],
)
def test_what_is_refused_says_why(haggle: Haggle, options: tuple[str, ...], said: str) -> None:
    done = haggle(*asked(*options))
    assert done.code == 2
    assert said in done.err
