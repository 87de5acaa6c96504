import resource
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import MoveRefused, Talked, TurnForfeited
from negotiation.domain.moves import Claim, Move, Talk
from negotiation.errors import LogConflict, LogCorrupted, LogError
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.log import EventLog
from tests.store.children import Child
from tests.store.event_log_contract import EventLogContract
from tests.store.samples import ONE_OF_EACH, events, talk, talks


class TestJsonlLog(EventLogContract):
    def opened(self, folder: Path) -> AbstractContextManager[EventLog]:
        return JsonlLog(folder / "events.jsonl", durable=False)


class TestDurableJsonlLog(EventLogContract):
    def opened(self, folder: Path) -> AbstractContextManager[EventLog]:
        return JsonlLog(folder / "events.jsonl", durable=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def write(path: Path, *batches: tuple[LogEvent, ...]) -> bytes:
    with JsonlLog(path, durable=False) as log:
        for batch in batches:
            log.append(batch, at=len(log))
    return path.read_bytes()


def test_the_form_of_a_line(path: Path) -> None:
    assert write(path, (ONE_OF_EACH[1], ONE_OF_EACH[-1])).decode() == (
        '{"seq":1,"schema":1,"event":{"table":"lease","turn":1,"party":"buyer","kind":"talked",'
        '"message":"你好 \\t 🙂 \\"\'\\\\"}}\n'
        '{"seq":2,"schema":1,"event":{"kind":"deadline_passed","table":"swap"}}\n'
    )


def test_what_steers_a_terminal_stays_in_the_file_and_is_not_read(path: Path) -> None:
    ugly = "a\x1b[2J\u2028\x00b\nc"
    refusal = Move(act=Talk(), message="x")
    before = write(
        path,
        (
            Talked(
                table="lease",
                turn=1,
                party="buyer",
                message=ugly,
                claims=(Claim(fact="stock", value="a\u202eb"), Claim(fact="stock", value=3)),
            ),
            TurnForfeited(table="lease", turn=2, party="vendor", reason=ugly),
            MoveRefused(table="lease", turn=3, party="buyer", move=refusal, reasons=(ugly, "fine")),
        ),
    )
    assert "\u2028" in before.decode()
    talked, forfeited, refused = read_events(path)
    assert isinstance(talked, Talked)
    assert isinstance(forfeited, TurnForfeited)
    assert isinstance(refused, MoveRefused)
    assert talked.message == forfeited.reason == "a[2Jb\nc"
    assert refused.reasons == ("a[2Jb\nc", "fine")
    assert [claim.value for claim in talked.claims] == ["ab", 3]
    with JsonlLog(path, durable=False) as log:
        assert log.read() == (talked, forfeited, refused)
    assert path.read_bytes() == before


def test_the_same_events_give_the_same_bytes_however_grouped(tmp_path: Path) -> None:
    whole = write(tmp_path / "a", ONE_OF_EACH)
    one_by_one = write(tmp_path / "b", *((event,) for event in ONE_OF_EACH))
    again = write(tmp_path / "c", read_events(tmp_path / "a"))

    assert whole == one_by_one == again


@given(st.lists(events, max_size=5))
@settings(deadline=None)
def test_a_reader_gets_what_the_writer_holds(written: list[LogEvent]) -> None:
    with TemporaryDirectory() as folder, JsonlLog(Path(folder, "log"), durable=False) as log:
        log.append(written, at=0)

        assert read_events(Path(folder, "log")) == log.read()


def test_a_log_goes_on_where_it_stopped(path: Path) -> None:
    write(path, talks(2))

    with JsonlLog(path, durable=False) as log:
        assert log.read() == talks(2)
        log.append([talk(3)], at=2)

    assert read_events(path) == talks(3)


def test_a_reader_follows_a_writer(path: Path) -> None:
    with JsonlLog(path, durable=False) as log:
        log.append(talks(2), at=0)

        assert read_events(path) == talks(2)


class TestCutLastLine:
    def test_no_cut_loses_a_whole_line_or_keeps_a_part(self, path: Path) -> None:
        content = write(path, talks(2))
        first_line = content.index(b"\n") + 1

        for n_bytes in range(len(content)):
            path.write_bytes(content[:n_bytes])

            assert read_events(path) == talks(1)[: n_bytes >= first_line]

    def test_a_reader_leaves_it_and_a_writer_cuts_it_off(self, path: Path) -> None:
        whole = write(path, talks(1))
        torn = write(path, (talk(2),))[:-1]
        path.write_bytes(torn)

        assert read_events(path) == talks(1)
        assert path.read_bytes() == torn

        with JsonlLog(path, durable=False) as log:
            assert path.read_bytes() == whole
            log.append([talk(2)], at=1)

        assert read_events(path) == talks(2)


class TestCorruption:
    LINE = b'{"seq":1,"schema":1,"event":{"kind":"deadline_passed","table":"swap"}}\n'

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"\n", r"events\.jsonl:1: not an event: Invalid JSON"),
            (LINE + b"{}\n", r"events\.jsonl:2: not an event: seq: Field required"),
            (LINE + b"\xff\xfe\n", r"events\.jsonl:2: not an event: Invalid JSON"),
            (LINE + LINE, r"events\.jsonl:2: expected seq 2, found 1"),
            (LINE[:20] + b"\n" + LINE, r"events\.jsonl:1: not an event"),
            (
                LINE.replace(b'"table"', b'"stool"'),
                r":1: not an event: event.deadline_passed.table",
            ),
            (LINE.replace(b"deadline_passed", b"party"), r":1: not an event: event: "),
            (LINE.replace(b'"seq":1', b'"seq":"1"'), r":1: not an event: seq: "),
            (LINE.replace(b'"schema":1', b'"schema":0'), r":1: not an event: schema: "),
            (
                b'{"seq":1,"schema":2,"event":{"kind":"party"}}\n',
                r":1: written by a newer Haggle: schema 2, this one reads up to 1",
            ),
        ],
    )
    def test_a_bad_line_is_named(self, path: Path, content: bytes, problem: str) -> None:
        path.write_bytes(content)

        with pytest.raises(LogCorrupted, match=problem):
            read_events(path)

    def test_a_writer_leaves_a_corrupted_file_as_it_is_and_unlocked(self, path: Path) -> None:
        path.write_bytes(b"not a log\nwith an unfinished line")

        for _ in range(2):
            with pytest.raises(LogCorrupted):
                JsonlLog(path, durable=False)

        assert path.read_bytes() == b"not a log\nwith an unfinished line"

    def test_the_message_does_not_quote_the_line(self, path: Path) -> None:
        path.write_bytes(self.LINE.replace(b'"table"', b'"reserve_cny":31337,"table"'))

        with pytest.raises(LogCorrupted) as caught:
            read_events(path)

        assert "31337" not in str(caught.value)


