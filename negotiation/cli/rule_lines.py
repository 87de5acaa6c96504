"""The rules of a table in a line or two: who bids or proposes, how it is decided, when it opens."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from negotiation.domain.quantities import format_value
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import bidders_of
from negotiation.domain.values import Language

__all__ = ["RULE_TEXTS", "phase_lines", "rule_lines"]

RULE_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "tender": "{host} calls for bids from {bidders}",
            "open": "bids are open, one after the other",
            "sealed": "one sealed bid each, opened together",
            "batched": "sealed bids in every round, shown together in random order",
            "falling": "each must be lower by {step} at least",
            "rising": "each must be higher by {step} at least",
            "price": "the best price wins",
            "weights": "the host's own weights decide",
            "choice": "the host chooses",
            "split": "the lot is split {shares}",
            "presentation": "the first round is for presentations",
            "rotating": "each round another party proposes",
            "fixed": "{name} proposes",
            "unanimity": "everybody must agree",
            "quorum": "{quorum} of {n} must agree",
            "veto": "{quorum} of {n} must agree, {names} among them",
            "lapse": "offers stand for {n} rounds",
            "phase": "month {month}: {title}",
            "stand_in": "{name}: whoever signs at {table} beside {other}",
            "loser": "{name}: the first bidder at {table} that wins nothing",
            "and": ", ",
            "stop": ".",
            "between": "; ",
        },
        "zh": {
            "tender": "{host}招标，{bidders}投标",
            "open": "公开竞价，轮流出价",
            "sealed": "各投一次密封标，一并开标",
            "batched": "每轮密封报价，打乱顺序一并亮出",
            "falling": "每次降价不少于{step}",
            "rising": "每次加价不少于{step}",
            "price": "价优者得",
            "weights": "按发标方自己的权重评标",
            "choice": "由发标方选定",
            "split": "分标{shares}",
            "presentation": "首轮述标",
            "rotating": "轮流提案",
            "fixed": "由{name}提案",
            "unanimity": "全体同意才算数",
            "quorum": "{n}方中{quorum}方同意即可",
            "veto": "{n}方中{quorum}方同意即可，须含{names}",
            "lapse": "报价{n}轮内有效",
            "phase": "第{month}个月：{title}",
            "stand_in": "{name}：在{table}与{other}签约的一方",
            "loser": "{name}：在{table}落标的第一家",
            "and": "、",
            "stop": "。",
            "between": "；",
        },
    }
)


def rule_lines(scenario: Scenario, table: Table, language: Language) -> Iterator[str]:
    """Write what everybody knows of how a table is run; nothing for two who haggle."""
    texts = RULE_TEXTS[language]
    said = [*_tender(scenario, table, language), *_agreement(scenario, table, language)]
    if table.offers_stand_rounds is not None:
        said.append(texts["lapse"].format(n=table.offers_stand_rounds))
    if said:
        line = texts["between"].join(said) + texts["stop"]
        yield line[:1].upper() + line[1:]


def phase_lines(scenario: Scenario, language: Language) -> Iterator[str]:
    """Write the phases of a campaign with their tables, and who its stand-ins are."""
    campaign, texts = scenario.campaign, RULE_TEXTS[language]
    if campaign is None:
        return
    for phase in campaign.phases:
        line = texts["phase"].format(month=phase.month, title=phase.title.in_language(language))
        tables = texts["and"].join(phase.tables)
        yield f"{line} ({tables})" if tables else line
    for name, stands_for in campaign.stand_ins.items():
        key = "stand_in" if stands_for.kind == "signer_of" else "loser"
        other = getattr(stands_for, "other", "")
        yield texts[key].format(
            name=name, table=stands_for.table, other=_name(scenario, other, language)
        )


def _tender(scenario: Scenario, table: Table, language: Language) -> Iterator[str]:
    rules, texts = table.tender, RULE_TEXTS[language]
    if rules is None:
        return
    bidders = texts["and"].join(_name(scenario, each, language) for each in bidders_of(table))
    yield texts["tender"].format(host=_name(scenario, rules.host, language), bidders=bidders)
    yield texts[rules.bidding]
    if rules.min_step and rules.bidding != "sealed":
        unit = table.space.by_id[rules.price_issue].unit
        yield texts[rules.direction].format(step=format_value(rules.min_step, unit, language))
    yield texts[rules.award]
    if rules.split_fractions is not None:
        shares = " : ".join(f"{share:.0%}" for share in rules.split_fractions)
        yield texts["split"].format(shares=shares)
    if rules.has_presentation:
        yield texts["presentation"]


def _agreement(scenario: Scenario, table: Table, language: Language) -> Iterator[str]:
    texts, rule = RULE_TEXTS[language], table.agreement
    if table.protocol == "roundtable":
        proposer = table.roundtable.proposer
        if proposer == "rotating":
            yield texts["rotating"]
        else:
            yield texts["fixed"].format(name=_name(scenario, proposer, language))
    if rule is None:
        if table.protocol == "roundtable":
            yield texts["unanimity"]
        return
    names = texts["and"].join(_name(scenario, each, language) for each in rule.veto)
    key = "veto" if rule.veto else "quorum"
    yield texts[key].format(quorum=rule.quorum, n=len(table.parties), names=names)


def _name(scenario: Scenario, party_id: str, language: Language) -> str:
    """Return a party's name; of a stand-in its id."""
    by_id = {party.id: party.name.in_language(language) for party in scenario.parties}
    return by_id.get(party_id, party_id)
