"""What endpoints take is kept from run to run, and a broken cache is an empty one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiation.app.capability_cache import CapabilityCache
from negotiation.llm.capabilities import Capabilities
from negotiation.settings import Settings

HERE = {"base_url": "http://127.0.0.1:8080/v1", "model": "m"}
THERE = HERE | {"model": "n"}
FOUND = Capabilities(rung="tool", is_rung_proven=True, omitted=("seed",))


def make_cache(folder: Path | None) -> CapabilityCache:
    return CapabilityCache(folder, clock=lambda: datetime(2026, 11, 25, tzinfo=UTC))


def test_what_was_found_out_is_there_for_the_next_run(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    assert make_cache(folder).get(HERE) is None
    assert make_cache(folder).put(HERE, FOUND)
    assert make_cache(folder).put(THERE, Capabilities())
    assert make_cache(folder).get(HERE) == FOUND
    assert make_cache(folder).get(THERE) == Capabilities()


def test_the_file_names_no_address(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.put(HERE, FOUND)
    assert cache.path is not None
    written = cache.path.read_text()
    assert "127.0.0.1" not in written
    assert "2026-11-25T00:00:00+00:00" in written


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"x": 1}'])
def test_a_file_that_cannot_be_read_is_empty_and_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    cache = make_cache(tmp_path)
    assert cache.path is not None
    cache.path.write_bytes(content)
    assert cache.get(HERE) is None
    assert cache.put(HERE, FOUND)
    assert cache.get(HERE) == FOUND


def test_an_entry_of_another_version_counts_as_none(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.put(HERE, FOUND)
    assert cache.path is not None
    cache.path.write_text(cache.path.read_text().replace('"tool"', '"telepathy"'))
    assert cache.get(HERE) is None


def test_a_folder_that_cannot_be_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not make_cache(tmp_path / "file" / "cache").put(HERE, FOUND)


def test_without_a_home_nothing_is_kept() -> None:
    cache = make_cache(Settings({}).cache_dir)
    assert not cache.put(HERE, FOUND)
    assert (cache.path, cache.get(HERE)) == (None, None)


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HAGGLE_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/a"),
        ({"XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/b/haggle"),
        ({"HOME": "/c"}, "/c/.cache/haggle"),
        ({"USERPROFILE": "/d"}, "/d/.cache/haggle"),
    ],
)
def test_the_cache_is_where_the_environment_says(environment: dict[str, str], folder: str) -> None:
    assert Settings(environment).cache_dir == Path(folder)
