"""What coaches say of scores that were submitted."""

import sqlalchemy as sa
from alembic.operations import Operations

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade(op: Operations) -> None:
    """Make the table."""
    op.create_table(
        "haggle_overrides",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "attempt",
            sa.Text,
            sa.ForeignKey("haggle_attempts.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("document", sa.Text, nullable=False),
    )
