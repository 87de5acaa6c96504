"""How the tender ends between strategies: for the case's reasons, and not otherwise."""

from pathlib import Path

import pytest

from negotiation.domain.events import ContractAwarded, OfferMade, Passed, WalkedAway
from tests.scenarios.playing import played, winner

SEEDS = (1, 2, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_the_open_the_outsider_wins_at_a_quarter_of_list_or_less(
    seed: int, tmp_path: Path
) -> None:
    party, bid = winner(played("price-war", tmp_path, seed=seed))
    assert party == "heron"
    assert 0.14 <= bid["list_price_fraction"] <= 0.25  # type: ignore[operator]


def test_the_challenger_bids_freezes_and_leaves_before_the_award(tmp_path: Path) -> None:
    log = played("price-war", tmp_path)
    own = [
        event
        for event in log
        if isinstance(event, OfferMade | Passed | WalkedAway) and event.party == "challenger"
    ]
    prices = [event.outcome["list_price_fraction"] for event in own if isinstance(event, OfferMade)]
    assert prices
    assert min(prices) >= 0.46  # type: ignore[operator]
    assert any(isinstance(event, Passed) for event in own)
    assert isinstance(own[-1], WalkedAway)
    (award,) = [at for at, event in enumerate(log) if isinstance(event, ContractAwarded)]
    assert log.index(own[-1]) < award


def test_a_sealed_bid_leaves_the_winner_more(tmp_path: Path) -> None:
    in_the_open = winner(played("price-war", tmp_path))
    sealed = winner(played("price-war-sealed", tmp_path))
    assert in_the_open[0] == sealed[0] == "heron"
    assert sealed[1]["list_price_fraction"] > in_the_open[1]["list_price_fraction"]  # type: ignore[operator]


@pytest.mark.parametrize("seed", SEEDS)
def test_by_the_weights_of_the_boom_who_has_cards_wins(seed: int, tmp_path: Path) -> None:
    party, bid = winner(played("price-war-weights", tmp_path, seed=seed))
    assert party == "incumbent"
    # dearer than what wins where the price alone counts
    cheapest = winner(played("price-war", tmp_path / "open", seed=seed))[1]
    assert bid["list_price_fraction"] > cheapest["list_price_fraction"]  # type: ignore[operator]
