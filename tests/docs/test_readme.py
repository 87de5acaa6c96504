"""What the README files tell people to type works, offline, in an empty folder."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from negotiation.cli.main import main

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
MANUALS = ("negotiation/agents/README.md", "evals/README.md")

_BLOCK = re.compile(r"^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)

_ELSEWHERE = {"play", "doctor", "ui", "bench"}
"""Commands that need a person, a model, a browser or much time."""


def blocks(readme: str, language: str) -> list[str]:
    path = ROOT / readme
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [found["code"] for found in _BLOCK.finditer(text) if found["language"] == language]


def commands(block: str) -> list[list[str]]:
    """Return the arguments of every ``haggle`` line that plays offline.

    Once a block sets an endpoint up, what follows in it needs that endpoint.
    """
    found: list[list[str]] = []
    for line in block.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["export"] and "HAGGLE_" in line:
            break
        if words[:1] == ["haggle"] and _is_offline(words[1:]):
            found.append(_before_pipe(words[1:]))
    return found


def _before_pipe(words: list[str]) -> list[str]:
    ends = [words.index(mark) for mark in ("|", ">", "&&") if mark in words]
    return words[: min(ends)] if ends else words


def _is_offline(words: list[str]) -> bool:
    asks = [word for word in words if "llm" in word or "human" in word or word == "--model"]
    return not asks and words[:1] != [] and words[0] not in _ELSEWHERE


def test_every_command_of_the_readmes_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that an earlier manual has word for word is not called again; its files are."""
    done: dict[tuple[str, ...], Path] = {}
    for number, readme in enumerate((*READMES, "evals/README.md")):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        for arguments in (words for block in blocks(readme, "bash") for words in commands(block)):
            earlier = done.setdefault(tuple(arguments), folder)
            if earlier != folder:
                _copy_output(arguments, earlier, folder)
                continue
            code = main(arguments)
            said = capsys.readouterr().err
            assert code == 0, f"{readme}: haggle {shlex.join(arguments)}: {said}"


def _copy_output(words: list[str], earlier: Path, folder: Path) -> None:
    """Bring what a command has left in another folder."""
    if "--out" in words:
        out = words[words.index("--out") + 1]
        if (earlier / out).is_file():
            shutil.copy(earlier / out, folder / out)
        else:
            shutil.copytree(earlier / out, folder / out, dirs_exist_ok=True)
    if words[0] == "new":
        shutil.copy(earlier / f"{words[2]}.yaml", folder)


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_talk_of_a_readme_is_what_make_demo_prints(
    readme: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (demo,) = re.findall(r"^demo:.*\n\t\S+/haggle (.+)$", makefile, re.MULTILINE)
    assert main([*shlex.split(demo), "--lang", language]) == 0
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    (block,) = blocks(readme, "text")
    for passage in block.rstrip().split("\n...\n"):
        _, found, printed = printed.partition(passage)
        assert found, f"not printed any more, or not in this order: {passage}"


@pytest.mark.parametrize("readme", [*READMES, *MANUALS])
def test_every_python_block_of_a_readme_runs(
    readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(readme, "python"):
        exec(compile(block, readme, "exec"), {"__name__": "readme"})  # noqa: S102 - our own text


def test_the_negotiator_of_the_manual_plays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = blocks(MANUALS[0], "python")
    (tmp_path / "my_stepper.py").write_text(block, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    seat = "cloud=python:my_stepper:Stepper"
    arguments = ["run", "a800-supply", "--seat", seat, "--seat", "vendor=strategy", "--out", "r"]
    assert main(arguments) == 0
    log = (tmp_path / "r" / "events.jsonl").read_text(encoding="utf-8")
    assert "turn_forfeited" not in log
    assert capsys.readouterr().out.count("My terms.") > 1


def test_commands_are_found_where_they_stand() -> None:
    block = """
make demo
haggle run a800-supply --seed 7  # play
haggle frontier a800-supply \\
  --json | head -1
haggle run a800-supply --seat vendor=llm
haggle play a800-supply --as cloud
export HAGGLE_MODEL=m
haggle run lab-compute
"""
    assert commands(block) == [
        ["run", "a800-supply", "--seed", "7"],
        ["frontier", "a800-supply", "--json"],
    ]
