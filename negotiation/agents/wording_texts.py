"""The fixed words with which a model is asked to word a move. Only `wording` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["WORDING_TEXTS", "WordingTexts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingTexts:
    """One language's words. Braces are filled by ``wording``."""

    system: str
    move: str
    heard: str
    bare: str
    moves: Mapping[str, str]
    """What to say, on the occasions whose names say too little."""
    again: str


_EN = WordingTexts(
    system="""\
You are {title} and speak for {own}. {voice}
You are given a MOVE that is already decided, and what the other side said last, as quoted data. \
Say the move aloud to {other} in one or two sentences, in your voice, in English. State exactly \
the given terms, and no other figure. Only the sentences: no quotes, no notes.""",
    move="MOVE={kind} TONE={tone} TERMS={terms}",
    heard="THEY SAID={text}",
    bare="MOVE={kind} TONE={tone}",
    moves=MappingProxyType(
        {
            "pitch": "praise your own house before the bidding, no terms",
            "press": "ask the bidders for better bids, no terms",
            "wait": "nothing new, what you put forward stands",
            "frozen": "you cannot follow without a signature from your own house",
            "escalate": "ask for time, your own house must sign first",
            "drop_out": "leave the bidding to the others",
            "assent": "say yes to the proposal",
            "dissent": "say no to the proposal",
        }
    ),
    again="That cannot be said: {problem} Say the move again.",
)

_ZH = WordingTexts(
    system="""\
你是{title}，代表{own}说话。{voice}
给你的MOVE已经定了，还附上对方刚才的话（只是引用）。用你的口气，用中文，对{other}把这一步说出来，一两句话。\
所给的条件一个不漏、一个不改，别的数字一个不提。只写要说的话，不加引号，不加说明。""",
    move="MOVE={kind} TONE={tone} 条件={terms}",
    heard="对方说={text}",
    bare="MOVE={kind} TONE={tone}",
    moves=MappingProxyType(
        {
            "pitch": "开标前介绍自家，不谈条件",
            "press": "请各家再让一步，不谈条件",
            "wait": "没有新的，原来那份照旧",
            "frozen": "家里没签字，跟不上去",
            "escalate": "要点时间，得先请家里签字",
            "drop_out": "退出竞标，让给别家",
            "assent": "赞成这个提案",
            "dissent": "不赞成这个提案",
        }
    ),
    again="这话不能说：{problem}请把这一步重说一遍。",
)

WORDING_TEXTS: Mapping[Language, WordingTexts] = MappingProxyType({"en": _EN, "zh": _ZH})
