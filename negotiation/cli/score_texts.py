"""The words of scorecards of larger tables and of campaigns, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["SCORE_TEXTS"]

SCORE_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "winner": "Winner",
                "last_bid": "last bid",
                "no_bid": "no bid",
                "won": "won",
                "won_share": "won {share}",
                "dropped": "dropped out in round {round}",
                "left": "left in round {round}",
                "for": "For the last proposal: {parties}",
                "against": "against: {parties}",
                "undecided": "undecided: {parties}",
                "gone": "gone: {parties}",
                "nobody": "nobody",
                "campaign": "The campaign, {start} to {end}",
                "market": "Market: {regimes}",
                "regime_from": "{regime} from {month}",
                "regime_calm": "calm",
                "regime_boom": "boom",
                "regime_squeeze": "squeeze",
                "regime_glut": "glut",
                "signatures": "Signatures (surplus before and after the fact, {unit})",
                "party": "party",
                "before": "before",
                "loss": "P(loss)",
                "after": "after",
                "verdict": "decision",
                "delivered": "{share} delivered",
                "sound": "sound",
                "bad luck": "bad luck",
                "good luck": "good luck",
                "mistake": "mistake",
                "outvoted": "outvoted",
                "runs_on": "runs on",
                "ending_all delivered": "all delivered",
                "ending_lapsed": "lapsed",
                "ending_term over": "term over",
                "ending_ended by agreement": "ended by agreement",
                "ending_replaced by substitutes": "substitutes",
                "ending_cancelled by buyer": "buyer cancelled",
                "ending_cancelled by seller": "seller cancelled",
                "ending_terminated for lateness": "ended for lateness",
                "ending_left at the ban": "left at the ban",
                "ending_customer left": "customer left",
                "ending_customer left short of cards": "left, no cards",
                "third_parties": "Others felt: {effects}",
                "none_signed": "Nothing was signed.",
                "profits": "Profit by party ({unit}, as of the first month)",
                "profit": "profit",
                "expected": "expected at signing",
                "n_signed": "contracts",
                "by_contract": "of which",
                "promises": "Promised more than was covered",
                "promise": (
                    "{contract}: {seller} promised {promised} cards with {covered} covered; "
                    "at worst {short} short, {months} months in all"
                ),
                "kept": "Every seller was covered for what it promised, or delivered it.",
                "exposures": "Damages that nobody stands behind",
                "exposure": (
                    "{contract}: {seller} may owe {owed}, {passed} of it passed on; "
                    "{open} is its own"
                ),
                "curses": "Tenders",
                "curse": (
                    "{table}: {winner} won at {price}{runner}; expected {expected}, got {realised}"
                ),
                "runner": " against {price} of {party}",
                "cursed": "winner's curse",
                "not_cursed": "no curse",
                "leaks": "Leaks between tables",
                "leak": (
                    "{table}, turn {turn}: {party} says the {issue} of {of} that it heard at "
                    '{heard}: "{quote}"'
                ),
                "no_leaks": "No figure was carried from one table to another.",
                "amplification": (
                    "Orders on their way up: {rented} cards rented, {ordered} ordered{ratio}, "
                    "{delivered} delivered"
                ),
                "ratio": " ({ratio} times)",
            }
        ),
        "zh": MappingProxyType(
            {
                "winner": "中标方",
                "last_bid": "最后报价",
                "no_bid": "没有报价",
                "won": "中标",
                "won_share": "中标，份额{share}",
                "dropped": "第{round}轮退出",
                "left": "第{round}轮离席",
                "for": "最后一份提案，赞成：{parties}",
                "against": "反对：{parties}",
                "undecided": "没表态：{parties}",
                "gone": "离席：{parties}",
                "nobody": "无",
                "campaign": "全程：{start}至{end}",
                "market": "行情：{regimes}",
                "regime_from": "{month}起{regime}",
                "regime_calm": "平稳",
                "regime_boom": "热潮",
                "regime_squeeze": "紧缺",
                "regime_glut": "过剩",
                "signatures": "签约（事前、事后盈余，{unit}）",
                "party": "一方",
                "before": "事前",
                "loss": "亏损概率",
                "after": "事后",
                "verdict": "决策",
                "delivered": "交付{share}",
                "sound": "对",
                "bad luck": "对，运气差",
                "good luck": "错，运气好",
                "mistake": "错",
                "outvoted": "表决落败",
                "runs_on": "仍在履行",
                "ending_all delivered": "交完",
                "ending_lapsed": "失效",
                "ending_term over": "到期",
                "ending_ended by agreement": "协商终止",
                "ending_replaced by substitutes": "换卡补上",
                "ending_cancelled by buyer": "买方取消",
                "ending_cancelled by seller": "卖方取消",
                "ending_terminated for lateness": "逾期解约",
                "ending_left at the ban": "因禁令退出",
                "ending_customer left": "客户走了",
                "ending_customer left short of cards": "等不到卡，走了",
                "third_parties": "牵动别家：{effects}",
                "none_signed": "什么也没签。",
                "profits": "各方利润（{unit}，折到第一个月）",
                "profit": "利润",
                "expected": "签约时预期",
                "n_signed": "合同数",
                "by_contract": "其中",
                "promises": "承诺过头",
                "promise": (
                    "{contract}：{seller}许了{promised}张，有着落的{covered}张；"
                    "最缺时差{short}，前后缺了{months}个月"
                ),
                "kept": "卖方许下的都有着落，或者都交了。",
                "exposures": "没人兜底的赔付",
                "exposure": "{contract}：{seller}最多要赔{owed}，转得出去{passed}，自担{open}",
                "curses": "招标",
                "curse": "{table}：{winner}以{price}中标{runner}；预期{expected}，实得{realised}",
                "runner": "（第二名{party}{price}）",
                "cursed": "赢家诅咒",
                "not_cursed": "没有赢家诅咒",
                "leaks": "桌间泄密",
                "leak": (
                    "{table}第{turn}次发言：{party}说出在{heard}听来的{of}的{issue}：“{quote}”"
                ),
                "no_leaks": "没有人把一张桌上的数字带到另一张桌上说。",
                "amplification": (
                    "订单逐级放大：客户租{rented}张，向上订{ordered}张{ratio}，交付{delivered}张"
                ),
                "ratio": "（{ratio}倍）",
            }
        ),
    }
)
