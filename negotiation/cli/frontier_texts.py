"""The words in which what a table could reach is told, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["FRONTIER_TEXTS"]

FRONTIER_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "size": "{title}: {n:,} outcomes",
            "sampled": "{size} (sampled {n:,})",
            "signable": "{n:,} keep to the red lines of hard mandates",
            "acceptable": (
                "{n:,} acceptable to {whom} ({share:.1%}), {efficient:,} of them efficient"
            ),
            "all": "all",
            "host_and_winner": "host and winner",
            "quorum": "{quorum} of {n}",
            "veto": "{quorum}, {names} among them",
            "and": " and ",
            "largest_share": "a split award; these are the deals of the largest share, {share:.0%}",
            "alone": (
                "The table is valued by itself, as at the market's start; in the campaign its "
                "worth hangs on what was signed before (--run RUN)."
            ),
            "opening": (
                "Valued as it opens in the campaign, month {month} of the world of seed {seed}: "
                "values count everything that a party has signed by then."
            ),
            "run": (
                "Valued as it stood when it ended in {run}, month {month} of the world of seed "
                "{seed}: values count everything that a party had signed by then."
            ),
            "opposition": "opposition {amount:.2f} (0: one outcome is ideal for all)",
            "party": "party",
            "alternative": "alternative",
            "acceptable_to": "acceptable to it",
            "best": "best surplus it could get",
            "nothing": "There is no outcome that every side could accept.",
            "nothing_by_rule": "There is no outcome that enough parties could accept.",
            "points": "Reference points",
            "frontier": "Pareto frontier",
            "some": "Pareto frontier, {n} of them",
            "surplus": "{name}: surplus",
            "in_surplus": "{title}, surplus of each",
            "nash": "Nash",
            "kalai_smorodinsky": "Kalai-Smorodinsky",
            "egalitarian": "Egalitarian",
            "utilitarian": "Utilitarian",
        },
        "zh": {
            "size": "{title}：共{n:,}种结果",
            "sampled": "{size}（抽样{n:,}种）",
            "signable": "不碰硬性红线的有{n:,}种",
            "acceptable": "{whom}都能接受的有{n:,}种（{share:.1%}），其中有效率的{efficient:,}种",
            "all": "各方",
            "host_and_winner": "发标方和中标方",
            "quorum": "{n}方中至少{quorum}方",
            "veto": "{quorum}（须含{names}）",
            "and": "、",
            "largest_share": "分标：以下按最大的一份（{share:.0%}）计",
            "alone": (
                "此处单独估这张桌子，按行情起点算；"
                "放进整场较量里，还要看之前签了什么（--run RUN）。"
            ),
            "opening": (
                "按开桌时的局面估：第{month}个月，行情种子{seed}。价值含此前已签的全部合同。"
            ),
            "run": (
                "按{run}里散场时的局面估：第{month}个月，行情种子{seed}。价值含此前已签的全部合同。"
            ),
            "opposition": "对立程度{amount:.2f}（0表示有一个结果对各方都最好）",
            "party": "参与方",
            "alternative": "谈不成",
            "acceptable_to": "自己能接受",
            "best": "最多能得的盈余",
            "nothing": "没有哪个结果是各方都能接受的。",
            "nothing_by_rule": "没有哪个结果凑得够同意的人。",
            "points": "参照点",
            "frontier": "帕累托前沿",
            "some": "帕累托前沿，列出{n}个",
            "surplus": "{name}盈余",
            "in_surplus": "{title}（各方盈余）",
            "nash": "纳什",
            "kalai_smorodinsky": "卡莱-斯莫罗丁斯基",
            "egalitarian": "均等",
            "utilitarian": "总和最大",
        },
    }
)
