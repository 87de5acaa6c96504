"""The path of one party's offers."""

import pytest

from negotiation.analysis.concession import ConcessionPath, concession_path
from negotiation.domain.events import OfferMade
from tests.analysis.samples import Log, make_outcomes

TABLE = make_outcomes()


def path(log: Log, party: str = "buyer") -> ConcessionPath:
    offers = [event for event in log.events if isinstance(event, OfferMade)]
    own = [offer for offer in offers if offer.party == party]
    return concession_path(TABLE, party, own, n_parties=2)


def test_a_party_that_offered_nothing_has_no_figures() -> None:
    found = path(Log().talk())
    assert found.offers == ()
    assert found.first_offer_value is None
    assert found.total_concession is None
    assert found.concession_rate is None
    assert found.is_monotonic is None


def test_one_offer_has_no_rate() -> None:
    found = path(Log().offer(0.6, 4))
    assert (found.first_offer_value, found.total_concession) == (100, 0)
    assert found.concession_rate is None
    assert found.is_monotonic is None


def test_a_steady_fall() -> None:
    log = Log(rounds=9).offer(0.6, 4).talk().talk().talk().offer(0.8, 4).talk().offer(0.8, 8)
    found = path(log)
    assert [(offer.offer_id, offer.round, offer.value) for offer in found.offers] == [
        ("o1", 1, 100),
        ("o5", 3, 80),
        ("o7", 4, 50),
    ]
    assert found.total_concession == 50
    assert found.concession_rate == pytest.approx(50 / 3)
    assert found.is_monotonic is True


def test_the_same_offer_again_is_still_monotonic() -> None:
    found = path(Log(rounds=9).offer(0.6, 4).talk().offer(0.6, 4))
    assert found.total_concession == 0
    assert found.concession_rate == 0
    assert found.is_monotonic is True


def test_taking_a_concession_back_is_seen() -> None:
    found = path(Log(rounds=9).offer(0.8, 4).talk().offer(0.6, 4))
    assert found.total_concession == -20
    assert found.is_monotonic is False


def test_every_offer_says_what_it_gives_to_each() -> None:
    found = path(Log().talk().offer(0.8, 8), "seller")
    (offer,) = found.offers
    assert (offer.round, offer.value) == (1, 52)
    assert offer.surplus == {"buyer": 30, "seller": 32}
