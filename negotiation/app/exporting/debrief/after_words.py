"""The words of honesty and of what came afterwards: a part of ``words``."""

from collections.abc import Mapping

from negotiation.app.exporting.debrief.word_pairs import pairs
from negotiation.domain.values import Text

__all__ = ["AFTER_WORDS"]

AFTER_WORDS: Mapping[str, Text] = pairs(
    # Honesty.
    promises_none=(
        "No delivery was promised by a contract of this table.",
        "这张桌子的合同没有交货承诺。",
    ),
    seller=("Seller", "供货方"),
    promised=("Promised", "承诺"),
    covered=("Covered when signed", "签约时有着落"),
    delivered=("Delivered", "实际交付"),
    verdict=("Verdict", "判断"),
    over_promised=("over-promised", "超卖"),
    kept=("kept", "兑现"),
    partly_kept=("not all came", "没有全部兑现"),
    unknown=("–", "—"),
    cards=("{n} cards", "{n}张卡"),
    claims_none=(
        "Nobody was found to state a private fact wrongly.",
        "没有发现谁把自己的实情说错。",
    ),
    said_by=("Said by", "谁说的"),
    private=("What is private", "不该说的内容"),
    truth=("The truth", "实情"),
    believed=("Believed?", "对方信了吗"),
    yes=("yes", "信了"),
    no=("no", "没信"),
    you=("you", "你"),
    quote=("Words", "原话"),
    leaks_none=("No private figure was given away.", "没有泄露不该说的数字。"),
    reservation_value=("worth of the alternative", "谈不成时的价值"),
    how=("How", "怎样"),
    exact=("the exact figure", "说出了准确数字"),
    near=("close to it", "说得很接近"),
    # Afterwards.
    later_none=(
        "Nothing was signed here, or nothing of it is simulated: there is no afterwards.",
        "这里没有签约，或者签的内容不需要模拟：没有后续。",
    ),
    expected_npv=("Expected at signing, before risk", "签约时的预期（未扣风险）"),
    real_npv=("What it came to", "实际结果"),
    damages=("Damages for lateness, received less paid", "迟交违约金净收入"),
    delivery_line=(
        "{delivered} of {promised} GPU-months promised were delivered.",
        "承诺的{promised}个卡月中，交付了{delivered}个。",
    ),
    market_line=("The market: {regimes}.", "市场行情：{regimes}。"),
    one_month=("{regime} for 1 month", "{regime}1个月"),
    months=("{regime} for {n} months", "{regime}{n}个月"),
    price_line=(
        "A card cost {first} RMB at signing and {last} RMB after {n} months.",
        "签约时一张卡{first}元，{n}个月后{last}元。",
    ),
    month=("Month", "月份"),
    event=("What happened", "发生了什么"),
    cards_column=("Cards", "卡数"),
    winner=("Winner", "中标方"),
)
