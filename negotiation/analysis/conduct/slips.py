"""Phrases with which a model falls out of its part, in English and Chinese.

Model labs sell assistants and train language models, so the words alone say nothing: the speaker
must speak so of itself.
"""

import re

__all__ = ["SLIPS"]

_AI = (
    r"(?:an? |本)?(?:ai|artificial intelligence)"
    r"(?= (?:language |assistant|model|system|program|chatbot|and |but |so |"
    r"developed|trained|designed|created|built)|\s*[,.;:!]|$)"
)
_ASSISTANT = (
    rf"\bas {_AI}",
    rf"\bi(?:'m| am) (?:just |only )?{_AI}",
    r"\b(?:as|i am|i'm|i'm just|i am just) an? (?:large |ai )?language model\b",
    r"\bi(?:'m| am) (?:just |only )?an? (?:virtual |digital )?(?:chatbot|assistant)\b",
    r"\bhow (?:can|may) i (?:assist|help) you\b",
    r"\bi (?:cannot|can't|am unable to) (?:help|assist|comply) with th(?:at|is)(?: request)?[.!]?$",
    r"\b(?:trained|created|developed|made|built) by (?:openai|anthropic|google|alibaba|deepseek)\b",
    r"\bmy training data\b|我的训练数据",
    r"\b(?:any )?(?:further|additional) assistance\b|如需(?:进一步|更多)(?:的)?帮助",
    r"作为(?:一个|一名)?(?:ai|人工智能|大?语言)(?:语言)?(?:模型|助手|助理)",
    r"我(?:只|就)?是(?:一个|一名)?(?:ai|人工智能)(?:助手|助理|模型|系统|语言模型)?(?=[，。,.!]|$)",
    r"我(?:只|就)?是(?:一个|一名)?大?(?:语言模型|智能助手)",
    r"本(?:ai|模型|助手)(?!公司|卡)",
    r"有什么(?:可以|能)(?:帮|为)[您你]",
    r"无法(?:协助|帮助)?(?:完成|满足|处理)(?:这个|该|此)?请求",
)
_INSTRUCTIONS = (
    r"(?<![a-z])json(?![a-z])",
    r"\b(?:system|my|this|the) prompts?(?=[,.;:!?]| (?:says?|tells?|asks?|is|was|requires?)\b)",
    r"\bsystem prompt\b|\b(?:my|this) system message\b",
    r"\bmy instructions (?:say|tell|are to)\b",
    r"\brole[- ]?play|\b(?:in|out of) character\b|\bthe simulation\b|\bnegotiation simulat",
    r"\bthe user (?:wants|asks|asked|said|requests|requested|is asking)\b",
    r"\b(?:in the|the) required format:|\boutput format\b|格式输出",
    r"提示词|根据系统(?:消息|提示)|角色扮演|模拟谈判|我的人设|按照指令",
    r"用户(?:希望|要求|想|让我)[^。]{0,20}(?:所以我|因此我?|我应该|我需要)",
    r"为您生成|生成的回[复答]|以下是(?:我的)?回[复答]",
)
_TEMPLATE = (
    r"[(（\[]\s*(?:thinking|thoughts?|internal|note to self|思考|内心|想法)\s*[:：]",
    r"</?think>|```|\{(?:offer|counterpart|value)\}|\"kind\"\s*:",
    r"\[(?:name|your name|insert[^\]]*|company|date|姓名|名字|公司名?|日期)\]",
)
_COACH = (
    r"\byou (?:should|could|might) (?:counter (?:with|at)|anchor|(?:start|open) (?:at|with) \d)",
    r"\byou (?:might|may) want to (?:counter|anchor)\b|\bwhat i would do in your place\b",
    r"(?:我要是|如果我是|换作)[您你](?:就|，|的话)",
    r"\bto get a better (?:deal|price|offer),? (?:you|try)\b",
    r"\bi(?:'d| would)? (?:suggest|recommend|advise) (?:that )?you (?:counter|anchor|push)\b",
    r"想(?:谈得更好|谈到更好)|可以先要求.{0,12}再[压砍还]价",
    r"\b(?:great|good|excellent|nice) negotiat(?:ing|ion)(?=[!.,])",
    r"\bnegotiati(?:ng|on) (?:tips?|advice)\b|\ba tip for you\b|\byou could improve\b",
    r"\b(?:counter-?offer|reply|response) (?:that )?you (?:could|can|might) use\b",
    r"谈判(?:建议|技巧|策略)(?:很|：|:|是|不错)|[您你](?:应该|可以)先?还价|下次可以|锚点",
)

SLIPS = tuple(
    (detail, re.compile("|".join(f"(?:{words})" for words in phrases), re.IGNORECASE))
    for detail, phrases in (
        ("speaks as an assistant", _ASSISTANT),
        ("speaks of its instructions", _INSTRUCTIONS),
        ("shows marks of a template", _TEMPLATE),
        ("coaches the other side", _COACH),
    )
)
"""What it is, and a pattern of the words."""
