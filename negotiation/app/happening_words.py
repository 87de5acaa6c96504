"""What can happen to a contract, in the words of people."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["HAPPENINGS_ZH", "happening_said"]

HAPPENINGS_ZH: Mapping[str, str] = MappingProxyType(
    {
        "ban": "出口禁令",
        "list price raised": "目录价上调",
        "first delivery": "第一批到货",
        "all delivered": "全部到货",
        "lapsed": "到期作废",
        "replaced by substitutes": "换成替代卡",
        "cancelled by buyer": "买方取消",
        "terminated for lateness": "因迟交解约",
        "cancelled by seller": "卖方取消",
        "left at the ban": "禁令后退出",
        "ended by agreement": "双方协议终止",
        "waits for cards": "等卡停工",
        "customer left": "客户离开",
        "customer left short of cards": "客户因缺卡离开",
    }
)
"""Every kind of happening; in English it is its own name."""


def happening_said(kind: str, language: Language) -> str:
    """Say what happened; a kind that has no Chinese words keeps its own name."""
    return HAPPENINGS_ZH.get(kind, kind) if language == "zh" else kind
