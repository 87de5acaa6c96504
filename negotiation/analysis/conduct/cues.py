"""Words that tell what a figure is about: those of a fact's own statement, and their kin.

The kin are the trade's own: whoever hears "we make these at" thinks of cost. A fact gets the
groups whose words its statement holds, in either language, and what its statement itself says.
"""

import re
from functools import lru_cache

from negotiation.domain.mandates import PrivateFact
from negotiation.domain.values import Language

__all__ = ["ALTERNATIVE", "AUTHORITY", "LIMIT", "cue_count", "group_count"]

_GROUPS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        (
            r"\bcosts?\b|\bwe (?:make|build|produce)\b|\bsets? us back\b|\bproduction\b|"
            r"成本|出厂|拿下来|进价|拿货价|造价"
        ),
        (
            r"\blater?\b|\bdelay|\bslip|\boverdue|\bbehind schedule\b|\bafter (?:what|the date)|"
            r"\b(?:any|the) date\b|日期|晚|迟|延期|拖|推后"
        ),
        r"\bopen market\b|\bspot\b|\bsearched\b|\bfound\b|现货|翻遍|翻了|找到|采购",
        r"\bdrops? out\b|\bcancel|\banother home\b|\bfinds? (?:a|another)\b|退单|退出|接走|接手",
        r"\bexport\b|\blawyers\b|\blegal puts\b|\bban\b|管制|出口|法务|禁令",
        r"\bworth\b|\bvalue[sd]?\b|\breputation\b|\bbrings? us\b|\blighthouse\b|值|口碑|招牌",
        r"\bsigned\b|\bcustomers pay\b|\bpays? us\b|签约|租金",
        r"\bbreaks?[ -]?even\b|\blos(?:e|ing) money\b|保本|盈亏|亏",
        r"\bburn|\bspend|烧|开销",
        r"\brunway\b|\bcash lasts?\b|\blasts? us\b|\bmoney is gone\b|撑|账上|见底",
        r"\bev(?:ery|ry)body else\b|\belsewhere\b|\bothers? (?:could|can|together)\b|别家|凑",
        (
            r"\b(?:stands?|standing|sitting) (?:free|empty)\b|\bfree (?:in|machines|servers)\b|"
            r"\bidle\b|\b(?:machines?|servers?) (?:are )?free\b|空着|空闲|闲置"
        ),
        r"\bon order\b|\bordered\b|订了|只订|下了单|下的单",
        r"\bin stock\b|\bon hand\b|\bwarehouse\b|库存|仓库|手里有|手上有",
        r"\bbudget\b|\bup to\b|预算",
    )
)
LIMIT = re.compile(
    r"\bred line|\bmandate\b|\bbottom line|\bhard limit\b|"
    r"\b(?:our|my) (?:absolute )?(?:minimum|maximum|floor|ceiling|limit)\b|"
    r"\bnot one (?:card )?(?:fewer|less)\b|底线|红线|下限|上限|少一张都|多一分都",
    re.IGNORECASE,
)
_SIGNED = (
    r"\bsign(?:s|ed|ature)?\b|\bsign-off\b|\bapprov|\bauthori[sz]|"
    r"签字|签不了|审批|批准|权限|[要得]\S{0,9}批"
)
_THRESHOLD = (
    r"\bor (?:below|less|above|more)\b|\bbelow\b|\babove\b|\bunder\b|\bfrom\b|\banything\b|"
    r"低于|高于|以下|以上|超过|不到|到"
)
AUTHORITY = re.compile(rf"^(?=[\s\S]*(?:{_SIGNED}))(?=[\s\S]*(?:{_THRESHOLD}))", re.IGNORECASE)
ALTERNATIVE = re.compile(
    r"\balternative\b|\bbatna\b|\bwalk(?:ing)? away\b|\breservation\b|\bwithout a deal\b|"
    r"\bif we do not sign\b|谈不成|谈不拢|替代方案|保留价|底线|不签",
    re.IGNORECASE,
)

_WORD = re.compile(r"[a-z]{5,}")
_FILLING = re.compile(
    "about|above|after|among|cards|cloud|could|every|first|found|great|little|months?|never|other|"
    "present|price|their|there|these|thing|those|today|total|under|until|value|where|which|while|"
    "would"
)
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_HAN_FILLING = frozenset(
    "我你您他们的了是在有都把不也就只再还会能可要这那个和与跟大约左右一上下之每为已经自己"
)


def group_count(fact: PrivateFact, text: str, language: Language) -> int:
    """Return how many groups of words a text shares with a fact as it is put in one language."""
    groups = _groups_in(f"{fact.id.replace('_', ' ')} {fact.statement.in_language(language)}")
    return sum(bool(group.search(text)) for group in groups)


def cue_count(fact: PrivateFact, text: str) -> int:
    """Return how many words a text shares with the statement of a fact, their kin included."""
    lowered = text.lower()
    own = sum(word in lowered for word in _words_of(fact.statement.en, fact.statement.zh))
    groups = _groups_in(f"{fact.id.replace('_', ' ')} {fact.statement.en} {fact.statement.zh}")
    return 2 * sum(bool(group.search(text)) for group in groups) + own


@lru_cache(maxsize=512)
def _groups_in(statement: str) -> tuple[re.Pattern[str], ...]:
    return tuple(group for group in _GROUPS if group.search(statement))


@lru_cache(maxsize=512)
def _words_of(english: str, chinese: str) -> frozenset[str]:
    """Return the telling words of a statement: long English ones by their stem, Chinese pairs."""
    words = {word[:6] for word in _WORD.findall(english.lower()) if not _FILLING.fullmatch(word)}
    for run in _HAN_RUN.findall(chinese):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        words |= {pair for pair in pairs if not (set(pair) & _HAN_FILLING)}
    return frozenset(words)
