"""New files to edit: a small scenario or persona that is valid and can be played at once."""

import re
from importlib.resources import files
from pathlib import Path

from negotiation.catalog.files import FileKind
from negotiation.errors import UsageError

__all__ = ["start_file"]

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def start_file(kind: FileKind, name: str, folder: Path) -> Path:
    """Write ``NAME.yaml`` into ``folder`` and return its path.

    Raises:
        UsageError: the name is not one, or there is such a file already.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name: lower case letters, digits, - and _, at most 64")
    path = folder / f"{name}.yaml"
    template = files("negotiation.catalog").joinpath("templates", f"{kind}.yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template.read_text(encoding="utf-8").replace("NAME", name))
    except FileExistsError:
        raise UsageError(f"{path} is there already") from None
    except OSError as exc:
        raise UsageError(f"cannot write {path}: {exc.strerror}") from exc
    return path
