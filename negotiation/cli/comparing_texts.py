"""The words of a comparison, in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language

__all__ = ["COMPARING_TEXTS", "DEEDS"]

COMPARING_TEXTS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "title": "Two runs of {scenario}",
                "first": "first",
                "second": "second",
                "forked": "forked from {run}, table {table}, turn {turn} on",
                "pure": "Same scenario, seed, language and talk: what differs was decided.",
                "not_pure": "Not the decisions alone: the conditions differ too.",
                "setting_scenario": "the scenario file",
                "setting_seed": "seed",
                "setting_language": "language",
                "setting_talk": "talk",
                "setting_seat": "seat {name}",
                "setting_persona": "persona of {name}",
                "setting_forced_move": "move in somebody's place, {name}",
                "set": "set",
                "setting_model": "model {name}",
                "setting_version": "version of {name}",
                "same": "The two logs are the same.",
                "parting": "They part at {where}:",
                "where_turn": "{table}, turn {turn}, {party}",
                "where_table": "{table}",
                "where_none": "event {line}, away from the tables",
                "rest": "the rest the same",
                "ends": "the log ends",
                "later": "A person plays and the talks go on: no values are shown until they end.",
                "ending": "ending",
                "not_opened": "not opened",
                "rounds": "rounds, turns",
                "value": "value",
                "surplus": "surplus",
                "joint": "joint surplus",
                "unit": "in {unit}",
                "difference": "difference",
                "findings": "Conduct, findings",
                "totals": "Over all tables",
                "winner": "winner",
                "campaign": "Over the campaign",
                "profit": "profit",
                "expected": "expected when signing",
            }
        ),
        "zh": MappingProxyType(
            {
                "title": "{scenario}：两局对照",
                "first": "第一局",
                "second": "第二局",
                "forked": "从{run}另开：{table}，第{turn}次发言起",
                "pure": "场景、种子、语言、说话方式都相同：差别全在决定。",
                "not_pure": "差别不全在决定：条件也不一样。",
                "setting_scenario": "场景文件",
                "setting_seed": "种子",
                "setting_language": "语言",
                "setting_talk": "说话方式",
                "setting_seat": "席位 {name}",
                "setting_persona": "{name}的人设",
                "setting_forced_move": "指定的一步 {name}",
                "set": "有",
                "setting_model": "模型 {name}",
                "setting_version": "{name}的版本",
                "same": "两局日志完全相同。",
                "parting": "从这里分道：{where}",
                "where_turn": "{table}，第{turn}次发言，{party}",
                "where_table": "{table}",
                "where_none": "第{line}个事件，不在谈判桌上",
                "rest": "其余相同",
                "ends": "日志到此为止",
                "later": "有人参与，谈判尚未结束：结束后才显示数值。",
                "ending": "结果",
                "not_opened": "没有开谈",
                "rounds": "轮数、发言次数",
                "value": "所得价值",
                "surplus": "盈余",
                "joint": "共同盈余",
                "unit": "单位：{unit}",
                "difference": "相差",
                "findings": "言行记录",
                "totals": "各桌合计",
                "winner": "中标方",
                "campaign": "整场下来",
                "profit": "利润",
                "expected": "签约时的预期",
            }
        ),
    }
)

DEEDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "table_opened": "the table opens",
                "talked": "only speaks",
                "offer_made": "offers {offer_id}",
                "offer_rejected": "rejects {offer_id}",
                "passed": "passes",
                "vote_cast": "votes on {offer_id}",
                "escalation_asked": "asks its own house",
                "escalation_decided": "its own house answers",
                "agreement_reached": "accepts {offer_id}",
                "walked_away": "walks away",
                "move_refused": "is refused by the referee",
                "note_taken": "notes something else for itself",
                "turn_forfeited": "loses the turn",
                "bids_revealed": "the bids are opened",
                "last_call": "last call",
                "contract_awarded": "the contract is awarded",
                "proposal_carried": "the proposal is carried",
                "deadline_passed": "the last round has passed",
                "phase_opened": "phase {phase} begins",
                "news_published": "news",
                "contract_moved": "contract {contract}: {happening}",
                "table_skipped": "table {skipped} does not open",
                "campaign_closed": "the campaign is over",
            }
        ),
        "zh": MappingProxyType(
            {
                "table_opened": "开谈",
                "talked": "只说话",
                "offer_made": "报价 {offer_id}",
                "offer_rejected": "拒绝 {offer_id}",
                "passed": "按兵不动",
                "vote_cast": "就 {offer_id} 表决",
                "escalation_asked": "回公司请示",
                "escalation_decided": "公司答复",
                "agreement_reached": "接受 {offer_id}",
                "walked_away": "离场",
                "move_refused": "裁判不予受理",
                "note_taken": "心里话不同",
                "turn_forfeited": "失去这一轮",
                "bids_revealed": "开标",
                "last_call": "最后一次叫价",
                "contract_awarded": "授标",
                "proposal_carried": "提案通过",
                "deadline_passed": "最后一轮已过",
                "phase_opened": "阶段{phase}开始",
                "news_published": "市场消息",
                "contract_moved": "合同{contract}：{happening}",
                "table_skipped": "{skipped}没有开谈",
                "campaign_closed": "全局结束",
            }
        ),
    }
)
"""What an event says somebody did, by its kind."""
