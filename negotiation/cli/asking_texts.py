"""The words in which a person is asked for a move, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["ASKING_TEXTS", "act_name"]

ASKING_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "ask_refused": ("That move was not accepted: {reasons}. Nobody saw it; try again."),
                "ask_standing": "Offer {offer_id} to you is worth {worth} to you.",
                "ask_offer_of": "{offer_id} of {party} is worth {worth} to you.",
                "ask_alternative": "Your alternative is worth {worth}.",
                "ask_last": "This is your last turn.",
                "ask_last_call": "Last call: unless somebody bids now, the bidding closes.",
                "ask_final_vote": "Final vote: for or against; nothing else counts any more.",
                "ask_act": "Your move:",
                "ask_which": "Which one? Number",
                "ask_message": "What do you say? (Enter for nothing)",
                "ask_reason": "Your reason? (Enter for none)",
                "ask_shorter": "At most {limit} characters, that was {found}. Again, please.",
                "ask_typed": "Value from {first} to {last} (Enter keeps the one shown)",
                "ask_not_there": "{typed} is not an option of this issue.",
                "ask_option": "Number (Enter keeps the marked one)",
                "ask_worth": "This offer is worth {value} to you; your alternative {alternative}.",
                "ask_table": "{table} · round {round} of {deadline}",
                "ask_best": "Best bid: {bid}, by {party}.",
                "ask_no_bid": "Nobody has bid yet.",
                "ask_step_falling": "A new bid must be {limit} or less.",
                "ask_step_rising": "A new bid must be {limit} or more.",
                "ask_own_bid": "Your bid: {bid}.",
                "ask_leading": "Your bid is the best: {bid}.",
                "ask_proposal": "Put to the vote by {party}: {terms}",
                "ask_propose": "You propose in this round.",
                "ask_waiting": "Your own house has not answered yet: {terms}",
                "ask_signed": "Your own house has signed: {terms}",
                "ask_elsewhere": "Heard elsewhere since:",
                "ask_earlier": "({n} more before that)",
                "ask_request": "{party} asks you to sign:",
                "ask_request_step": "{issue}: {bound}; up to {signer}.",
                "ask_request_worth": (
                    "It is worth {worth} to {party}; its alternative {alternative}."
                ),
                "at_least": "from {bound} up",
                "at_most": "{bound} and below",
                "key_talk": "t",
                "key_offer": "o",
                "key_accept": "a",
                "key_reject": "r",
                "key_pass": "p",
                "key_escalate": "e",
                "key_walk_away": "w",
                "act_talk": "talk",
                "act_offer": "make an offer",
                "act_accept": "accept their offer",
                "act_reject": "reject their offer",
                "act_pass": "pass",
                "act_escalate": "ask your own house to sign",
                "act_walk_away": "walk away",
                "act_offer_tender": "bid",
                "act_accept_tender": "choose a winner",
                "act_reject_tender": "turn a bid down",
                "act_pass_host": "let the bidding go on",
                "act_walk_away_tender": "drop out",
                "act_walk_away_host": "call the tender off",
                "act_offer_proposer": "propose",
                "act_offer_roundtable": "say what you would rather have",
                "act_accept_roundtable": "vote for it",
                "act_reject_roundtable": "vote against it",
                "act_walk_away_roundtable": "leave the table",
                "act_accept_approver": "sign",
                "act_reject_approver": "do not sign",
            }
        ),
        "zh": MappingProxyType(
            {
                "ask_refused": "这一步不予受理：{reasons}。没有人看到，请再来。",
                "ask_standing": "对方给你的报价{offer_id}对你值{worth}。",
                "ask_offer_of": "{party}的{offer_id}对你值{worth}。",
                "ask_alternative": "谈不成，你值{worth}。",
                "ask_last": "这是你最后一次发言。",
                "ask_last_call": "最后一次叫价：这轮再没人出价就截止。",
                "ask_final_vote": "最后表决：赞成或反对，别的都不算了。",
                "ask_act": "轮到你了：",
                "ask_which": "哪一份？编号",
                "ask_message": "你要说什么？（回车表示不说）",
                "ask_reason": "理由？（回车表示不说）",
                "ask_shorter": "最多{limit}个字，刚才是{found}个，请再说一次。",
                "ask_typed": "填一个值，从{first}到{last}（回车保留所示的值）",
                "ask_not_there": "{typed}不是这个议题的可选值。",
                "ask_option": "编号（回车保留标出的一项）",
                "ask_worth": "这份报价对你值{value}；谈不成值{alternative}。",
                "ask_table": "{table} · 第{round}轮，共{deadline}轮",
                "ask_best": "目前最优：{bid}（{party}）。",
                "ask_no_bid": "还没人出价。",
                "ask_step_falling": "再出价不得高于{limit}。",
                "ask_step_rising": "再出价不得低于{limit}。",
                "ask_own_bid": "你的报价：{bid}。",
                "ask_leading": "目前你的最优：{bid}。",
                "ask_proposal": "{party}提交表决：{terms}",
                "ask_propose": "这一轮由你提案。",
                "ask_waiting": "内部还没批复：{terms}",
                "ask_signed": "内部已批：{terms}",
                "ask_elsewhere": "这期间别处的消息：",
                "ask_earlier": "（更早还有{n}条）",
                "ask_request": "{party}请你签字：",
                "ask_request_step": "{issue}：{bound}，归{signer}管。",
                "ask_request_worth": "这份条款对{party}值{worth}；谈不成值{alternative}。",
                "at_least": "{bound}及以上",
                "at_most": "{bound}及以下",
                "key_talk": "t",
                "key_offer": "o",
                "key_accept": "a",
                "key_reject": "r",
                "key_pass": "p",
                "key_escalate": "e",
                "key_walk_away": "w",
                "act_talk": "只说话",
                "act_offer": "报价",
                "act_accept": "接受对方报价",
                "act_reject": "拒绝对方报价",
                "act_pass": "不出价",
                "act_escalate": "报内部审批",
                "act_walk_away": "离场",
                "act_offer_tender": "出价",
                "act_accept_tender": "定标",
                "act_reject_tender": "否掉一份报价",
                "act_pass_host": "让竞价继续",
                "act_walk_away_tender": "退出竞标",
                "act_walk_away_host": "取消招标",
                "act_offer_proposer": "提案",
                "act_offer_roundtable": "说你更想要的",
                "act_pass_roundtable": "先不表态",
                "act_accept_roundtable": "赞成",
                "act_reject_roundtable": "反对",
                "act_walk_away_roundtable": "离席",
                "act_accept_approver": "签字",
                "act_reject_approver": "不签",
            }
        ),
    }
)


_WIDER = MappingProxyType({"host": "tender", "proposer": "roundtable"})
"""Parts that are called as another one where they have no words of their own."""


def act_name(act: str, part: str, language: Language) -> str:
    """Return what an act is called for who plays a ``part``, such as the host of a tender."""
    texts = ASKING_TEXTS[language]
    keys = (f"act_{act}_{part}", f"act_{act}_{_WIDER.get(part, part)}", f"act_{act}")
    return next(texts[key] for key in keys if key in texts)
