"""The reader takes only the plain subset of YAML, and says where a file leaves it."""

from pathlib import Path

import pytest

from negotiation.catalog.reading import MAX_BYTES, MAX_DEPTH, Plain, key_path, read_document
from negotiation.errors import CatalogError


def read(folder: Path, content: str | bytes) -> Plain:
    raw = content if isinstance(content, bytes) else content.encode()
    path = folder / "file.yaml"
    path.write_bytes(raw)
    return read_document(path).content


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("010", "010"),
        ("-01", "-01"),
        ("00.5", "00.5"),
        ("01e3", "01e3"),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2023-06-01", "2023-06-01"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ('"7"', "7"),
        ("'null'", "null"),
        ("a b: c", {"a b": "c"}),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-2.5E-3", -0.0025),
        ("9007199254740992", 2**53),
        ("[1, a, {b: 2}]", [1, "a", {"b": 2}]),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ('"\\t\\n\\u5361"', "\t\n卡"),
    ],
)
def test_a_value_is_what_the_file_says(tmp_path: Path, written: str, value: Plain) -> None:
    content = f"key:\n  {written}" if ": c" in written else f"key: {written}"
    found = read(tmp_path, content)
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize("written", ["1: a", "true: a", "null: a", "0.5: a"])
def test_a_key_is_always_text(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, written) == {written.removesuffix(": a"): "a"}


@pytest.mark.parametrize("written", ["", "\n\n", "# nothing here\n", "---\n", "--- ~\n"])
def test_an_empty_file_holds_nothing(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, written) is None


