"""What the referee asks of those behind the seats: limits, signatures, and the host's own weights.

A house is a pure function of what it was made with: the same question has the same answer, so that
a run which was stopped between a question and its event goes on as if nothing had happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from negotiation.domain.mandates import AuthorityStep
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import AwardWeights
from negotiation.protocol.session import Escalation

__all__ = ["House", "OpenHouse", "Signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """A step of a party's authority ladder that must be signed."""

    place: int
    """In the ladder, from 0."""
    step: AuthorityStep


class House(Protocol):
    """Everything about the parties that decides whether a move binds."""

    def objections(self, party: str, outcome: Outcome) -> tuple[str, ...]:
        """Return why ``party`` must not offer or accept ``outcome``; empty when it may."""
        ...

    def unsigned(
        self, party: str, outcome: Outcome, signed: Mapping[int, Outcome]
    ) -> tuple[Signature, ...]:
        """Return the steps of the ladder that ``outcome`` needs and that nobody has signed.

        ``signed`` is step -> the outcome for which it was signed; anything nearer counts as signed.
        """
        ...

    def answer(self, table: str, party: str, asked: Escalation) -> tuple[int, ...] | None:
        """Return the steps that the house signs; ``None`` where a seat must decide it."""
        ...

    def weights(self, table: str) -> AwardWeights | None:
        """Return the host's weights, where a tender is awarded by them."""
        ...

    def shuffled(self, table: str, round_number: int, parties: Sequence[str]) -> tuple[str, ...]:
        """Return the order in which bids are opened."""
        ...


class OpenHouse:
    """No limits: objects to nothing, needs no signature, opens bids in the order of the table."""

    def objections(self, party: str, outcome: Outcome) -> tuple[str, ...]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def unsigned(
        self,
        party: str,  # noqa: ARG002
        outcome: Outcome,  # noqa: ARG002
        signed: Mapping[int, Outcome],  # noqa: ARG002
    ) -> tuple[Signature, ...]:
        """Return nothing."""
        return ()

    def answer(self, table: str, party: str, asked: Escalation) -> tuple[int, ...] | None:  # noqa: ARG002
        """Sign everything."""
        return asked.steps

    def weights(self, table: str) -> AwardWeights | None:  # noqa: ARG002
        """Return no weights."""
        return None

    def shuffled(self, table: str, round_number: int, parties: Sequence[str]) -> tuple[str, ...]:  # noqa: ARG002
        """Return the order as it is."""
        return tuple(parties)
