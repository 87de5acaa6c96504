"""The draft of an offer, kept for the turn that it is for; the words that go with it too."""

from negotiation.app.service.live import Question
from negotiation.domain.quantities import OptionValue
from ui.session import forget, keep, recall
from ui.views.play.drafting import start_of
from ui.widgets.play.look import Look

__all__ = ["draft_of", "forget_draft", "generation_of", "keep_draft", "keep_words", "set_draft"]
__all__ += ["words_of"]


def draft_of(look: Look, question: Question) -> dict[str, OptionValue]:
    """Return the draft for the turn that is due, at first the terms that it begins with."""
    kept: dict[str, OptionValue] | None = recall(_key("draft", look, question), None)
    return dict(kept) if kept is not None else start_of(question.brief, question.view)


def keep_draft(look: Look, question: Question, draft: dict[str, OptionValue]) -> None:
    """Keep what the controls say."""
    keep(_key("draft", look, question), draft)


def set_draft(look: Look, question: Question, draft: dict[str, OptionValue]) -> None:
    """Put other terms into the controls, which are then drawn anew."""
    keep_draft(look, question, draft)
    keep(_key("generation", look, question), generation_of(look, question) + 1)


def generation_of(look: Look, question: Question) -> int:
    """Count how often the controls were drawn anew: a part of their keys."""
    return recall(_key("generation", look, question), 0)


def words_of(look: Look, question: Question) -> str:
    """Return the words that were written for this turn before."""
    return recall(_key("words", look, question), "")


def keep_words(look: Look, question: Question, words: str) -> None:
    """Keep words for this turn, such as those of a move that was refused."""
    keep(_key("words", look, question), words)


def forget_draft(look: Look, question: Question) -> None:
    """Forget what was read out of a message for this turn."""
    forget(_key("read", look, question))


def _key(name: str, look: Look, question: Question) -> str:
    return f"play-{name}-{look.place(question)}"
