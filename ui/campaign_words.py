"""The words of campaigns and their scorecards: a part of the catalogue of ``ui.texts``."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Text

__all__ = ["CAMPAIGN_WORDS", "pairs"]


def pairs(**words: tuple[str, str]) -> Mapping[str, Text]:
    """Return texts by key, each given in English and Chinese."""
    return MappingProxyType({key: Text(en=en, zh=zh) for key, (en, zh) in words.items()})


CAMPAIGN_WORDS = pairs(
    timeline=("Timeline", "时间线"),
    tables=("Tables", "谈判桌"),
    campaign=("Campaign", "全程"),
    phase_opens=("Tables opened", "开的桌"),
    ending=("ending", "结果"),
    parties=("parties", "参与方"),
    news=("News", "消息"),
    moves=("What became of contracts, seen by their parties alone", "合同动态，只有当事方知道"),
    skipped=("Not opened", "没有开的桌"),
    end_agreement=("agreement", "谈成"),
    end_walk_away=("somebody walked away", "有人离场"),
    end_deadline=("no agreement", "没谈成"),
    end_none=("goes on", "还在谈"),
    not_scored=(
        "The campaign is scored when its last phase is over.",
        "全部阶段结束后才评分。",
    ),
    market=("Market: {regimes}", "行情：{regimes}"),
    regime_from=("{regime} from {month}", "{month}起{regime}"),
    regime_calm=("calm", "平稳"),
    regime_boom=("boom", "热潮"),
    regime_squeeze=("squeeze", "紧缺"),
    regime_glut=("glut", "过剩"),
    signatures=("Signatures, judged before the fact and after it", "签约：事前与事后"),
    contract=("contract", "合同"),
    signed_in=("signed", "签约"),
    before_fact=("surplus before", "事前盈余"),
    loss=("P(loss)", "亏损概率"),
    after_fact=("after", "事后"),
    decision=("decision", "决策"),
    delivered=("delivered", "交付"),
    ended=("ended", "结局"),
    runs_on=("runs on", "仍在履行"),
    verdict_sound=("sound", "对"),
    verdict_bad_luck=("sound, bad luck", "对，运气差"),
    verdict_good_luck=("wrong, good luck", "错，运气好"),
    verdict_outvoted=("outvoted", "表决落败"),
    verdict_mistake=("mistake", "错"),
    profits=("Who ended with the profit", "利润归谁"),
    profit=("profit", "利润"),
    expected=("expected at signing", "签约时预期"),
    n_signed=("contracts", "合同数"),
    promises=("Promises against cover", "许的与有着落的"),
    seller=("seller", "卖方"),
    promised=("promised", "许下"),
    covered=("covered", "有着落"),
    shortfall=("worst shortfall", "最缺时"),
    over_promised=("over-promised", "承诺过头"),
    yes=("yes", "是"),
    exposures=("Damages that nobody stands behind", "没人兜底的赔付"),
    most_owed=("may owe", "最多要赔"),
    passed_on=("passed on", "转得出去"),
    unhedged=("its own", "自担"),
    curses=("Tenders", "招标"),
    price=("price", "价格"),
    runner_up=("runner-up", "第二名"),
    realised=("realised", "实得"),
    cursed=("winner's curse", "赢家诅咒"),
    leaks=("Figures carried from one table to another", "带到别桌上说的数字"),
    quote=("words", "原话"),
    heard_at=("heard at", "听自"),
    amplification=(
        "Orders on their way up: {rented} cards rented, {ordered} ordered, {delivered} delivered.",
        "订单逐级放大：客户租{rented}张，向上订{ordered}张，交付{delivered}张。",
    ),
)
