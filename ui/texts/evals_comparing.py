"""The words of comparing two contestants: with those of evals a part of the catalogue."""

from ui.texts.words import pairs

__all__ = ["EVALS_COMPARING_WORDS"]

EVALS_COMPARING_WORDS = pairs(
    evals_compare_note=(
        (
            "Two contestants on the cells that both have played: same scenario, role, opponent and "
            "seed. They may be of these results, or one of them of others."
        ),
        "比较两名参评者都谈过的局：场景、角色、对手和种子都相同。两者可以都在这份结果里，也可以来自不同的结果。",
    ),
    evals_other=("Contestant B is from", "参评者B来自"),
    evals_first=("Contestant A", "参评者A"),
    evals_second=("Contestant B", "参评者B"),
    evals_same=(
        "Choose two different contestants, or other results.",
        "请选两名不同的参评者，或换一份结果。",
    ),
    evals_contrast=("Paired differences, A less B", "成对差异（A减B）"),
    evals_difference_points=(
        "A less B, shares in points (95%)",
        "A减B，比率以百分点计（95%区间）",
    ),
    evals_everybody=("Everybody who is in both ({n})", "两份结果里都有的参评者（{n}名）"),
    evals_difference=("difference, A less B", "差异（A减B）"),
    evals_no_pairs=(
        "They share no cell with a value of this metric.",
        "两者没有都测出这项指标的局。",
    ),
    evals_alike=("They came out alike in all {n} pairs.", "{n}对比较的结果完全一样。"),
    evals_unresolved=(
        (
            "Not resolved: over {n} pairs the difference may be chance, or hold in these scenarios "
            "only."
        ),
        "分不出高下：在{n}对里，这点差异可能只是偶然，或者只在这些场景里成立。",
    ),
    evals_resolved=(
        "They differ, resolved over {n} pairs.",
        "两者确有差异，依据是{n}对比较。",
    ),
    evals_resolved_first=("A is better, resolved over {n} pairs.", "A更好，依据是{n}对比较。"),
    evals_resolved_second=("B is better, resolved over {n} pairs.", "B更好，依据是{n}对比较。"),
    evals_power_points=(
        (
            "To resolve a difference of {effect:.2g} points with a chance of {chance:.0f}% takes "
            "{pairs:,.0f} pairs in these scenarios, or {scenarios:,.0f} scenarios beyond them; the "
            "{n:.0f} that are there resolve {least:.2g} points."
        ),
        (
            "要以{chance:.0f}%的把握分辨{effect:.2g}个百分点的差异，在这些场景里需要{pairs:,.0f}对，"
            "推及其他场景需要{scenarios:,.0f}个场景；现有的{n:.0f}个能分辨{least:.2g}个百分点。"
        ),
    ),
    evals_power_units=(
        (
            "To resolve a difference of {effect:.2g} with a chance of {chance:.0f}% takes "
            "{pairs:,.0f} pairs in these scenarios, or {scenarios:,.0f} scenarios beyond them; the "
            "{n:.0f} that are there resolve {least:.2g}."
        ),
        (
            "要以{chance:.0f}%的把握分辨{effect:.2g}的差异，在这些场景里需要{pairs:,.0f}对，"
            "推及其他场景需要{scenarios:,.0f}个场景；现有的{n:.0f}个能分辨{least:.2g}。"
        ),
    ),
    evals_by_scenario=("Mean difference by scenario", "各场景的平均差异"),
    evals_by_scenario_note=(
        "To the right A has more, to the left B.",
        "向右是A的数值更大，向左是B的更大。",
    ),
    evals_apart=("Where they differ most", "差异最大的局"),
    evals_open_pair=("Read both talks of", "查看双方的谈判过程"),
    evals_side_by_side=("Side by side", "并排对比"),
    evals_talk_first=("Talk of A", "A的谈判过程"),
    evals_talk_second=("Talk of B", "B的谈判过程"),
)
