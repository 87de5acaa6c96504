"""How advice is worded: a line for a model's state card, some lines for a person.

A model pays for every word again with every later turn, so it is told only what it can act on, and
terms as an offer must write them. A person reads terms as people say them, and every clause.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import starmap

from negotiation.agents.advice import Advice, ClauseStep, Swap, Terms
from negotiation.agents.adviser_texts import (
    ADVISER_TEXTS,
    ADVISER_TEXTS_FOR_PEOPLE,
    AdviserTexts,
)
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import (
    OptionValue,
    Scale,
    Unit,
    ValueUnit,
    format_value,
    scale_of,
)
from negotiation.domain.values import Language
from negotiation.economics.own import OwnRisk

__all__ = ["render_advice"]

MAX_CHANGES = 2
"""Clauses that terms change at most, if a model is to be told of them."""

MAX_TOLD = 4
"""Clauses to change that a model is told of at most in one turn."""

TERMS_DIGITS, STEP_DIGITS = 2, 3
"""Digits of the best gain to which a model is told what terms and single steps are worth."""


def render_advice(
    advice: Advice,
    space: OutcomeSpace,
    language: Language,
    unit: ValueUnit,
    *,
    for_people: bool = False,
) -> str:
    """Return advice as one line for a model, or as several lines for a person."""
    texts = (ADVISER_TEXTS_FOR_PEOPLE if for_people else ADVISER_TEXTS)[language]
    scale = scale_of((advice.reservation_value, advice.best_value), unit, language)
    card = _Card(advice, space, language, texts, scale, for_people)
    first, *others = (f"{text}{texts.stop}" for text in card.sentences())
    if for_people:
        return "\n".join((f"{texts.desk}{first}", *others, *card.clauses()))
    return f"{texts.desk}{texts.gap.join((first, *others))}"


@dataclass(frozen=True, slots=True)
class _Card:
    """Advice on its way into words."""

    advice: Advice
    space: OutcomeSpace
    language: Language
    texts: AdviserTexts
    scale: Scale
    for_people: bool

    def sentences(self) -> Iterator[str]:
        """Yield what there is to say, the weightiest first."""
        advice, texts = self.advice, self.texts
        yield from self._heads()
        if advice.crossed:
            yield texts.crossed.format(issues=self._issues(advice.crossed))
        if not advice.has_candidates:
            yield texts.hopeless
        if advice.nearest is not None and not advice.is_acceptable:
            yield self._nearest(advice.nearest)
        if advice.theirs is not None and advice.theirs.risk is not None:
            yield texts.risk.format(risk=self._risk(advice.theirs.risk))
        yield from self._trades()
        if told := self._told():
            counters = texts.semicolon.join(starmap(self._counter, enumerate(told)))
            form = texts.counters if advice.theirs else texts.vary if advice.own else texts.open
            yield form.format(offer=advice.base and advice.base.offer_id, counters=counters)

    def clauses(self) -> Iterator[str]:
        """Yield what each clause is worth, a line each; nothing if the desk did not look."""
        if self.advice.base is None or not self.advice.steps:
            return
        yield self.texts.clauses.format(offer=self.advice.base.offer_id)
        for step in self.advice.steps:
            issue = self.space.by_id[step.issue]
            before, after = (issue.show(each, self.language) for each in (step.before, step.after))
            title = issue.title.in_language(self.language)
            gain = self._signed(step.gain)
            yield self.texts.clause.format(title=title, before=before, after=after, gain=gain)

    def _heads(self) -> Iterator[str]:
        """Say what their offer is worth, else one's own, else what there is to hope for."""
        advice, texts = self.advice, self.texts
        if advice.theirs is not None:
            form = "{offer}" if advice.is_standing else texts.gone
            said = self._worth(form.format(offer=advice.theirs.offer_id), advice.theirs)
            if advice.own is not None:
                own = self._show(advice.own.value)
                said += texts.own.format(offer=advice.own.offer_id, value=own)
            yield said
        elif advice.own is not None:
            yield self._worth(texts.yours.format(offer=advice.own.offer_id), advice.own)
        elif advice.has_candidates:
            gain = self._show(advice.best_value - advice.reservation_value)
            yield texts.opening.format(value=self._amount(advice.best_value), gain=gain)

    def _worth(self, offer: str, terms: Terms) -> str:
        gain, fraction = self.advice.gain(terms), self.advice.gain_fraction(terms)
        value = self._amount(terms.value)
        if gain < 0:
            return self.texts.below.format(offer=offer, value=value, gain=self._show(-gain))
        share = "" if fraction is None else self.texts.share.format(share=self._percent(fraction))
        return self.texts.above.format(offer=offer, value=value, gain=self._show(gain), share=share)

    def _nearest(self, terms: Terms) -> str:
        changed = self._changed(terms)
        if len(changed) > MAX_CHANGES and not self.for_people:
            return self.texts.far.format(n=len(changed))
        value = self._show(terms.value)
        return self.texts.nearest.format(terms=self._listed(changed), value=value)

    def _trades(self) -> Iterator[str]:
        """Say what to swap; without a swap, a model hears which single steps matter most."""
        advice, texts = self.advice, self.texts
        yield from map(self._swap, advice.swaps if self.for_people else advice.swaps[:1])
        if advice.swaps or self.for_people or not advice.has_candidates:
            return
        if advice.theirs is not None:
            form, steps = texts.most, [step for step in advice.steps if step.gain > 0]
        else:
            form, steps = texts.cheapest, [step for step in advice.steps if step.gain <= 0]
        if told := texts.comma.join(map(self._step, steps[:MAX_CHANGES])):
            yield form.format(steps=told)

    def _swap(self, swap: Swap) -> str:
        give, take = swap.give, swap.take
        return self.texts.swap.format(
            give=self._term(give.issue, give.after),
            cost=self._signed(give.gain),
            take=self._term(take.issue, take.after),
            gain=self._signed(take.gain),
        )

    def _step(self, step: ClauseStep) -> str:
        term = self._term(step.issue, step.after)
        return self.texts.step.format(term=term, gain=self._signed(step.gain))

    def _told(self) -> Sequence[Terms]:
        """Return the counter-offers that are told: to a model those that it has room for."""
        advice = self.advice
        if self.for_people:
            return advice.counters
        if advice.base is None:
            return advice.counters[:1]
        room = MAX_TOLD - len(advice.crossed) - (MAX_CHANGES if advice.steps else 0)
        if advice.nearest is not None:
            room -= min(len(self._changed(advice.nearest)), MAX_CHANGES)
        told: list[Terms] = []
        for terms in advice.counters:
            n_changes = len(self._changed(terms))
            if n_changes <= min(room, MAX_CHANGES):
                told.append(terms)
                room -= n_changes
        return told

    def _counter(self, place: int, terms: Terms) -> str:
        """Word a counter-offer; a model is told the risk of the first alone."""
        figures = self._show(terms.value)
        if terms.risk is not None and (self.for_people or place == 0):
            figures += self.texts.comma + self._risk(terms.risk)
        told = self._listed(self._changed(terms))
        return self.texts.counter.format(terms=told, figures=figures)

    def _risk(self, risk: OwnRisk) -> str:
        fraction = risk.loss_probability_fraction
        loss = self.texts.loss.format(share=self._percent(fraction)) if fraction else ""
        return loss + self.texts.worst.format(cvar=self._show(risk.cvar5_npv_cny))

    def _changed(self, terms: Terms) -> Outcome:
        """Return what differs from ``base``; all of it where there is nothing to compare with."""
        base = self.advice.base
        if base is None:
            return terms.outcome
        return {
            issue: value for issue, value in terms.outcome.items() if base.outcome[issue] != value
        }

    def _listed(self, terms: Outcome) -> str:
        return self.texts.comma.join(self._term(issue, value) for issue, value in terms.items())

    def _term(self, issue: str, value: OptionValue) -> str:
        if self.for_people:
            return self.space.by_id[issue].speak(value, self.language)
        return f"{issue} {value if isinstance(value, str) else json.dumps(value)}"

    def _issues(self, issues: Iterable[str]) -> str:
        if not self.for_people:
            return self.texts.comma.join(issues)
        titles = (self.space.by_id[issue].title.in_language(self.language) for issue in issues)
        return self.texts.comma.join(titles)

    def _amount(self, value: float) -> str:
        """Write a value with its unit."""
        shown, unit = self._show(value), self.scale.unit
        one = unit.removesuffix("s") if shown == "1" else unit
        return self.texts.amount.format(value=shown, unit=one)

    def _show(self, value: float, n_digits: int = TERMS_DIGITS) -> str:
        """Write an amount; a model is told large ones to a few digits of the best gain."""
        scale = self.scale
        if not self.for_people:
            gain = (self.advice.best_value - self.advice.reservation_value) / scale.divisor
            n_decimals = max(n_digits - len(str(int(gain))), 0) if scale.divisor > 1 else 2
            scale = replace(scale, decimals=min(n_decimals, scale.decimals))
        shown = scale.show(value) if self.for_people else scale.show(value).replace(",", "")
        return shown if shown.strip("-0.") else shown.removeprefix("-")

    def _signed(self, value: float) -> str:
        shown = self._show(value, STEP_DIGITS)
        return f"+{shown}" if value > 0 else shown

    def _percent(self, fraction: float) -> str:
        return format_value(round(fraction, 2), Unit.FRACTION, self.language)
