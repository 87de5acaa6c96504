"""What looks like a figure and is none: names, dates, ordinals, idioms, list marks.

``masked`` blanks them out and keeps every position, so that what is found later can be quoted.
"""

import re

from negotiation.analysis.conduct.numerals import CHINESE, ENGLISH_WORDS

__all__ = ["BLANK", "masked"]

BLANK = "\x00"

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_COUNTED = "round|option|clause|section|page|step|item|tier|level|phase|week|day|turn"
_NAMES = (
    r"(?<![A-Za-z0-9_])(?!(?:rmb|cny|yuan)\d)[A-Za-z][A-Za-z_]*-?\d+[A-Za-z0-9.]*",
    r"\brtx ?\d+\w*",
    r"(?<![\d.,¥￥])\d{1,3}b\b",
    r"(?<![\d.,])\d+(?:\.\d+)?\s?(?:nm|gb|tb|mw|kw|gw|ghz|gbps|gb/s|tflops|pflops)\b",
    r"\b(?:2|4|8|16|two|four|eight|sixteen)-(?:gpu|card|way)s?\b|[八8]卡(?=机|服务器|节点|整机)",
    r"\bof (?:8|eight) (?:cards|gpus)(?: each)?\b",
)
_DATES = (
    rf"\b(?:{_MONTHS})\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b",
    rf"\b(?:{_MONTHS}) \d{{1,2}}\b(?! ?%)|\b\d{{1,2}} (?:{_MONTHS})\b",
    (
        rf"(?:\d{{2,4}}|[零〇一二三四五六七八九]{{2,4}})年"
        rf"(?=[\d{CHINESE}]{{1,3}}月|[底初中末]|[上下]半年)"
    ),
    r"(?<!\d)(?:19|20)\d\d年|[一二]?[零〇一二三四五六七八九]{3}年",
    (
        rf"(?<![\d{CHINESE}])(?:\d{{1,2}}|[{CHINESE}]{{1,2}})月"
        rf"(?:份|底|初|中旬|(?:\d{{1,2}}|[{CHINESE}]{{1,3}})[日号])?"
    ),
    (
        r"(?<![\d.,¥￥])20[1-3]\d"
        r"(?![\d.,]\d|\d| ?(?:[a-z]\d+ )?(?:cards?|gpus?|rmb|yuan|张|卡|元|块|台|万))"
    ),
    r"\b\d+[/:x*×]\d+(?:[/:]\d+)?\b",
)
_ORDINALS = (
    r"\b\d+(?:st|nd|rd|th)\b",
    rf"第(?:\d+|[{CHINESE}]+)(?:顺位|轮|批|步|条|次|名|位|档|期)?",
    r"\bpoint \d+(?:\.\d+)*(?! ?%)",
    rf"\b(?:{_COUNTED}|number|no\.) ?(?:\d+(?:\.\d+)*|(?:{ENGLISH_WORDS})\b)(?! ?%|,\d)",
    r"(?m:^\s*\(?\d{1,2}[.)、](?!\d))|[（(]\d{1,2}[）)]",
)
_IDIOMS = (
    r"(?:100 ?%|(?:a |one )?hundred per ?cent) (?=sure|certain|behind|committed|clear|honest|with)",
    rf"(?<![\d{CHINESE}])(?:十分(?!之)|千万(?=[别不要请得记])|万[一万]|万分(?!之)|百般|十足)",
    r"千方百计|一五一十",
    r"十拿九稳|三番五次|一万个|一百个(?=放心|愿意|不)|成百上千|千家万户|万事|万全|千真万确|百闻",
    r"百分百|百分之百(?=的?诚|确定|放心|相信|愿意|支持)|一成不变|一折腾|千载|百年|三五成群",
    r"\bone by one\b|\bone (?:last|more|final) \w+|\b(?:ten|hundred|thousand) times\b",
    r"\b(?:hundreds?|thousands?|millions?) of\b|\ba (?:third|fourth) (?:party|time|option)",
)

_MASK = re.compile(
    "|".join(f"(?:{part})" for part in (*_IDIOMS, *_DATES, *_ORDINALS, *_NAMES)), re.IGNORECASE
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")

_FULL_COMMA = re.compile(r"(?<=[\d])，(?=[０-９]{3}(?!\d))")


def masked(text: str) -> str:
    """Return ``text`` with what is no figure blanked out, as long as before.

    >>> masked("512 A800 in June 2023").replace(BLANK, "_")
    '512 ____ in _________'
    """
    plain = _FULL_COMMA.sub(",", text).translate(_FULL_WIDTH)
    return _MASK.sub(lambda found: BLANK * len(found[0]), plain)
