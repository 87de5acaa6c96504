"""Why a move was refused, a reply was no move or a turn was lost, in the language of the talks.

Reasons are written once, in English, where they arise; logs keep them so, and programs may look for
them. Whoever shows one to a person or a model asks here first. What is not known stays as it is.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["reason_in"]

_CHINESE: Mapping[str, str] = MappingProxyType(
    {
        # What the referee says.
        r"'(.+)' does not sit at this table": r"\1不在这张桌上",
        r"it is the turn of '(.+)'": r"现在轮到\1",
        r"a move without an act needs a message": r"只说话的一步必须有话",
        r"no offer '(.*)' of the counterpart stands; standing: none": (
            r"对方没有有效的报价\1；眼下一份也没有"
        ),
        r"no offer '(.*)' of the counterpart stands; standing: (.+)": (
            r"对方没有有效的报价\1；有效的是\2"
        ),
        r"nobody speaks at this table: .*": r"这张桌上不说话：只能报价、接受、拒绝或离场",
        r"there is one offer at this table: .*": r"这张桌上只有一份报价：接受、拒绝或离场",
        r"you cannot (\w+) now; open to you: (.+)": r"现在不能\1，可选\2",
        r"that is your bid already: pass to keep it": r"这就是你现在的报价，维持原价用pass",
        r"(\S+) must be at most (\S+) in a new bid": r"新报价的\1最高只能是\2",
        r"(\S+) must be at least (\S+) in a new bid": r"新报价的\1最低要到\2",
        r"your house has not answered what you asked before": r"上次请示的，家里还没答复",
        r"nothing in it is beyond your authority: offer it yourself": r"没有超出授权，自己报就行",
        r"the signature would come after the last round": r"等签字下来，最后一轮已经过了",
        r"(\S+) is beyond your authority, and nobody agreed a limit beforehand \(step (\d+)\)": (
            r"\1超出授权，事先没人定过底（第\2级）"
        ),
        r"(\S+) is beyond your authority, and the signature was refused \(step (\d+)\)": (
            r"\1超出授权，签字没批（第\2级）"
        ),
        r"(\S+) is beyond your authority: escalate for the signature \(step (\d+)\)": (
            r"\1超出授权，先用escalate要签字（第\2级）"
        ),
        r"missing issue '(.+)'": r"缺议题\1",
        r"unknown issue '(.+)'": r"没有议题\1",
        r"(\S+): (.+) is not an option; options are (.+)": r"\1：\2不在可选值里，可选\3",
        r"it crosses your red line on (\S+)": r"越了你在\1上的红线",
        r"it is worth less to you than your alternative": r"对你来说还不如谈不成",
        r"(\d+) refused moves in one turn": r"一轮里\1次不合规则",
        # Why a table of a campaign did not open.
        r"nobody signed at table '(.+)'": r"\1没人签字",
        r"'(.+)' did not sign at table '(.+)'": r"\1没在\2签字",
        r"somebody signed at table '(.+)'": r"\1已经有人签了",
        r"'(.+)' signed at table '(.+)'": r"\1已在\2签了字",
        r"nothing of '(.+)' is in force": r"\1已没有有效合同",
        r"something of '(.+)' is in force": r"\1的合同还在有效期",
        r"'(.+)' has not brought less than (\d+%) of what it promised": r"\1交得不比承诺的\2少",
        r"'(.+)' has brought less than (\d+%) of what it promised": r"\1交得比承诺的\2少",
        r"the market is not in (.+)": r"行情还不是\1",
        r"the market is in (.+)": r"行情正是\1",
        r"no export ban has struck": "还没有禁令",
        r"an export ban has struck": "禁令已落地",
        r"nobody is '(.+)': nobody signed at table '(.+)' beside '(.+)'": (
            r"没有谁是\1：\2没人和\3签"
        ),
        r"nobody is '(.+)': nobody won and nobody lost at table '(.+)'": (
            r"没有谁是\1：\2没分出胜负"
        ),
        r"'(.+)' would sit on two sides: as (.+)": r"\1要坐两边：\2",
        # What is wrong with a reply.
        r"the reply was cut off; be shorter\.?": r"回复被截断了，短一些。",
        r"no JSON object in the reply\.?": r"回复里没有JSON对象。",
        r"the JSON object is broken: (.*)": r"JSON对象不完整：\1",
        r"the reply is longer than ([\d,]+) characters\.?": r"回复超过\1个字符。",
        r"act '(\w+)' needs an 'offer' with a value for every issue\.?": (
            r"act为\1时，offer要给每个议题一个值。"
        ),
        r"act 'talk' needs a message\.?": r"act为talk时，message不能空。",
        r"act '(\w+)' needs the id of a standing offer .*": (
            r"act为\1时，accept_offer_id要填对方有效报价的编号。"
        ),
        r"claims: '(.*)' is no fact of yours; known: (.*)": r"claims：\1不是你的事实，可用的有\2",
        # What is wrong with the words for a move.
        r"it was cut off; be shorter\.?": r"话没说完就断了，短一些。",
        r"it is empty\.?": r"什么也没说。",
        r"it is too long\.?": r"太长了。",
        r"'(.*)' is not in the terms\.?": r"条件里没有“\1”。",
        r"'(.*)' is left out\.?": r"漏了“\1”。",
        r"'(.*)' is part of the order, not of the words\.?": r"“\1”是给你的格式，不是要说的话。",
        r"it speaks as an assistant: '(.*)'\.?": r"“\1”像个助手在说话。",
        r"it speaks another language: '(.*)'\.?": r"“\1”不是中文。",
    }
)
"""English pattern to Chinese template; the first that fits the whole reason counts."""

_BETWEEN = re.compile("; (?!options are|standing: |open to you: |known: |be shorter)")
_LOST = re.compile(r"no usable reply in (\d+) tries: (.*)", re.DOTALL)

_SHUT = re.compile(r"condition '\w+' is not met: (.*)", re.DOTALL)

_PATTERNS = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _CHINESE.items())


def reason_in(language: Language, reason: str) -> str:
    """Return a reason as it is said in a language; several may be joined by "; ".

    >>> reason_in("zh", "missing issue 'gpus'; unknown issue 'cake'")
    '缺议题gpus；没有议题cake'
    >>> reason_in("en", "it is empty.")
    'it is empty.'
    """
    if language == "en":
        return reason
    return "；".join(_in_chinese(part) for part in _BETWEEN.split(reason))


def _in_chinese(reason: str) -> str:
    if found := _SHUT.fullmatch(reason):
        return _in_chinese(found[1])
    if found := _LOST.fullmatch(reason):
        return f"{found[1]}次回复都不能用：{_in_chinese(found[2])}"
    for pattern, said in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return found.expand(said)
    return reason
