"""The numbers inside the simulator's rules: calibrated or assumed, visible, and open to change."""

from negotiation.domain.evidence import figure
from negotiation.domain.values import Value

__all__ = ["Rules"]


class Rules(Value):
    """How supply, customers, machines, courts and markets behave (rules R1-R13)."""

    list_repricing_hazard_per_month: float = figure(
        0.03, "P", "R2, [25]", (0, 1), "chance in a squeeze that the list price is raised"
    )
    list_repricing_fraction: float = figure(1, "P", "R2, [25]", (0, 5), "by how much of itself")
    sku_correlation: float = figure(0.8, "A", "R1", (0, 1), "of another card's price moves")

    lead_calm_months: float = figure(1, "P", "2.2", (0, 24), "lead time at X = 0")
    lead_scarce_months: float = figure(4, "S", "F38", (0, 24), "lead time at X = 1")
    slip_scarce_months: float = figure(3.5, "S", "F38", (0, 24), "mean slip at X = 1")
    slip_scarce_sd_months: float = figure(1, "S", "F38", (0.01, 12), "its standard deviation")
    slip_calm_late_fraction: float = figure(0.15, "A", "R4", (0, 1), "orders late at X = 0")
    slip_calm_late_months: float = figure(2, "A", "R4", (0, 24), "by how much on average")
    early_start_months: float = figure(1.5, "C", "R4", (0, 6), "the trickle begins before the date")
    fill_small_per_month: float = figure(0.40, "C", "F38", (0, 1), "of an order below 1,000, X = 1")
    fill_large_per_month: float = figure(0.14, "C", "F58", (0, 1), "of one of 10,000 and more")
    fill_calm_per_month: float = figure(1, "A", "R4", (0, 1), "of any order at X = 0")
    fill_shape: float = figure(4, "A", "R4", (0.5, 100), "of the Gamma trickle")
    fill_grey_per_month: float = figure(0.09, "P", "[45]", (0, 1), "grey channel after the ban")
    banned_fill_fraction: float = figure(0.05, "P", "[18]", (0, 1), "what a ban leaves of the fill")
    ban_spares_months: int = figure(
        10, "C", "F58, V26", (0, 60), "an order that old when a ban strikes is still delivered"
    )
    substitute_delay_months: int = figure(7, "P", "2.8", (0, 36), "ban to substitute in bulk")
    long_stop_months: int = figure(18, "A", "[45]", (1, 36), "what has not come by then lapses")
    refund_interest_per_year: float = figure(
        0.08, "A", "R9", (0, 1), "on the prepayment of what never came"
    )
    weight_strategic: float = figure(0.8, "A", "R4", (0, 5), "allocation weight")
    weight_prepaid: float = figure(0.5, "A", "R4", (0, 5), "allocation weight")
    weight_history: float = figure(0.4, "A", "R4", (0, 5), "allocation weight")
    weight_insists: float = figure(3, "A", "R4, F42", (0, 10), "lost by insisting, at X = 1")
    install_limit_gpus_per_month: float = figure(
        2_400, "S", "F68", (1, 200_000), "80 GPUs a day and site"
    )

    exit_base_per_month: float = figure(0.01, "C", "R5", (0, 1), "h0, customers leave anyway")
    exit_short_per_month: float = figure(0.22, "C", "R5, F17", (0, 5), "h1, by shortage")
    exit_memory_per_month: float = figure(0.25, "C", "R5", (0, 5), "h_mem, by months short")
    exit_price_per_month: float = figure(0.05, "C", "R5", (0, 5), "h_p, by price over the rival's")
    short_tolerance_fraction: float = figure(0.10, "C", "R5", (0, 1), "tol, shortage that is borne")
    lock_exclusivity_fraction: float = figure(0.5, "A", "R5", (0, 1), "off the hazard, exclusivity")
    lock_exit_fee_fraction: float = figure(
        0.3, "A", "R5", (0, 1), "off the hazard, exit fee or poaching fee of three months"
    )
    switching_months: float = figure(
        0.75, "A", "R5", (0, 6), "work lost by moving to another cloud"
    )
    lighthouse_loss_fraction: float = figure(0.5, "A", "R3", (0, 1), "of LV if it leaves in want")
    rerent_fraction: float = figure(0.9, "A", "R3", (0, 2), "of market rent, after a departure")
    rerent_list_cap_fraction: float = figure(0.6, "A", "R3", (0, 2), "of list, at most")

    failures_per_gpu_day: float = figure(5e-4, "P", "2.6", (0, 0.1), "lambda")
    failure_spread_log: float = figure(0.5, "A", "2.6", (0, 2), "between sites")
    new_hardware_multiplier: float = figure(2, "P", "[55]", (0, 10), "failures in the first months")
    new_hardware_months: int = figure(2, "P", "R8", (0, 24), "how long hardware is new")
    save_hours: float = figure(40 / 3600, "P", "[9]", (0, 1), "C, saving a checkpoint")
    save_fast_hours: float = figure(10 / 3600, "A", "R8", (0, 1), "C, fast checkpoint storage")
    restart_hours: float = figure(0.5, "A", "R8", (0, 24), "R, finding the fault and restarting")
    restart_watched_hours: float = figure(0.1, "A", "R8", (0, 24), "R, when somebody watches")
    repair_hours: float = figure(84, "P", "R8, [56]", (0, 720), "node repair without a hot spare")
    repair_spare_hours: float = figure(4, "P", "R8, [56]", (0, 720), "node repair with a hot spare")

    ld_reduction_petition_fraction: float = figure(
        0.8, "A", "R11", (0, 1), "PRC: chance that excessive damages are cut on petition"
    )
    ld_raise_petition_fraction: float = figure(
        0.1, "A", "R11", (0, 1), "PRC: chance that damages below the loss are raised to it"
    )
    ld_excess_multiplier: float = figure(1.3, "P", "[58]", (1, 5), "PRC: of the loss, the most")
    ld_penalty_multiplier: float = figure(
        2, "A", "R11", (1, 10), "US: void above this multiple of expected and actual loss"
    )
    credit_use_fraction: float = figure(
        0.9, "A", "[65]", (0, 1), "what damages in vouchers are worth against cash"
    )
    resale_friction_fraction: float = figure(0.02, "A", "R13", (0, 1), "lost in selling a card")
    benchmark_fraction: float = figure(0.8, "P", "R9", (0, 2), "market over price that re-opens it")
    benchmark_months: int = figure(2, "P", "R9", (1, 12), "how long before it re-opens")
