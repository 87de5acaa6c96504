"""The words of the skills and their rubric: a part of the catalogue of ``ui.texts``."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.analysis.debrief.skill_words import SKILL_TITLES
from negotiation.domain.values import Text
from ui.texts.words import pairs

__all__ = ["SKILLS_WORDS"]

_RUBRIC = pairs(
    skill_rubric_why=(
        (
            "Twelve skills, each scored by a rule and not by an opinion. You may read the rules"
            " before you start; afterwards every point names the turn that it came from."
        ),
        "共十二项能力，每项都按公开的规则打分，不靠印象。规则开谈之前就可以看；谈完之后，每一分都会注明出自哪一次发言。",
    ),
    skill_total=(
        "The score is the mean over the skills that the talk gave an occasion for.",
        "总分是有机会展示的各项能力的平均分。",
    ),
    skill_costs=(
        (
            "A hint costs {nudge}, {principle} or {wording} points of 100 by its rung, all together"
            " at most {most}; a move taken back costs {taken}, all together at most {most_taken}."
        ),
        "每用一次提示按级别扣{nudge}、{principle}或{wording}分（百分制），合计最多扣{most}分；每悔一步扣{taken}分，合计最多扣{most_taken}分。",
    ),
    skill_asks_preparation=(
        "Before the talks, write down your target, your walk-away point and what to find out.",
        "开谈之前写下目标、底线和要弄清楚的问题。",
    ),
    skill_asks_opening_ambition=(
        "Open far out in the bargaining range, but inside what can be argued for.",
        "开价要敢开，但得说得过去。",
    ),
    skill_asks_concession_curve=(
        "Give way in small and shrinking steps, and against something.",
        "让步一次比一次小，而且要有来有往。",
    ),
    skill_asks_information_first=(
        "Ask before the first price is named.",
        "第一口价说出来之前，先把情况问清楚。",
    ),
    skill_asks_logrolling=(
        "Move several terms at once; give what costs you little for what is worth much to you.",
        "几项条款一起谈，拿自己不在乎的换自己看重的。",
    ),
    skill_asks_share_claimed=(
        "Take a good share of what there was to gain, and sign nothing below your alternative.",
        "把能争的争到手，绝不签比谈不成还差的合同。",
    ),
    skill_asks_supply_risk=(
        "Have late or missing cards cost the one who can prevent it.",
        "让晚交、少交的后果落在能管住它的一方身上。",
    ),
    skill_asks_damages_quality=(
        "A rate that bites, a cap that does not empty it, a trigger that is plain.",
        "违约金要有分量，封顶别把它掏空，触发条件要写明白。",
    ),
    skill_asks_leaks=(
        "Do not give your own limits away.",
        "别把自己的底线说出去。",
    ),
    skill_asks_rationale=(
        "Give a reason with what you offer.",
        "报价要给理由。",
    ),
    skill_asks_closing=(
        "Bring the talks to an end on a package of yours, without merely splitting the difference.",
        "由你提出最后的整包方案收尾，而不是简单地各让一半。",
    ),
    skill_asks_walking_away=(
        "Leave when nothing better than your alternative is left, and not before.",
        "没有比谈不成更好的结果时果断离场，但别走早了。",
    ),
)


def _made(key: str, en: str, zh: str) -> dict[str, Text]:
    """Return a text for every skill, with its name where the pattern has ``NAME``."""
    return {
        f"{key}_{skill}": Text(en=en.replace("NAME", name), zh=zh.replace("NAME", name_zh))
        for skill, (name, name_zh) in SKILL_TITLES.items()
    }


SKILLS_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        **_RUBRIC,
        **_made("skill_name", "NAME", "NAME"),
        **_made("skill_titled", "**NAME**", "**NAME**"),
        **_made("skill_line", "NAME · {percent:.0f}%", "NAME · {percent:.0f}%"),
        **_made("skill_open", "NAME · no occasion", "NAME · 没有机会展示"),
    }
)
