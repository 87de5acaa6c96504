"""The words of the coach in the middle and at the end of talks of two: of ``ui.texts.hints``."""

from ui.texts.words import pairs

__all__ = ["LATER_WORDS"]

LATER_WORDS = pairs(
    hint_take_it_nudge=(
        "Look at what they offer beside what you would ask for next.",
        "把对方这份和你下一步要开的比一比。",
    ),
    hint_take_it_principle=(
        (
            "When what lies there is as good as what you would ask for, close. The next turn "
            "can only cost you."
        ),
        "对方给的已经不比你下一步要的差，就收。再拖只会亏。",
    ),
    hint_take_it_wording=(
        "Agreed: {offer}. Let us put it in writing today.",
        "成交：{offer}。今天就落到纸面上。",
    ),
    hint_last_word_nudge=(
        "This is your last turn, and what stands is not good enough.",
        "这是你最后一次开口，而桌面上的还不够好。",
    ),
    hint_last_word_principle=(
        (
            "A last offer is one that you would gladly sign and that they can: well above your "
            "limit, close to theirs in form."
        ),
        "最后一口要自己签得高兴、对方也签得下：离自己的底线留有余地，条款上尽量靠近对方。",
    ),
    hint_last_word_wording=(
        "This is our last word, and we mean it: {offer}. Take it and we sign now.",
        "这是我们最后一口，说到做到：{offer}。您点头，现在就签。",
    ),
    hint_leave_nudge=(
        "Look at your alternative again before you move.",
        "动手之前，再看一眼你的退路。",
    ),
    hint_leave_principle=(
        (
            "Leaving is a move like any other. It is the right one when nothing that can be "
            "signed beats your alternative."
        ),
        "离场也是一招。能签的都不如退路时，走就是对的。",
    ),
    hint_leave_wording=(
        (
            "Thank you for your time. On these terms we go our own way; if something changes on"
            " your side, you know where to find us."
        ),
        "感谢各位。这样的条件我们就各走各的，您这边有变化，随时找我们。",
    ),
    hint_too_fast_nudge=(
        "Compare your last step with theirs.",
        "把你上一步和对方上一步比一比。",
    ),
    hint_too_fast_principle=(
        (
            "Steps should grow smaller and be answered. A large step that nobody answers tells "
            "them to wait for the next one."
        ),
        "让步要越来越小，还要换得回应。一大步白让出去，等于告诉对方再等等还有。",
    ),
    hint_too_fast_wording=(
        "We have come a long way in one step. It is your turn: until then we stay at {offer}.",
        "我们这一步已经让了很多，该您动了。在那之前我们就停在：{offer}。",
    ),
    hint_trade_nudge=(
        "Some points cost you little and matter to them; others are the other way round.",
        "有的条款你让得起、对方很在意；有的正好反过来。",
    ),
    hint_trade_principle=(
        (
            "Give only for something, and give what is cheap for you for what is dear to you. "
            "Say both halves in one sentence."
        ),
        "让就要换。拿自己便宜的换自己看重的，一句话里把两头都说全。",
    ),
    hint_trade_wording=(
        "If you can agree to {take}, we can live with {give}. One goes with the other.",
        "您要是能接受{take}，我们就认{give}。两样绑在一起。",
    ),
    hint_package_nudge=(
        "You are talking about one point while the others lie still.",
        "你们一直在磨一项，其他几项都没动。",
    ),
    hint_package_principle=(
        (
            "One point alone has a winner and a loser. In a package both can win, because the "
            "points do not weigh the same for both."
        ),
        "单谈一项，必有输赢。打包谈，两边都能赢，因为同一项在两边分量不同。",
    ),
    hint_package_wording=(
        "Let us not go clause by clause. As one package we could do this: {offer}.",
        "别一条条磨了，打包来谈，我们可以这样：{offer}。",
    ),
    hint_supply_nudge=(
        "Dates stand in the offers. Has anybody said what stands behind them?",
        "报价里写了交期，凭什么保证，有人说过吗？",
    ),
    hint_supply_principle=(
        (
            "In a shortage a price without dates is half a price. Ask for dates, batches and a "
            "place in the queue, and what stands behind them."
        ),
        "缺货的时候，没有交期的价只算半口价。要日期、要批次、要排产顺位，还要问凭什么保证。",
    ),
    hint_supply_wording=(
        "Which dates and batches can you put into the contract, and what are they backed by?",
        "哪些日期、哪些批次能写进合同？靠什么来保证？",
    ),
    hint_dates_nudge=(
        "Dates and their risk have not been spoken of. Who will carry it?",
        "交期和它的风险还没谈。最后谁来扛？",
    ),
    hint_dates_principle=(
        (
            "Promise no dates that you do not hold. A date that you can keep is worth money: "
            "sell it, do not give it away."
        ),
        "没把握的日期别许。守得住的日期是值钱的，要卖，不要送。",
    ),
    hint_dates_wording=(
        (
            "We can commit to the dates that we hold in hand. What is it worth to you to have "
            "them in writing?"
        ),
        "手里有数的日期我们可以写进去。白纸黑字定下来，您那边愿意拿什么来换？",
    ),
    hint_damages_nudge=(
        "Look at what happens under their offer when they are late.",
        "看看按对方的报价，他们迟交会怎么样。",
    ),
    hint_damages_principle=(
        (
            "A promise without damages is a hope. Damages that hurt a little make the date "
            "true, and cost a seller who is sure nothing."
        ),
        "没有违约金的承诺只是愿望。让他有点疼，日期才是真的；心里有底的卖方，这条不花他一分钱。",
    ),
    hint_damages_wording=(
        "If the dates are safe, this costs you nothing: {offer}.",
        "交期要是稳的，这条不花您一分钱：{offer}。",
    ),
    hint_deadline_nudge=(
        "Count the rounds that are left, and who needs the deal more.",
        "数数还剩几轮，谁更需要这单。",
    ),
    hint_deadline_principle=(
        (
            "Most moves come at the end. Have a package ready that is better for both than no "
            "deal, and leave yourself one more step."
        ),
        "大动作多在最后。备好一份两边都比不签强的方案，再给自己留一步。",
    ),
    hint_deadline_wording=(
        "Time is short for both of us. With this we could sign today: {offer}.",
        "时间对双方都不多了。这样我们今天就能签：{offer}。",
    ),
    hint_reason_nudge=(
        "You have named figures. Have you said why?",
        "数你都说了，理由说了吗？",
    ),
    hint_reason_principle=(
        (
            "A figure with a reason moves people, and a bare one makes them bargain. Use "
            "reasons that they can check, and none that show your limit."
        ),
        "有理由的数让人松动，光秃秃的数只会招来还价。理由要对方查得到，又不露自己的底。",
    ),
    hint_reason_wording=(
        (
            "Our figure comes from what the market pays today and from what late delivery would"
            " cost. What does yours rest on?"
        ),
        "我们这个数，一看今天的市价，二看晚到的损失。您的数是怎么来的？",
    ),
    hint_split_nudge=(
        "You are close. What is the gap worth beside the whole deal?",
        "差得不多了。剩下这点差距，跟整单比算什么？",
    ),
    hint_split_principle=(
        "Close the last gap with one named step for a signature, not with an open question.",
        "最后一点差距，用明确的一步换签字来收口，别用问句。",
    ),
    hint_split_wording=(
        "We are this close: {offer}, and we sign.",
        "就差这一点了：{offer}，我们就签。",
    ),
    hint_probe_nudge=(
        "Do you know which point matters most to them?",
        "对方最看重哪一项，你知道吗？",
    ),
    hint_probe_principle=(
        (
            "Ask for their order of importance, or offer two packages of the same worth to you "
            "and see which one they like."
        ),
        "问他们轻重缓急；或者摆两个对你一样值的方案，看他们喜欢哪个。",
    ),
    hint_probe_wording=(
        "Which of these points matters most to you? Perhaps we can move there, and you elsewhere.",
        "这几项里您最看重哪一项？也许我们在那项上让，您在别的项上让。",
    ),
    hint_authority_nudge=(
        "Look at what you may sign alone.",
        "看看你自己能签到哪里。",
    ),
    hint_authority_principle=(
        (
            "Ask for the signature early: it takes rounds, and an open request is also a reason"
            " to hold."
        ),
        "签字要早点报：批下来要几轮，报上去本身也是“先不动”的理由。",
    ),
    hint_authority_wording=(
        "That is beyond what I may sign. Let me take it to our house; please keep it open for me.",
        "这个超出我的权限了，我报上去批，请您先给我留着。",
    ),
)
