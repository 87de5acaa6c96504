"""The words of a trainee's progress: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["PROGRESS_WORDS"]

PROGRESS_WORDS = pairs(
    progress_title=("Progress", "进步"),
    progress_as=("Look as", "身份"),
    progress_as_trainee=("Trainee", "学员"),
    progress_as_coach=("Coach", "教练"),
    # Who it is.
    progress_name=("Your name", "你的名字"),
    progress_name_help=(
        "How a coach sees you beside what you hand in. Without a name you are a short code.",
        "提交之后教练看到的名字。不填就只显示一个代号。",
    ),
    progress_signed_in=("Signed in as {name}.", "已登录：{name}。"),
    progress_of_browser=(
        "Practice is private, and kept for this browser. A coach sees only what you hand in.",
        "练习记录只有你自己能看，按浏览器保存。只有你提交的，教练才看得到。",
    ),
    progress_of_account=(
        "Practice is private, and kept for your account. A coach sees only what you hand in.",
        "练习记录只有你自己能看，按账号保存。只有你提交的，教练才看得到。",
    ),
    # Nothing yet.
    progress_empty=(
        (
            "Nothing practised yet. Play a seat once: the score by skill, the curves and what to"
            " work on appear here."
        ),
        "还没有练习记录。先上场谈一局：各项能力的得分、进步曲线和下一步建议都会出现在这里。",
    ),
    progress_first=("Play a first round", "先谈一局"),
    # Assignments of a trainee.
    progress_assigned=("Assignments", "任务"),
    progress_due=("due {day}", "{day}截止"),
    progress_no_due=("no due date", "没有截止日期"),
    progress_pass_mark=("pass mark {mark}", "及格线{mark}"),
    progress_left=("submissions left: {n}", "还可提交{n}次"),
    progress_one_left=("1 submission left", "还可提交1次"),
    progress_any_number=("any number of submissions", "提交次数不限"),
    progress_best_so_far=("best handed in {score}", "已提交的最好成绩{score}"),
    progress_private_tries=(
        "{n} ended and not handed in: see the history below.",
        "有{n}次谈完还没提交，见下面的练习记录。",
    ),
    progress_passed=("passed", "已及格"),
    progress_not_passed=("not passed yet", "还没及格"),
    progress_overdue=("overdue", "已过截止日期"),
    progress_start=("Start", "开始"),
    # Sessions under way.
    progress_unfinished=("Under way", "还没谈完"),
    progress_begun=("begun {when}", "{when}开始"),
    progress_go_on=("Go on", "接着谈"),
    # The curves.
    progress_curves=("How your skills grow", "能力变化"),
    progress_all_scenarios=("All scenarios", "全部场景"),
    progress_scenario=("Scenario", "场景"),
    progress_shown_skills=("Skills in the chart", "图中显示的能力"),
    progress_n_attempts=("Attempts", "练习次数"),
    progress_best=("Best score", "最好成绩"),
    progress_last=("Last score", "最近一次"),
    progress_points=("{points:+.0f} points since the first", "比第一次{points:+.0f}个点"),
    progress_total=("total", "总分"),
    progress_attempt_axis=("attempt", "第几次"),
    progress_score_axis=("score", "得分"),
    progress_skill=("skill", "能力"),
    progress_date=("date", "日期"),
    progress_took_up=(
        "Your total went up by {points:.0f} points from the first attempt to the last.",
        "从第一次到最近一次，总分提高了{points:.0f}个百分点。",
    ),
    progress_took_down=(
        "Your total went down by {points:.0f} points from the first attempt to the last.",
        "从第一次到最近一次，总分下降了{points:.0f}个百分点。",
    ),
    progress_took_level=(
        "Your total is where it was at the first attempt.",
        "总分和第一次持平。",
    ),
    progress_took_one=(
        "One attempt is no curve yet: the next one draws the first line.",
        "只有一次还连不成线，再谈一次就能看到变化。",
    ),
    progress_first_score=("first", "第一次"),
    progress_recent=("mean of the last 3", "近3次平均"),
    progress_occasions=("occasions", "有机会的次数"),
    # What next.
    progress_next=("What to work on", "下一步练什么"),
    progress_weakest=(
        "Weakest of late: {skill}, {score} on average over the last occasions.",
        "近来最弱的一项：{skill}，最近几次平均{score}。",
    ),
    progress_ready=(
        "The last score was good: the same seat, one rung harder, is next.",
        "上一次谈得不错，可以加一档难度再谈同一方。",
    ),
    progress_once_more=(
        "Play the same seat once more before it gets harder; chance will fall otherwise.",
        "先按同样的难度再谈一次，行情会换一组随机数，之后再加难度。",
    ),
    progress_play_harder=("Play it harder", "加难度再谈"),
    progress_play_again=("Play it again", "再谈一次"),
    # History.
    progress_history=("History", "练习记录"),
    progress_score=("{percent:.0f}%", "得分{percent:.0f}%"),
    progress_no_score=("no score yet", "还没有得分"),
    progress_scoring=("The score is being worked out…", "正在算分……"),
    progress_private=("private", "仅自己可见"),
    progress_handed_in=("handed in", "已提交"),
    progress_handed_in_shared=("handed in with the talk", "已提交，含谈判过程"),
    progress_end_agreement=("agreement", "谈成"),
    progress_end_walk_away=("walked away", "离场"),
    progress_end_deadline=("no agreement", "没谈成"),
    progress_end_none=("no result yet", "还没有结果"),
    progress_gained=("{amount} over the alternative", "比谈不成多{amount}"),
    progress_for=("for: {assignment}", "任务：{assignment}"),
    progress_overridden=(
        "The coach ({coach}) set the score to {score}, computed was {computed}: {reason}",
        "教练{coach}把得分改为{score}，系统算出的是{computed}。理由：{reason}",
    ),
    progress_a_coach=("without a name", "未署名"),
    progress_debrief=("Debrief", "复盘"),
    progress_hand_in=("Hand in", "提交"),
    progress_hand_in_why=(
        "The coach then sees your name, the result and the score by skill.",
        "提交后，教练能看到你的名字、结果和各项能力的得分。",
    ),
    progress_share=("The coach may read the talk too", "也让教练看谈判过程"),
    progress_hand_in_now=("Hand it in", "确认提交"),
    progress_counts=(
        "This assignment counts submissions: what is handed in stays handed in.",
        "这份任务限制提交次数，提交后不能撤回。",
    ),
    progress_take_back=("Take back", "撤回"),
    progress_discard=("Delete", "删除"),
    progress_discard_why=(
        "The session and its talk are deleted for good.",
        "这次练习和谈判过程会被彻底删除，无法恢复。",
    ),
    progress_discard_now=("Delete it for good", "彻底删除"),
    progress_obstacle_not_ended=(
        "It can be handed in when it has a score: open the debrief once.",
        "有了得分才能提交：先打开一次复盘。",
    ),
    progress_obstacle_already=("It is handed in already.", "已经提交过了。"),
    progress_obstacle_closed=("The assignment is closed.", "这份任务已经关闭。"),
    progress_obstacle_none_left=("No submission is left.", "提交次数已用完。"),
    progress_obstacle_counted=(
        "It counts as a submission and stays handed in.",
        "已占用提交次数，不能撤回。",
    ),
    progress_obstacle_fixed=(
        "The assignment is closed: it stays handed in.",
        "任务已关闭，不能撤回。",
    ),
    progress_more=("Show earlier ones", "显示更早的"),
    progress_export=("Download the history (CSV)", "下载练习记录（CSV）"),
    # How hard.
    progress_patient=("patient", "有耐心"),
    progress_pace=("{share} of the rounds", "轮数压到{share}"),
)
