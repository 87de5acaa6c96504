"""The words of playing a seat oneself: a part of the catalogue of ``ui.texts``."""

from types import MappingProxyType

from ui.texts.playing_table import TABLE_WORDS
from ui.texts.words import pairs

__all__ = ["PLAYING_WORDS"]

_AROUND = pairs(
    # Setting up.
    play_title=("Take a seat", "上桌谈一场"),
    play_intro=(
        (
            "You speak for one side, the app for all others. Practice is private: nobody sees "
            "it unless you submit it."
        ),
        "你代表一方，其余各方由系统扮演。练习只有你自己看得到，除非你主动提交。",
    ),
    play_no_session=(
        (
            "There is no practice session here that is yours to see. It belongs to the browser "
            "or the account in which it was begun."
        ),
        "这里没有你能看的练习。练习只属于开始它的那个浏览器或账号。",
    ),
    play_new=("Begin a session", "开始练习"),
    play_unfinished=("Not finished yet", "还没谈完的"),
    play_go_on=("Go on", "接着谈"),
    play_assignment=("For an assignment", "按任务练"),
    play_free=("No: practise freely", "不按任务，自由练习"),
    play_pass_mark=("Passes from a score of {percent}%", "得分{percent}%及以上算过"),
    play_scenario=("Scenario", "场景"),
    play_seat=("Your seat", "你坐哪一方"),
    play_signs_for=("{party}: who signs for it", "{party}的签字人"),
    play_difficulty=("How hard it is to be", "难度"),
    play_counterpart=("Who plays the others", "对手"),
    play_counterpart_help=(
        (
            "Built-in opponents play by fixed rules and need no model. Models that are set up "
            "under Settings are listed after them."
        ),
        "内置对手按固定规则出招，不需要大模型。在“设置”里接好的模型排在后面。",
    ),
    play_against=("Across the table: {counterpart}", "对手：{counterpart}"),
    play_with_scenario=("As the scenario has it", "按场景原定"),
    play_with_gentle=("Gentle: gives way early", "温和：早早让步"),
    play_with_fair=("Fair: gives when you give", "对等：你让他才让"),
    play_with_steady=("Steady: the same step every round", "平稳：每轮让一样多"),
    play_with_firm=("Firm: gives way late", "强硬：拖到最后才让"),
    play_with_hard=("Hard: take it or leave it", "死硬：一口价，不要就走"),
    play_with_model=("Model {model}: decides and speaks", "模型{model}：自己决定、自己说"),
    play_with_guided=(
        "Model {model} speaks, a rule decides ({how})",
        "模型{model}负责说，出价按规则（{how}）",
    ),
    play_adviser=("Your deal desk", "你的商务后台"),
    play_adviser_help=(
        (
            "It knows your side alone. With values it tells what offers are worth to you; with "
            "risk also how likely you lose money on them."
        ),
        "它只懂你这一方。给价值：告诉你每份报价对你值多少；加风险：再告诉你亏钱的可能有多大。",
    ),
    play_level_none=("Off", "不用"),
    play_level_value=("Values", "给价值"),
    play_level_full=("Values and risk", "价值加风险"),
    play_adviser_none=("Without a deal desk", "没有商务后台"),
    play_adviser_value=("The deal desk tells values", "商务后台给价值"),
    play_adviser_full=("The deal desk tells values and risk", "商务后台给价值和风险"),
    play_time=("Time there is", "时间"),
    play_time_help=(
        "Share of the scenario's rounds. Fewer rounds are more pressure.",
        "场景原定轮数的几成。轮数越少，时间越紧。",
    ),
    play_percent=("{percent}%", "{percent}%的轮数"),
    play_pace=("{percent}% of the scenario's rounds", "用原定轮数的{percent}%"),
    play_patient=(
        "The others stay however long nothing moves",
        "再怎么僵持对手也不离场",
    ),
    play_seed=("Seed of chance", "随机种子"),
    play_seed_help=(
        "The same number gives the same opponent and the same luck again.",
        "同一个数，对手和运气都和上次一样。",
    ),
    play_prepare=("Read the brief", "看任务书"),
    # The brief.
    play_valuing=("Working out what is at stake for you…", "正在算这一桌对你值多少…"),
    play_who=("Who you are", "你是谁"),
    play_secret_brief=("For your eyes only", "只给你看"),
    play_goals=("What matters to you", "你看重什么"),
    play_alternative=("If there is no deal", "谈不成怎么办"),
    play_facts=("What only you know", "只有你知道的"),
    play_red_lines=("Red lines: what every deal must keep to", "红线，做不到就不能签"),
    play_authority=("What you may not sign alone", "你一个人签不了的"),
    play_signer=("{what}. Who must sign: {signer}", "{what}，要{signer}签字"),
    play_signer_never=("(not during these talks)", "（这次谈判期间批不下来）"),
    play_signer_denied=("(refused)", "（没批）"),
    play_signer_rounds=("(takes {n} rounds)", "（要{n}轮才批下来）"),
    play_at_least=("{value} or more", "{value}及以上"),
    play_at_most=("{value} or less", "{value}及以下"),
    play_others=("The others, as everybody knows them", "其他各方，公开的情况"),
    play_campaign=(
        (
            "This is a campaign: tables open as time goes by, and what a deal is worth hangs on"
            " what was signed before. You are told when a table opens."
        ),
        "这是一场连续战役：谈判桌随时间陆续开，一单值多少要看之前签了什么。开桌时会告诉你。",
    ),
    play_table=("The table", "这一桌"),
    play_agenda=("The agenda", "议程"),
    play_rounds=("Rounds at most: {n}, one turn each", "最多{n}轮，每轮各说一次"),
    play_opens_you=("You open.", "你先开口。"),
    play_opens_other=("Another side opens.", "对方先开口。"),
    play_no_deal_worth=(
        "Leaving without a deal is worth {value} to you.",
        "谈不成的话，对你值{value}。",
    ),
    play_best_worth=(
        "The best you could hope for is worth {value} to you.",
        "最好的结果对你值{value}。",
    ),
    # The sheet.
    play_sheet=("Before you sit down", "上桌之前"),
    play_sheet_why=(
        (
            "Write down what you aim for, where you leave and what you must find out. It is "
            "scored, and you can look at it during the talks."
        ),
        "写下目标、离场线和要摸清的事。这张单子计分，谈的时候随时可看。",
    ),
    play_target=("The deal you aim for", "你想谈成什么样"),
    play_target_help=(
        "In words: price, volume, dates, damages…",
        "用话写：价格、数量、交期、违约金……",
    ),
    play_value_target_points=("Its worth to you, in points", "对你值多少（分）"),
    play_value_target_millions=("Its worth to you, in M RMB", "对你值多少（百万元）"),
    play_value_target_wan=("Its worth to you, in 10,000 RMB", "对你值多少（万元）"),
    play_value_target_yuan=("Its worth to you, in RMB", "对你值多少（元）"),
    play_value_least_points=("Below this you leave, in points", "低于多少就走（分）"),
    play_value_least_millions=("Below this you leave, in M RMB", "低于多少就走（百万元）"),
    play_value_least_wan=("Below this you leave, in 10,000 RMB", "低于多少就走（万元）"),
    play_value_least_yuan=("Below this you leave, in RMB", "低于多少就走（元）"),
    play_value_help_target=(
        "Ambitious, and still something the other side could sign.",
        "要敢要，但得是对方签得下去的。",
    ),
    play_value_help_least=(
        "Not below what no deal is worth to you.",
        "不该低于谈不成对你的价值。",
    ),
    play_questions=("What you must find out", "要摸清的事"),
    play_questions_help=("One question a line.", "一行一个问题。"),
    play_begin=("Begin the talks", "开谈"),
    play_keep=("Keep it, begin later", "先存着，晚点再谈"),
    play_kept=(
        "Kept. You find this session again on this page and under Progress.",
        "已存好，之后在本页或“进步”里都能找到。",
    ),
    play_rubric=("How you will be scored", "怎么给你打分"),
    # The end.
    play_ended_other=(
        "The deal was made without you, in round {rounds}.",
        "别家谈成了，没有你的份，共{rounds}轮。",
    ),
    play_over=("The talks are over", "谈完了"),
    play_debrief=("Debrief", "看复盘"),
    play_once_more=("Play again", "再来一场"),
    play_before_that=("Turns before that: {n}", "前面还有{n}条"),
)

PLAYING_WORDS = MappingProxyType({**_AROUND, **TABLE_WORDS})
