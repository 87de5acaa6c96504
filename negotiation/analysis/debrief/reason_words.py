"""Why another move was better: English, Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.analysis.debrief.records import Reason

__all__ = ["PLAYED_WORDS", "REASON_SAID", "REASON_TITLES"]

REASON_TITLES: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        "accept_standing": ("Take the offer on the table", "接下桌上的报价"),
        "open_further": ("Open further out", "开价再狠一点"),
        "concede_less": ("Give less in this step", "这一步少让一点"),
        "trade_issues": ("Trade one term for another", "拿条款换条款"),
        "ask_house": ("Ask your own house to sign", "先向上面要签字"),
        "keep_clause": ("Keep this term", "这一条别松口"),
        "walk_away": ("Walk away", "起身离场"),
        "stay": ("Stay and offer terms that fit both", "留下来，换个两边都行的方案"),
        "bid_on": ("Bid once more", "再报一轮"),
        "bid_less": ("Bid no more than it takes", "报到能中就够"),
    }
)

REASON_SAID: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        "accept_standing": (
            (
                "An offer worth {offer_value} over the alternative stood; what came of the talks "
                "was {reached_value}."
            ),
            "桌上有一份净收益{offer_value}的报价，最后只落得{reached_value}。",
        ),
        "open_further": (
            (
                "This offer was worth {asked_value} over the alternative, {asked_fraction} of the "
                "best that the other side could have accepted. Talks tend to end half-way between "
                "the openings."
            ),
            (
                "这份开价的净收益是{asked_value}，占对方最多能接受的{asked_fraction}。"
                "成交价往往落在双方开价的中间。"
            ),
        ),
        "concede_less": (
            (
                "This step gave {given_value}; the other side had given {received_value}. The "
                "better terms give {less_value} and change what the other side gains by "
                "{others_change_value}."
            ),
            (
                "这一步让了{given_value}，对方此前让了{received_value}。"
                "更好的条款只让{less_value}，对方收益变动{others_change_value}。"
            ),
        ),
        "trade_issues": (
            (
                "Other terms were worth {own_gain_value} more to this side and "
                "{others_gain_value} more to the other."
            ),
            "换一组条款，己方多得{own_gain_value}，对方也多得{others_gain_value}。",
        ),
        "ask_house": (
            (
                "With a signature from the own house, other terms were worth {own_gain_value} more "
                "to this side and {others_gain_value} more to the other; nobody asked in time."
            ),
            (
                "只要上面签字，换一组条款，己方多得{own_gain_value}，对方也多得{others_gain_value}；"
                "可是没人及时去要。"
            ),
        ),
        "keep_clause": (
            (
                "The term that was given up cost {cost_value} and was worth {brought_value} to the "
                "other side."
            ),
            "松口的这一条，己方损失{cost_value}，对方只得{brought_value}。",
        ),
        "walk_away": (
            "What was signed is worth {reached_value} against the alternative.",
            "签下的这份，与谈不成相比是{reached_value}。",
        ),
        "stay": (
            (
                "Some terms were better than no deal for everybody, and nobody put them forward; "
                "these would have brought {gain_value}."
            ),
            "明明有对大家都强过谈不成的方案，却没人提；这一份能带来{gain_value}。",
        ),
        "bid_on": (
            "A bid that would have won was still worth {gain_value}.",
            "再报一口就能中，而且还有{gain_value}可赚。",
        ),
        "bid_less": (
            "A bid that kept {gain_value} more would have beaten the others as well.",
            "自己多留{gain_value}的报价，照样压得过别家。",
        ),
    }
)

PLAYED_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "offer": ("made an offer", "报价"),
        "accept": ("accepted", "接受"),
        "reject": ("rejected", "拒绝"),
        "vote": ("voted", "表决"),
        "talk": ("talked", "只说话"),
        "walk_away": ("walked away", "离场"),
        "pass": ("passed", "放过"),
        "escalate": ("asked its house", "请示上级"),
        "lost": ("lost the turn", "错过一轮"),
    }
)