def test_a_file_as_windows_writes_it_is_the_same_file(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n") == {"a": 1, "b": ["x"]}


WRONG: list[tuple[str, str | bytes, int, str, str]] = [
    ("an alias", "a: 1\nb: *x\n", 2, "b", "aliases are not allowed, found *x"),
    ("an anchor", "a:\n  - 1\n  - &x 2\n", 3, "a[1]", "anchors are not allowed, found &x"),
    ("an anchor on a map", "a: &x {b: 1}\n", 1, "a", "anchors are not allowed, found &x"),
    ("an anchor on a key", "a: 1\n&x b: 2\n", 2, "", "anchors are not allowed, found &x"),
    ("a tag", "a: 1\nb: !!python/name:os.system x\n", 2, "b", "tags are not allowed, found "),
    ("a plain tag", "a: !!str 1\n", 1, "a", "tags are not allowed, found "),
    ("a tag on a list", "a: !x [1]\n", 1, "a", "tags are not allowed, found !x"),
    ("a tag on a key", "!!int 1: 2\n", 1, "", "tags are not allowed, found "),
    ("the empty tag", "a: ! 1\n", 1, "a", "tags are not allowed, found !"),
    ("a merge", "a: 1\nb:\n  <<: *a\n", 3, "b.<<", "aliases are not allowed, found *a"),
    ("laughter", "a: &a [x]\nb: [*a, *a]\n", 1, "a", "anchors are not allowed"),
    ("a key twice", "a: 1\nb: 2\na: 3\n", 3, "a", "repeated key, first given in line 1"),
    ("a nested key twice", "a:\n  b: 1\n  b: 1\n", 3, "a.b", "repeated key, first given in line 2"),
    ("a key twice in one line", "a: {b: 1, b: 2}\n", 1, "a.b", "repeated key"),
    ("a list for a key", "a:\n  ? [1, 2]\n  : 3\n", 2, "a", "a key must be text"),
    ("a map for a key", "{{a: 1}: 2}\n", 1, "", "a key must be text"),
    ("an alias for a key", "a:\n  *x : 3\n", 2, "a", "aliases are not allowed, found *x"),
    ("infinity", "a: .inf\n", 1, "a", "numbers must be finite and short, found .inf"),
    ("minus infinity", "a:\n  - -.INF\n", 2, "a[0]", "numbers must be finite and short"),
    ("not a number", "a: .nan\n", 1, "a", "numbers must be finite and short, found .nan"),
    ("NaN as JSON spells it", "a: NaN\n", 1, "a", "numbers must be finite and short, found NaN"),
    ("a number beyond floats", "a: 1\nb: 1e999\n", 2, "b", "finite and short, found 1e999"),
    ("an integer that JSON would change", "a: 9007199254740993\n", 1, "a", "end at 2^53"),
    ("an endless integer", f"a: {'9' * 5000}\n", 1, "a", f"found {'9' * 40}"),
    ("an endless fraction", f"a: 0.{'3' * 5000}\n", 1, "a", "numbers must be finite and short"),
    ("too deep", f"a: {nested(MAX_DEPTH + 1)}\n", 1, "[0]", f"deeper than {MAX_DEPTH} levels"),
    ("bottomless", "a: " + "[" * 100_000, 1, "[0]", f"deeper than {MAX_DEPTH} levels"),
    ("a deep staircase", "- " * 5_000, 1, "[0]", f"deeper than {MAX_DEPTH} levels"),
    ("two documents", "a: 1\n---\nb: 2\n", 2, "", "one document a file, found a second"),
    ("a tail", "a: 1\n...\nb: 2\n", 3, "", "not valid YAML"),
    ("an open bracket", "a: 1\nb: [1, 2\n", 3, "", "not valid YAML"),
    ("an open quote", 'a: 1\nb: "x\n\n\n', 5, "", "a quoted scalar from line 2 on"),
    ("a tab", "a:\n\tb: 1\n", 2, "", "not valid YAML"),
    ("a list in a map", "a: 1\n- 2\n", 2, "", "not valid YAML"),
    ("a colon too many", "a: b: c\n", 1, "", "not valid YAML"),
    ("another YAML", "%YAML 3.0\n---\na: 1\n", 1, "", "not valid YAML"),
    ("not UTF-8", b"a: 1\nb: \xff\xfe\n", 2, "", "not UTF-8 text"),
    ("UTF-16", "a: 1\n".encode("utf-16"), 1, "", "not UTF-8 text"),
    ("a control character", "a: 1\nb: x\x1b[2Jy\n", 2, "", "control character '\\x1b'"),
    ("a NUL", "a: 1\nb: x\x00\n", 2, "", "control character '\\x00'"),
    ("text that turns round", "a: 1\n\nb: \u202exyz\n", 3, "", "control character '\\u202e'"),
    ("invisible space", "a\u200b: 1\n", 1, "", "control character '\\u200b'"),
    ("a lone carriage return", "a: 1\nb: x\ry\n", 2, "", "control character '\\r'"),
    ("a byte order mark inside", "a: 1\nb: \ufeff2\n", 2, "", "control character '\\ufeff'"),
    ("a character that is none", "a: 1\nb: \uffff\n", 2, "", "control character '\\uffff'"),
    ("an escaped control character", 'a:\n  b: "\\e[2J"\n', 2, "a.b", "character '\\x1b'"),
    ("an escaped NUL", 'a: "\\0"\n', 1, "a", "control character '\\x00'"),
    ("an escaped turn", 'a: "\\u202e"\n', 1, "a", "control character '\\u202e'"),
    ("an escaped key", 'a:\n  "\\u200b": 1\n', 2, "a", "control character '\\u200b'"),
    ("an escaped half character", 'a: "\\ud800"\n', 1, "", "not valid YAML"),
    ("too large", "# " + "x" * MAX_BYTES, 1, "", "larger than 256 KiB"),
]


@pytest.mark.parametrize(
    ("content", "line", "key", "message"),
    [case[1:] for case in WRONG],
    ids=[case[0] for case in WRONG],
)
def test_what_is_no_plain_yaml_is_refused_at_its_line(
    tmp_path: Path, content: str | bytes, line: int, key: str, message: str
) -> None:
    with pytest.raises(CatalogError) as refused:
        read(tmp_path, content)
    (problem,) = refused.value.problems
    assert problem.file == str(tmp_path / "file.yaml")
    assert problem.line == line
    assert key in problem.key_path if key == "[0]" else problem.key_path == key
    assert message in problem.message


def test_the_largest_and_the_deepest_file_are_read(tmp_path: Path) -> None:
    head = "a: 1 #"
    assert read(tmp_path, head + "x" * (MAX_BYTES - len(head))) == {"a": 1}
    assert read(tmp_path, f"a: {nested(MAX_DEPTH)}") is not None


@pytest.mark.parametrize("name", ["absent.yaml", "folder", "n\x00l.yaml"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CatalogError, match="cannot be read: "):
        read_document(tmp_path / name)


def test_every_key_and_item_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("# head\na:\n  - 1\n  - b: 2\n    c:\n      d\ne: {f: 3,\n  g: 4}\n")
    document = read_document(path)
    assert document.line_of(("a",)) == 2
    assert document.line_of(("a", 0)) == 3
    assert document.line_of(("a", 1)) == 4
    assert document.line_of(("a", 1, "c")) == 5
    assert document.line_of(("e", "f")) == 7
    assert document.line_of(("e", "g")) == 8


def test_an_absent_part_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("a: 1\nb:\n  c: 1\n")
    document = read_document(path)
    assert document.line_of(("b", "x", 3)) == 2
    assert document.line_of(("x",)) == 1


def test_a_location_reads_as_people_write_it() -> None:
    assert key_path(("tables", 0, "valuation", "scores", "buyer", 2)) == (
        "tables[0].valuation.scores.buyer[2]"
    )
    assert key_path((0, "a")) == "[0].a"
    assert key_path(()) == ""
