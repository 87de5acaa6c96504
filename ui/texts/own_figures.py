"""What the parties' own numbers are called, and those that no scenario sets.

A part of the catalogue of ``ui.texts``; keys are made as in ``figures``.
"""

from ui.texts.words import pairs

__all__ = ["OWN_FIGURES_WORDS"]

OWN_FIGURES_WORDS = pairs(
    # A cloud's.
    figure_cloud_discount_rate_per_year=("cloud: discount rate a year", "云：年折现率"),
    figure_cloud_risk_aversion_fraction=(
        "cloud: weight of the worst tenth",
        "云：看重最差一成的程度",
    ),
    figure_cloud_lighthouse_value_cny=(
        "cloud: worth of a model customer, RMB",
        "云：标杆客户的价值（元）",
    ),
    figure_cloud_other_rent_list_fraction=(
        "cloud: others pay, of list",
        "云：其他客户租金占目录价",
    ),
    figure_cloud_other_occupancy_calm_fraction=(
        "cloud: occupancy, calm and glut",
        "云：平稳和过剩期出租率",
    ),
    figure_cloud_other_occupancy_boom_fraction=(
        "cloud: occupancy, boom and squeeze",
        "云：热潮和紧缺期出租率",
    ),
    figure_cloud_need_gpus=("cloud: cards wanted", "云：要买的卡（张）"),
    figure_cloud_contracted_rent_list_fraction=(
        "cloud: signed rent for new cards, of list",
        "云：新卡已签租金占目录价",
    ),
    figure_cloud_contracted_fraction=("cloud: share let at that rent", "云：按该租金出租的占比"),
    figure_cloud_spot_markup_fraction=("cloud: spot price over the card price", "云：现货加价"),
    figure_cloud_spot_stock_gpus=("cloud: cards to be had at spot", "云：能买到的现货（张）"),
    figure_cloud_own_stock_gpus=("cloud: free cards at signing", "云：签约时空闲的卡（张）"),
    figure_cloud_order_gpus=("cloud: cards on order", "云：在途订单（张）"),
    figure_cloud_order_age_months=("cloud: age of that order, months", "云：订单已下几个月"),
    figure_cloud_tranche_share_fraction=(
        "cloud: share of arrivals for this customer",
        "云：到货分给该客户的比例",
    ),
    figure_cloud_card_cost_cny_per_gpu=(
        "cloud: price paid to the vendor, RMB",
        "云：向供应商买卡的价（元）",
    ),
    figure_cloud_spot_share_fraction=("cloud: share bought at spot", "云：现货采购占比"),
    figure_cloud_rival_stock_fraction=("cloud: rival's means to poach", "云：对手挖客户的能力"),
    figure_cloud_rival_restock_month=("cloud: rival restocks in month", "云：对手第几个月到货"),
    figure_cloud_rival_restock_fraction=(
        "cloud: rival's means from then on",
        "云：对手到货后的能力",
    ),
    figure_cloud_rival_list_fraction=("cloud: what a rival asks, of list", "云：对手报价占目录价"),
    figure_cloud_spot_cover_gpus=("cloud: cards bought at spot as cover", "云：补货买现货（张）"),
    figure_cloud_spot_cover_month=("cloud: month of that purchase", "云：第几个月补货"),
    figure_cloud_order_back_to_back_fraction=(
        "cloud: damages handed to the vendor",
        "云：转嫁给供应商的违约金",
    ),
    figure_cloud_downstream_ld_fraction_per_week=(
        "cloud: damages owed downstream a week",
        "云：欠下游的违约金（每周）",
    ),
    figure_cloud_downstream_ld_cap_fraction=("cloud: their cap", "云：下游违约金封顶"),
    figure_cloud_signing_days=("cloud: approval takes, days", "云：内部审批（天）"),
    figure_cloud_belief_trend_fraction=(
        "cloud: believes that trends go on",
        "云：相信价格会照旧走",
    ),
    figure_cloud_belief_foresight_fraction=("cloud: what an insider knows", "云：内部消息的分量"),
    figure_cloud_financing_premium_per_year=(
        "cloud: premium on cash in advance",
        "云：提前收款的溢价",
    ),
    # A vendor's.
    figure_vendor_discount_rate_per_year=("vendor: discount rate a year", "供应商：年折现率"),
    figure_vendor_risk_aversion_fraction=(
        "vendor: weight of the worst tenth",
        "供应商：看重最差一成的程度",
    ),
    figure_vendor_unit_cost_cny_per_gpu=("vendor: cost of a card, RMB", "供应商：单卡成本（元）"),
    figure_vendor_allotment_gpus=("vendor: cards to allot", "供应商：可分配的卡（张）"),
    figure_vendor_queue_price_cny_per_gpu=(
        "vendor: what others pay, RMB",
        "供应商：其他买家出价（元）",
    ),
    figure_vendor_queue_resale_fraction=(
        "vendor: sold at once if refused",
        "供应商：谈崩后马上卖掉的比例",
    ),
    figure_vendor_buyer_yields_fraction=("vendor: buyers who give way", "供应商：买方让步的比例"),
    figure_vendor_resale_friction_fraction=(
        "vendor: lost in selling to others",
        "供应商：转卖损耗",
    ),
    figure_vendor_precedent_multiplier=(
        "vendor: others claim the same clause",
        "供应商：开先例的倍数",
    ),
    figure_vendor_queue_share_fraction=(
        "vendor: this buyer's part of the queue",
        "供应商：该买方占队列",
    ),
    figure_vendor_history_fraction=(
        "vendor: relationship with this buyer",
        "供应商：与该买方的关系",
    ),
    figure_vendor_displacement_cny_per_gpu_month=(
        "vendor: goodwill lost by others waiting, RMB",
        "供应商：让别家等的商誉损失（元）",
    ),
    figure_vendor_revenue_share_fraction=(
        "vendor: share of revenue to the state",
        "供应商：上缴政府的收入比例",
    ),
    figure_vendor_financing_premium_per_year=(
        "vendor: premium on cash in advance",
        "供应商：提前收款的溢价",
    ),
    # A lab's.
    figure_lab_discount_rate_per_year=("lab: discount rate a year", "大模型公司：年折现率"),
    figure_lab_risk_aversion_fraction=(
        "lab: weight of the worst tenth",
        "大模型公司：看重最差一成的程度",
    ),
    figure_lab_need_gpus=("lab: cards it can use", "大模型公司：用得上的卡（张）"),
    figure_lab_work_gpu_hours=(
        "lab: work to the milestone, GPU-hours",
        "大模型公司：到里程碑的算力（卡时）",
    ),
    figure_lab_milestone_value_cny=(
        "lab: worth of the milestone, RMB",
        "大模型公司：里程碑价值（元）",
    ),
    figure_lab_milestone_decay_per_month=("lab: its decay a month", "大模型公司：里程碑每月贬值"),
    figure_lab_burn_cny_per_month=("lab: burn a month, RMB", "大模型公司：每月烧钱（元）"),
    figure_lab_compute_value_cny_per_gpu_hour=(
        "lab: worth of a later GPU-hour, RMB",
        "大模型公司：之后每卡时价值（元）",
    ),
    figure_lab_compute_value_decay_per_month=(
        "lab: its decay a month",
        "大模型公司：卡时价值每月下降",
    ),
    figure_lab_funding_calm_fraction=(
        "lab: worth of an hour when calm",
        "大模型公司：平稳期卡时折算",
    ),
    figure_lab_funding_glut_fraction=(
        "lab: worth of an hour in a glut",
        "大模型公司：过剩期卡时折算",
    ),
    figure_lab_cash_cny=("lab: cash, RMB", "大模型公司：现金（元）"),
    figure_lab_runway_alarm_months=(
        "lab: alarm at a runway of, months",
        "大模型公司：现金只够几个月时报警",
    ),
    figure_lab_signing_days=("lab: approval takes, days", "大模型公司：内部审批（天）"),
    figure_lab_engineering_value_cny_per_hour=(
        "lab: worth of an engineer's hour, RMB",
        "大模型公司：工程师每小时价值（元）",
    ),
    figure_lab_alternative_rent_multiplier=(
        "lab: rent elsewhere over market",
        "大模型公司：别处租金是市场几倍",
    ),
    figure_lab_alternative_delay_months=(
        "lab: wait for rent elsewhere, months",
        "大模型公司：别处要等几个月",
    ),
    figure_lab_alternative_stock_gpus=(
        "lab: cards to be had elsewhere",
        "大模型公司：别处能租到的卡（张）",
    ),
    figure_lab_alternative_growth_gpus_per_month=(
        "lab: their growth a month",
        "大模型公司：别处每月新增（张）",
    ),
    # What no scenario sets.
    figure_model_sigma_log_per_month=("monthly volatility by regime", "各行情的月波动"),
    figure_model_transitions=("chances from regime to regime", "行情转换概率"),
    figure_model_sku_price_multiplier=(
        "price of A800, H800, H20, 910B",
        "A800、H800、H20、910B价格倍数",
    ),
    figure_model_sku_speed_multiplier=("speed of the same cards", "同上各卡速度倍数"),
    figure_model_pcie_speed_and_rest=("PCIe against SXM: speed, rest", "PCIe对SXM：速度、其余成本"),
    figure_model_option_month=("month in which options fall due", "选择权到期月份"),
    figure_model_strategic=("weight by place in the queue", "各顺位的权重"),
    figure_model_slip_multiplier=("slip by delivery schedule", "各交货方式的推迟倍数"),
    figure_model_fill_multiplier=("arrivals by delivery schedule", "各交货方式的到货倍数"),
    figure_model_evenness=("evenness by delivery schedule", "各交货方式的均匀度"),
    figure_model_promise_shift_months=("promised date by schedule", "各交货方式承诺的日期"),
    figure_model_promise_scarce_months=("the same when scarce", "紧缺时承诺的日期"),
    figure_model_ban_weight=("who bears a ban", "禁令风险由谁承担"),
    figure_model_queue_resale_fraction=("sold at once by backlog", "各积压下马上卖掉的比例"),
    figure_model_buyer_yields_fraction=("buyers who give way by backlog", "各积压下买方让步的比例"),
    figure_model_downstream_ramp_months=("ramp of other customers", "下游客户上量（月）"),
    figure_model_downstream_term_months=("term of other customers", "下游客户租期（月）"),
    figure_model_trend_months=("months that a trend follower looks back", "看趋势回看几个月"),
    figure_model_horizon_more_months=("months more for supply", "供货多算几个月"),
    figure_model_fabric_speed=("speed in several networks", "跨网络的速度"),
    figure_model_ramp_months=("months of each ramp", "各上线节奏的月数"),
    figure_model_estimate_grace_months=("grace of an estimate, months", "预估日期的宽限（月）"),
    figure_model_locking_fee_months=("fee from which it binds, months", "几个月的费用才拴得住"),
    figure_model_first_refusal_multiplier=(
        "right of first refusal, times the share",
        "优先权放大到货份额的倍数",
    ),
    figure_model_lighthouse_gpus=("cards of a full reference", "算标杆客户要多少卡"),
    figure_model_joint_marketing_multiplier=(
        "joint marketing, of its worth",
        "联合宣传对标杆价值的倍数",
    ),
    figure_model_joint_marketing_cost_cny=("its cost to the lab, RMB", "联合宣传的成本（元）"),
    figure_model_engineer_cny_per_hour=(
        "cost of an engineer's hour, RMB",
        "工程师每小时成本（元）",
    ),
    figure_model_spare_fraction=("spares by service level", "各服务等级的备机"),
    figure_model_watch_cny_per_gpu_month=(
        "watching by service level, RMB",
        "各服务等级的值守成本（元）",
    ),
    figure_model_support_cny_per_gpu_month=("support by level, RMB", "各支持等级的成本（元）"),
    figure_model_supported_restart_multiplier=("restart by support level", "各支持等级的重启倍数"),
    figure_model_fast_storage_cny_per_gpu_month=(
        "fast checkpoint storage, RMB",
        "快速检查点存储（元）",
    ),
    figure_model_repair_call_cny_per_gpu_hour=(
        "an hour of repair saved, RMB",
        "省一小时维修的成本（元）",
    ),
    figure_model_spare_pool_scale=(
        "spare pool that cuts repair to a third",
        "备机池缩短维修的尺度",
    ),
    figure_model_uptime_tier=("uptime tiers", "可用率档位"),
    figure_model_uptime_credit=("credit from which uptime", "各可用率的赔付"),
)
