"""The tables of training as the code of today sees them, and how its values stand in them.

A record stands whole in the column ``document``; beside it stand the columns that a question asks
for. ``number`` counts the rows as they came, which is what "newest first" means. The tables are
made by ``migrations`` alone.
"""

import json
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import ValidationError

from negotiation.domain.values import Value
from negotiation.errors import LogError

__all__ = ["ASSIGNMENTS", "ATTEMPTS", "OVERRIDES", "TRAINEES", "document_of", "record_of"]

R = TypeVar("R", bound=Value)


def _written(content: Any) -> str:
    """Return content as JSON that every database takes.

    PostgreSQL's text holds no NUL, and no UTF-8 holds half a character: both are written out.
    """
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return plain.encode("utf-8", "backslashreplace").decode()


class Words(sa.TypeDecorator[str]):
    """Any Python string, readable in the database but for what no database takes.

    Keys come from addresses too, so that a question with a NUL in it finds nothing and breaks
    nothing.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write a string as JSON does, without its quotes."""
        return None if value is None else _written(value)[1:-1]

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read it back."""
        return None if value is None else str(json.loads(f'"{value}"'))


_TABLES = sa.MetaData()

TRAINEES = sa.Table(
    "haggle_trainees",
    _TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", Words, nullable=False, unique=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("created_at", Words, nullable=False),
)

ATTEMPTS = sa.Table(
    "haggle_attempts",
    _TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("trainee", Words, nullable=False),
    sa.Column("submitted_at", Words),
    sa.Column("document", sa.Text, nullable=False),
)

ASSIGNMENTS = sa.Table(
    "haggle_assignments",
    _TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("coach", Words, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

OVERRIDES = sa.Table(
    "haggle_overrides",
    _TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("attempt", Words, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)


def document_of(record: Value) -> str:
    """Return a record as a document."""
    return _written(record.model_dump())


def record_of(kind: type[R], document: str) -> R:
    """Return the record that a document holds.

    Raises:
        LogError: it is none that this version of Haggle knows.
    """
    try:
        return kind.model_validate(json.loads(document))
    except ValidationError as exc:
        raise LogError(
            f"the training database holds an entry that this version of Haggle cannot read:"
            f" {kind.__name__}, {exc.errors()[0]['msg']}"
        ) from exc
