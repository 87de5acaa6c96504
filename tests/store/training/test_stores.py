"""The three stores, held to one contract."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from negotiation.store.engines import POSTGRES_FAILURES, postgres_engine
from negotiation.store.training.database import Database, sqlite_engine
from negotiation.store.training.memory import MemoryTraining
from negotiation.store.training.sql import SqlTraining
from negotiation.store.training.store import TrainingStore
from tests.store.test_postgres import run_sql
from tests.store.training.training_contract import TrainingContract


def now() -> str:
    return "2026-11-01T08:00:00+00:00"


class TestMemoryTraining(TrainingContract):
    def opened(self, folder: Path, request: pytest.FixtureRequest) -> TrainingStore:  # noqa: ARG002
        return MemoryTraining(now=now)


class TestSqlite(TrainingContract):
    def opened(self, folder: Path, request: pytest.FixtureRequest) -> TrainingStore:  # noqa: ARG002
        file = folder / "practice" / "training.sqlite"
        return SqlTraining(Database(sqlite_engine(file), file=file), now=now)


class TestPostgres(TrainingContract):
    def opened(self, folder: Path, request: pytest.FixtureRequest) -> TrainingStore:  # noqa: ARG002
        server: str = request.getfixturevalue("postgres_url")
        name = f"haggle_{uuid4().hex}"
        asyncio.run(run_sql(server, f"create database {name}"))
        engine = postgres_engine(server.replace("/postgres", f"/{name}"))
        return SqlTraining(Database(engine, failures=POSTGRES_FAILURES), now=now)
