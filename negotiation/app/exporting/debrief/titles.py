"""What sections and markets are called, in English and Chinese."""

from collections.abc import Mapping

from negotiation.app.exporting.debrief.word_pairs import pairs
from negotiation.domain.values import Text

__all__ = ["HEADINGS", "REGIMES"]

HEADINGS: Mapping[str, Text] = pairs(
    result=("The result", "结果"),
    left=("Left on the table", "桌面上剩下的"),
    charts=("How it went", "过程"),
    acceptable=("What the other side would have accepted", "对方本来还能接受什么"),
    clauses=("What each clause is worth", "每一条款值多少"),
    skills=("Skills", "能力评分"),
    cited=("The turns that the points come from", "得分出自哪些发言"),
    turning=("Turning points", "转折点"),
    promises=("Promises and capacity", "承诺与供货能力"),
    claims=("False statements", "不实说法"),
    leaks=("Figures given away", "泄露的数字"),
    later=("What really happened", "后来发生了什么"),
)
"""By section, in the order in which they are read."""

REGIMES: Mapping[str, Text] = pairs(
    calm=("calm", "平稳"),
    boom=("boom", "热潮"),
    squeeze=("squeeze", "紧缺"),
    glut=("glut", "过剩"),
)
"""What the market can be like."""
