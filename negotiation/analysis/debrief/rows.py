"""False claims and leaks that the rules of conduct found, as a party looks back on them."""

from collections.abc import Mapping

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.debrief.records import ClaimRow, LeakRow, Spot
from negotiation.analysis.debrief.sight import Sight
from negotiation.domain.events import AgreementReached, OfferMade, ProposalCarried
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Party

__all__ = ["claim_rows", "leak_rows"]


def claim_rows(sight: Sight, parties: Mapping[str, Party]) -> tuple[ClaimRow, ...]:
    """Return every false statement about a private fact, own and theirs, in the order of turns."""
    return tuple(
        ClaimRow(
            spot=_spot(found),
            fact=found.fact or "",
            truth=_truth(parties, found),
            is_own=found.party == sight.party,
            is_believed=_is_believed(sight, found),
        )
        for found in sight.score.findings
        if found.kind == "false_claim" and found.party is not None
    )


def leak_rows(sight: Sight) -> tuple[LeakRow, ...]:
    """Return every private figure that was said, own and theirs, in the order of turns."""
    return tuple(
        LeakRow(
            spot=_spot(found),
            what=found.fact or found.issue or "",
            is_own=found.party == sight.party,
            is_exact=found.severity == "major",
        )
        for found in sight.score.findings
        if found.kind == "leak" and found.party is not None
    )


def _spot(found: Finding) -> Spot:
    return Spot(table=found.table, turn=found.turn, party=found.party or "", quote=found.quote)


def _truth(parties: Mapping[str, Party], found: Finding) -> OptionValue | None:
    facts = parties[found.party or ""].mandate.private_facts
    return next((fact.value for fact in facts if fact.id == found.fact), None)


def _is_believed(sight: Sight, found: Finding) -> bool | None:
    """Tell whether whoever heard a claim gave ground at once.

    Its next offer is held against its last one before the claim, by what they are worth to the
    speaker; accepting the speaker's terms is giving ground. Where nothing can be held against each
    other, nobody can tell.
    """
    liar = found.party or ""
    listeners = [each for each in sight.end.parties if each != liar]
    believed: list[bool] = []
    for listener in listeners:
        before = [o for o in sight.offers(listener) if o.turn < found.turn]
        after = next(
            (
                event
                for event in sight.events
                if getattr(event, "party", None) == listener
                and getattr(event, "turn", 0) > found.turn
                and isinstance(event, OfferMade | AgreementReached | ProposalCarried)
            ),
            None,
        )
        if isinstance(after, AgreementReached):
            believed.append(True)
        elif isinstance(after, OfferMade) and before:
            worth = sight.table.value_of
            now, then = (
                worth(liar, sight.table.deal(offer.party, offer.outcome))
                for offer in (after, before[-1])
            )
            believed.append(now > then + 1e-9 * max(1.0, abs(then)))
    return any(believed) if believed else None
