"""The words of a debrief on paper and on the screen, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.app.exporting.debrief.after_words import AFTER_WORDS
from negotiation.app.exporting.debrief.word_pairs import pairs
from negotiation.domain.values import Language, Text

__all__ = ["WORDS", "said"]

_WORDS = pairs(
    # The head.
    title=("Debrief: {scenario}", "谈判复盘：{scenario}"),
    trainee=("Trainee", "学员"),
    seat=("Seat", "席位"),
    date=("Date", "日期"),
    scenario=("Scenario", "场景"),
    seed=("Seed", "种子"),
    simulator=("Simulator", "模拟器"),
    version=("version {version}", "第{version}版"),
    page=("page {page} of {pages}", "第{page}页，共{pages}页"),
    # The result.
    agreed=(
        "Agreement in round {rounds}: worth {value} to you, {surplus} over your alternative.",
        "第{rounds}轮谈成：对你值{value}，比谈不成多{surplus}。",
    ),
    agreed_below=(
        (
            "Agreement in round {rounds}, but below your alternative: worth {value} to you,"
            " {surplus} less than walking away."
        ),
        "第{rounds}轮谈成，但低于底线：对你只值{value}，比谈不成还少{surplus}。",
    ),
    ended_deadline=(
        "No agreement: all {rounds} rounds passed. You are left with your alternative, {value}.",
        "没有谈成：{rounds}轮全部用完。你只剩谈不成时的结果，值{value}。",
    ),
    ended_walk_away=(
        (
            "No agreement: the talks were broken off in round {rounds}. You are left with your"
            " alternative, {value}."
        ),
        "没有谈成：第{rounds}轮有一方离场。你只剩谈不成时的结果，值{value}。",
    ),
    ended_other=(
        (
            "The deal was made without you, after {rounds} rounds. You are left with your"
            " alternative, {value}."
        ),
        "{rounds}轮之后成交了，但没有你。你只剩谈不成时的结果，值{value}。",
    ),
    ended_none=(
        (
            "The talks were never brought to an end (round {rounds}). Your alternative is worth"
            " {value}."
        ),
        "谈判没有走到结局（第{rounds}轮）。你谈不成时的结果值{value}。",
    ),
    measure=("Measure", "项目"),
    amount=("Amount", "数额"),
    value=("Value of what you got", "所得价值"),
    alternative=("Your alternative", "谈不成时的价值"),
    surplus=("Gain over the alternative", "比谈不成多"),
    target_own=("The target you wrote down", "你写下的目标"),
    target_rule=("Target (best the others could accept)", "目标（对方能接受的最好结果）"),
    walk_away=("The walk-away point you wrote down", "你写下的底线"),
    best=("Most you could have gained", "最多能多得"),
    attained=("Share of that", "拿到其中的"),
    others_gain=("Gain of the others", "对方的收益"),
    score=("Skill score", "能力总分"),
    of_skills=("Mean of the skills", "各项能力平均"),
    hints_cost=("Less for hints ({n})", "扣分：用了{n}次提示"),
    taken_back_cost=("Less for moves taken back ({n})", "扣分：悔棋{n}次"),
    # Left on the table.
    left_some=(
        "{gain} more was there for you without anybody being worse off.",
        "在谁都不吃亏的前提下，你本来还能多得{gain}。",
    ),
    left_none=(
        "Nothing was left: no other terms were better for you without hurting the others.",
        "没有剩下什么：不损害对方，就没有对你更好的条款了。",
    ),
    left_joint=(
        "Both sides together fell {gain} short of the most that there was.",
        "双方合起来比最好的结果少了{gain}。",
    ),
    sampled=(
        "The outcomes are too many to list: these points are the best of a sample.",
        "可能的结果太多，无法逐一列出：这些是抽样中最好的。",
    ),
    term=("Term", "条款"),
    signed=("What was agreed", "谈成的"),
    to_frontier=("Better for you, no worse for others", "你更好、对方不吃亏"),
    to_nash=("Fair point (Nash)", "公平解（纳什）"),
    your_gain=("Your gain", "你的收益"),
    none=("none", "无"),
    # Charts.
    plane=("Offers on the plane of gains", "报价在收益平面上的走法"),
    plane_takeaway=(
        "Every offer by what it gives you and the others; up and to the right is better for all.",
        "每份报价给你和对方各带来多少：越往右上，双方越好。",
    ),
    concessions=("How both sides gave way", "双方怎样让步"),
    concessions_takeaway=(
        "What each offer was worth to you: where the lines meet, there was a deal.",
        "每份报价对你值多少：线碰到一起，就谈成了。",
    ),
    gain_of=("gain of {party}, {unit}", "{party}的收益，{unit}"),
    gain_of_others=("gain of the others, {unit}", "对方的收益，{unit}"),
    worth_to_you=("worth to {party} over the alternative, {unit}", "对{party}比谈不成多，{unit}"),
    round=("round", "轮"),
    frontier=("frontier", "有效前沿"),
    offers_of=("offers of {party}", "{party}的报价"),
    mark_agreement=("agreement", "成交"),
    mark_alternative=("no deal", "谈不成"),
    mark_nash=("Nash", "纳什解"),
    mark_best=("limit of the others", "对方能接受的极限"),
    turn=("Turn", "发言"),
    turn_n=("turn {turn}", "第{turn}次发言"),
    before_talks=("before the talks", "开谈之前"),
    offer=("Offer", "报价"),
    party=("Party", "参与方"),
    # What would have been accepted.
    accepted_best=(
        (
            "At best {gain} more for you than what you got, with the others still no worse than"
            " without a deal."
        ),
        "最好的情况：比你拿到的多{gain}，而对方仍不比谈不成差。",
    ),
    accepted_none=(
        "Nothing better for you would have been accepted.",
        "没有对你更好、对方又能接受的结果。",
    ),
    accepted_nearby=(
        "One term away from the last terms on the table:",
        "在最后的条款上只改一项：",
    ),
    acceptable=("Acceptable to the others", "对方能接受的"),
    change=("Change", "改动"),
    from_to=("{issue}: {before} → {after}", "{issue}：{before} → {after}"),
    your_more=("More for you", "你多得"),
    others_more=("More for the others", "对方多得"),
    # Clauses.
    clauses_why=(
        (
            "What each clause adds, against the same contract without it. The figures need not add"
            " up: clauses work on each other."
        ),
        "与没有这一条的同一份合同相比，每一条款值多少。条款互相影响，所以加起来不一定等于总数。",
    ),
    clauses_none=(
        "Nothing to take apart: there is no simulated contract.",
        "没有可以拆解的内容：没有需要模拟的合同。",
    ),
    clause=("Clause", "条款"),
    agreed_value=("Agreed", "约定"),
    instead_of=("Instead of", "对比"),
    worth_for=("To {party}", "对{party}"),
    contract=("Contract {contract}", "合同{contract}"),
    # Skills.
    skill=("Skill", "能力"),
    points=("Score", "得分"),
    from_turns=("From", "出自"),
    no_occasion=("no occasion", "没有机会展示"),
    formula=("How: {formula}", "算法：{formula}"),
    check=("Check", "检查项"),
    why=("Why", "依据"),
    cited_none=("No point came from a turn.", "没有出自发言的得分。"),
    # Turning points.
    turning_none=(
        "No turn was found where another move would have been worth much more.",
        "没有找到换一步棋就能明显更好的发言。",
    ),
    turning_head=("{place}. {where}", "{place}、{where}"),
    quoted=("“{words}”", "“{words}”"),
    played_better=(
        "As played: {played}. Better: {better}.",
        "当时：{played}；更好的做法：{better}。",
    ),
    before=("As played", "当时"),
    after=("Better", "更好"),
    worth_both=(
        (
            "Worth {gain} more to you. The better terms give you {surplus} and the others {others}"
            " over their alternatives."
        ),
        "对你多值{gain}。更好的条款让你比谈不成多{surplus}，对方比谈不成多{others}。",
    ),
    worth_walk=("Worth {gain} more to you than what you signed.", "对你来说比签下的多值{gain}。"),
    played_out=(
        (
            "Both played on {n} times on the same random numbers: median gain {as_played} as"
            " played, {better} with the better move; median difference {difference} ({low} to"
            " {high})."
        ),
        (
            "两种走法用同样的随机数各走{n}遍：照原样的收益中位数为{as_played}，换成更好的一步为{better}；"
            "差额中位数{difference}（四分位{low}至{high}）。"
        ),
    ),
)

WORDS: Mapping[str, Text] = MappingProxyType({**_WORDS, **AFTER_WORDS})


def said(key: str, language: Language, **words: str) -> str:
    """Return one of these texts with words put in."""
    return WORDS[key].in_language(language).format(**words)
