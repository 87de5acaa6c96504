"""What is said of the run that another one was forked from."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiation.app.records import RunRecord
    from negotiation.domain.values import Language
    from negotiation.store.folder import RunFolder

__all__ = ["calls_line", "origin_lines", "origin_of"]

TEXTS: "dict[Language, dict[str, str]]" = {
    "en": {
        "origin": "forked from {run}: table {table}, turn {turn} ({party}); {n} events are kept",
        "seat": "{party} from there on: {now} (before: {before})",
        "calls": "calls to models: {kept} kept, {reused} answered as in {run} for nothing, "
                 "{asked} asked anew",
    },
    "zh": {
        "origin": "从{run}另开一局：{table}，{party}的第{turn}次发言起重打，此前{n}个事件照旧",
        "seat": "{party}从这里起换人：{now}（原来是{before}）",
        "calls": "模型调用：此前{kept}次照旧；所问相同，{reused}次直接用{run}里的回复，不花钱；"
                 "另问{asked}次",
    },
}  # fmt: skip


def origin_lines(record: "RunRecord") -> list[str]:
    """Say where a run branched off and who took a seat over; nothing for a run that did not."""
    origin, plan = record.forked_from, record.plan
    if origin is None:
        return []
    texts, language = TEXTS[plan.language], plan.language
    names = {party.id: party.name.in_language(language) for party in plan.scenario.parties}
    said = texts["origin"].format(
        run=origin.run,
        table=plan.scenario.table(origin.table).title.in_language(language),
        turn=origin.turn,
        party=names[origin.party],
        n=origin.n_events,
    )
    shown = plan.people or tuple(plan.seats)
    changes = [
        texts["seat"].format(party=names.get(seat, seat), now=plan.seats[seat], before=before)
        for seat, before in origin.seats_before.items()
        if seat in shown
    ]
    return [said, *changes]


def calls_line(record: "RunRecord", folder: "RunFolder") -> str:
    """Say which calls to models were paid for."""
    from negotiation.app.forking import count_calls

    counts = count_calls(folder)
    return TEXTS[record.plan.language]["calls"].format(
        kept=counts.n_kept,
        reused=counts.n_reused,
        asked=counts.n_asked,
        run=record.forked_from.run if record.forked_from else "",
    )


def origin_of(folder: "RunFolder") -> dict[str, object]:
    """Return what the JSON of a run says of the one it was forked from; nothing if of none."""
    from negotiation.app.forking import count_calls
    from negotiation.app.records import read_run

    record = read_run(folder)
    if record.forked_from is None:
        return {}
    return {
        "forked_from": record.forked_from.model_dump(mode="json"),
        "forced_moves": [move.model_dump(mode="json") for move in record.plan.forced_moves],
        "calls": count_calls(folder)._asdict(),
    }
