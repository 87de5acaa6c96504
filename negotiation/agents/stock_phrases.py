"""Plain words for the occasions that a persona's card has none for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from negotiation.domain.values import Language

__all__ = ["STOCK_PHRASES", "BareOccasion"]

BareOccasion: TypeAlias = Literal[
    "pitch", "press", "wait", "frozen", "escalate", "drop_out", "assent", "dissent"
]
"""What a seat may say without an offer, besides goodbye."""

_EN: Mapping[BareOccasion, tuple[str, ...]] = {
    "pitch": (
        "Thank you for having us. You know our engineers; we keep the rest short.",
        "We are here to run this for you, and to be judged by it.",
    ),
    "press": (
        "Now let us see who can do better.",
        "Is that the best that anybody can do?",
    ),
    "wait": ("We have nothing to add for now.", "What we put forward stands."),
    "frozen": (
        "I cannot go there without a signature from home.",
        "That is beyond what I may sign. We stay where we are.",
    ),
    "escalate": (
        "I have to take this to my own house. Give me a moment.",
        "That needs another signature. I am asking for it now.",
    ),
    "drop_out": (
        "Below this we cannot follow. We leave it to the others.",
        "That is where it ends for us. Good luck to those who stay.",
    ),
    "assent": ("We can live with that.", "Yes, on these terms."),
    "dissent": ("Not on these terms.", "That does not work for us."),
}

_ZH: Mapping[BareOccasion, tuple[str, ...]] = {
    "pitch": (
        "工程师各位都熟，别的不多讲。",
        "我们是来干活的，好不好用做出来看。",
    ),
    "press": ("看看谁还能更好。", "就到这儿了？还有更好的吗？"),
    "wait": ("眼下没什么要补充的。", "我们的还是那一份。"),
    "frozen": ("家里没签字，我不能再往前走。", "超出我的授权了，先停在这儿。"),
    "escalate": ("这个我得回去请示，稍等。", "这要上面签字，我这就去要。"),
    "drop_out": ("再往下我们跟不了，让给各位。", "我们就到这儿，祝留下的顺利。"),
    "assent": ("这样我们可以接受。", "行，就按这个。"),
    "dissent": ("这样不行。", "这个条件我们接受不了。"),
}

STOCK_PHRASES: Mapping[Language, Mapping[BareOccasion, tuple[str, ...]]] = MappingProxyType(
    {"en": _EN, "zh": _ZH}
)
