"""What talks brought a party: deals, its own part, and the part of both."""

from math import prod

from evals.metrics.metric import Figure, Judged, Metric, Undefined, mean_over_tables
from negotiation.analysis.scorecard import PartyScore, TableScore
from negotiation.domain.events import Ending
from negotiation.domain.values import ShortText

__all__ = ["RESULTS"]

NOTHING_TO_GAIN = Undefined("no agreement was better for everybody than none")
A_DEAL_WAS_POSSIBLE = Undefined("an agreement was possible")
NO_AGREEMENT = Undefined("nothing was agreed")


def _is_deal(table: TableScore) -> bool:
    return table.agreement is not None


def _deal(judged: Judged) -> Figure:
    return mean_over_tables(judged, lambda table, _: float(_is_deal(table)))


def _correct_no_deal(judged: Judged) -> Figure:
    def figure(table: TableScore, _: PartyScore) -> Figure:
        if table.is_sampled or table.n_acceptable:
            return A_DEAL_WAS_POSSIBLE
        return float(not _is_deal(table))

    return mean_over_tables(judged, figure)


def _missed_deal(judged: Judged) -> Figure:
    def figure(table: TableScore, _: PartyScore) -> Figure:
        return float(not _is_deal(table)) if table.n_acceptable else NOTHING_TO_GAIN

    return mean_over_tables(judged, figure)


def _own_utility(judged: Judged) -> Figure:
    def figure(_: TableScore, score: PartyScore) -> Figure:
        share = score.attainable_share
        return NOTHING_TO_GAIN if share is None else share

    return mean_over_tables(judged, figure)


def _surplus_share(judged: Judged) -> Figure:
    def figure(_: TableScore, score: PartyScore) -> Figure:
        share = score.surplus_share
        return Undefined("no joint surplus to share") if share is None else share

    return mean_over_tables(judged, figure)


def _surplus_m_cny(judged: Judged) -> Figure:
    def figure(table: TableScore, score: PartyScore) -> Figure:
        return score.surplus / 1e6 if table.unit == "cny" else Undefined("valued in points")

    return mean_over_tables(judged, figure)


def _joint_efficiency(judged: Judged) -> Figure:
    def figure(table: TableScore, _: PartyScore) -> Figure:
        most = table.solutions.get("utilitarian")
        best = sum(most.surplus.values()) if most else 0.0
        return table.joint_surplus / best if best > 0 else NOTHING_TO_GAIN

    return mean_over_tables(judged, figure)


def _nash_product(judged: Judged) -> Figure:
    def figure(table: TableScore, _: PartyScore) -> Figure:
        nash = table.solutions.get("nash")
        best = prod(nash.surplus.values()) if nash else 0.0
        if best <= 0:
            return NOTHING_TO_GAIN
        return prod(max(each.surplus, 0.0) for each in table.parties) / best

    return mean_over_tables(judged, figure)


def _frontier_distance(judged: Judged) -> Figure:
    def figure(table: TableScore, _: PartyScore) -> Figure:
        distance = table.distance_to_frontier
        return NOTHING_TO_GAIN if distance is None else distance

    return mean_over_tables(judged, figure)


def _walk_away(judged: Judged) -> Figure:
    return mean_over_tables(judged, lambda table, _: float(table.ending == Ending.WALK_AWAY))


def _rounds(judged: Judged) -> Figure:
    return mean_over_tables(judged, lambda table, _: float(table.rounds))


def _deadlock(judged: Judged) -> Figure:
    return mean_over_tables(
        judged, lambda table, _: float(any(each.kind == "deadlock" for each in table.findings))
    )


RESULTS: tuple[Metric, ...] = (
    Metric("deal_rate", ShortText(en="deals", zh="成交率"), "rate", "neither",
           "talks that ended in an agreement", _deal),
    Metric("correct_no_deal", ShortText(en="correct no deal", zh="应不成交而未成交"), "rate",
           "high", "talks without agreement, of those where no outcome was better for everybody "
           "than none", _correct_no_deal),
    Metric("missed_deal", ShortText(en="missed deals", zh="错失可成之约"), "rate", "low",
           "talks without agreement, of those where some outcome was better for everybody",
           _missed_deal),
    Metric("own_utility", ShortText(en="own utility", zh="自身效用"), "mean", "high",
           "own surplus over the most that the other side could have accepted: skill", _own_utility,
           is_percent=True),
    Metric("surplus_share", ShortText(en="surplus share", zh="剩余份额"), "mean", "high",
           "own part of the joint surplus of an agreement", _surplus_share, is_percent=True),
    Metric("surplus_m_cny", ShortText(en="surplus, M RMB", zh="剩余（百万元）"), "mean", "high",
           "value over the reservation value; nothing signed is 0", _surplus_m_cny),
    Metric("joint_efficiency", ShortText(en="pair efficiency", zh="双方效率"), "mean", "high",
           "joint surplus over the most that there was: of the pair, not of the contestant",
           _joint_efficiency, is_percent=True),
    Metric("nash_product", ShortText(en="Nash product", zh="纳什积"), "mean", "high",
           "product of the surpluses over that of the Nash solution", _nash_product),
    Metric("frontier_distance", ShortText(en="distance to frontier", zh="距帕累托前沿"), "mean",
           "low", "in gain ratios; 0 is on the Pareto frontier", _frontier_distance),
    Metric("walk_away", ShortText(en="walked away", zh="谈崩离席"), "rate", "neither",
           "talks that somebody left", _walk_away),
    Metric("deadlock", ShortText(en="deadlocks", zh="僵局"), "rate", "low",
           "talks that failed without a new offer in the last three rounds", _deadlock),
    Metric("rounds", ShortText(en="rounds", zh="轮数"), "mean", "neither",
           "rounds that were begun", _rounds),
)  # fmt: skip
"""Of the result."""
