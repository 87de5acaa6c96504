"""What the skills are called and how they are scored: English, Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.analysis.debrief.records import SkillId

__all__ = ["SKILL_FORMULAS", "SKILL_TITLES"]

SKILL_TITLES: Mapping[SkillId, tuple[str, str]] = MappingProxyType(
    {
        "preparation": ("Preparation", "谈前准备"),
        "opening_ambition": ("Opening ambition", "开价力度"),
        "concession_curve": ("Concession curve", "让步节奏"),
        "information_first": ("Information before price", "先问后报"),
        "logrolling": ("Bundling and logrolling", "打包交换"),
        "share_claimed": ("Share claimed", "争得份额"),
        "supply_risk": ("Supply risk moved", "供货风险"),
        "damages_quality": ("Damages clause", "违约条款"),
        "leaks": ("Secrets kept", "守住底牌"),
        "rationale": ("Rationale", "讲明理由"),
        "closing": ("Closing", "收口成交"),
        "walking_away": ("Walking away", "守住底线"),
    }
)

SKILL_FORMULAS: Mapping[SkillId, tuple[str, str]] = MappingProxyType(
    {
        "preparation": (
            (
                "Mean of four checks on what was written before the talks: a target as a figure; a "
                "walk-away point as a figure; the target above the walk-away point; questions to "
                "ask (number written / 3)."
            ),
            (
                "看谈前写下的四项，取平均：目标写成数字；底线写成数字；目标高于底线；想问的问题"
                "（条数÷3，最多算满）。"
            ),
        ),
        "opening_ambition": (
            (
                "Worth of the first own offer over the alternative / 80 % of the best that the "
                "other side could have accepted. Signing without a counter-offer scores 0."
            ),
            "己方第一次报价带来的净收益 ÷（对方还能接受的最好结果 × 80%）。没还价就签，记0分。",
        ),
        "concession_curve": (
            (
                "Mean of four checks on the steps from one own offer to the next, in own worth: "
                "share of steps that take nothing back; largest step (full up to 20 % of the best "
                "within reach, none from 50 %); share of steps no larger than the one before (plus "
                "10 %); share of giving steps before which the other side had moved."
            ),
            (
                "按己方收益看每次报价之间的让步，四项取平均：不出尔反尔的次数占比；最大一步（占可"
                "争取最好结果的20%以内得满分，50%以上不得分）；一步不比一步大的占比（放宽10%）；"
                "对方先动、己方才让的占比。"
            ),
        ),
        "information_first": (
            (
                "Mean of two checks: a question before the first own offer (1), in the same "
                "message as it (½), or later (0); turns with a question / 3."
            ),
            (
                "两项取平均：第一次报价之前就问过（1分），报价时一起问（半分），之后才问（0分）；"
                "提过问题的发言次数÷3。"
            ),
        ),
        "logrolling": (
            (
                "Mean of two checks: 1 − (what this side could still have gained without harm to "
                "anybody / best within reach); swaps among the own steps / one third of the steps. "
                "A swap takes on one term and gives on another."
            ),
            (
                "两项取平均：1 −（不损害任何一方、己方还能多拿的 ÷ 可争取的最好结果）；己方报价变"
                "动中“一项换一项”的次数 ÷ 变动次数的三分之一。"
            ),
        ),
        "share_claimed": (
            (
                "Own gain over the alternative / 75 % of the best that the other side could have "
                "accepted. No agreement scores 0 where one was possible."
            ),
            "己方净收益 ÷（对方还能接受的最好结果 × 75%）。本来谈得成却没谈成，记0分。",
        ),
        "supply_risk": (
            (
                "Mean over the signed terms about delivery and availability: where the signed "
                "option stands between the worst and the best option for this side, the other "
                "terms as signed."
            ),
            (
                "看合同里与交付、可用性有关的各项：其余条款不动，签下的选项落在己方最差与最好之间"
                "的什么位置，取平均。"
            ),
        ),
        "damages_quality": (
            "The same over the signed terms about damages, caps, fees and who bears them.",
            "违约金、上限、费用及其承担方各项，算法同上。",
        ),
        "leaks": (
            "1 − ½ for every private figure that was said exactly − ¼ for every one said roundly.",
            "1分起算：每说出一个准确的内部数字扣半分，说出大概数扣四分之一分。",
        ),
        "rationale": (
            "Share of the own offers that came with a reason / one half.",
            "带理由的报价占比 ÷ 50%。",
        ),
        "closing": (
            (
                "Mean of four checks: an agreement where one was possible; whose package was "
                "signed (own 1, the other side's ½); the last offer did not simply split the "
                "difference; signed before the last round."
            ),
            (
                "四项取平均：能成的谈成了；签的是谁的方案（己方1分，对方半分）；最后一口价不是简"
                "单对半折中；没有拖到最后一轮。"
            ),
        ),
        "walking_away": (
            (
                "Mean of the checks that apply: nothing signed below the alternative; no red line "
                "crossed; without agreement, no standing offer left that was better than the "
                "alternative; share of the own offers above the alternative."
            ),
            (
                "适用的各项取平均：没签比谈不成还差的；没越红线；没谈成时，桌上没留下比谈不成更好"
                "的报价；己方报价中高于替代方案的占比。"
            ),
        ),
    }
)
"""Amounts are over the own alternative; every check earns between 0 and 1."""
