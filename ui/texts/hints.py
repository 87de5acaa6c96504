"""The words of the coach: a part of the catalogue of ``ui.texts``."""

from types import MappingProxyType

from ui.texts.hints_later import LATER_WORDS
from ui.texts.hints_many import MANY_WORDS
from ui.texts.words import pairs

__all__ = ["HINTS_WORDS"]

_BEGINNING = pairs(
    hint_coach=("Ask the coach", "问问教练"),
    hint_what=(
        (
            "The coach sees your brief and your screen, and nothing of the other side. Hints "
            "are counted in the score."
        ),
        "教练只看得到你的任务书和你的屏幕，看不到对方的底牌。提示会计入评分。",
    ),
    hint_ask_nudge=("Where should I look?", "该看哪里？"),
    hint_ask_principle=("What is the principle?", "道理是什么？"),
    hint_ask_wording=("How could I say it?", "可以怎么说？"),
    hint_count=("Hints so far: {n}", "已用提示：{n}"),
    hint_use=("Use these words", "用这句话"),
    hint_ask_buying_nudge=(
        "You have not asked anything yet. What do you know about what they can really deliver?",
        "你还什么都没问。他们到底交得出多少，你清楚吗？",
    ),
    hint_ask_buying_principle=(
        (
            "Ask before you price: what you learn before the first figure is worth more than "
            "the first figure. Stock, dates, and what is promised to others decide what a price"
            " is worth."
        ),
        "先问后价：报价之前问到的，比头一口价更值钱。现货、交期、许给别家的量，决定了价格值不值。",
    ),
    hint_ask_buying_wording=(
        (
            "Before we talk about price: how much can you commit to in writing, by when, and "
            "what of it is already promised to others?"
        ),
        "谈价之前先请教：白纸黑字您能保多少、什么时候到，其中有多少已经许给别家了？",
    ),
    hint_ask_selling_nudge=(
        "You have not asked anything yet. What do you know about what they need, and by when?",
        "你还什么都没问。他们要多少、什么时候要，你清楚吗？",
    ),
    hint_ask_selling_principle=(
        (
            "Ask before you price: whoever knows what a late date costs the buyer knows what an"
            " early one is worth."
        ),
        "先问后价：知道晚到一个月对方亏多少，就知道早到值多少钱。",
    ),
    hint_ask_selling_wording=(
        (
            "Before we talk about price: what do you need the capacity for, and what does it "
            "cost you if it comes a month late?"
        ),
        "谈价之前先请教：这批算力拿去做什么，晚一个月到，您那边要损失多少？",
    ),
    hint_find_out_nudge=(
        "You have not asked anything yet. What do you know of what they need?",
        "你还什么都没问。对方要什么，你清楚吗？",
    ),
    hint_find_out_principle=(
        "Ask before you name terms: what you learn first is worth more than your first figure.",
        "先问再开条件：先问到的，比你头一个数更值钱。",
    ),
    hint_find_out_wording=(
        "Before we name terms: which of these points matter most to you, and why?",
        "开条件之前先请教：这几项里您最看重哪些，为什么？",
    ),
    hint_open_nudge=(
        "Nobody has named a figure. Whoever does it well sets the frame.",
        "还没人开价。谁先开得好，谁就定了调子。",
    ),
    hint_open_principle=(
        (
            "Open near the best you can give a reason for, on all points at once. A modest "
            "opening cannot be taken back."
        ),
        "开价要高，高到你还说得出理由为止，而且各项一起开。开低了就收不回来。",
    ),
    hint_open_wording=(
        (
            "Here is our proposal as one package: {offer}. It is what our own numbers support, "
            "and we are glad to walk you through them."
        ),
        "我们的方案打包报给您：{offer}。这是我们自己的账算出来的，可以一项项跟您过。",
    ),
    hint_anchor_nudge=(
        "Their figure is on the table and yours is not. Which one will the talks turn around?",
        "桌上只有对方的数，没有你的。接下来围着谁的数谈？",
    ),
    hint_anchor_principle=(
        (
            "Do not argue with an opening: put your own beside it, as far on the other side, "
            "with a reason."
        ),
        "别去砍对方的开价，把自己的摆上来，往另一头摆，并且给理由。",
    ),
    hint_anchor_wording=(
        "I hear your figure, and we look at it from another end: {offer}.",
        "您的数我听到了，我们是从另一头算的：{offer}。",
    ),
    hint_no_worse_nudge=(
        "Compare what stands with having no deal at all.",
        "拿桌面上的报价和谈不成比一比。",
    ),
    hint_no_worse_principle=(
        (
            "A deal that is worse than none is not a deal. Say what would have to change, "
            "without saying where your limit is."
        ),
        "还不如谈不成的，就不是成交。说清要改什么，但别说出底线。",
    ),
    hint_no_worse_wording=(
        (
            "As it stands we are better off without a deal. It begins to make sense for us with"
            " {offer}."
        ),
        "照现在这样，我们不签反而更好。要谈得下去，得是：{offer}。",
    ),
)

HINTS_WORDS = MappingProxyType({**_BEGINNING, **LATER_WORDS, **MANY_WORDS})
