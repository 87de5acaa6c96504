from pathlib import Path

import pytest

from negotiation.errors import UsageError
from negotiation.store.folder import EVENTS, RUN, RunFolder
from tests.store.children import Child


class TestCreateIn:
    def test_names_say_scenario_seed_and_number(self, tmp_path: Path) -> None:
        parent = tmp_path / "deep" / "runs"

        folders = [RunFolder.create_in(parent, scenario="a800-supply", seed=7) for _ in range(2)]
        other = RunFolder.create_in(parent, scenario="a800-supply", seed=8)

        assert [folder.path.name for folder in folders] == ["a800-supply-s7-1", "a800-supply-s7-2"]
        assert other.path == parent / "a800-supply-s8-1"

    def test_the_smallest_free_number_is_taken(self, tmp_path: Path) -> None:
        (tmp_path / "spot-s7-1").mkdir()
        (tmp_path / "spot-s7-2").write_text("a file")
        (tmp_path / "spot-s7-4").mkdir()

        names = [RunFolder.create_in(tmp_path, scenario="spot", seed=7).path.name for _ in "ab"]

        assert names == ["spot-s7-3", "spot-s7-5"]

    def test_processes_that_race_get_different_folders(self, tmp_path: Path) -> None:
        with Child("claim", tmp_path) as one, Child("claim", tmp_path) as other:
            for child in (one, other):
                assert child.line() == "ready"
            for child in (one, other):
                child.go()
            names = one.rest() + other.rest()

        assert sorted(names) == sorted(f"spot-s7-{number}" for number in range(1, 41))

    def test_a_parent_that_is_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "runs").write_text("a file")

        with pytest.raises(UsageError, match=r"cannot make a run folder in .*runs"):
            RunFolder.create_in(tmp_path / "runs", scenario="spot", seed=7)


class TestCreateAt:
    @pytest.mark.parametrize("exists", [False, True])
    def test_a_fresh_or_empty_folder_is_claimed(self, tmp_path: Path, exists: bool) -> None:  # noqa: FBT001 - a parameter of pytest
        path = tmp_path / "a" / "b"
        if exists:
            path.mkdir(parents=True)

        folder = RunFolder.create_at(path)

        assert folder == RunFolder(path)
        assert folder.events.read_bytes() == b""

    def test_a_folder_with_a_run_is_refused(self, tmp_path: Path) -> None:
        RunFolder.create_at(tmp_path / "run")

        with pytest.raises(UsageError, match="run already holds a run: resume it, or"):
            RunFolder.create_at(tmp_path / "run")

    def test_a_folder_with_other_files_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("mine")

        with pytest.raises(UsageError, match="is not an empty folder: choose another"):
            RunFolder.create_at(tmp_path)

        assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]

    def test_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")

        with pytest.raises(UsageError, match="is not an empty folder"):
            RunFolder.create_at(tmp_path / "file")
        with pytest.raises(UsageError, match=r"cannot make the run folder .*: Not a directory"):
            RunFolder.create_at(tmp_path / "file" / "run")


class TestOpen:
    def test_a_run_that_has_begun_is_opened(self, tmp_path: Path) -> None:
        created = RunFolder.create_in(tmp_path, scenario="spot", seed=7)
        created.write_json(RUN, {"seed": 7})

        assert RunFolder.open(created.path) == created

    def test_what_is_missing_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"it has no events\.jsonl and no run\.json"):
            RunFolder.open(tmp_path)
        (tmp_path / EVENTS).touch()
        with pytest.raises(UsageError, match=r"it has no run\.json$"):
            RunFolder.open(tmp_path)
        with pytest.raises(UsageError, match="there is no such folder"):
            RunFolder.open(tmp_path / "none")


class TestJson:
    def test_content_comes_back_whatever_the_text(self, tmp_path: Path) -> None:
        folder = RunFolder.create_at(tmp_path / "run")
        content = {"场景": "价格", "nested": {"list": [1, 2.5, None, True]}, "file": "\udcff\x00"}

        folder.write_json(RUN, content)

        assert folder.read_json(RUN) == content
        assert "场景" in (folder.path / RUN).read_text(encoding="utf-8")

    def test_a_file_is_replaced_and_nothing_is_left_over(self, tmp_path: Path) -> None:
        folder = RunFolder.create_at(tmp_path / "run")
        folder.write_json(RUN, {"turn": 1})
        with (folder.path / RUN).open() as earlier:
            folder.write_json(RUN, {"turn": 2})

            assert '"turn": 1' in earlier.read()

        assert folder.read_json(RUN) == {"turn": 2}
        assert {entry.name for entry in folder.path.iterdir()} == {EVENTS, RUN}

    def test_what_is_not_json_leaves_the_old_file(self, tmp_path: Path) -> None:
        folder = RunFolder.create_at(tmp_path / "run")
        folder.write_json(RUN, {"turn": 1})

        with pytest.raises(ValueError, match="not JSON compliant"):
            folder.write_json(RUN, {"value": float("nan")})

        assert folder.read_json(RUN) == {"turn": 1}
        assert {entry.name for entry in folder.path.iterdir()} == {EVENTS, RUN}

    def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(self, tmp_path: Path) -> None:
        folder = RunFolder.create_at(tmp_path / "run")
        (folder.path / RUN).mkdir()

        with pytest.raises(IsADirectoryError):
            folder.write_json(RUN, {"turn": 1})

        assert {entry.name for entry in folder.path.iterdir()} == {EVENTS, RUN}

    @pytest.mark.parametrize(
        ("content", "problem"),
        [(b"{", "is not JSON"), (b"\xff", "is not JSON"), (b"[1]", "is not a JSON object")],
    )
    def test_a_broken_file_is_named(self, tmp_path: Path, content: bytes, problem: str) -> None:
        folder = RunFolder.create_at(tmp_path / "run")
        (folder.path / RUN).write_bytes(content)

        with pytest.raises(UsageError, match=rf"run\.json {problem}"):
            folder.read_json(RUN)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"cannot read .*scorecard\.json: No such file"):
            RunFolder.create_at(tmp_path / "run").read_json("scorecard.json")
