"""The lines of a debrief on the terminal: what came of a table; words for amounts and terms."""

from collections.abc import Iterator, Sequence

from negotiation.analysis.debrief.records import Change, Check, TableDebrief, TurningPoint
from negotiation.cli.debriefing_texts import DEBRIEF_TEXTS
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import ValueUnit, format_amount
from negotiation.domain.scenarios import Scenario
from negotiation.domain.tenders import deal_space
from negotiation.domain.values import Language

__all__ = ["DebriefLines", "percent"]


class DebriefLines:
    """Words the debriefs of one scenario."""

    def __init__(self, scenario: Scenario, language: Language) -> None:
        self.language = language
        self.texts = DEBRIEF_TEXTS[language]
        self.comma, self.colon = (", ", ": ") if language == "en" else ("，", "：")
        self._scenario = scenario

    def result(self, table: TableDebrief) -> Iterator[str]:
        """Yield what came of a table and what was left on it."""
        result, unit = table.result, table.unit
        amounts = {
            "surplus": self.amount(result.surplus, unit),
            "alternative": self.amount(result.alternative, unit),
        }
        if result.agreement is None:
            yield self.say("no_deal")
        if result.best_surplus is None:
            yield self.say("result_only", **amounts)
        else:
            best = self.amount(result.best_surplus, unit)
            yield self.say("result", **amounts, best=best, share=percent(result.attained_share))
        if result.target is not None and result.is_target_own:
            yield self.say("target", target=self.amount(result.target, unit))
        better, best_of_all = table.left.to_frontier, table.acceptable.best
        if better is None:
            yield self.say("nothing_left")
        else:
            yield self.say(
                "left",
                gain=self.amount(better.gain, unit),
                changes=self.changed(table.table, better.changes, better.outcome),
            )
        if best_of_all is not None and best_of_all.gain > 0:
            terms = self.terms(table.table, best_of_all.outcome)
            yield self.say("accepted", gain=self.amount(best_of_all.gain, unit), terms=terms)
        for near in table.acceptable.nearby:
            changes = self.changed(table.table, near.changes, near.outcome)
            yield self.say("nearby", changes=changes, gain=self.amount(near.gain, unit))

    def words(self, table: TableDebrief) -> Iterator[str]:
        """Yield false claims and leaks."""
        if table.claims:
            yield self.say("claims")
        for claim in table.claims:
            how = {True: "believed", False: "not_believed", None: "untold"}[claim.is_believed]
            yield "  " + self.say(
                "claim",
                turn=claim.spot.turn,
                party=self.name(claim.spot.party),
                fact=claim.fact,
                truth=claim.truth,
                believed=self.texts[how],
            )
        if table.leaks:
            yield self.say("leaks")
        for leak in table.leaks:
            party = self.name(leak.spot.party)
            yield "  " + self.say("leak", turn=leak.spot.turn, party=party, what=leak.what)

    def later(self, table: TableDebrief) -> Iterator[str]:
        """Yield what became of the agreement."""
        later = table.later
        if later is None:
            return
        yield self.say("later")
        for party, npv in later.npv_cny.items():
            expected = later.expected_cny.get(party)
            yield "  " + self.say(
                "later_line",
                party=self.name(party),
                npv=self.amount(npv, "cny"),
                expected="-" if expected is None else self.amount(expected, "cny"),
            )
        for promise in later.promises:
            covered = promise.covered_gpus
            yield "  " + self.say(
                "promise",
                seller=self.name(promise.seller),
                promised=promise.promised_gpus,
                covered=self.texts["unknown"] if covered is None else f"{covered:,.0f}",
                share=self.texts["none_came"]
                if promise.delivered_fraction is None
                else percent(promise.delivered_fraction),
            )

    def place(self, check: Check, *, has_tables: bool) -> str:
        """Say in which turns, and of several tables at which one, a check was read."""
        turns = sorted({spot.turn for spot in check.spots})
        if turns == [0]:
            return self.texts["before"]
        said = self.say("turns", turns=", ".join(map(str, turns)))
        table = self.title(check.spots[0].table)
        return f"{table}{self.comma}{said}" if has_tables else said

    def better(self, point: TurningPoint) -> str:
        """Say the better move of a turning point."""
        outcome, kind = point.better_outcome, point.better.act.kind
        if outcome is None:
            return self.texts["walk"]
        terms = self.terms(point.table, outcome)
        key = kind if kind in {"accept", "escalate"} else "offer"
        return self.say(key, terms=terms)

    def changed(self, table: str, changes: Sequence[Change], outcome: Outcome) -> str:
        """Say the terms that change, or all of them where there was nothing before."""
        if not changes:
            return self.terms(table, outcome)
        issues = deal_space(self._scenario, self._scenario.table(table)).by_id
        return self.comma.join(
            f"{issues[each.issue].title.in_language(self.language)} "
            f"{issues[each.issue].show(each.before, self.language)} → "
            f"{issues[each.issue].show(each.after, self.language)}"
            for each in changes
        )

    def terms(self, table: str, outcome: Outcome) -> str:
        """Say every term of an outcome."""
        issues = deal_space(self._scenario, self._scenario.table(table)).issues
        shown = [
            issue.show(outcome[issue.id], self.language) for issue in issues if issue.id in outcome
        ]
        return self.comma.join(shown)

    def say(self, key: str, **words: object) -> str:
        """Fill a text in."""
        return self.texts[key].format(**words)

    def amount(self, value: float, unit: ValueUnit) -> str:
        """Write an amount."""
        return format_amount(value, unit, self.language)

    def name(self, party: str) -> str:
        """Return the name of a party."""
        return self._scenario.party(party).name.in_language(self.language)

    def title(self, table: str) -> str:
        """Return the title of a table."""
        return self._scenario.table(table).title.in_language(self.language)


def percent(share: float | None) -> str:
    """Write a share."""
    return "-" if share is None else f"{share:.0%}"
