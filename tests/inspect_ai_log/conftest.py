"""The command in an empty folder, as the tests of the command line have it."""

from tests.cli.conftest import endpoint, haggle, here

__all__ = ["endpoint", "haggle", "here"]
