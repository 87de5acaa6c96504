"""What happened after the signing, in the one world of the run's seed, as plain values."""

from negotiation.domain.values import Value

__all__ = ["Later", "LaterEvent", "PromiseRow"]


class LaterEvent(Value):
    """Something that happened, months after signing."""

    month: int
    kind: str
    """Such as ``first delivery``, ``cancelled by seller``; ``ui`` and the command line word it."""
    gpus: float
    """0 where that makes no sense."""
    contract: str | None = None


class PromiseRow(Value):
    """What a contract promised, against what its seller had and what came."""

    contract: str
    seller: str
    promised_gpus: float
    """The most in a month."""
    covered_gpus: float | None
    """What the seller had or had ordered for it when it signed; ``None`` where the model of the
    contract does not say."""
    expected_fraction: float | None
    """Of the promise, what the simulator expected to come before the fact."""
    delivered_fraction: float | None
    """Of the GPU-months that were promised, what came; ``None`` where none were."""
    is_over_promised: bool
    """Promised more than was covered, and did not deliver."""


class Later(Value):
    """What really happened. Lists have an entry a month, signing first."""

    npv_cny: dict[str, float]
    """Realised, by party, at the day of signing; in a campaign what the signature changed."""
    expected_cny: dict[str, float]
    """What was expected when it was signed."""
    damages_cny: dict[str, float]
    """Damages for lateness that a party was paid, less what it paid."""
    promised_gpus: tuple[float, ...] = ()
    delivered_gpus: tuple[float, ...] = ()
    """Of one contract alone."""
    regimes: tuple[str, ...] = ()
    card_price_cny_per_gpu: tuple[float, ...] = ()
    events: tuple[LaterEvent, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    first_month: int = 0
    """Of the campaign, in which it was signed."""
