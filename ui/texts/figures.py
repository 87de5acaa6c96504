"""What is said of assumptions, and what the market's numbers are called: a part of ``ui.texts``.

A key is ``figure_``, the group and the name of the number in a scenario file.
"""

from ui.texts.words import pairs

__all__ = ["FIGURES_WORDS"]

FIGURES_WORDS = pairs(
    # Assumptions.
    sim_assumptions=("Assumptions", "假设"),
    sim_assumptions_how=(
        (
            "Every number that the worth rests on, with where it comes from. Levels are calibrated "
            "inside public ranges, not predicted. Pick a figure to try another."
        ),
        "估值依据的每一个数字和出处。水平在公开数据的区间内校准，不是预测。选一个数字就能改着试。",
    ),
    sim_fixed_in_run=(
        "In a campaign's run everything is as the run has it; open the scenario to try others.",
        "战役记录里一切照当时；想换假设，请直接打开场景。",
    ),
    sim_no_assumptions=(
        "This table is valued in points or by price: nothing is simulated, so nothing is assumed.",
        "这张桌子按分数或价格估值，不用模拟，也就没有假设。",
    ),
    sim_bad_assumption=(
        "An assumption in the address does not fit this table; shown is the scenario as it is.",
        "网址里有一条假设不适用于这张桌子，下面按场景原样显示。",
    ),
    sim_pick_figures=("Figures to change", "要改的数字"),
    sim_pick_some=("Search by name", "按名称查找"),
    sim_figure_value=("Value", "取值"),
    sim_unset=("not set", "未设定"),
    sim_was=("in the scenario {value:,.10g}", "场景里是{value:,.10g}"),
    sim_reset=("Back to the scenario's figures", "恢复场景的数字"),
    sim_n_changed=("changed: {n}", "已改{n}项"),
    sim_show_only=("Show only", "只看"),
    sim_status=("status", "来历"),
    sim_status_P=("public", "公开数据"),
    sim_status_S=("case", "案例给定"),
    sim_status_C=("calibrated", "校准得出"),
    sim_status_A=("assumed", "假设"),
    sim_status_changed=("not the default", "改过的"),
    sim_source=("source", "出处"),
    sim_name=("name in a file", "文件里的名称"),
    sim_star=(
        (
            "* set by the scenario, or by you. Sources such as R3 and [41] point into the "
            "economics specification."
        ),
        "* 由场景或由你设定。R3、[41]这类出处指经济模型说明。",
    ),
    # The market.
    figure_market_start_month_index=(
        "month of signing (0 is March 2023)",
        "签约月份（0为2023年3月）",
    ),
    figure_market_backlog_months=("vendor's order backlog, months", "供应商积压订单（月）"),
    figure_market_draws=("simulated futures", "模拟走势条数"),
    figure_market_seed=("seed of chance", "随机种子"),
    figure_market_horizon_months=("rentals count until month", "租赁算到第几个月"),
    figure_market_card_price_cny_per_gpu=("card price at signing, RMB", "签约时卡价（元/张）"),
    figure_market_fundamental_cny_per_gpu=("fundamental card price, RMB", "卡的基本价值（元/张）"),
    figure_market_fundamental_fall_log_per_month=("its monthly decline", "基本价值每月下降"),
    figure_market_drift_log_per_month=("price drift in boom and squeeze", "热潮和紧缺期价格月漂移"),
    figure_market_volatility_multiplier=("volatility, times the usual", "波动倍数"),
    figure_market_reversion_calm_per_month=("return to fundamental, calm", "平稳期价格回归速度"),
    figure_market_reversion_glut_per_month=("return to fundamental, glut", "过剩期价格回归速度"),
    figure_market_rumour_hazard_per_month=("chance of a ban rumour a month", "每月传禁令的概率"),
    figure_market_rumour_jump_log=("price jump on a rumour", "传言带来的涨价"),
    figure_market_rumour_jump_sd_log=("spread of that jump", "传言涨价的离散度"),
    figure_market_ban_hazard_per_month=("chance of an export ban a month", "每月出禁令的概率"),
    figure_market_ban_jump_log=("price jump on a ban", "禁令带来的涨价"),
    figure_market_ban_jump_sd_log=("spread of that jump", "禁令涨价的离散度"),
    figure_market_list_price_cny_per_gpu_month=(
        "cloud list price, RMB a month",
        "云目录价（元/卡·月）",
    ),
    figure_market_rent_margin_calm_fraction=("rent over user cost, calm", "平稳期租金加成"),
    figure_market_rent_margin_boom_fraction=("rent over user cost, boom", "热潮期租金加成"),
    figure_market_rent_margin_squeeze_fraction=("rent over user cost, squeeze", "紧缺期租金加成"),
    figure_market_rent_margin_glut_fraction=("rent over user cost, glut", "过剩期租金加成"),
    figure_market_rent_stickiness_per_month=("how fast rents follow", "租金调整速度"),
    figure_market_capital_rate_per_year=("cost of capital in the rent", "租金里的资金成本"),
    figure_market_depreciation_per_year=("depreciation in the rent", "租金里的折旧"),
    figure_market_server_cny_per_gpu=("server share a card, RMB", "每卡摊服务器（元）"),
    figure_market_network_cny_per_gpu=("network share a card, RMB", "每卡摊网络（元）"),
    figure_market_residual_card_per_year=("value a card keeps a year", "卡每年保值"),
    figure_market_residual_rest_per_year=("value the rest keeps a year", "服务器和网络每年保值"),
    figure_market_liquidation_card_fraction=("broker's price of a used card", "二手卡变现折扣"),
    figure_market_liquidation_rest_fraction=("broker's price of the rest", "服务器和网络变现折扣"),
    figure_market_used_kw_per_gpu=("power drawn a card, kW", "每卡用电（千瓦）"),
    figure_market_reserved_kw_per_gpu=("power reserved a card, kW", "每卡预留电力（千瓦）"),
    figure_market_pue_multiplier=("power usage effectiveness", "电能使用效率PUE"),
    figure_market_tariff_cny_per_kwh=("power tariff, RMB per kWh", "电价（元/度）"),
    figure_market_colocation_cny_per_kw_month=(
        "colocation, RMB per kW-month",
        "机柜托管费（元/千瓦·月）",
    ),
    figure_market_operations_cny_per_gpu_month=(
        "staff and storage, RMB a month",
        "运维和存储（元/卡·月）",
    ),
    figure_market_sellable_fraction=("share of cards that can be let", "可出租的卡占比"),
    figure_market_sga_fraction=("selling cost, of revenue", "销售费用占收入"),
    # The rules.
    figure_rules_list_repricing_hazard_per_month=(
        "chance a month of a higher list price",
        "紧缺期每月上调目录价的概率",
    ),
    figure_rules_list_repricing_fraction=("rise of the list price", "目录价上调幅度"),
    figure_rules_sku_correlation=("how other cards move along", "其他卡型跟涨相关性"),
    figure_rules_lead_calm_months=("lead time with no backlog, months", "无积压时交期（月）"),
    figure_rules_lead_scarce_months=("lead time with full backlog, months", "积压最重时交期（月）"),
    figure_rules_slip_scarce_months=("mean slip when scarce, months", "紧缺时平均推迟（月）"),
    figure_rules_slip_scarce_sd_months=("spread of that slip, months", "推迟的离散度（月）"),
    figure_rules_slip_calm_late_fraction=("late orders when not scarce", "不紧缺时晚到订单占比"),
    figure_rules_slip_calm_late_months=("by how much, months", "平均晚多久（月）"),
    figure_rules_early_start_months=("first cards before the date, months", "零星到货提前（月）"),
    figure_rules_fill_small_per_month=("small order filled a month, scarce", "紧缺时小单每月到货"),
    figure_rules_fill_large_per_month=("large order filled a month, scarce", "紧缺时大单每月到货"),
    figure_rules_fill_calm_per_month=("any order filled a month, calm", "不紧缺时每月到货"),
    figure_rules_fill_shape=("evenness of arrivals", "到货均匀程度"),
    figure_rules_fill_grey_per_month=(
        "grey channel filled a month, banned",
        "禁令后渠道货每月到货",
    ),
    figure_rules_banned_fill_fraction=("what a ban leaves of arrivals", "禁令后还能到的比例"),
    figure_rules_ban_spares_months=(
        "orders this old survive a ban, months",
        "下单满几个月不受禁令影响",
    ),
    figure_rules_substitute_delay_months=("ban to substitutes, months", "禁令到替代卡量产（月）"),
    figure_rules_long_stop_months=("what has not come lapses, months", "未到部分几个月后失效"),
    figure_rules_refund_interest_per_year=("interest on refunds a year", "退款年利率"),
    figure_rules_weight_strategic=("queue weight: strategic", "排产权重：战略客户"),
    figure_rules_weight_prepaid=("queue weight: prepaid", "排产权重：预付款"),
    figure_rules_weight_history=("queue weight: history", "排产权重：往来历史"),
    figure_rules_weight_insists=("queue weight lost by insisting", "硬要违约金失去的权重"),
    figure_rules_install_limit_gpus_per_month=(
        "cards installed a month at most",
        "每月最多上架（张）",
    ),
    figure_rules_exit_base_per_month=("customers leave anyway, a month", "客户自然流失（每月）"),
    figure_rules_exit_short_per_month=("customers leave by shortage", "缺卡引起的流失"),
    figure_rules_exit_memory_per_month=("customers leave by past shortage", "缺卡久了引起的流失"),
    figure_rules_exit_price_per_month=("customers leave by price", "价高引起的流失"),
    figure_rules_short_tolerance_fraction=("shortage that is borne", "能忍受的缺口"),
    figure_rules_lock_exclusivity_fraction=(
        "exclusivity keeps them, off the hazard",
        "排他条款降低流失",
    ),
    figure_rules_lock_exit_fee_fraction=("exit fee keeps them, off the hazard", "退出费降低流失"),
    figure_rules_switching_months=("work lost by moving, months", "搬家损失的工期（月）"),
    figure_rules_lighthouse_loss_fraction=(
        "reference lost if it leaves in want",
        "缺卡离开损失的标杆价值",
    ),
    figure_rules_rerent_fraction=("re-let at, of market rent", "退租后转租占市场租金"),
    figure_rules_rerent_list_cap_fraction=("re-let at most, of list", "转租最高占目录价"),
    figure_rules_failures_per_gpu_day=("failures a GPU-day", "每卡每天故障率"),
    figure_rules_failure_spread_log=("spread between sites", "机房之间的差异"),
    figure_rules_new_hardware_multiplier=("failures of new hardware, times", "新机故障倍数"),
    figure_rules_new_hardware_months=("hardware is new for, months", "新机期（月）"),
    figure_rules_save_hours=("saving a checkpoint, hours", "存检查点（小时）"),
    figure_rules_save_fast_hours=("the same on fast storage, hours", "快速存储存检查点（小时）"),
    figure_rules_restart_hours=("restart after a fault, hours", "故障后重启（小时）"),
    figure_rules_restart_watched_hours=("the same when watched, hours", "有人盯时重启（小时）"),
    figure_rules_repair_hours=("repair without a spare, hours", "无备机维修（小时）"),
    figure_rules_repair_spare_hours=("repair with a spare, hours", "有备机维修（小时）"),
    figure_rules_ld_reduction_petition_fraction=(
        "PRC: chance that high damages are cut",
        "中国法：过高违约金被调低的概率",
    ),
    figure_rules_ld_raise_petition_fraction=(
        "PRC: chance that low damages are raised",
        "中国法：过低违约金被调高的概率",
    ),
    figure_rules_ld_excess_multiplier=(
        "PRC: damages at most, times the loss",
        "中国法：违约金上限是损失的几倍",
    ),
    figure_rules_ld_penalty_multiplier=(
        "US: void above, times the loss",
        "美国法：超过损失几倍无效",
    ),
    figure_rules_credit_use_fraction=("worth of a voucher against cash", "代金券折合现金"),
    figure_rules_resale_friction_fraction=("lost in selling a card", "卖卡损耗"),
    figure_rules_benchmark_fraction=("market over price that re-opens it", "行情跌到几成重谈"),
    figure_rules_benchmark_months=("for how many months", "持续几个月"),
)
