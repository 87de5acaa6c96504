"""The words of watching a run live: a part of the catalogue of ``ui.texts``."""

from types import MappingProxyType

from ui.texts.casting import CASTING_WORDS
from ui.texts.setting_up import SETTING_UP_WORDS
from ui.texts.words import pairs

__all__ = ["WATCHING_WORDS"]

_LIVE_WORDS = pairs(
    watch_another=("Set up another run", "另开一局"),
    watch_is_playing=("playing", "进行中"),
    watch_is_paused=("paused", "已暂停"),
    watch_is_asking=("waits for a person", "等真人发言"),
    watch_is_stopped=("stopped", "已停止"),
    watch_is_failed=("stands still", "卡住了"),
    watch_is_ended=("over", "已结束"),
    watch_is_idle=("not over, and not played here", "没谈完，这里没有在谈"),
    watch_idle_why=(
        "Nobody on this server plays this run. Go on with it, or just read what is there.",
        "这台服务器上没有在跑这一局。可以接着谈，也可以只看已有的内容。",
    ),
    watch_not_yours=(
        "Somebody else started this run: you can watch it, not steer it.",
        "这一局是别人开的：可以看，不能控制。",
    ),
    watch_has_person=(
        "A person sits in this run; it goes on where that person plays.",
        "这一局有真人席位，要由那个人来接着谈。",
    ),
    watch_pause=("Pause", "暂停"),
    watch_step=("Step", "走一步"),
    watch_go_on=("Go on", "继续"),
    watch_stop=("Stop", "停止"),
    watch_take_up=("Go on with it", "接着谈"),
    watch_try_again=("Try again", "再试一次"),
    watch_speed=("Seconds a turn", "每步几秒"),
    watch_speed_free=("as fast as it goes", "不等待"),
    watch_speed_seconds=("{n:g} s", "{n:g}秒"),
    watch_writing=("{party} is writing: {n} characters so far", "{party}正在写：已写{n}字"),
    watch_thinking=("Thinking …", "思考中……"),
    watch_details=("What exactly was reported", "原始报错"),
    watch_cause_unreachable=(
        (
            "The model's server does not answer. Start it, or check its address under Settings; "
            "then try again. Nothing is lost."
        ),
        "模型服务没有响应。请启动它，或到“设置”里检查地址，然后再试。进度没有丢。",
    ),
    watch_cause_down=(
        (
            "The model's server failed several times in a row and is left alone for a while. "
            "Check that it runs, then try again."
        ),
        "模型服务连续出错，暂时不再调用。请确认它在运行，然后再试。",
    ),
    watch_cause_key=(
        "The server refuses the key. Enter the right one under Settings, then try again.",
        "服务拒绝了密钥。请到“设置”里填对密钥，然后再试。",
    ),
    watch_cause_unknown_model=(
        (
            "The server does not know this model, or the address is not quite right. Test it "
            "under Settings: the models there are listed."
        ),
        "服务里没有这个模型，或者地址不对。到“设置”里测试一下，会列出有哪些模型。",
    ),
    watch_cause_too_long=(
        (
            "The talk has grown longer than the model can read. Start it with more context, or "
            "set up a run whose seats remember fewer turns."
        ),
        "对话太长，超出了模型的上下文。请把模型上下文开大，或另开一局，让席位少记几次发言。",
    ),
    watch_cause_rejected=(
        "The server refuses the request. Test the model under Settings, or choose another one.",
        "服务拒绝了请求。请到“设置”里测试这个模型，或换一个。",
    ),
    watch_cause_budget=(
        "The budget of this run is spent. Set other limits, or none, and go on.",
        "这一局的限额用完了。改高或取消限额后可以继续。",
    ),
    watch_cause_elsewhere=(
        "Another process plays this run right now. What it adds appears here.",
        "另一个进程正在跑这一局，新内容会显示在这里。",
    ),
    watch_cause_log=(
        "The run's log cannot be read or written. The disk or the file needs a look.",
        "这一局的记录读写不了。请检查磁盘和文件。",
    ),
    watch_cause_settings=(
        (
            "The run cannot be played as the models are set up now. Look under Settings, or "
            "begin another run."
        ),
        "按现在的模型设置跑不了这一局。请到“设置”里看看，或另开一局。",
    ),
    watch_cause_other=(
        "The run stopped. What is there is kept; you can try again.",
        "这一局停住了。已有内容都在，可以再试。",
    ),
    watch_cause_ours=(
        "Something went wrong on our side; the server's log says what. You can try again.",
        "程序出了错，服务器日志里有详情。可以再试一次。",
    ),
    # What parties keep to themselves.
    watch_minds=("Behind closed doors", "各方私下"),
    watch_minds_why=(
        "Each party's own instructions, its latest note, and what it believes of the others.",
        "各方自己的底牌、最近的私下记录，以及对对方的判断。",
    ),
    watch_alternative=("If it fails", "谈不成怎么办"),
    watch_red_lines=("Red lines", "红线"),
    watch_facts=("Only it knows", "只有它知道"),
    watch_note=("Latest note", "最近的私下记录"),
    watch_beliefs=("Beliefs about the other side's limit", "对对方底线的判断"),
    watch_no_notes=(
        "Strategies take no notes and hold no beliefs; models do.",
        "策略不做记录，也不判断对方；模型会。",
    ),
    watch_sure=("how sure", "把握"),
    watch_line=("{issue}: {bounds}", "{issue}要{bounds}"),
    watch_at_least=("at least {value}", "不低于{value}"),
    watch_at_most=("at most {value}", "不高于{value}"),
    watch_or=(" or ", "或"),
    # A campaign over its months.
    watch_course=("How things go", "走势"),
    watch_prices=("Prices", "价格"),
    watch_card_price=("Price of a card", "卡价"),
    watch_rents=("Rent per GPU and month", "每卡月租"),
    watch_price_rent=("market rent", "市场租金"),
    watch_price_list=("list price", "目录价"),
    watch_deliveries=("Cards promised and delivered", "卡：承诺与到货"),
    watch_use=("Compute promised and running", "算力：承诺与在用"),
    watch_cash=("Cash by party", "各方现金"),
    watch_promised=("promised", "承诺"),
    watch_delivered=("delivered", "到货"),
    watch_running=("running", "在用"),
    watch_whose=("line", "线条"),
    watch_kind=("what", "内容"),
    watch_month=("month", "月份"),
    watch_unit_cards=("cards", "张卡"),
    watch_unit_gpus=("GPUs", "张卡"),
    watch_unit_card_price=("RMB per card", "元/张"),
    watch_unit_rent=("RMB per GPU-month", "元/卡·月"),
    watch_phases=("Dotted lines: when tables opened.", "虚线：开桌的时间。"),
    watch_sum_prices=(
        (
            "A card costs {card} ({card_change} since the start), the market asks {rent} "
            "({rent_change}); the market: {regime}."
        ),
        "卡价{card}（较开局{card_change}），市场租金{rent}（{rent_change}）；行情：{regime}。",
    ),
    watch_sum_deliveries=(
        "{delivered:,.0f} of {promised:,.0f} promised cards have come: {share:.0%}.",
        "已承诺{promised:,.0f}张，到货{delivered:,.0f}张，占{share:.0%}。",
    ),
    watch_sum_no_deliveries=(
        "No cards have been promised for a date that has passed.",
        "还没有到期应交的卡。",
    ),
    watch_sum_cash=(
        "Cash in hand from all contracts: {best} has the most, {most}; {worst} the least, {least}.",
        "合同带来的现金：{best}最多，{most}；{worst}最少，{least}。",
    ),
    watch_sum_no_cash=("Nothing has been signed yet.", "还没有签约。"),
)

WATCHING_WORDS = MappingProxyType({**CASTING_WORDS, **_LIVE_WORDS, **SETTING_UP_WORDS})
