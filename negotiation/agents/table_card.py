"""What a model is told before the talks of how its table is run: who sits there, and the rules."""

from negotiation.agents.negotiator import SeatBrief, Side
from negotiation.agents.prompt_texts import PROMPT_TEXTS
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS, ProtocolTexts
from negotiation.domain.protocols import AwardWeights, TenderRules
from negotiation.domain.quantities import Unit, format_value
from negotiation.domain.values import Language
from negotiation.protocol.view import ActKind

__all__ = ["acts_of", "has_ladder", "name_of", "render_rules", "render_table"]


def acts_of(brief: SeatBrief) -> tuple[ActKind, ...]:
    """Return every act that a seat may ever choose at its table."""
    acts: list[ActKind] = ["talk"] if brief.talk == "full" else []
    if not brief.is_host:
        acts.append("offer")
    may_answer = brief.tender is None or (brief.is_host and brief.tender.award == "choice")
    if may_answer:
        acts += ["accept", "reject"]
    if brief.protocol in {"tender", "roundtable"}:
        acts.append("pass")
    if has_ladder(brief) and brief.talk != "none":
        acts.append("escalate")
    return (*acts, "walk_away")


def has_ladder(brief: SeatBrief) -> bool:
    """Whether a seat needs signatures for anything on its agenda."""
    return any(step.issue in brief.space.by_id for step in brief.mandate.authority)


def name_of(brief: SeatBrief, party: str) -> str:
    """Return how a party of the table is called; its id where the seat does not know it."""
    sides = (brief.own, *brief.counterparts)
    return next((side.name for side in sides if side.party == party), party)


def render_table(brief: SeatBrief, *, for_people: bool = False) -> str:
    """Return the moment, who else sits at the table, and how it is run.

    A model is told issues as an offer must write them, a person as people say them.
    """
    if len(brief.counterparts) == 1 and brief.tender is None:
        two = PROMPT_TEXTS[brief.language]
        return two.table.format(
            setting=brief.setting,
            other=brief.counterpart.name,
            other_role=brief.counterpart.role,
            other_public=brief.counterpart.public,
            opens=two.opens_you if brief.opens else two.opens_them,
            deadline=brief.deadline_rounds,
        )
    texts = PROTOCOL_TEXTS[brief.language]
    tender = brief.tender
    return texts.table.format(
        setting=brief.setting,
        sides="\n".join(_side(texts, side) for side in brief.counterparts),
        protocol=_tender(brief, texts, tender, for_people=for_people)
        if tender is not None
        else _roundtable(brief, texts),
        deadline=brief.deadline_rounds,
    )


def render_rules(brief: SeatBrief) -> str:
    """Return what the acts of a seat do."""
    two, texts = PROMPT_TEXTS[brief.language], PROTOCOL_TEXTS[brief.language]
    is_heard = brief.talk == "full"
    if brief.protocol == "tender":
        acts = texts.host_acts if brief.is_host else texts.bidder_acts
        said = texts.said if is_heard else texts.silent
        rules = (texts.host_rules if brief.is_host else texts.rules).format(acts=acts, said=said)
    elif brief.protocol == "roundtable":
        said = texts.said if is_heard else texts.silent
        rules = texts.rules.format(acts=texts.leave, said=said)
    else:
        rules = two.rules if is_heard else two.rules_offers
    return rules


def _side(texts: ProtocolTexts, side: Side) -> str:
    return texts.side.format(name=side.name, role=side.role, public=side.public)


def _tender(brief: SeatBrief, texts: ProtocolTexts, rules: TenderRules, *, for_people: bool) -> str:
    host, priced = name_of(brief, rules.host), brief.space.by_id[rules.price_issue]
    issue = priced.title.in_language(brief.language) if for_people else priced.id
    step = f"{rules.min_step:g}"
    if for_people:
        step = format_value(rules.min_step, priced.unit, brief.language)
    forms = {"open": texts.in_turn, "sealed": texts.sealed, "batched": texts.batched}
    said = texts.calls.format(host=host) + forms[rules.bidding]
    if rules.award == "price" and rules.bidding != "sealed" and rules.min_step:
        form = texts.beat_best if rules.bidding == "open" else texts.beat_own
        said += form.format(step=step, issue=issue)
    said += _award(brief, texts, rules, issue)
    if rules.split_fractions is not None:
        shares = [
            format_value(share, Unit.FRACTION, brief.language) for share in rules.split_fractions
        ]
        said += texts.split.format(shares=" / ".join(shares))
    said += texts.slides if rules.has_presentation else ""
    if rules.bidding != "sealed":
        said += texts.closing.format(n=rules.last_call_rounds)
    return said


def _award(brief: SeatBrief, texts: ProtocolTexts, rules: TenderRules, issue: str) -> str:
    host = name_of(brief, rules.host)
    match rules.award:
        case "price":
            return texts.by_price[rules.direction].format(issue=issue)
        case "weights":
            if rules.weights is not None:
                return texts.own_weights.format(weights=_weights(rules.weights, brief.language))
            return texts.by_weights.format(host=host)
        case _:
            return texts.choose if brief.is_host else texts.by_choice.format(host=host)


def _weights(weights: AwardWeights, language: Language) -> str:
    words = {
        "en": ("price", "stock claimed", "delivery", "trust"),
        "zh": ("价格", "声称的现货", "交付", "信任"),
    }[language]
    others = (weights.stock, weights.delivery, weights.trust)
    parts = (weights.price, *(each.weight if each else 0.0 for each in others))
    pairs = [f"{word} {part:g}" for word, part in zip(words, parts, strict=True) if part]
    return ("、" if language == "zh" else ", ").join(pairs)


def _roundtable(brief: SeatBrief, texts: ProtocolTexts) -> str:
    rules, rule = brief.roundtable, brief.agreement
    proposer = rules.proposer if rules is not None else "rotating"
    if proposer == "rotating":
        said = texts.rotating
    else:
        said = texts.proposes.format(party=name_of(brief, proposer))
    if rule is None:
        binding = texts.everybody
    else:
        n_parties = len(brief.counterparts) + 1
        binding = texts.quorum.format(quorum=rule.quorum, n=n_parties)
        if rule.veto:
            names = [name_of(brief, party) for party in rule.veto]
            joint = "、" if brief.language == "zh" else " and "
            binding += texts.veto.format(parties=joint.join(names))
    return said + texts.votes.format(rule=binding)
