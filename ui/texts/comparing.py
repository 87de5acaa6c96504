"""The words of two runs side by side: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["COMPARING_WORDS"]

COMPARING_WORDS = pairs(
    compare_first=("First run", "第一局"),
    compare_second=("Second run", "第二局"),
    compare_choose=("Choose a run", "选择一局"),
    compare_swap=("Swap", "互换"),
    compare_nothing=(
        (
            "To compare, there must be two runs of the same scenario here: play it again with "
            "others in its seats, or branch a run on the screen Replay."
        ),
        "对比需要同一场景的两局记录：换人再谈一局，或者在“回放”里从某次发言另开分支。",
    ),
    compare_secret=(
        "A person still plays in one of these runs. They can be compared when it has ended.",
        "其中一局还有人在谈，谈完之后才能对比。",
    ),
    compare_same=("Both runs are the same from beginning to end.", "两局从头到尾完全相同。"),
    compare_pure=(
        "Same scenario, seed, language and talk: what differs was decided by the parties.",
        "场景、种子、语言、说话方式都相同：差别全在各方的决定。",
    ),
    compare_not_pure=(
        "Not the decisions alone differ: the conditions were others too, see below.",
        "差别不全在决定：条件也不一样，见下方。",
    ),
    compare_more=(
        "{party} got {amount} more in the second run.",
        "{party}在第二局多得{amount}。",
    ),
    compare_less=(
        "{party} got {amount} less in the second run.",
        "{party}在第二局少得{amount}。",
    ),
    compare_no_gain=("Nobody was better or worse off for it.", "各方所得没有变化。"),
    compare_parting=("Where they part", "从哪里分道"),
    compare_part_at=("At: {where}", "位置：{where}"),
    compare_here=("Here the two runs part", "两局从这里分道"),
    compare_clauses=("What was agreed", "谈成的条款"),
    compare_mark=("differs", "有别"),
    compare_gains=("Over the alternative", "比谈不成多得"),
    compare_difference=("second less first", "第二局减第一局"),
    compare_lasted=("lasted", "时长"),
    compare_length=("until round {rounds}, turn {turns}", "{rounds}轮，{turns}次发言"),
    compare_not_opened=("This table did not open.", "这张桌子没有开。"),
    compare_over_by_then=("The talks were over by then.", "此时已经谈完。"),
    compare_chart_help=(
        "Solid: the first run. Dashed: the second. The dotted upright marks where they part.",
        "实线：第一局；虚线：第二局；竖点线：从这里分道。",
    ),
    compare_to_parting=("To where they part", "跳到分道处"),
    compare_talks=("Both talks, round by round", "两局逐轮对照"),
    compare_settings=("What was set up differently", "设置上的不同"),
    compare_setting=("setting", "设置"),
    compare_no_settings=("Nothing.", "没有不同。"),
)
