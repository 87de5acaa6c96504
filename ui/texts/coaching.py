"""The words of a coach's view of progress: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["COACHING_WORDS"]

COACHING_WORDS = pairs(
    progress_coach_open=(
        (
            "Nobody signs in on this server, so whoever reaches it may coach. It listens to this"
            " machine only; for a class set up a sign-in and name the coaches in HAGGLE_COACHES."
        ),
        (
            "这台服务器不用登录，能打开页面的人都可以当教练。它只在本机可访问；要给一个班用，请先配置登录，并在"
            "HAGGLE_COACHES里写明谁是教练。"
        ),
    ),
    progress_coach_sees=(
        (
            "You see what trainees have handed in. Practice stays theirs, and a talk is shown only"
            " where its trainee shares it."
        ),
        "这里只有学员提交的内容。平时的练习归学员自己，谈判过程也要学员同意才看得到。",
    ),
    progress_no_assignments=(
        "No assignment yet. Set one: a seat of a scenario, how hard, and what it takes to pass.",
        "还没有任务。先布置一份：选场景和谈哪一方、定难度和及格线。",
    ),
    progress_new=("New assignment", "布置任务"),
    progress_new_title=("Title", "标题"),
    progress_new_title_hint=("Week 1: buy cards in a squeeze", "第一周：缺货行情下买卡"),
    progress_new_seat=("Seat", "谈哪一方"),
    progress_new_against=("Who plays the others", "对手"),
    progress_new_patient=("The others are patient", "对手有耐心"),
    progress_new_adviser=("Deal desk", "商务后台"),
    progress_new_pace=("Rounds", "轮数"),
    progress_new_pace_1=("all of them", "全部"),
    progress_new_pace_2=("three quarters", "四分之三"),
    progress_new_pace_3=("half", "一半"),
    progress_new_pass=("Pass mark", "及格线"),
    progress_new_max=("Submissions at most", "最多提交几次"),
    progress_new_max_help=("Empty for any number.", "不填就是不限次数。"),
    progress_new_due=("Due on", "截止日期"),
    progress_new_seed=("Seed", "随机种子"),
    progress_new_seed_help=(
        "Everybody meets the same chance, so that scores can be compared.",
        "大家用同一组随机数，成绩才好比较。",
    ),
    progress_new_make=("Set it", "布置"),
    progress_new_done=(
        "The assignment is set: trainees see it now.",
        "任务已布置，学员现在就能看到。",
    ),
    progress_problem_no_title=("It needs a title.", "请填写标题。"),
    progress_problem_title_taken=(
        "An assignment of this title is there already.",
        "已经有同名的任务。",
    ),
    progress_problem_due_in_the_past=("The due date has passed.", "截止日期已经过了。"),
    progress_open=("open", "进行中"),
    progress_closed=("closed", "已关闭"),
    progress_close=("Close", "关闭"),
    progress_reopen=("Open again", "重新开放"),
    progress_link=("Link for trainees", "给学员的链接"),
    progress_link_why=(
        "Whoever opens it on this server can begin the assignment at once.",
        "学员在这台服务器上打开这个链接，就能直接开始任务。",
    ),
    progress_of_others=("set by another coach", "由其他教练布置"),
    progress_class=("Class", "班级"),
    progress_class_of=("Handed in for", "查看哪份任务"),
    progress_freely=("no assignment", "自由提交（不属于任务）"),
    progress_nobody=(
        (
            "Nobody has handed in anything here yet. When trainees do, who has passed, the skills"
            " of the class and its trend appear here."
        ),
        "还没有人提交。学员提交之后，这里会显示谁及格了、全班各项能力和变化趋势。",
    ),
    progress_n_handed_in=("Handed in", "已提交人数"),
    progress_n_passed=("Passed", "及格人数"),
    progress_of_class=("{n} of {all}", "{n}/{all}人"),
    progress_median=("Median of the best scores", "最好成绩的中位数"),
    progress_trainee=("trainee", "学员"),
    progress_unnamed=("trainee {tag}", "学员{tag}"),
    progress_state=("handed in", "提交情况"),
    progress_state_on_time=("yes", "已提交"),
    progress_state_late=("late", "迟交"),
    progress_state_not_yet=("not yet", "未提交"),
    progress_submissions=("submissions", "提交次数"),
    progress_best_column=("best", "最好成绩"),
    progress_last_column=("last", "最近一次"),
    progress_pass_column=("passed", "及格"),
    progress_yes=("yes", "是"),
    progress_no=("no", "否"),
    progress_skill_means=("Skills of the class", "全班各项能力"),
    progress_skill_means_take=(
        "Weakest in this class: {skill}, {mean} on average (trainees: {n}).",
        "全班最弱的一项：{skill}，{n}名学员平均{mean}。",
    ),
    progress_skill_means_note=(
        (
            "Each trainee counts once, with their best submission; n counts those who had an"
            " occasion. The line reaches from the lowest to the highest."
        ),
        "每名学员只算最好的一次提交；n是有机会展示该项能力的人数。横线是从最低到最高。",
    ),
    progress_n=("n", "人数"),
    progress_at_most=("submissions: {n} at most", "最多提交{n}次"),
    progress_so_far=(
        "{n} of {all} handed in, {passed} passed",
        "{all}人中{n}人已提交，{passed}人及格",
    ),
    progress_is_best=("the one that counts", "计入成绩"),
    progress_mean=("mean", "平均"),
    progress_range=("lowest to highest", "最低到最高"),
    progress_results=("Results against what could be reached", "结果与能谈到的最好结果"),
    progress_reached_axis=("share of the best that the seat could reach", "占本方最好结果的比例"),
    progress_results_take=(
        "Submissions: {n}; the median reached {share} of the best that the seat could get.",
        "共{n}次提交，中位数谈到了本方最好结果的{share}。",
    ),
    progress_results_hidden=(
        "Without such a share, and not in the picture: {n}.",
        "有{n}次提交算不出这个比例，没有画出来。",
    ),
    progress_trend=("From submission to submission", "逐次提交的变化"),
    progress_submission_axis=("submission", "第几次提交"),
    progress_median_line=("median", "中位数"),
    progress_trend_take=(
        "Median at the first submission: {first} (n {n_first}), at the last: {last} (n {n_last}).",
        "第一次提交的中位数是{first}（{n_first}人），最后一次是{last}（{n_last}人）。",
    ),
    progress_talks=("Talks that are shared", "学员分享的谈判过程"),
    progress_no_talks=("No trainee shares a talk here.", "这里还没有学员分享谈判过程。"),
    progress_read=("Read", "查看"),
    progress_override=("Set a score by hand", "人工改分"),
    progress_override_why=(
        (
            "Where the rule is wrong, your word stands in its place. The trainee sees it with your"
            " name and your reason; the computed score is kept."
        ),
        "系统算得不对时，以你给的分数为准。学员会看到你的名字和理由，系统算出的分数仍然保留。",
    ),
    progress_override_which=("Submission", "哪次提交"),
    progress_override_score=("Score, %", "得分，%"),
    progress_override_reason=("Reason", "理由"),
    progress_override_save=("Set the score", "改分"),
    progress_override_back=("Back to the computed score", "恢复系统得分"),
    progress_override_done=("The score is set.", "得分已修改。"),
    progress_override_stands=(
        "{trainee}: {score}, computed {computed}. {coach}: {reason}",
        "{trainee}：{score}，系统算出{computed}。{coach}：{reason}",
    ),
    progress_taken_back_reason=("the computed score stands again", "恢复系统得分"),
    progress_export_class=("Download the class (CSV)", "下载班级成绩（CSV）"),
)
