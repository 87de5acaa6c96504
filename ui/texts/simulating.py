"""The words of the simulator: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["SIMULATING_WORDS"]

SIMULATING_WORDS = pairs(
    sim_title=("Simulator", "条款模拟器"),
    sim_about=(
        "Move a clause and see at once what the deal is worth to every side, and why.",
        "拨一拨条款，马上看到这笔交易对每一方值多少、为什么。",
    ),
    # Choosing.
    sim_scenario=("Scenario", "场景"),
    sim_who_is=(
        "Who is “{name}” here? It hangs on what happens before.",
        "这里的“{name}”是谁？要看之前谈成什么。",
    ),
    sim_who=("Stands for", "由谁担任"),
    sim_from_run=("As it stood in the run {run}", "按谈判记录{run}当时的情形"),
    sim_leave_run=("Leave the run", "不看这份记录"),
    sim_none_signed=(
        "Nothing was signed at this table; the controls begin in the middle.",
        "这张桌子没有签成，条款先放在中间位置。",
    ),
    sim_spoiler=(
        "You are in a session of this scenario. Here you would see the other side's cards.",
        "这个场景你正练到一半，模拟器会把对方的底牌也亮出来。",
    ),
    sim_spoiler_locked=(
        "It opens as soon as your session has ended.",
        "等这一局谈完就能看。",
    ),
    sim_show_anyway=("Show it anyway", "仍然要看"),
    # The deal.
    sim_term=("Clause {n}", "条款{n}"),
    sim_pin=("Pin this deal", "钉住这个方案"),
    sim_pin_help=(
        "Keeps it for comparison: what you set next is shown against it.",
        "留着作对比：之后的改动都跟它比。",
    ),
    sim_unpin=("Unpin", "取消钉住"),
    sim_signed=("Back to what was signed", "回到签下的条款"),
    sim_share=(
        "The address of this page holds the deal: copy it to share.",
        "这个方案就在网址里，复制网址即可分享。",
    ),
    sim_this_deal=("this deal", "当前方案"),
    sim_pinned_deal=("pinned deal", "钉住的方案"),
    sim_deal=("deal", "方案"),
    # What it is worth.
    sim_all_gain=(
        "No side would be better off without this deal.",
        "跟谈不成比，没有一方吃亏，签得下来。",
    ),
    sim_some_lose=(
        "At least one side would be better off without this deal.",
        "至少有一方还不如不签。",
    ),
    sim_all_lose=("No side gains by this deal.", "这么签，谁都不划算。"),
    sim_gain=("Gain over no deal", "比谈不成多"),
    sim_gain_help=(
        "Value of the deal less the value of the best alternative, risk included.",
        "这笔交易的价值减去谈不成时的价值，已计入风险。",
    ),
    sim_loss=("Chance of a loss", "亏损概率"),
    sim_loss_help=(
        "Share of the simulated futures in which the net present value is below zero.",
        "模拟的各种走势里，净现值为负的占比。",
    ),
    sim_tail=("Worst tenth", "最差一成"),
    sim_tail_help=(
        "Mean net present value of the worst tenth of the futures (CVaR 10 %).",
        "最差的10%走势里净现值的平均（CVaR 10%）。",
    ),
    sim_against_pinned=("Arrows: change against the pinned deal.", "箭头：与钉住的方案相比。"),
    sim_against_given=(
        "Arrows: change by your assumptions, same deal.",
        "箭头：同一方案，换了假设之后的变化。",
    ),
    sim_basis_opening=(
        "Valued as the campaign opens, month {month}, world {seed}.",
        "按战役开局估值：第{month}个月，第{seed}号世界。",
    ),
    sim_basis_run=(
        "Valued as it stood in this run, month {month} of world {seed}.",
        "按这份记录当时的情形估值：第{seed}号世界第{month}个月。",
    ),
    sim_basis_alone=(
        "This table opens later in the campaign. Here it is valued by itself, as at the start.",
        "这张桌子在战役后段才开，这里按开局行情单独估值。",
    ),
    sim_figures=("All figures", "全部数字"),
    sim_figure=("figure", "数字"),
    sim_row_value=("value", "价值"),
    sim_row_reservation_value=("value of no deal", "谈不成时的价值"),
    sim_row_surplus=("gain", "多得"),
    sim_row_expected_npv_cny=("expected net present value", "期望净现值"),
    sim_row_sd_npv_cny=("its standard deviation", "标准差"),
    sim_row_cvar10_npv_cny=("mean of the worst tenth", "最差10%的平均"),
    sim_row_cvar5_npv_cny=("mean of the worst twentieth", "最差5%的平均"),
    sim_row_loss=("chance of a loss", "亏损概率"),
    sim_row_share=("share of the joint gain", "占共同所得"),
    # Cash.
    sim_cash=("Cash over time", "现金走势"),
    sim_cash_how=(
        (
            "Cash earned and paid by the end of each month, not discounted. Nine of ten of {n} "
            "futures lie in the band, the line is the middle one; dashed: the pinned deal."
        ),
        "到每个月底累计的现金，未折现。{n}条走势里有九成落在色带内，实线是中位数，虚线是钉住的方案。",
    ),
    sim_cash_says=(
        "{party}: in the end {middle}, the middle of all futures; nine of ten: {low} to {high}.",
        "{party}：期末中位{middle}，九成走势在{low}到{high}之间。",
    ),
    sim_no_cash=(
        "This table is valued in points or by price, so there is no cash over time.",
        "这张桌子按分数或价格估值，没有现金走势。",
    ),
    sim_no_cash_in_campaign=(
        (
            "In a campaign cash hangs on all that is signed, so it is not split off for one table. "
            "Worth and clauses are in the other panels."
        ),
        "战役里现金跟所有已签的合同连在一起，单张桌子拆不出来；价值和各条款见其他几栏。",
    ),
    sim_contract=("Contract {name}", "合同{name}"),
    sim_contract_of=("Contract", "合同"),
    sim_axis_cash=("cash so far, {unit}", "累计现金（{unit}）"),
    sim_axis_month=("month", "月"),
    sim_cash_low=("5 %", "5%分位"),
    sim_cash_middle=("middle", "中位数"),
    sim_cash_high=("95 %", "95%分位"),
    # Clauses.
    sim_clauses=("What each clause adds", "各条款值多少"),
    sim_clauses_how=(
        (
            "Each clause against the same contract without it, on the same futures; a price "
            "against the market. They need not add up: clauses work on each other."
        ),
        "每一条跟没有这一条的同一份合同比，走势相同；价格跟行情比。各条相加未必等于总数，条款之间会互相影响。",
    ),
    sim_points_how=(
        "What each clause brings each side by itself; together they are the value.",
        "每一条给各方带来多少；加起来就是总价值。",
    ),
    sim_no_clauses=(
        "No clause of this deal moves anybody's worth.",
        "这个方案里没有哪一条影响各方的价值。",
    ),
    sim_clause=("clause", "条款"),
    sim_value=("as set", "取值"),
    sim_instead=("instead of", "对比"),
    sim_axis_worth=("adds, {unit}", "带来的价值（{unit}）"),
    # Zone.
    sim_zone=("Deal zone", "成交区间"),
    sim_best_each=("best that each could get", "各方最多能得"),
    sim_on_frontier=(
        "No other deal is better for both of them.",
        "再没有对两边都更好的方案了。",
    ),
    sim_below_frontier=(
        "There is a deal that gives {first} {more} more and {second} {other} more.",
        "还有更好的方案：{first}多得{more}，{second}多得{other}。",
    ),
    sim_take_nash=("Set the Nash deal", "套用纳什解"),
    sim_take_kalai_smorodinsky=("Set the Kalai-Smorodinsky deal", "套用K-S解"),
    sim_take_egalitarian=("Set the egalitarian deal", "套用平等解"),
    sim_take_utilitarian=("Set the utilitarian deal", "套用功利解"),
    # Markets.
    sim_worlds=("Other markets", "换个行情"),
    sim_worlds_how=(
        "The same deal on the same chance, in other markets: gain, and chance of a loss.",
        "同一个方案、同一组随机数，换到别的行情里：多得多少，亏损概率多大。",
    ),
    sim_world=("market", "行情"),
    sim_world_base=("as assumed", "当前假设"),
    sim_world_boom=("boom goes on, no ban", "热潮不退，没有禁令"),
    sim_world_ban=("boom, an export ban is near", "热潮中禁令将至"),
    sim_world_glut=("glut", "供过于求"),
    sim_world_stable=("calm, prices stable", "行情平稳"),
    sim_world_history=("as it really went", "照真实历史走"),
    sim_one_market=(
        "A table of a played campaign stands in the one market of its run.",
        "已经打完的战役，桌子只在那一局的行情里。",
    ),
    sim_no_market=(
        "This table is valued in points or by price: no market is simulated.",
        "这张桌子按分数或价格估值，没有模拟行情。",
    ),
    sim_loss_of=("{party}: chance of a loss", "{party}：亏损概率"),
    sim_axis_gain=("gain over no deal, {unit}", "比谈不成多（{unit}）"),
    sim_prices=("Prices", "价格走势"),
    sim_prices_how=(
        "Median price by month in each market; the band holds nine of ten futures as assumed.",
        "各行情下逐月的中位价格；色带是当前假设下九成走势的范围。",
    ),
    sim_which_price=("Price", "价格"),
    sim_price_card=("Card price", "卡价"),
    sim_price_rent=("Market rent", "市场租金"),
    sim_axis_card=("RMB per card", "元/张"),
    sim_axis_rent=("RMB per GPU-month", "元/卡·月"),
    # One future.
    sim_future=("One future", "抽一种未来"),
    sim_future_how=(
        "The deal carried out in one future, drawn by a number: luck included, nothing foreseen.",
        "按编号抽一种未来，把这个方案执行到底：有运气的成分，谁也没法预知。",
    ),
    sim_future_number=("Number of the future", "未来编号"),
    sim_no_future=(
        "Nothing is carried out here: the table counts points or a price, or is of a campaign.",
        "这里没法执行：按分数或价格估值的桌子，以及战役里的桌子，都不单独推演。",
    ),
    sim_npv_after=("net present value after the fact", "事后净现值"),
    sim_happens=("what happens", "发生了什么"),
    sim_nothing_happens=("Nothing out of the ordinary happens.", "没发生什么特别的事。"),
    sim_with_gpus=("{what}, {gpus} cards", "{what}，{gpus}张卡"),
)
