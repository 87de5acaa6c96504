"""Tables that are valued once for all tests of a process; what follows from them is shared too."""

from negotiation.app.table_cache import TableCache

__all__ = ["TABLES"]

TABLES = TableCache(max_outcomes=20_000_000)
