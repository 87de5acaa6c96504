"""A number that knows where it comes from.

Status ``P`` public, ``S`` seed case, ``C`` calibrated so that seed facts come out, ``A``
assumption. Sources such as ``R3`` and ``[41]`` point into the economics specification.
"""

from typing import Any, Literal, TypeAlias

from pydantic import Field

__all__ = ["Status", "figure"]

Status: TypeAlias = Literal["P", "S", "C", "A"]


def figure(  # noqa: PLR0917  a table of numbers reads best in columns
    default: float | None,
    status: Status,
    source: str,
    bounds: tuple[float, float],
    meaning: str,
) -> Any:
    """Return a bounded pydantic field that knows its evidence (``Any``, as ``pydantic.Field``)."""
    evidence: dict[str, Any] = {"status": status, "source": source}
    return Field(
        default=default,
        ge=bounds[0],
        le=bounds[1],
        strict=True,
        description=meaning,
        json_schema_extra=evidence,
    )
