"""The models file: named endpoints, so that a seat can say ``llm:NAME``. It never holds a key."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from negotiation.catalog.checking import validated
from negotiation.catalog.reading import read_document
from negotiation.domain.values import Identifier, Number, Value, WholeNumber

__all__ = ["EndpointEntry", "load_endpoints"]

_VARIABLE = StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")


class EndpointEntry(Value):
    """One named model. What is left out takes the default of the model profile."""

    base_url: str
    model: str
    api_key_env: Annotated[str, _VARIABLE] | None = None
    """The environment variable that holds the key; a key itself has no place in a file."""
    temperature: Number | None = Field(default=None, ge=0, le=2)
    max_tokens: WholeNumber | None = Field(default=None, ge=1)
    connect_timeout_seconds: Number | None = Field(default=None, gt=0)
    read_timeout_seconds: Number | None = Field(default=None, gt=0)
    attempts: WholeNumber | None = Field(default=None, ge=1)
    total_seconds: Number | None = Field(default=None, gt=0)
    max_concurrent: WholeNumber | None = Field(default=None, ge=1)
    """Calls under way at this address at once; the least of its models' numbers holds."""
    requests_per_minute: Number | None = Field(default=None, gt=0)
    tokens_per_minute: Number | None = Field(default=None, gt=0)
    input_cost_per_million: Number | None = Field(default=None, ge=0)
    """Prices are of a million tokens."""
    cached_input_cost_per_million: Number | None = Field(default=None, ge=0)
    output_cost_per_million: Number | None = Field(default=None, ge=0)
    currency: str | None = None
    """Of the prices; USD if it is not said."""


class _EndpointFile(RootModel[dict[Identifier, EndpointEntry]]):
    """A models file: name -> endpoint."""


def load_endpoints(path: Path) -> dict[str, EndpointEntry]:
    """Return the named endpoints of a models file; none when there is no such file.

    Raises:
        CatalogError: something is wrong in the file.
    """
    if not path.exists():
        return {}
    return validated(read_document(path), _EndpointFile).root
