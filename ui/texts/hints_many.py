"""The words of the coach at tenders and round tables, and for who signs: of ``ui.texts.hints``."""

from ui.texts.words import pairs

__all__ = ["MANY_WORDS"]

MANY_WORDS = pairs(
    hint_bid_first_nudge=(
        "Work out what the lot is worth to you before you name a price.",
        "出价之前，先算清这个标对你值多少。",
    ),
    hint_bid_first_principle=(
        (
            "Begin with room to move. Who needs the lot most pays most; be sure that it is not "
            "simply who errs most."
        ),
        "起步要留余地。出价最狠的往往是算错的那个，别当那一个。",
    ),
    hint_bid_first_wording=(
        "Our bid: {offer}. It is what we can deliver, and keep.",
        "我们的报价：{offer}。这是我们交得出、守得住的。",
    ),
    hint_bid_step_nudge=(
        "How much of your room is left, and how much does the next step take?",
        "你还剩多少余地？下一步要吃掉多少？",
    ),
    hint_bid_step_principle=(
        (
            "Beat the best bid by as little as the rules allow, and only while winning is worth"
            " more than leaving."
        ),
        "按规则最小的一步去压，而且只在赢比走更值的时候压。",
    ),
    hint_bid_step_wording=("We go to {offer}.", "我们出到{offer}。"),
    hint_bid_limit_nudge=(
        "You are close to where winning is worse than losing.",
        "再往下，赢了比输了还糟。",
    ),
    hint_bid_limit_principle=(
        (
            "The winner of a price war is often who was most wrong about the cost. Hold your "
            "bid, or let it go."
        ),
        "价格战的赢家，常常是成本算错最多的那个。守住，或者放手。",
    ),
    hint_bid_limit_wording=(
        "This is what we can stand behind. We keep our bid as it is.",
        "这个价我们负得起责，就停在这里。",
    ),
    hint_host_wait_nudge=(
        "Nobody can be chosen yet. What would make bidders move?",
        "现在还定不了标。什么能让他们再动一动？",
    ),
    hint_host_wait_principle=(
        (
            "Competition works for you while it lasts. Ask the bidders for what the price does "
            "not show: stock, dates, what is promised elsewhere."
        ),
        "有竞争就对你有利。趁机问价格看不出来的：现货、交期、许给别家的量。",
    ),
    hint_host_wait_wording=(
        (
            "Thank you for the bids. Please tell us what you hold in stock today, and what of "
            "it is free."
        ),
        "谢谢各位报价。请说明今天手里有多少现货，其中多少没许给别人。",
    ),
    hint_host_choose_nudge=(
        "The lowest price is not the best bid if it does not come.",
        "交不出来的低价，不是好标。",
    ),
    hint_host_choose_principle=(
        (
            "Compare what each bid is worth to you with its risk. A bid that its bidder cannot "
            "keep comes back to you as a delay."
        ),
        "比的是每份标连同风险对你值多少。对方守不住的价，最后会变成你的延误。",
    ),
    hint_host_choose_wording=(
        (
            "Before we choose: how do you earn money at this price, and what happens to us if "
            "you do not?"
        ),
        "定标之前请教一句：这个价您怎么赚钱？要是赚不到，我们怎么办？",
    ),
    hint_propose_nudge=(
        "Count who must say yes, and what each of them needs.",
        "数一数谁必须点头，每一家要什么。",
    ),
    hint_propose_principle=(
        (
            "Propose what enough parties gain by, not what is best for you alone; keep what "
            "they need little for yourself."
        ),
        "提案要让够多的人有得赚，不能只顾自己；他们不在意的，留给自己。",
    ),
    hint_propose_wording=(
        "I propose what leaves each of us better off than no agreement: {offer}.",
        "我提个大家都比谈崩强的方案：{offer}。",
    ),
    hint_vote_nudge=(
        "Compare the proposal with what you keep if it fails.",
        "拿这份提案和它通不过时你剩下的比。",
    ),
    hint_vote_principle=(
        (
            "Vote for what beats your alternative unless you are sure of a better one: a "
            "proposal that fails may not come back."
        ),
        "比退路强就可以赞成，除非你有把握等到更好的：否掉的提案不一定会再来。",
    ),
    hint_vote_wording=(
        "We can carry this. Had it been ours it would read {offer}, but we stand with you.",
        "这个我们可以支持。要我们来写会是{offer}，不过我们跟大家一起。",
    ),
    hint_rather_nudge=(
        "Say early what you need, before others have counted their votes without you.",
        "早点说你要什么，别等别人不算你也凑够了票。",
    ),
    hint_rather_principle=(
        (
            "Look for the one whose wishes fit yours, and agree with them first. A round table "
            "is won in pairs."
        ),
        "找一家和你要求对得上的，先跟他说好。多方谈判是两两谈出来的。",
    ),
    hint_rather_wording=(
        "We would rather have {offer}. Whom does that help as well?",
        "我们更想要{offer}。这样对哪家也有好处？",
    ),
    hint_signing_nudge=(
        "Compare what you are asked to sign with no deal, and with the limit that you guard.",
        "把要你签的和谈不成比，也和你守的那条线比。",
    ),
    hint_signing_principle=(
        (
            "Sign what is better than no deal and whose risk somebody has weighed; send back "
            "what is only urgent."
        ),
        "比谈不成强、风险有人掂量过的，签；只是催得急的，退回去。",
    ),
    hint_signing_wording=(
        "I sign on one condition: show me what we got for it.",
        "签可以，但要告诉我这换来了什么。",
    ),
)
