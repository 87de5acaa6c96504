"""Every word that the viewer itself says, in English and Chinese.

``say`` takes only numbers, so what it returns is ours from end to end and may be drawn as a label.
``fill`` takes words from elsewhere, so what it returns goes through ``ui.show`` only.
"""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language, Text
from ui.campaign_words import CAMPAIGN_WORDS, pairs

__all__ = ["CATALOGUE", "LANGUAGE_LABEL", "LANGUAGE_NAMES", "fill", "say"]

LANGUAGE_NAMES: Mapping[Language, str] = MappingProxyType({"en": "English", "zh": "中文"})
LANGUAGE_LABEL = "Language · 语言"


def say(key: str, language: Language, **numbers: int) -> str:
    """Return one of our own texts, with numbers put in."""
    return CATALOGUE[key].in_language(language).format(**numbers)


def fill(key: str, language: Language, **words: str) -> str:
    """Return one of our texts with foreign words put in: for ``show`` only."""
    return CATALOGUE[key].in_language(language).format(**words)


_OWN = pairs(
    # Runs.
    tagline=("Watch and replay negotiations over GPU compute.", "观看和回放算力谈判。"),
    run=("Run", "谈判记录"),
    none_yet=("no run yet", "还没有记录"),
    refresh=("Look for new runs", "刷新列表"),
    table=("Table", "谈判桌"),
    no_runs=(
        "There is no run here yet. Play one, no key or model needed:",
        "这里还没有谈判记录。先跑一局，不需要密钥，也不需要模型：",
    ),
    then_look=("Then look again.", "然后刷新。"),
    looked_in=("looked in {folder}", "查找的文件夹：{folder}"),
    cannot_show=(
        "This run cannot be shown. Its files are left as they are; choose another run on the left.",
        "这份记录无法显示。文件没有改动；可以在左边选另一份。",
    ),
    unexpected=(
        "The viewer failed at this run. The server's log says where; the files are as they were.",
        "显示这份记录时出错。服务器日志里有详情；文件没有改动。",
    ),
    secret=(
        "A person is playing: values and the scorecard are shown when the talks have ended.",
        "有人正在谈：谈完之后才显示各方的价值和计分卡。",
    ),
    live=(
        "Not finished: new turns appear here by themselves. If it was stopped, go on with:",
        "还没谈完：新的发言会自动出现。如果中途停了，用这条命令接着谈：",
    ),
    not_begun=("The talks have not begun yet.", "谈判还没有开始。"),
    about=("About this table", "这张桌子"),
    seat=("played by", "由谁来谈"),
    role=("role", "角色"),
    # The talk.
    talk=("Talk", "谈判过程"),
    turn=("Turn", "发言"),
    rounds=("{n} rounds", "{n}轮"),
    one_turn=("1 turn", "1次"),
    referee=("Referee's view", "裁判视角"),
    referee_help=(
        "Also show refused moves, which the other side never saw, and what every offer is worth.",
        "同时显示裁判不予受理、对方看不到的动作，以及每份报价对各方的价值。",
    ),
    round=("Round {round} of {deadline}", "第{round}轮，共{deadline}轮"),
    earlier=(
        "{n} earlier rounds: move the slider back to read them.",
        "前面还有{n}轮：往回拖动滑块就能看到。",
    ),
    act_talk=("speaks", "发言"),
    act_offer=("offers", "报价"),
    act_reject=("rejects", "拒绝"),
    act_accept=("accepts", "接受"),
    act_walk_away=("walks away", "离场"),
    act_bid=("bids", "报价"),
    act_sealed=("hands in a sealed bid", "递交密封标书"),
    act_proposal=("proposes", "提案"),
    act_suggestion=("would rather have", "更愿意"),
    act_assent=("is for it", "赞成"),
    act_dissent=("is against it", "反对"),
    act_pass=("passes", "不出价"),
    act_abstain=("passes", "先不表态"),
    act_escalate=("asks its own house", "报内部审批"),
    act_drop_out=("drops out", "退出竞标"),
    act_leave=("leaves the table", "离席"),
    act_revealed=("The bids are opened", "开标"),
    act_last_call=(
        "Last call: the bidding closes unless somebody bids.",
        "最后一次叫价：再没人出价就截止。",
    ),
    act_awarded=("Awarded", "定标"),
    act_carried=("Carried", "通过"),
    act_signed=("its own house signs", "内部批了"),
    act_denied=("its own house does not sign", "内部没批"),
    act_refused=("refused by the referee", "裁判不予受理"),
    act_forfeited=("loses the turn", "失去这一轮"),
    unchanged=("the same offer again", "维持原报价"),
    worth=("over the alternative: {amounts}", "比谈不成多：{amounts}"),
    worded_by_model=("worded by: model", "措辞：模型"),
    worded_by_template=("worded by: template", "措辞：模板"),
    note=("To itself: {note}", "心里话：{note}"),
    estimate=(
        "Believes the other side's limit on {issue} to be {value}, {confidence} sure.",
        "估计对方在{issue}上的底线是{value}，把握{confidence}。",
    ),
    invalid_replies=("replies that were no move: {n}", "不成招的回复：{n}次"),
    reasons=(
        "Refused, and seen only by its author: {reasons}",
        "不予受理，只有本人看得到：{reasons}",
    ),
    issue=("issue", "条款"),
    offer=("offer", "报价"),
    before=("before", "原来"),
    other_side=("other side", "对方"),
    offer_terms=("Terms of the offer", "报价条款"),
    agreement=("Agreement", "成交条款"),
    standing=("On the table", "桌面上的报价"),
    nothing_standing=("No offer stands.", "桌面上没有报价。"),
    deadline=("The last round has passed without agreement.", "最后一轮已过，没有谈成。"),
    # The scorecard.
    scorecard=("Scorecard", "计分卡"),
    ending_agreement=("Agreement after {rounds} rounds.", "谈成，共{rounds}轮。"),
    ending_walk_away=("One side walked away in round {rounds}.", "第{rounds}轮有一方离场。"),
    ending_deadline=("No agreement after {rounds} rounds.", "{rounds}轮到期，没有谈成。"),
    ending_none=("The talks go on: round {rounds}.", "仍在谈判：第{rounds}轮。"),
    party=("party", "参与方"),
    value=("value", "所得价值"),
    alternative=("alternative", "谈不成时的价值"),
    surplus=("surplus", "盈余"),
    surplus_of=("{party}: surplus", "{party}的盈余"),
    share=("share", "盈余占比"),
    attained=("of its best", "占最好结果"),
    flags=("notes", "提示"),
    below=("signed {amount} below its alternative", "签得比谈不成还低{amount}"),
    red_line=("crossed its red line on {issue}", "越过自己的红线：{issue}"),
    offered=("offered below its limits: {offers}", "报过低于自己底线的价：{offers}"),
    refused_moves=("{n} moves refused", "{n}次不予受理"),
    lost_turns=("{n} turns lost", "失去{n}轮"),
    joint=("Joint surplus", "共同盈余"),
    to_frontier=("To the frontier", "距有效前沿"),
    to_nash=("To Nash", "距纳什解"),
    to_kalai_smorodinsky=("To Kalai-Smorodinsky", "距K-S解"),
    distance_help=(
        "Distance in gain ratios: 0 is on the spot, 1 is as far as one side's whole possible gain.",
        "以可得盈余为单位的距离：0是正好在那里，1相当于一方全部可得的盈余。",
    ),
    valuing=("Valuing every possible outcome…", "正在给每个可能的结果估值…"),
    no_zopa=(
        "There was no outcome that every side could have accepted.",
        "不存在各方都能接受的结果。",
    ),
    possible=(
        "{n:,} of {total:,} possible outcomes were acceptable to all.",
        "{total:,}个可能的结果中，有{n:,}个各方都能接受。",
    ),
    sampled=(
        "Of a sample, {n:,} outcomes were acceptable to all; all {total:,} are too many to list.",
        "抽样中有{n:,}个结果各方都能接受；全部{total:,}个太多，无法逐一列出。",
    ),
    reference=("What could have been", "本来可以谈成什么"),
    nash=("Nash", "纳什解"),
    kalai_smorodinsky=("Kalai-Smorodinsky", "K-S解"),
    egalitarian=("egalitarian", "平等解"),
    utilitarian=("utilitarian", "功利解"),
    simulator=("valued by simulator version {version}", "由第{version}版模拟器估值"),
    # Larger tables.
    bids=("Bids by round", "历轮报价"),
    bid_axis=("bid: {issue}", "报价：{issue}"),
    best_bid=("best bid", "最优报价"),
    votes=("Proposals and votes", "提案与表决"),
    vote_proposes=("proposes {offer}", "提案{offer}"),
    vote_rather=("rather {offer}", "更愿意{offer}"),
    vote_for=("for", "赞成"),
    vote_against=("against", "反对"),
    vote_left=("leaves", "离席"),
    winner=("winner", "中标方"),
    fates=("Who stayed, won or left", "谁在场、谁胜出、谁走了"),
    last_offer=("last offer", "最后报价"),
    fate=("outcome", "结局"),
    fate_won_all=("won", "中标"),
    fate_won=("won {share} of the lot", "中标，份额{share}"),
    fate_left=("left in round {round}", "第{round}轮离开"),
    # The charts.
    concessions=("How each side gave way", "各方怎样让步"),
    own_surplus=("own value over the alternative, {unit}", "对自己比谈不成多多少，{unit}"),
    axis_round=("round", "轮"),
    plane=("What each side would gain", "双方各得多少"),
    gain=("gain of {party}, {unit}", "{party}的盈余，{unit}"),
    frontier=("frontier", "有效前沿"),
    signed=("agreement", "成交"),
    no_deal=("no deal", "谈不成"),
)

CATALOGUE: Mapping[str, Text] = MappingProxyType({**_OWN, **CAMPAIGN_WORDS})
