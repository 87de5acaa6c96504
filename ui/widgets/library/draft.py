"""The draft that a tab is working on, and how a change of a field gets into it."""

from dataclasses import dataclass, replace

from negotiation.catalog.files import FileKind
from negotiation.catalog.reading import Plain
from negotiation.domain.references import Location
from negotiation.errors import CatalogError
from ui.data.drafts import content_of, written
from ui.session import forget, keep, recall
from ui.views.library.content import read_value, read_values, with_part
from ui.views.library.fields import FieldKind

__all__ = ["Draft", "bring_back", "change", "current_draft", "discard", "has_dropped", "put"]
__all__ += ["put_text", "rename", "start"]

_KEY = "library-draft"
_DROPPED = "library-draft-dropped"


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario or persona that is being written."""

    kind: FileKind
    name: str
    content: Plain
    generation: int = 0
    """Changes when controls must be made anew, since places in the content have moved."""
    raw: str | None = None
    """What was typed as a file while it could not be read."""

    @property
    def text(self) -> str:
        """The draft as a file."""
        return written(self.content) if self.raw is None else self.raw


def current_draft() -> Draft | None:
    """Return the draft of this tab, if there is one."""
    found: Draft | None = recall(_KEY, None)
    return found


def start(kind: FileKind, name: str, content: Plain) -> None:
    """Begin a draft."""
    keep(_KEY, Draft(kind, name, with_part(content, ("name",), name)))


def discard() -> None:
    """Put the draft away; the last one can be brought back."""
    keep(_DROPPED, current_draft())
    forget(_KEY)


def has_dropped() -> bool:
    """Whether a draft can be brought back."""
    return recall(_DROPPED, None) is not None


def bring_back() -> None:
    """Go on with the draft that was put away last."""
    keep(_KEY, recall(_DROPPED, None))
    forget(_DROPPED)


def rename(widget: str) -> None:
    """Take over another name for the file: a callback."""
    draft, name = current_draft(), recall(widget, "").strip()
    if draft is not None:
        content = with_part(draft.content, ("name",), name)
        keep(_KEY, replace(draft, name=name, content=content))


def put(location: Location, kind: FieldKind, widget: str) -> None:
    """Take over what a field holds: a callback."""
    draft, typed = current_draft(), recall(widget, "")
    if draft is None:
        return
    value: Plain
    match kind:
        case "value":
            value = read_value(typed)
        case "values":
            value = read_values(typed)
        case "words":
            value = [line.strip() for line in typed.splitlines() if line.strip()]
        case _:
            value = typed
    keep(_KEY, replace(draft, content=with_part(draft.content, location, value), raw=None))


def put_text(widget: str) -> None:
    """Take over the draft that was edited as a file: a callback."""
    draft, typed = current_draft(), recall(widget, "")
    if draft is None:
        return
    try:
        content = content_of(typed)
    except CatalogError:
        keep(_KEY, replace(draft, raw=typed))
        return
    keep(_KEY, replace(draft, content=content, raw=None, generation=draft.generation + 1))


def change(content: Plain) -> None:
    """Put another content in the place of the draft's: for callbacks."""
    draft = current_draft()
    if draft is not None:
        keep(_KEY, replace(draft, content=content, raw=None, generation=draft.generation + 1))
