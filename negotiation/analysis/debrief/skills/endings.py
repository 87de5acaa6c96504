"""Share claimed, closing and walking away: what the end of the talks shows."""

from negotiation.analysis.debrief.records import Check
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.parts import check, share_of, slack
from negotiation.domain.events import AgreementReached, OfferMade, ProposalCarried

__all__ = ["closing_checks", "share_checks", "walking_checks"]

FULL_SHARE = 0.75
"""Share of the best within reach that is worth the whole point."""

HALFWAY = 0.05
"""This close to the middle between the last two offers is splitting the difference."""


def share_checks(sight: Sight) -> list[Check]:
    """Judge the surplus by the best that the others could have accepted."""
    ideal, reached = sight.ideal, sight.reached.own
    if ideal <= 0 or sight.end.ending is None:
        return []
    return [
        check(
            "share_of_best",
            reached / ideal / FULL_SHARE,
            [sight.last_spot],
            surplus_value=reached,
            best_value=ideal,
            attained_fraction=reached / ideal,
        )
    ]


def closing_checks(sight: Sight) -> list[Check]:
    """Judge who brought the talks to their end, on whose terms, and whether in time."""
    if sight.ideal <= 0 or sight.end.ending is None or sight.party == sight.host:
        return []
    if sight.host is not None:
        return []
    is_signed = sight.agreement is not None
    found = [check("deal_closed", float(is_signed), [sight.last_spot])]
    if not is_signed:
        return found
    signed = _signed_offer(sight)
    if signed is not None:
        is_own = signed.party == sight.party
        found.append(check("own_package", 1.0 if is_own else 0.5, [sight.spot(signed)]))
        found += _split(sight, signed)
    n_left = sight.end.deadline_rounds - sight.score.rounds
    return [*found, check("in_time", float(n_left > 0), [sight.last_spot], n_rounds_left=n_left)]


def walking_checks(sight: Sight) -> list[Check]:
    """Judge whether the party kept to its own limits, and took what was better than nothing."""
    if sight.end.ending is None:
        return []
    found = [*_signed(sight), *_unsigned(sight)]
    made = sight.offers(sight.party)
    if made:
        gains = [sight.gain_of(each).own for each in made]
        above = [gain >= -slack(gain) for gain in gains]
        low = [offer for offer, is_above in zip(made, above, strict=True) if not is_above]
        spots = [sight.spot(offer) for offer in low or made[-1:]]
        n_above = sum(above)
        found.append(
            check("offers_above", share_of(above), spots, n_above=n_above, n_offers=len(made))
        )
    return found


def _signed(sight: Sight) -> list[Check]:
    if sight.agreement is None:
        return []
    crossed = [each for each in sight.mine.breaches if each.kind == "red_line"]
    surplus = sight.reached.own
    return [
        check(
            "signed_above",
            float(surplus >= -slack(surplus)),
            [sight.last_spot],
            surplus_value=surplus,
        ),
        check("lines_kept", float(not crossed), [sight.last_spot], n_crossed=len(crossed)),
    ]


def _unsigned(sight: Sight) -> list[Check]:
    if sight.agreement is not None or sight.host is not None:
        return []
    standing = sight.end.offers_to(sight.party)
    kept = [offer for offer in standing if sight.keeps_lines(offer.outcome)]
    best = max((sight.worth(offer).own for offer in kept), default=0.0)
    is_missed = best > slack(best)
    return [
        check(
            "nothing_better_left",
            float(not is_missed),
            [sight.last_spot],
            left_value=max(best, 0.0),
        )
    ]


def _signed_offer(sight: Sight) -> OfferMade | None:
    signed = next(
        (e for e in sight.events if isinstance(e, AgreementReached | ProposalCarried)), None
    )
    if signed is None:
        return None
    return next((each for each in sight.offers() if each.offer_id == signed.offer_id), None)


def _split(sight: Sight, signed: OfferMade) -> list[Check]:
    """Judge whether the last offer met the other side exactly half-way, by own value."""
    if len(sight.counterparts) != 1:
        return []
    before = [each for each in sight.offers() if each.turn < signed.turn]
    own = [each for each in before if each.party == sight.party]
    theirs = [each for each in before if each.party != sight.party]
    if not own or not theirs:
        return []
    high, low = sight.gain_of(own[-1]).own, sight.gain_of(theirs[-1]).own
    if high - low <= slack(high):
        return []
    place = (sight.gain_of(signed).own - low) / (high - low)
    is_split = abs(place - 1 / 2) < HALFWAY
    return [check("no_split", float(not is_split), [sight.spot(signed)], place_fraction=place)]
