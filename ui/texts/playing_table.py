"""The words at the table, while somebody plays: of ``ui.texts.playing``."""

from ui.texts.words import pairs

__all__ = ["TABLE_WORDS"]

TABLE_WORDS = pairs(
    # The head.
    play_left=("Rounds left after this one: {n}", "这轮之后还剩{n}轮"),
    play_brief=("Your brief", "任务书"),
    play_own_sheet=("What you wrote down before", "你上桌前写的"),
    play_sheet_target=("Your target: worth {value} to you", "目标：对你值{value}"),
    play_sheet_least=("You leave below {value}", "低于{value}就走"),
    play_warn_last=("This is your last turn.", "这是你最后一次开口。"),
    play_warn_call=(
        "Last call: unless somebody bids now, the bidding closes.",
        "最后一次叫价：这轮再没人出价就截止。",
    ),
    play_warn_vote=(
        "Final vote: for or against; nothing else counts any more.",
        "最后表决：赞成或反对，别的都不算了。",
    ),
    play_refused=(
        "That move was not accepted. Nobody saw it; try another.",
        "这一步不予受理。没有人看到，换一招。",
    ),
    # The talk.
    play_nothing_said=(
        "Nobody has spoken yet: make an offer, or ask something first.",
        "还没人开口：可以先报价，也可以先问。",
    ),
    play_round=("Round {round}", "第{round}轮"),
    play_earlier=("Earlier turns ({n})", "更早的{n}条"),
    play_later=("Later turns", "往后看"),
    play_waiting=("The others are thinking…", "对方在考虑…"),
    play_writing=("{party} is writing: {n} characters so far…", "{party}正在写，已有{n}字…"),
    play_stop=("Pause", "暂停"),
    play_stopped=("Paused. Nothing is lost.", "已暂停，什么都没丢。"),
    play_resume=("Go on", "接着谈"),
    play_endpoint=(
        (
            "The model that plays the others cannot be reached. Nothing is lost: see to its "
            "server or look at Settings, then try again."
        ),
        "扮演对手的模型连不上。什么都没丢：检查它的服务或到“设置”里看看，然后再试。",
    ),
    play_failed=("The talks had to stop. Nothing is lost.", "谈判中断了，什么都没丢。"),
    play_again_try=("Try again", "再试一次"),
    # The own move.
    play_desk=("What your deal desk says", "商务后台怎么说"),
    play_builder=("Your offer", "你的报价"),
    play_builder_empty=(
        "Nothing lies on the table yet. The controls stand in the middle.",
        "桌面上还没有报价，各项先放在中间。",
    ),
    play_copy_theirs=("Start from theirs", "从对方的报价改起"),
    play_copy_own=("Start from your last", "从自己上次的改起"),
    play_issue=("Term {n}", "第{n}项"),
    play_differs=("differs", "有出入"),
    play_theirs=("theirs: {value}", "对方：{value}"),
    play_before=("you before: {value}", "你上次：{value}"),
    play_draft_value=("Worth to you", "对你值"),
    play_draft_value_help=(
        "The draft in figures of your own side, expected over the futures.",
        "按你这一方的账算这份草案，各种行情取平均。",
    ),
    play_draft_gain=("Over no deal", "比谈不成"),
    play_draft_gain_help=(
        "What you gain against leaving without a deal.",
        "和不签相比，你多得多少。",
    ),
    play_draft_loss=("P(loss)", "亏损概率"),
    play_draft_loss_help=(
        "Share of the simulated futures in which you lose money on it.",
        "模拟的各种未来里，有多大比例你会亏钱。",
    ),
    play_draft_worst=("Worst 5%", "最坏5%"),
    play_draft_worst_help=(
        "Mean of the worst 5% of the futures (CVaR).",
        "最坏的5%未来的平均结果（CVaR）。",
    ),
    play_below_no_deal=(
        "This is worse for you than no deal.",
        "这样签，还不如谈不成。",
    ),
    play_crosses=("It crosses your red line on:", "越过你的红线："),
    play_unsigned=(
        "Beyond your authority: your own house must sign first.",
        "超出你的授权，要先报内部签字。",
    ),
    play_ask_waiting=(
        "Your house has not answered your last request yet.",
        "上一次报的内部还没答复，先等一等。",
    ),
    play_ask_closed=(
        "It cannot be had in these talks: change the terms that need it.",
        "这次谈判里批不下来，只能改掉要签字的那几条。",
    ),
    play_ask_late=(
        "The answer would come after the last round: change the terms that need it.",
        "现在报，答复要等到最后一轮之后，只能改掉要签字的那几条。",
    ),
    play_ask_not_now=("It cannot be asked for in this turn.", "这一轮不能报内部审批。"),
    play_words=("What you say with it", "一起说的话"),
    play_words_placeholder=("Give a reason, ask for something…", "说说理由，或提个要求…"),
    play_say=("Say something; terms are read into an offer", "说点什么，提到的条件会读成报价"),
    play_words_kept=(
        "You cannot only talk now: your words go with your next move.",
        "现在不能只说话：这些话会随你下一步一起说出。",
    ),
    play_too_late=(
        "That turn was taken already; here is how things stand.",
        "这一轮已经走过了，现在的情况如下。",
    ),
    play_do_offer=("Make this offer", "报出去"),
    play_do_bid=("Make this bid", "出这个价"),
    play_do_propose=("Propose this", "提出这个方案"),
    play_do_rather=("Say you would rather have this", "说你更想要这个"),
    play_do_escalate=("Ask your house to sign", "报内部审批"),
    play_escalate_needless=(
        "Nothing in these terms is beyond your authority: offer them yourself.",
        "这些条件都在你的授权之内，直接报就行。",
    ),
    play_escalate_help=(
        "Takes your turn. The answer comes in a later round.",
        "会用掉这一轮，之后才有答复。",
    ),
    play_do_accept=("Accept", "接受"),
    play_do_assent=("Vote for it", "赞成"),
    play_do_sign=("Sign", "签字"),
    play_do_award=("Award", "定标"),
    play_sure_accept=("Yes, accept", "确定接受"),
    play_sure_assent=("Yes, vote for it", "确定赞成"),
    play_sure_sign=("Yes, sign", "确定签字"),
    play_sure_award=("Yes, award it", "确定定标"),
    play_accept_check=("This binds you:", "点了就算数："),
    play_do_reject=("Reject", "拒绝"),
    play_do_dissent=("Vote against it", "反对"),
    play_do_refuse=("Do not sign", "不签"),
    play_do_turn_down=("Turn this bid down", "否掉这份报价"),
    play_reject_help=(
        "It can no longer be accepted afterwards.",
        "拒绝之后就不能再接受这一份了。",
    ),
    play_do_pass=("Pass", "不出价"),
    play_do_abstain=("Say nothing on it yet", "先不表态"),
    play_do_go_on=("Let the bidding go on", "让竞价继续"),
    play_do_walk_away=("Walk away", "离场"),
    play_do_drop_out=("Drop out", "退出竞标"),
    play_do_call_off=("Call the tender off", "取消招标"),
    play_do_leave=("Leave the table", "离席"),
    play_walk_check=("There is no way back to this table.", "走了就回不到这张桌上。"),
    play_walk_instead=("You would be left with: {alternative}", "你就只剩：{alternative}"),
    play_walk_sure=("Yes, leave", "确定离场"),
    play_which=("Which one", "哪一份"),
    # Free text.
    play_read=("Did you mean these terms?", "你说的是这些条件吗？"),
    play_yes=("Do you accept this offer? It binds you.", "你是接受这份报价吗？点了就算数。"),
    play_rest=(
        "Everything else stays as in your last offer, or as it lies on the table.",
        "其余照你上次的报价，没有就照桌面上的。",
    ),
    play_rounded=("{value} (you said {said})", "{value}（你说的是{said}）"),
    play_unclear=("Not read as a term: {figures}", "没读成条件的：{figures}"),
    play_read_send=("Send as an offer", "作为报价发出"),
    play_read_edit=("Edit in the builder", "放到报价单里改"),
    play_read_talk=("Only say it", "只说，不报价"),
    play_read_drop=("Drop it", "不要了"),
    # What stands.
    play_worth_over=(
        "{value} to you, {gain} against no deal",
        "对你值{value}，比谈不成{gain}",
    ),
    play_paths=("How both sides have moved", "双方怎么走到现在"),
    play_paths_worth=(
        "By what each offer is worth to you; the dashed line is no deal.",
        "按每份报价对你的价值画，虚线是谈不成。",
    ),
    play_paths_issue=("By what each offer says of it.", "按每份报价里的数画。"),
    play_worth_axis=("worth to you over no deal, {unit}", "对你比谈不成多多少，{unit}"),
    play_you_propose=("You propose in this round.", "这一轮由你提案。"),
    play_other_proposes=("{party} proposes in this round.", "这一轮由{party}提案。"),
    play_waiting_house=(
        "Your own house answers in round {round}: {terms}",
        "内部第{round}轮答复：{terms}",
    ),
    play_signed_house=("Your own house has signed: {terms}", "内部已批：{terms}"),
    play_denied_house=("Your own house has refused: {issue}", "内部没批：{issue}"),
    play_presentation=(
        "This round is for words only: say what speaks for you. Bids come next.",
        "这一轮只讲方案不出价：说说选你的理由，下一轮再出价。",
    ),
    play_no_bid=("Nobody has bid yet.", "还没人出价。"),
    play_you_lead=("Your bid is the best so far.", "目前你的报价最优。"),
    play_best_bid=("Best bid so far, by {party}: {terms}", "目前最优是{party}：{terms}"),
    play_step_falling=("A new bid must be {limit} or less.", "再出价不得高于{limit}。"),
    play_step_rising=("A new bid must be {limit} or more.", "再出价不得低于{limit}。"),
    play_elsewhere=("Heard elsewhere", "别处的消息"),
    play_heard_more=("{n} more before that", "更早还有{n}条"),
    play_heard_won=("awarded to {party}", "{party}中标"),
    # Signing for a party.
    play_sign=("You are asked to sign", "请你签字"),
    play_asked_to_sign=("{party} asks you to sign: {terms}", "{party}请你签字：{terms}"),
    # Taking a move back.
    play_take_back=("Take a move back", "悔一步"),
    play_take_back_why=(
        "You begin again at that move; everything before it stays as it was. It is counted.",
        "从那一步重新来，之前的都不变。悔棋会记数。",
    ),
    play_take_back_which=("From which move on", "从哪一步重来"),
    play_move_of=("your move of round {round}", "你第{round}轮那一步"),
    play_take_back_sure=("Take it back", "就从这步重来"),
    play_taken_back=("Taken back so far: {n}", "已悔{n}次"),
)
