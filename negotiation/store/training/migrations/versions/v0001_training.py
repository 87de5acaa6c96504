"""Trainees, their attempts, and what coaches ask of them."""

import sqlalchemy as sa
from alembic.operations import Operations

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None


def upgrade(op: Operations) -> None:
    """Make the tables."""
    op.create_table(
        "haggle_trainees",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
    )
    op.create_table(
        "haggle_attempts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column(
            "trainee",
            sa.Text,
            sa.ForeignKey("haggle_trainees.key", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("submitted_at", sa.Text, index=True),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "haggle_assignments",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("coach", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
