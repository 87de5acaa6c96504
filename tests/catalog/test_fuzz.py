"""Whatever a file holds, loading it gives a value or a ``CatalogError`` and its place."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from negotiation.catalog.files import load_file
from negotiation.domain.references import Location
from negotiation.errors import CatalogError, FileProblem
from tests.builders import economics_content, persona_content, scenario_content, to_yaml
from tests.catalog.written import PERSONA, SCENARIO, SUPPLY


@pytest.fixture(scope="module")
def path() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder) / "fuzzed.yaml"


def load(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    n_lines = raw.count(b"\n") + 1
    for problem in problems_of(path):
        assert problem.file == str(path)
        assert 1 <= problem.line <= n_lines
        assert problem.message
        assert "\n" not in problem.message


def problems_of(path: Path) -> tuple[FileProblem, ...]:
    try:
        load_file(path)
    except CatalogError as exc:
        return exc.problems
    return ()


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
def test_any_bytes(path: Path, raw: bytes) -> None:
    load(path, raw)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@example("a: \ufffe")
@example("? ")
@example("{? : }")
@example("- " * 30)
@example("&a [*a]")
@example("%TAG ! x\n---\n!y z")
def test_any_text(path: Path, text: str) -> None:
    load(path, text.encode())


@given(st.text("ab:- \n\t#&*!|>'\"%@`{}[],?~01.e<=\\", max_size=60))
def test_any_text_that_looks_like_yaml(path: Path, text: str) -> None:
    load(path, text.encode())


@given(st.sampled_from([SCENARIO, SUPPLY, PERSONA]), st.data())
def test_a_valid_file_with_a_piece_cut_out_or_put_in(
    path: Path, text: str, data: st.DataObject
) -> None:
    raw = text.encode()
    start = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(start, min(len(raw), start + 40)))
    piece = data.draw(st.binary(max_size=10) | st.text(max_size=10).map(_encoded))
    load(path, raw[:start] + piece + raw[stop:])


@given(st.sampled_from([SCENARIO, SUPPLY, PERSONA]), st.data())
def test_a_valid_file_with_its_lines_shuffled_about(
    path: Path, text: str, data: st.DataObject
) -> None:
    lines = text.splitlines(keepends=True)
    source = data.draw(st.integers(0, len(lines) - 1))
    target = data.draw(st.integers(0, len(lines)))
    line = lines[source] if data.draw(st.booleans()) else lines.pop(source)
    lines.insert(target, line)
    load(path, "".join(lines).encode())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def places(value: Any, here: Location = ()) -> Iterator[Location]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*here, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*here, key))


CONTENTS = (scenario_content(), economics_content(), persona_content())
PLACES = [(content, place) for content in CONTENTS for place in places(content)]

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([0, 1, -1, 1e308, -0.0, 10**38, "", "buyer", "price", "simulated", "points"])
    | st.text(st.characters(codec="utf-8"), max_size=12)
)
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["en", "zh", "id", "kind", "value", "start"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(PLACES), plain)
def test_a_valid_file_with_anything_in_one_place(
    path: Path, target: tuple[Any, Location], value: Any
) -> None:
    original, place = target
    content = deepcopy(original)
    here = content
    for part in place[:-1]:
        here = here[part]
    here[place[-1]] = value
    load(path, to_yaml(content).encode("utf-8", "replace"))


@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_a_valid_file_with_a_part_of_another_in_its_place(
    path: Path, target: tuple[Any, Location], source: tuple[Any, Location]
) -> None:
    value, place = source
    for part in place:
        value = value[part]
    original, place = target
    content = deepcopy(original)
    here = content
    for part in place[:-1]:
        here = here[part]
    here[place[-1]] = deepcopy(value)
    load(path, to_yaml(content).encode())
