"""A negotiator whose words are meant for a browser, a spreadsheet and a Markdown reader."""

from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.moves import Move, Offer
from negotiation.protocol.view import View

__all__ = ["WORDS", "Hostile"]

WORDS = (
    "=HYPERLINK(A1) <script>alert(1)</script> <img src=x onerror=alert(2)> & &lt;b&gt;\n"
    "# shout\n\n- one\n    code\n1. two\n---\n| a | b |\n```\n"
    "[here](javascript:alert(3)) ![](x.png) *so* __loud__ `cat` ~~no~~ <b>!</b>"
)


class Hostile:
    """Offers what everybody may take, and says ``WORDS``."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port has it
        outcome = {issue.id: issue.values[0] for issue in self._brief.space.issues}
        return Move(act=Offer(outcome=outcome), message=WORDS, private_note="+keep this")
