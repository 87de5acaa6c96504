"""The fixed words of the deal desk, in English and Chinese. Only `adviser_card` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["ADVISER_TEXTS", "ADVISER_TEXTS_FOR_PEOPLE", "AdviserTexts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserTexts:
    """One language's words. Braces are filled by ``adviser_card``."""

    desk: str
    gone: str
    yours: str
    amount: str
    above: str
    below: str
    share: str
    own: str
    opening: str
    hopeless: str
    crossed: str
    nearest: str
    far: str
    risk: str
    loss: str
    worst: str
    swap: str
    most: str
    cheapest: str
    step: str
    counters: str
    vary: str
    open: str
    counter: str
    clauses: str
    clause: str
    comma: str
    semicolon: str
    stop: str
    gap: str


_EN = AdviserTexts(
    desk="Desk: ",
    gone="{offer} (gone)",
    yours="your {offer}",
    amount="{value} {unit}",
    above="{offer}: {value} to you, {gain} above no deal{share}",
    below="{offer}: {value} to you, {gain} below no deal",
    share=", {share} of your best",
    own="; your {offer} {value}",
    opening="your best terms are worth {value} to you, {gain} above no deal",
    hopeless="No terms on this agenda beat no deal for you",
    crossed="Red line crossed: {issues}",
    nearest="Signable with {terms} ({value})",
    far="Small changes cannot save it: the nearest terms you could sign change {n} clauses",
    risk="Risk: {risk}",
    loss="{share} lose, ",
    worst="worst 5% at {cvar}",
    swap="Trade: give {give} ({cost}), get {take} ({gain})",
    most="Worth most: {steps}",
    cheapest="Cheapest to give: {steps}",
    step="{term} ({gain})",
    counters="Counter: {offer} with {counters}",
    vary="You could offer {offer} with {counters}",
    open="Open with {counters}",
    counter="{terms} ({figures})",
    clauses="Clause by clause from {offer}:",
    clause="- {title} {before} → {after}: {gain}",
    comma=", ",
    semicolon="; ",
    stop=".",
    gap=" ",
)

_ZH = AdviserTexts(
    desk="测算：",
    gone="{offer}（已作废）",
    yours="你的{offer}",
    amount="{value}{unit}",
    above="{offer}值{value}，比谈不成高{gain}{share}",
    below="{offer}值{value}，比谈不成低{gain}",
    share="，占最大收益{share}",
    own="；你的{offer}值{value}",
    opening="你最好的条件值{value}，比谈不成高{gain}",
    hopeless="这份议程上没有比谈不成更好的条件",
    crossed="越红线：{issues}",
    nearest="改{terms}可签（{value}）",
    far="小改救不了：最近的能签条件也要改{n}条",
    risk="风险：{risk}",
    loss="{share}会亏，",
    worst="最差5%为{cvar}",
    swap="可换：让{give}（{cost}），要{take}（{gain}）",
    most="先争：{steps}",
    cheapest="先让：{steps}",
    step="{term}（{gain}）",
    counters="还价：{offer}改{counters}",
    vary="可报：{offer}改{counters}",
    open="开价：{counters}",
    counter="{terms}（{figures}）",
    clauses="以{offer}为准，逐条看：",
    clause="- {title} {before} → {after}：{gain}",
    comma="，",
    semicolon="；",
    stop="。",
    gap="",
)

ADVISER_TEXTS: Mapping[Language, AdviserTexts] = MappingProxyType({"en": _EN, "zh": _ZH})
"""For models, which pay for every word."""

ADVISER_TEXTS_FOR_PEOPLE: Mapping[Language, AdviserTexts] = MappingProxyType(
    {
        "en": replace(
            _EN,
            above="{offer} is worth {value} to you, {gain} above no deal{share}",
            below="{offer} is worth {value} to you, {gain} below no deal",
            share=", {share} of your best gain",
            nearest="You could sign it with {terms} ({value})",
        ),
        "zh": replace(
            _ZH,
            above="{offer}对你值{value}，比谈不成高{gain}{share}",
            below="{offer}对你值{value}，比谈不成低{gain}",
            nearest="改成{terms}就能签（{value}）",
        ),
    }
)
