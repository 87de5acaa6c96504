"""The words for tenders, round tables, signatures and campaigns, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["EVENT_TEXTS", "month_in"]

EVENT_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "at_table": "{table} · ",
                "presentation": "Presentations",
                "bid": "bid {offer_id}",
                "bid_sealed": "hands in a sealed bid ({offer_id})",
                "passed": "passes",
                "undecided": "passes",
                "dropped_out": "drops out",
                "leaves": "leaves the table",
                "proposal": "proposal {offer_id}",
                "suggestion": "would rather have {offer_id}",
                "assents": "is for {offer_id}",
                "dissents": "is against {offer_id}",
                "consults": "asks its own house",
                "escalates": "asks its own house to sign",
                "signed": "(the house of {party} signs{reason})",
                "denied": "(the house of {party} does not sign{reason})",
                "signed_partly": "(the house of {party} signs only a part{reason})",
                "bids_revealed": "The bids are opened",
                "last_call": "Last call: the bidding closes unless somebody bids.",
                "awarded": "Awarded to {party}",
                "share": "{share} of the lot",
                "carried": "Carried by {parties}",
                "best": "Best bid: {bid}",
                "no_bid": "No bid yet",
                "phase": "{when} · {title}",
                "news": "News",
                "skipped": "(not opened: {table}: {reason})",
                "campaign_closed": "The campaign is over.",
            }
        ),
        "zh": MappingProxyType(
            {
                "at_table": "{table} · ",
                "presentation": "述标",
                "bid": "报价 {offer_id}",
                "bid_sealed": "递交密封标书（{offer_id}）",
                "passed": "不出价",
                "undecided": "先不表态",
                "dropped_out": "退出竞标",
                "leaves": "离席",
                "proposal": "提案 {offer_id}",
                "suggestion": "更愿意 {offer_id}",
                "assents": "赞成 {offer_id}",
                "dissents": "反对 {offer_id}",
                "consults": "向内部请示",
                "escalates": "报内部审批",
                "signed": "（{party}内部批了{reason}）",
                "denied": "（{party}内部没批{reason}）",
                "signed_partly": "（{party}内部只批了一部分{reason}）",
                "bids_revealed": "开标",
                "last_call": "最后一次叫价：再没人出价就截止。",
                "awarded": "{party}中标",
                "share": "份额{share}",
                "carried": "通过，赞成的有{parties}",
                "best": "最优报价：{bid}",
                "no_bid": "还没有报价",
                "phase": "{when} · {title}",
                "news": "消息",
                "skipped": "（没有开：{table}：{reason}）",
                "campaign_closed": "全部阶段结束。",
            }
        ),
    }
)

_FIRST_YEAR, _FIRST_MONTH = 2023, 3
"""What the market counts its months from."""


def month_in(month_index: int, language: Language) -> str:
    """Return a month as it stands in a calendar; 0 is March 2023.

    >>> month_in(10, "en"), month_in(10, "zh")
    ('2024-01', '2024年1月')
    """
    year, month = divmod(_FIRST_MONTH - 1 + month_index, 12)
    if language == "zh":
        return f"{_FIRST_YEAR + year}年{month + 1}月"
    return f"{_FIRST_YEAR + year}-{month + 1:02}"
