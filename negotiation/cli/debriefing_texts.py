"""The words in which a debrief is told on the terminal, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["DEBRIEF_TEXTS"]

DEBRIEF_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "heading": "Debrief of {party}: {table}",
            "result": (
                "{surplus} over the alternative of {alternative}; at best {best} was within reach "
                "({share})"
            ),
            "result_only": "{surplus} over the alternative of {alternative}",
            "no_deal": "Nothing was signed.",
            "target": "Target: {target}",
            "left": "Left on the table: {gain} more without harm to anybody: {changes}",
            "nothing_left": "Nothing was left on the table: no terms were better without harm.",
            "accepted": "The other side would have signed {gain} more at best: {terms}",
            "nearby": "One term better, and still signed: {changes} ({gain})",
            "skills": "Skills: {score} overall",
            "no_occasion": "no occasion",
            "turns": "turn {turns}",
            "before": "before the talks",
            "turning_points": "Turning points",
            "turn": "{table}, turn {turn}: {title}",
            "better": "Better: {move}",
            "walk": "leave",
            "accept": "accept {terms}",
            "offer": "offer {terms}",
            "escalate": "have your house sign {terms}, then offer it",
            "tried": (
                "Played on {n} times each: median {before} as played, {after} with the better move "
                "({difference})"
            ),
            "no_points": "No turning point was found: no other move was worth more.",
            "played_out": "Turn {turn} played on by {strategies}",
            "seed": "seed",
            "as_played": "as played",
            "with_better": "with the better move",
            "difference": "difference",
            "median": "median",
            "quartiles": "Half of the differences lie between {low} and {high}.",
            "claims": "False claims",
            "claim": "turn {turn}, {party}: {fact} (in truth {truth}) {believed}",
            "believed": "- believed",
            "not_believed": "- not believed",
            "untold": "",
            "leaks": "Private figures said",
            "leak": "turn {turn}, {party}: {what}",
            "later": "What came of it",
            "later_line": "{party}: {npv} after the fact, {expected} expected",
            "promise": (
                "{seller} promised {promised:,.0f} GPUs and had {covered} for them; {share} came"
            ),
            "unknown": "an unknown number",
            "none_came": "an unknown share",
        },
        "zh": {
            "heading": "{party}复盘：{table}",
            "result": "比谈不成（{alternative}）多{surplus}；最多可争取{best}（{share}）",
            "result_only": "比谈不成（{alternative}）多{surplus}",
            "no_deal": "没有签约。",
            "target": "目标：{target}",
            "left": "桌上还留着：不损害任何一方还能多拿{gain}：{changes}",
            "nothing_left": "没有浪费：不损害别人就拿不到更多了。",
            "accepted": "对方最多还能再让{gain}：{terms}",
            "nearby": "只改一条、对方仍会签：{changes}（{gain}）",
            "skills": "各项能力：总分{score}",
            "no_occasion": "没有机会展示",
            "turns": "第{turns}次发言",
            "before": "开谈之前",
            "turning_points": "转折点",
            "turn": "{table}，第{turn}次发言：{title}",
            "better": "更好的走法：{move}",
            "walk": "离场",
            "accept": "接受{terms}",
            "offer": "报{terms}",
            "escalate": "先要签字，再报{terms}",
            "tried": "各推演{n}次：照原样中位数{before}，换走法{after}（{difference}）",
            "no_points": "没有找到转折点：换别的走法也不会更好。",
            "played_out": "第{turn}次发言往后推演，由{strategies}接着谈",
            "seed": "种子",
            "as_played": "照原样",
            "with_better": "换走法",
            "difference": "差额",
            "median": "中位数",
            "quartiles": "一半的差额落在{low}到{high}之间。",
            "claims": "不实之言",
            "claim": "第{turn}次发言，{party}：{fact}（实为{truth}）{believed}",
            "believed": "——对方信了",
            "not_believed": "——对方没信",
            "untold": "",
            "leaks": "说漏的内部数字",
            "leak": "第{turn}次发言，{party}：{what}",
            "later": "后来怎样",
            "later_line": "{party}：实际{npv}，签约时预期{expected}",
            "promise": "{seller}承诺{promised:,.0f}张卡，手里有{covered}；实际交付{share}",
            "unknown": "多少不详",
            "none_came": "多少不详",
        },
    }
)
"""By language: what is printed, with {names} for what is filled in."""
