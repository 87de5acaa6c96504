"""What somebody wrote down before the talks, as far as rules can judge it."""

from negotiation.domain.values import Value

__all__ = ["Prepared"]


class Prepared(Value):
    """A preparation sheet."""

    target: str = ""
    target_value: float | None = None
    walk_away_value: float | None = None
    questions: tuple[str, ...] = ()
