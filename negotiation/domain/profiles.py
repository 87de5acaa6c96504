"""What each side of a contract privately knows of its own economics. Numbers as in `market`."""

from negotiation.domain.evidence import figure
from negotiation.domain.values import Value

__all__ = ["CloudProfile", "LabProfile", "Profiles", "VendorProfile"]


class CloudProfile(Value):
    """A cloud's own economics: private to it."""

    discount_rate_per_year: float = figure(0.09, "P", "[41]", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.3, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    lighthouse_value_cny: float = figure(
        60e6, "C", "V36", (0, 1e9), "LV, worth of a model customer, earned in months 7-18"
    )
    other_rent_list_fraction: float = figure(
        0.50, "S", "F10", (0, 2), "d_other, what enterprise customers pay"
    )
    other_occupancy_calm_fraction: float = figure(0.60, "A", "R3", (0, 1), "occ in calm and glut")
    other_occupancy_boom_fraction: float = figure(0.95, "A", "R3", (0, 1), "occ, boom and squeeze")

    need_gpus: float = figure(3_072, "A", "F33", (1, 200_000), "cards wanted from this purchase")
    contracted_rent_list_fraction: float = figure(
        0.35, "A", "F13, F78", (0, 2), "what customers signed at for the new cards"
    )
    contracted_fraction: float = figure(0.6, "A", "R3", (0, 1), "share rented at that price")
    spot_markup_fraction: float = figure(0.05, "P", "R4, [18]", (0, 2), "spot over the card price")
    spot_stock_gpus: float = figure(256, "A", "[5]", (0, 200_000), "cards to be had at spot")

    own_stock_gpus: float = figure(512, "A", "7.2", (0, 200_000), "free GPUs at signing")
    order_gpus: float = figure(10_000, "S", "F33", (0, 200_000), "cards on order at the vendor")
    order_age_months: float = figure(4, "A", "V28", (0, 36), "how long ago they were ordered")
    tranche_share_fraction: float = figure(
        0.25, "A", "R4, F87", (0, 1), "share of each arriving tranche for this customer"
    )
    card_cost_cny_per_gpu: float = figure(72_000, "P", "[17]", (0, 500_000), "vendor's price")
    spot_share_fraction: float = figure(0, "A", "R3", (0, 1), "1 - w, cards bought at spot")
    rival_stock_fraction: float = figure(0.25, "A", "R5, V28", (0, 1), "rival's means to poach")
    rival_restock_month: int | None = figure(
        None, "S", "F50", (0, 60), "when a rival's cards arrive; never if unset"
    )
    rival_restock_fraction: float = figure(1, "S", "F50, V28", (0, 1), "rival's means from then on")
    rival_list_fraction: float = figure(0.5, "S", "R5, F10", (0, 2), "d_rival, what a rival asks")
    spot_cover_gpus: float = figure(
        0, "A", "R3", (0, 200_000), "cards the cloud buys at spot to serve this customer"
    )
    spot_cover_month: int = figure(0, "A", "R3", (0, 36), "when it buys them")
    order_back_to_back_fraction: float = figure(
        0, "S", "F41, R11", (0, 1), "of damages for lateness that its own order hands to the vendor"
    )
    downstream_ld_fraction_per_week: float = figure(
        0.0025, "A", "R11, [60]", (0, 0.05), "owed to customers of the new cards that come late"
    )
    downstream_ld_cap_fraction: float = figure(0.05, "A", "R11", (0, 1), "most of it")
    signing_days: float = figure(5, "A", "R12", (0, 60), "how long its own approval takes")
    belief_trend_fraction: float = figure(
        0.5, "A", "R13, F63", (0, 1), "expects prices to go on as they went, the rest: to return"
    )
    belief_foresight_fraction: float = figure(
        0, "A", "R13, F63", (0, 1), "weight of what an insider knows of next month"
    )
    financing_premium_per_year: float = figure(
        0.06, "A", "[41]", (0, 1), "cash in advance is worth this above the discount rate"
    )


class VendorProfile(Value):
    """A card vendor's own economics: private to it."""

    discount_rate_per_year: float = figure(0.08, "A", "4", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.1, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    unit_cost_cny_per_gpu: float = figure(20_000, "P", "[46][47]", (0, 200_000), "c, cost of goods")
    allotment_gpus: float = figure(3_072, "A", "R4", (1, 200_000), "cards this talk is about")
    queue_price_cny_per_gpu: float = figure(72_000, "P", "[17]", (0, 500_000), "others pay")
    queue_resale_fraction: float | None = figure(
        None, "C", "R6", (0, 1), "chi; by backlog if unset"
    )
    buyer_yields_fraction: float | None = figure(None, "C", "R6", (0, 1), "q; by backlog if unset")
    resale_friction_fraction: float = figure(0.02, "A", "R6", (0, 1), "fric")
    precedent_multiplier: float = figure(0, "A", "R6", (0, 5), "rho, others claim the same clause")
    queue_share_fraction: float = figure(0.10, "A", "R4", (0, 1), "this buyer's part of the queue")
    history_fraction: float = figure(0, "A", "R4", (-1, 1), "relationship against the average")
    displacement_cny_per_gpu_month: float = figure(
        1_500, "A", "R6", (0, 20_000), "goodwill lost when others wait for this buyer, at X = 1"
    )
    revenue_share_fraction: float = figure(
        0, "P", "R6, 2.8", (0, 1), "of revenue, to the state for the export licence"
    )
    financing_premium_per_year: float = figure(
        0.10, "A", "[22][49]", (0, 1), "cash in advance is worth this above the discount rate"
    )


class LabProfile(Value):
    """A model lab's own economics: private to it."""

    discount_rate_per_year: float = figure(0.20, "A", "4", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.5, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    need_gpus: float = figure(2_048, "A", "R7", (1, 200_000), "GPUs it can use")
    work_gpu_hours: float = figure(1.72e6, "P", "[79]", (0, 1e9), "W, work to the milestone")
    milestone_value_cny: float = figure(400e6, "A", "R7", (0, 1e11), "V0, payoff at month 0")
    milestone_decay_per_month: float = figure(0.05, "A", "R7", (0, 1), "kappa")
    burn_cny_per_month: float = figure(25e6, "A", "R7, [76]", (0, 1e9), "b, until the milestone")
    compute_value_cny_per_gpu_hour: float = figure(
        14.6, "C", "7.1, 1.25 x rent", (0, 1_000), "w0, worth of a useful hour past the milestone"
    )
    compute_value_decay_per_month: float = figure(0.02, "A", "R7", (0, 1), "decay of w0")
    funding_calm_fraction: float = figure(0.9, "A", "R7, F79", (0, 2), "worth of an hour, calm")
    funding_glut_fraction: float = figure(0.7, "A", "R7, F79", (0, 2), "same, glut")
    cash_cny: float = figure(900e6, "A", "R7, [76]", (0, 1e12), "what burn and rent are paid from")
    runway_alarm_months: float = figure(6, "A", "R7", (0, 60), "below it kappa doubles")
    signing_days: float = figure(5, "A", "R12", (0, 60), "how long its own approval takes")
    engineering_value_cny_per_hour: float = figure(
        900, "A", "F91", (0, 100_000), "worth of an hour of the cloud's engineers"
    )
    alternative_rent_multiplier: float = figure(1, "A", "R2", (0, 5), "rent elsewhere over market")
    alternative_delay_months: float = figure(2, "A", "F44", (0, 24), "until rent elsewhere starts")
    alternative_stock_gpus: float = figure(768, "A", "F45", (0, 200_000), "to be had elsewhere")
    alternative_growth_gpus_per_month: float = figure(32, "A", "F50", (0, 20_000), "its growth")


class Profiles(Value):
    """A party's own economics in each role that it may play, at every table that says nothing."""

    cloud: CloudProfile | None = None
    vendor: VendorProfile | None = None
    lab: LabProfile | None = None
