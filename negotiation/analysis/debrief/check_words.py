"""What the checks ask, and what they found: English, Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CHECK_SAID", "CHECK_TITLES"]

CHECK_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "target_written": ("Was a target written down as a figure?", "目标写成数字了吗？"),
        "limit_written": ("Was a walk-away point written down?", "底线写下来了吗？"),
        "target_above_limit": ("Is the target above the walk-away point?", "目标高于底线吗？"),
        "questions_written": ("Were questions written down?", "想问的问题写了吗？"),
        "no_offer": ("Was an own offer made?", "自己报过价吗？"),
        "opening_height": ("How far out was the first offer?", "第一口价开得够高吗？"),
        "never_back": ("Was nothing taken back?", "有没有出尔反尔？"),
        "small_steps": ("Was no single step too large?", "有没有一步让太多？"),
        "smaller_steps": ("Did the steps get smaller?", "是不是越让越少？"),
        "steps_returned": ("Had the other side moved before?", "对方先动了才让吗？"),
        "asked_first": ("Was something asked before the first offer?", "报价之前先问了吗？"),
        "asked_enough": ("Was enough asked?", "问得够不够？"),
        "nothing_wasted": ("Was nothing left on the table?", "有没有白白浪费的空间？"),
        "swaps": ("Were terms traded for each other?", "有没有用条款换条款？"),
        "share_of_best": ("How much of the best within reach?", "拿到了能争取的多少？"),
        "supply_term": ("how well for this side?", "对己方有多好？"),
        "damages_term": ("how well for this side?", "对己方有多好？"),
        "nothing_leaked": ("Were private figures kept?", "内部数字守住了吗？"),
        "reasons_given": ("Did offers come with a reason?", "报价讲理由了吗？"),
        "deal_closed": ("Was an agreement reached?", "谈成了吗？"),
        "own_package": ("Whose package was signed?", "签的是谁的方案？"),
        "no_split": ("Was the difference not simply split?", "是不是简单对半折中？"),
        "in_time": ("Was it signed before the last round?", "是在最后一轮之前签的吗？"),
        "signed_above": ("Is it better than the alternative?", "比谈不成强吗？"),
        "lines_kept": ("Were the red lines kept?", "守住红线了吗？"),
        "nothing_better_left": (
            "Was no better offer left on the table?",
            "桌上有没有留下更好的报价？",
        ),
        "offers_above": ("Were all own offers above the alternative?", "自己的报价都高于底线吗？"),
    }
)

CHECK_SAID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "target_written": ("Read from the preparation sheet.", "见谈前准备表。"),
        "limit_written": ("Read from the preparation sheet.", "见谈前准备表。"),
        "target_above_limit": ("Read from the preparation sheet.", "见谈前准备表。"),
        "questions_written": ("Questions written: {n_questions}.", "写了{n_questions}个问题。"),
        "opening_height": (
            (
                "The first offer was worth {opening_value} over the alternative, "
                "{opening_fraction} of the {best_value} that the other side could have accepted "
                "at best."
            ),
            "第一次报价的净收益是{opening_value}，对方最多能接受到{best_value}，占{opening_fraction}。",
        ),
        "never_back": (
            "{n_back} of {n_steps} steps took back what had been offered.",
            "{n_steps}次变动中有{n_back}次往回收。",
        ),
        "small_steps": (
            "The largest step gave {step_value}, {step_fraction} of the best within reach.",
            "最大一步让了{step_value}，占可争取最好结果的{step_fraction}。",
        ),
        "smaller_steps": (
            "{n_smaller} of {n_pairs} steps were no larger than the one before.",
            "{n_pairs}次中有{n_smaller}次不比上一步大。",
        ),
        "steps_returned": (
            "Before {n_returned} of {n_steps} giving steps the other side had moved.",
            "{n_steps}次让步中，有{n_returned}次是对方先动。",
        ),
        "asked_first": (
            "Turns with a question before the first offer: {n_before}.",
            "第一次报价之前问过{n_before}次。",
        ),
        "asked_enough": ("Turns with a question: {n_questions}.", "共有{n_questions}次发言提问。"),
        "nothing_wasted": (
            (
                "{wasted_value} more was to be had without harm to anybody, {wasted_fraction} of "
                "the best within reach."
            ),
            "不损害任何一方，还能多拿{wasted_value}，占可争取最好结果的{wasted_fraction}。",
        ),
        "swaps": (
            "{n_swaps} of {n_steps} steps took on one term and gave on another.",
            "{n_steps}次变动中有{n_swaps}次是一项换一项。",
        ),
        "share_of_best": (
            "{surplus_value} of {best_value} at best: {attained_fraction}.",
            "最多可争取{best_value}，拿到{surplus_value}，占{attained_fraction}。",
        ),
        "supply_term": (
            (
                "The signed option stands at {place_fraction} between worst and best; the best "
                "would add {short_value}."
            ),
            "从最差到最好，签在{place_fraction}处；换成最好的还能多{short_value}。",
        ),
        "damages_term": (
            (
                "The signed option stands at {place_fraction} between worst and best; the best "
                "would add {short_value}."
            ),
            "从最差到最好，签在{place_fraction}处；换成最好的还能多{short_value}。",
        ),
        "nothing_leaked": (
            "Private figures said: {n_exact} exactly, {n_rounded} roundly.",
            "说出内部数字：准确{n_exact}个，大概{n_rounded}个。",
        ),
        "reasons_given": (
            "{n_backed} of {n_offers} offers came with a reason.",
            "{n_offers}次报价中有{n_backed}次讲了理由。",
        ),
        "deal_closed": ("Read from how the talks ended.", "看谈判如何结束。"),
        "own_package": ("Read from the offer that was signed.", "看签下的是哪份报价。"),
        "no_split": (
            (
                "The signed offer lay at {place_fraction} of the way from the other side's last "
                "offer to the own last one."
            ),
            "签下的报价落在对方最后报价到己方最后报价之间的{place_fraction}处。",
        ),
        "in_time": ("Rounds left: {n_rounds_left}.", "还剩{n_rounds_left}轮。"),
        "signed_above": (
            "Against the alternative it is worth {surplus_value}.",
            "与谈不成相比：{surplus_value}。",
        ),
        "lines_kept": ("Red lines crossed: {n_crossed}.", "越过红线{n_crossed}条。"),
        "nothing_better_left": (
            "The best that still stood was worth {left_value} over the alternative.",
            "最后还有效的报价，比替代方案多{left_value}。",
        ),
        "offers_above": (
            "{n_above} of {n_offers} own offers were worth at least the alternative.",
            "{n_offers}次报价中有{n_above}次不低于替代方案。",
        ),
        "no_offer": (
            "The other side's terms were signed without a counter-offer.",
            "没有还价，直接签了对方的条件。",
        ),
    }
)
