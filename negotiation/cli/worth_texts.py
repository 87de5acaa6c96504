"""The words in which the worth of an outcome is told, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.app.happening_words import HAPPENINGS_ZH
from negotiation.domain.values import Language

__all__ = ["HAPPENINGS_ZH", "WORTH_TEXTS"]

WORTH_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "list_price": "list price L {price} per GPU-month, simulator version {version}",
            "rests_on": (
                "It rests on these numbers, calibrated inside public ranges and not predicted "
                "(P public, S the case, C calibrated, A assumed; * set by the scenario):"
            ),
            "each_clause": "What each clause adds, against the same contract without it",
            "contract": "Contract {name}, by itself",
            "contract_beside": "Contract {name}, beside what is signed already",
            "clause": "clause",
            "instead_of": "instead of",
            "in_world": "In world {world}",
            "happening": "  month {month:>2}  {what}",
            "gpus": "{what}, {gpus:,.0f} GPUs",
            "cash": "cash",
            "month": "month {first}",
            "months": "months {first}-{last}",
            "after_the_fact": "NPV after the fact",
            "delivered": "{share:.0%} of what is promised gets delivered",
            "model": "first model after {months:.1f} months",
            "model_share": "{model} in {share:.0%} of futures",
            "leaves": (
                "the lab leaves early in {share:.0%} of futures, then after {months:.0f} months"
            ),
            "and": "; ",
            "stop": ".",
            "margins": (
                "The cloud's margin a GPU-month: {book} by the book, {now} at today's card price, "
                "{later} at the price of a year from now."
            ),
            "carriers": (
                "Each GPU at this rent takes {gpus:.2f} GPUs at other customers' rent to make up "
                "for it."
            ),
            "value": "value",
            "alternative": "alternative",
            "surplus": "surplus",
            "share": "share of the joint surplus",
            "error": "its standard error",
            "futures": "on {n:,} simulated futures; --assume market.draws=4096 for less noise",
            "adds": "Expected NPV, its spread and the losses are of what the contract adds.",
            "futures_of_run": "on {n:,} simulated futures",
            "expected": "expected NPV",
            "sd": "its standard deviation",
            "cvar10": "mean of the worst tenth (CVaR)",
            "cvar5": "mean of the worst twentieth",
            "cash_low": "cash in the end, 5 %",
            "cash_median": "cash in the end, median",
            "cash_high": "cash in the end, 95 %",
            "loss": "chance of a loss",
            "breaches": "breaches",
        },
        "zh": {
            "list_price": "目录价L：每卡每月{price}，第{version}版模拟器",
            "rests_on": (
                "以上结果依据这些数字，在公开数据的区间内校准，不是预测"
                "（P公开，S案例，C校准，A假设；*由场景设定）："
            ),
            "each_clause": "每一条款值多少（与没有这一条的同一份合同相比）",
            "contract": "单看合同{name}",
            "contract_beside": "合同{name}，连同已签的合同",
            "clause": "条款",
            "instead_of": "对比",
            "in_world": "在第{world}号世界里",
            "happening": "  第{month}个月  {what}",
            "gpus": "{what}，{gpus:,.0f}张卡",
            "cash": "现金",
            "month": "第{first}个月",
            "months": "第{first}至{last}个月",
            "after_the_fact": "事后净现值",
            "delivered": "答应的卡到货{share:.0%}",
            "model": "{months:.1f}个月后训出第一个模型",
            "model_share": "{share:.0%}的情形下{model}",
            "leaves": "{share:.0%}的情形下客户提前离开，那时是第{months:.0f}个月",
            "and": "；",
            "stop": "。",
            "margins": (
                "云厂商每卡每月的毛利：按账面成本{book}，按今天的卡价{now}，按一年后的卡价{later}。"
            ),
            "carriers": "按这个租金，每张卡要靠其他客户的{gpus:.2f}张卡来贴补。",
            "value": "价值",
            "alternative": "谈不成",
            "surplus": "盈余",
            "share": "占共同盈余",
            "error": "期望值的标准误",
            "futures": "共{n:,}条模拟路径；加上--assume market.draws=4096，误差更小",
            "adds": "期望净现值、标准差和亏损只算这份合同带来的增减。",
            "futures_of_run": "共{n:,}条模拟路径",
            "expected": "期望净现值",
            "sd": "标准差",
            "cvar10": "最差十分之一的均值（CVaR）",
            "cvar5": "最差二十分之一的均值",
            "cash_low": "期末现金，5%分位",
            "cash_median": "期末现金，中位数",
            "cash_high": "期末现金，95%分位",
            "loss": "亏损的可能",
            "breaches": "越线",
        },
    }
)
