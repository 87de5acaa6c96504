"""The words of the debrief: a part of the catalogue of ``ui.texts``."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.analysis.debrief.reason_words import REASON_TITLES
from negotiation.app.exporting.debrief.titles import HEADINGS
from negotiation.domain.values import Text
from ui.texts.words import pairs

__all__ = ["DEBRIEFING_WORDS"]

_HEADINGS = {f"debrief_head_{section}": title for section, title in HEADINGS.items()}
"""The same on the screen as on paper."""

_WORDS = pairs(
    # Choosing.
    debrief_choose=(
        (
            "Pick a talk that has ended to see how it was played, what it was worth, and what would"
            " have been better."
        ),
        "选一场已经结束的谈判，看看打得怎么样、值多少、怎样会更好。",
    ),
    debrief_nothing=(
        "Nothing has ended yet. Play a scenario to its end, or watch one, and come back.",
        "还没有结束的谈判。先打完一局，或者看完一局，再回来复盘。",
    ),
    debrief_go_play=("Play a scenario", "去打一局"),
    debrief_own=("Your practice", "你的练习"),
    debrief_runs=("Other talks on this machine", "这台机器上的其他谈判"),
    debrief_open=("Debrief", "复盘"),
    debrief_unfinished=(
        (
            "These talks have not ended. The debrief shows what every side wanted, so it comes"
            " afterwards: finish first."
        ),
        "这场谈判还没结束。复盘会亮出各方的底牌，所以要等谈完：先把它谈完。",
    ),
    debrief_go_on=("Go on with the talks", "接着谈"),
    debrief_watch=("Watch how it goes on", "看它怎么谈下去"),
    debrief_working=("Working out what was possible…", "正在推算本来能谈成什么…"),
    debrief_party=("Seat", "席位"),
    debrief_table=("Table", "谈判桌"),
    debrief_other=("Choose another one", "换一场"),
    debrief_shared=(
        "Handed in by a trainee who shares the talk with you.",
        "学员提交的练习，并且同意让你看谈判过程。",
    ),
    # The head.
    debrief_gain=("Gain over your alternative", "比谈不成多"),
    debrief_gain_help=(
        "What you got, less what you would have had without a deal.",
        "你拿到的，减去谈不成时的结果。",
    ),
    debrief_left=("Left on the table", "桌面上剩下的"),
    debrief_left_help=(
        "How much more there was for you with nobody worse off than they are now.",
        "在没有人比现在吃亏的前提下，你本来还能多得多少。",
    ),
    debrief_score=("Skill score", "能力总分"),
    debrief_score_help=(
        "The mean of the skills that there was an occasion for, less hints and moves taken back.",
        "有机会展示的各项能力的平均分，扣去提示和悔棋。",
    ),
    # Sections.
    debrief_tab_result=("Result", "结果"),
    debrief_tab_skills=("Skills", "能力"),
    debrief_tab_turning=("Turning points", "转折点"),
    debrief_tab_honesty=("Honesty", "诚信"),
    debrief_tab_later=("Afterwards", "后来"),
    debrief_offers=("All offers", "全部报价"),
    debrief_skills_chart=("Score by skill", "各项得分"),
    debrief_skills_why=(
        "Every point was earned or lost in a turn: open a skill to see where.",
        "每一分都出自某次发言：点开就能看到是哪一次。",
    ),
    debrief_percent=("score, per cent", "得分，%"),
    debrief_turn=("Turn {turn}", "第{turn}次发言"),
    debrief_clause_axis=("worth, {unit}", "价值，{unit}"),
    debrief_bars=("What each clause adds to each side", "每一条款给各方加了多少"),
    # Playing out.
    debrief_play_out=("Play both out {n} times", "两种走法各走{n}遍"),
    debrief_play_out_help=(
        (
            "Strategies play on from this turn: as it was played, and with the better move, on the"
            " same random numbers."
        ),
        "由策略从这一步接着谈：一边照原样，一边换成更好的一步，用同样的随机数。",
    ),
    debrief_playing_out=("Playing both branches…", "两条路都在走…"),
    debrief_as_played=("as played", "照原样"),
    debrief_better=("better move", "更好的一步"),
    debrief_changes=("As played → better:", "当时 → 更好："),
    debrief_play_out_chart=(
        "Each line is one draw of chance; the thick line joins the medians.",
        "每条线是一次随机；粗线连接两个中位数。",
    ),
    debrief_play_out_axis=("gain, {unit}", "收益，{unit}"),
    debrief_branch=("branch", "走法"),
    debrief_median=("median", "中位数"),
    debrief_seed=("seed {seed}", "种子{seed}"),
    # What to do with it.
    debrief_next=("What now", "接下来"),
    debrief_again=("Play it again", "再打一局"),
    debrief_harder=("Play a harder variant", "打更难的一局"),
    debrief_progress=("See your progress", "看看你的进步"),
    debrief_take_home=("Take it with you", "带走"),
    debrief_as_pdf=("PDF", "PDF文件"),
    debrief_as_html=("Web page", "网页"),
    debrief_as_md=("Markdown", "Markdown文本"),
    debrief_as_csv=("Spreadsheet (CSV)", "表格（CSV）"),
    debrief_private=(
        "This attempt is private: nobody but you sees it until you hand it in.",
        "这次练习只有你能看到，提交之后教练才看得到。",
    ),
    debrief_share=("Let the coach read the talk as well", "让教练也看谈判过程"),
    debrief_hand_in=("Hand it in", "提交"),
    debrief_handed_in=("Handed in: the coach sees the scores.", "已提交：教练看得到得分。"),
    debrief_handed_in_shared=(
        "Handed in: the coach sees the scores and the talk.",
        "已提交：教练看得到得分和谈判过程。",
    ),
    debrief_take_back=("Make it private again", "撤回提交"),
    debrief_obstacle_not_ended=(
        "It can be handed in once it has ended and has a score.",
        "谈完并有了得分才能提交。",
    ),
    debrief_obstacle_closed=(
        "Its assignment is closed: ask the coach to open it again.",
        "这项任务已经关闭：请教练重新打开。",
    ),
    debrief_obstacle_none_left=(
        "No submission is left for this assignment.",
        "这项任务的提交次数已经用完。",
    ),
    debrief_obstacle_counted=(
        "This assignment counts submissions, so what is handed in stays handed in.",
        "这项任务限制提交次数，提交了就不能撤回。",
    ),
    debrief_obstacle_fixed=(
        "Its assignment is closed, so what was handed in stays handed in.",
        "这项任务已经关闭，提交了就不能撤回。",
    ),
)

_POINTS = {
    f"debrief_point_{reason}": Text(en=f"{{place}}. {en}", zh=f"{{place}}、{zh}")
    for reason, (en, zh) in REASON_TITLES.items()
}

DEBRIEFING_WORDS: Mapping[str, Text] = MappingProxyType({**_HEADINGS, **_POINTS, **_WORDS})
