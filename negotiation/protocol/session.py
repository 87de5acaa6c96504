"""The state of one table. ``fold`` works it out from the events, ``referee`` decides moves by it.

Two rules hold in this room. Everything that decides whether a move is legal lives here. And nothing
knows which role a party plays, so different rules for the two sides of a deal cannot be written;
only the host of a tender and who proposes at a round table have an office.

A round is one turn of everybody who is still there. Turn ``(round - 1) * n + place`` belongs to the
party at that place (from 1) of the round's order. A refused move and a private note do not use the
turn up; every other event of a party does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from negotiation.domain.events import Award, Ending, OfferMade, round_of
from negotiation.domain.moves import Claim, TalkMode
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule, ProtocolName
from negotiation.domain.tenders import WINNER
from negotiation.protocol.standing import Escalation, StandingOffer

__all__ = ["Escalation", "Session", "StandingOffer", "signed_as"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A table in the middle of talks."""

    table: str
    parties: tuple[str, ...]
    """In the order of turns."""
    deadline_rounds: int
    talk: TalkMode = "full"
    protocol: ProtocolName = "alternating"
    tender: TenderRules | None = None
    roundtable: RoundtableRules | None = None
    rule: AgreementRule | None = None
    """Who must assent at a round table; ``None`` for everybody."""
    offers_stand_rounds: int | None = None

    round: int = 1
    """The round of the turn that is due, from 1."""
    moved: frozenset[str] = frozenset()
    """Who has moved in this round."""
    left: frozenset[str] = frozenset()
    """Who has walked away."""
    refused: Mapping[str, int] = field(default_factory=dict)
    """Refused moves by party in the turn that is due."""
    standing: Mapping[str, StandingOffer] = field(default_factory=dict)
    """By party that made it. At a tender the bids, sealed ones included."""
    unopened: Mapping[str, OfferMade] = field(default_factory=dict)
    """Bids of this round that nobody else has seen, by party."""
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    """What each party at a tender has said of itself so far."""
    n_quiet_rounds: int = 0
    """Rounds in a row in which nobody made a new bid."""
    n_calls: int = 0
    """Last calls made in them."""
    proposal: str | None = None
    """Who put this round's proposal forward at a round table."""
    votes: Mapping[str, bool] = field(default_factory=dict)
    """On it, by party."""
    escalations: Mapping[str, Escalation] = field(default_factory=dict)
    """Unanswered, by party."""
    signed: Mapping[str, Mapping[int, Outcome]] = field(default_factory=dict)
    """By party: step of its ladder -> the outcome for which it was signed."""
    denied: Mapping[str, frozenset[int]] = field(default_factory=dict)
    last_turn: int = 0
    """The last turn that was taken."""
    ending: Ending | None = None
    agreement: Outcome | None = None
    """What was signed; of a tender the best bidder's award, with ``winner`` named."""
    awards: tuple[Award, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """Who moves in this round, in turn; at a round table the proposer comes first."""
        if self.protocol != "roundtable":
            return self.parties
        rules = self.roundtable or RoundtableRules()
        if rules.proposer == "rotating":
            first = (self.round - 1) % len(self.parties)
        else:
            first = self.parties.index(rules.proposer)
        return self.parties[first:] + self.parties[:first]

    @property
    def proposer(self) -> str:
        """Who may put the proposal of this round forward: the first who is still there."""
        return next((party for party in self.order if party not in self.left), self.order[0])

    @property
    def host(self) -> str | None:
        """Who calls for bids at a tender."""
        return self.tender.host if self.tender else None

    @property
    def active(self) -> tuple[str, ...]:
        """Who is still there, in the order of this round."""
        return tuple(party for party in self.order if party not in self.left)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not moved in this round, in turn."""
        return tuple(party for party in self.active if party not in self.moved)

    @property
    def due_parties(self) -> tuple[str, ...]:
        """Who moves next, several where bids are made at once; nobody when the talks are over.

        Nobody either while the referee has something to say first.
        """
        if self.ending is not None or self.is_out_of_time or self.is_closed or not self.waiting:
            return ()
        bidders = tuple(party for party in self.waiting if party != self.host)
        if self.are_bids_simultaneous and not self.is_presentation:
            return bidders or (() if self.unopened else self.waiting[:1])
        return self.waiting[:1]

    @property
    def due_party(self) -> str | None:
        """The first who moves next."""
        return next(iter(self.due_parties), None)

    @property
    def turn(self) -> int:
        """The turn that is due, from 1; after the last one, one more."""
        due = self.due_party
        return self.last_turn + 1 if due is None else self.turn_of(due)

    @property
    def refusals(self) -> int:
        """Refused moves of the first who moves next."""
        due = self.due_party
        return 0 if due is None else self.refused.get(due, 0)

    @property
    def is_out_of_time(self) -> bool:
        """Whether every round has been played."""
        return self.round > self.deadline_rounds

    @property
    def last_round(self) -> int:
        """The last round in which anything can be put forward; sealed bids have one only."""
        if self.tender is None or self.tender.bidding != "sealed":
            return self.deadline_rounds
        return min(self.deadline_rounds, 1 + self.tender.has_presentation)

    @property
    def is_presentation(self) -> bool:
        """Whether this round of a tender is for words only."""
        return self.tender is not None and self.tender.has_presentation and self.round == 1

    @property
    def are_bids_simultaneous(self) -> bool:
        """Whether the bidders of a tender bid at once."""
        return self.tender is not None and self.tender.bidding != "open"

    @property
    def is_final_vote(self) -> bool:
        """Whether this round of a round table is the last, in which everybody votes."""
        return self.protocol == "roundtable" and self.round == self.deadline_rounds

    @property
    def is_closed(self) -> bool:
        """Whether the bidding of a tender is over and only the award is left."""
        if self.tender is None:
            return False
        if self.tender.bidding == "sealed":
            return self.round > self.last_round
        return self.is_out_of_time or self.n_quiet_rounds > self.tender.last_call_rounds

    def turn_of(self, party: str) -> int:
        """Return the number of the party's turn in this round."""
        return (self.round - 1) * len(self.parties) + self.order.index(party) + 1

    def may_offer(self, party: str) -> bool:
        """Whether a party may put an offer forward in this round."""
        if self.tender is not None:
            return party != self.tender.host and not self.is_presentation
        if self.protocol == "roundtable":
            return party == self.proposer or not self.is_final_vote
        return self.talk != "none" or (self.round == 1 and party == self.parties[0])

    def stands(self, offer: StandingOffer) -> bool:
        """Whether an offer has not lapsed.

        One between two stands for so many turns of each from the turn it was made in, whoever made
        it; a bid for so many rounds, the round it was made in included, and to be awarded it must
        stand in the last round that was played.
        """
        if self.offers_stand_rounds is None:
            return True
        if self.tender is None:
            return self.turn - offer.turn < self.offers_stand_rounds * len(self.parties)
        age = self.round - self.is_closed - round_of(offer.turn, len(self.parties))
        return age < self.offers_stand_rounds

    def offer_of(self, party: str) -> StandingOffer | None:
        """Return the offer of a party that has been neither turned down nor lapsed."""
        offer = self.standing.get(party)
        return offer if offer is not None and self.stands(offer) else None

    def offers_to(self, party: str) -> tuple[StandingOffer, ...]:
        """Return the offers that ``party`` may accept or turn down."""
        if self.tender is not None:
            may_choose = party == self.tender.host and self.tender.award == "choice"
            return self.bids if may_choose else ()
        if self.protocol == "roundtable":
            put = self.standing.get(self.proposal or "")
            return (put,) if put is not None and put.party != party else ()
        return tuple(
            offer for offer in self.standing.values() if offer.party != party and self.stands(offer)
        )

    def offer_to(self, party: str, offer_id: str) -> StandingOffer | None:
        """Return the offer of that id which ``party`` may accept or turn down."""
        return next((each for each in self.offers_to(party) if each.offer_id == offer_id), None)

    @property
    def bids(self) -> tuple[StandingOffer, ...]:
        """The opened bids of a tender that stand, in the order of the bidders."""
        found = (self.offer_of(party) for party in self.parties if party not in self.unopened)
        return tuple(bid for bid in found if bid is not None)

    @property
    def is_carried(self) -> bool:
        """Whether everybody has answered the proposal and it has the assent it needs."""
        if self.proposal is None or self.waiting:
            return False
        return self.suffices(self.assents)

    @property
    def assents(self) -> tuple[str, ...]:
        """Who is for the proposal, the proposer included."""
        return tuple(party for party in self.parties if self.votes.get(party))

    def suffices(self, parties: tuple[str, ...]) -> bool:
        """Whether the assent of these parties is enough to bind everybody."""
        if self.rule is None:
            return set(parties) == set(self.parties)
        return len(parties) >= self.rule.quorum and set(self.rule.veto) <= set(parties)


def signed_as(session: Session, party: str, outcome: Outcome) -> Outcome:
    """Return what would be signed: at a tender the bid of ``party`` with its name."""
    return {WINNER: party, **outcome} if session.tender is not None else outcome