class TestOneWriter:
    def test_a_second_writer_in_this_process_is_refused(self, path: Path) -> None:
        with (
            JsonlLog(path, durable=False),
            pytest.raises(LogConflict, match=r"events\.jsonl is being written by another process"),
        ):
            JsonlLog(path, durable=False)

        JsonlLog(path, durable=False).close()

    def test_a_second_process_is_refused_until_the_first_ends(self, path: Path) -> None:
        with Child("hold", path) as holder:
            assert holder.line() == "locked"
            with pytest.raises(LogConflict, match="another process"):
                JsonlLog(path, durable=False)
            assert read_events(path) == talks(1)
            holder.kill()

        with JsonlLog(path, durable=False) as log:
            assert log.read() == talks(1)

    def test_a_closed_log_writes_nothing(self, path: Path) -> None:
        log = JsonlLog(path, durable=False)
        log.close()
        log.close()

        with pytest.raises(LogError, match="is closed"):
            log.append(talks(1), at=0)
        assert len(log) == 0


class TestTheDisk:
    def test_a_missing_file_cannot_be_read(self, path: Path) -> None:
        with pytest.raises(LogError, match=r"cannot read .*events\.jsonl: No such file"):
            read_events(path)

    def test_a_missing_folder_cannot_be_written_to(self, tmp_path: Path) -> None:
        with pytest.raises(LogError, match=r"cannot open .*: No such file"):
            JsonlLog(tmp_path / "none" / "events.jsonl", durable=True)

    def test_a_full_disk_leaves_the_log_as_it_was(self, path: Path) -> None:
        before = write(path, talks(3))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

        with JsonlLog(path, durable=True) as log:
            # A file may grow by ten bytes: the write comes back short, then fails.
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
            try:
                with pytest.raises(LogError, match=r"cannot write .*: File too large"):
                    log.append([talk(4)], at=3)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert len(log) == 3
            with pytest.raises(LogError, match="is closed"):
                log.append([talk(4)], at=3)

        assert path.read_bytes() == before


@pytest.mark.parametrize("n_lines", [1, 2, 5, 20, 60])
def test_what_was_acknowledged_survives_a_kill(path: Path, n_lines: int) -> None:
    with Child("append", path) as writer:
        for _ in range(n_lines):
            writer.line()
        writer.kill()
        acknowledged = [n_lines, *map(int, writer.rest())][-1]

    kept = read_events(path)
    assert len(kept) >= acknowledged * 3
    assert kept == tuple(talk(turn, length=4000) for turn in range(1, len(kept) + 1))
    with JsonlLog(path, durable=True) as log:
        log.append([talk(1)], at=len(kept))
    assert read_events(path) == (*kept, talk(1))
