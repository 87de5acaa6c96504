"""Cases: a suite, multiplied out. A case is one run, with an id that says what would be played.

The id is a hash of everything that decides the run: scenario, personas, seats, language, talk, who
opens, seed. Where the files of a suite change, so do the ids of the cases that they decide, and no
old result is taken for a new one. The models that a case asks are added by `deciding`.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, permutations, product, zip_longest
from typing import NamedTuple

from evals.shelf import Shelf
from evals.suite import Opener, Player, ScenarioEntry, Suite
from negotiation.agents.negotiator import AdviserLevel
from negotiation.app.seats import parse_wish
from negotiation.domain.moves import TalkMode
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language, Value
from negotiation.errors import UsageError

__all__ = ["ID_DIGITS", "Case", "expand"]

ID_DIGITS = 16


class Case(Value):
    """One run of a suite: who sits where, and who of them is measured."""

    id: str
    scenario: str
    """As on the shelf."""
    role: str
    """The party of the contestant."""
    contestant: Player
    opponent: Player
    """In every other seat."""
    judged: tuple[str, ...]
    """The parties whose results count: the role's; in a head-to-head game everybody's."""
    persona: str
    """Of the role; ``shipped`` is the scenario's own."""
    language: Language
    talk: TalkMode
    adviser: AdviserLevel | None
    opener: Opener
    seed: int
    repeat: int

    @property
    def variant(self) -> str:
        """What, besides scenario, role, opponent and seed, must be alike for a fair comparison."""
        said = (self.persona, self.language, self.talk, self.adviser or "", self.opener)
        return "/".join(said)

    def player_of(self, party: str) -> Player:
        """Return who takes the seat of a party."""
        return self.contestant if party == self.role else self.opponent

    def rival_of(self, party: str) -> Player:
        """Return whom a party meets."""
        return self.opponent if party == self.role else self.contestant


class _Meeting(NamedTuple):
    role: str
    contestant: Player
    opponent: Player
    judged: tuple[str, ...]


class _Style(NamedTuple):
    persona: str
    language: Language
    talk: TalkMode
    opener: Opener


def expand(suite: Suite, shelf: Shelf, contestants: Iterable[Player]) -> tuple[Case, ...]:
    """Return the cases of a suite, seed by seed, so that any beginning of them is balanced.

    Args:
        suite: the suite.
        shelf: with its scenarios for every seed.
        contestants: who is measured: baselines, and whoever the command names.

    Raises:
        UsageError: a role does not exist, nobody is measured, or a form is wrong.
    """
    players = tuple(contestants)
    if not players:
        raise UsageError(f"suite {suite.name} has no contestants: name one with --contestant WHO")
    for player in (*players, *suite.opponents):
        parse_wish(player.name, player.who)
    cases = tuple(_cases(suite, shelf, players))
    if not cases:
        raise UsageError(f"suite {suite.name} has no cases: {suite.pairing} of {len(players)}")
    return cases


def _cases(suite: Suite, shelf: Shelf, players: tuple[Player, ...]) -> Iterator[Case]:
    seen: set[str] = set()
    for seed in range(1, suite.seeds + 1):
        for each, repeat in product(
            _once(suite, shelf, players, seed), range(1, suite.repeats + 1)
        ):
            case = _identified(each.model_copy(update={"repeat": repeat}), shelf)
            if case.id not in seen:
                seen.add(case.id)
                yield case


def _once(suite: Suite, shelf: Shelf, players: tuple[Player, ...], seed: int) -> Iterator[Case]:
    """Yield the cases of a seed; scenarios take turns, so that a part of them is balanced too."""
    by_scenario = [
        [
            Case(
                id="",
                scenario=word,
                adviser=adviser,
                seed=seed,
                repeat=1,
                **meeting._asdict(),
                **style._asdict(),
            )
            for style, meeting in product(
                _styles(suite, shelf.scenarios[word].scenario),
                _meetings(suite, shelf.scenarios[word].scenario, entry, players),
            )
            for adviser in _advisers(suite, meeting.contestant)
        ]
        for entry in suite.scenarios
        for word in shelf.words(entry, seed)
    ]
    batches = [list(_in_batches(cases)) for cases in by_scenario]
    # Each scenario begins with another role and opponent, for the sake of whoever plays a part.
    turned = [
        each[place % len(each) :] + each[: place % len(each)] for place, each in enumerate(batches)
    ]
    for several in zip_longest(*turned):
        for cases in several:
            yield from cases or ()


def _in_batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """Yield runs of cases that differ in nothing but the contestant."""
    for _, alike in groupby(cases, lambda case: (case.role, case.opponent, case.variant)):
        yield list(alike)


def _styles(suite: Suite, scenario: Scenario) -> list[_Style]:
    axes = product(suite.personas, suite.languages, suite.talks, suite.openers)
    return [
        style
        for style in map(_Style._make, axes)
        if style.opener == "written" or _can_swap(scenario)
    ]


def _identified(case: Case, shelf: Shelf) -> Case:
    """Return a case with the id that its content has."""
    contents = (shelf.digests[case.scenario], shelf.digests.get(case.persona, ""))
    digest = sha256("".join((case.model_dump_json(), *contents)).encode()).hexdigest()
    return case.model_copy(update={"id": digest[:ID_DIGITS]})


def _meetings(
    suite: Suite, scenario: Scenario, entry: ScenarioEntry, players: tuple[Player, ...]
) -> Iterator[_Meeting]:
    """Yield who plays whom in a scenario, and in which role."""
    everybody = tuple(party.id for party in scenario.parties)
    roles = entry.roles or everybody
    for role in roles:
        if role not in everybody:
            known = ", ".join(everybody)
            raise UsageError(f"no party {role!r} in {scenario.name}; known are {known}")
    match suite.pairing:
        case "pool":
            for opponent, role, player in product(suite.opponents, roles, players):
                yield _Meeting(role, player, opponent, (role,))
        case "self_play":
            for player in players:
                yield _Meeting(roles[0], player, player, everybody)
        case "round_robin":
            if len(everybody) != 2:  # noqa: PLR2004 - a head-to-head game has two sides
                raise UsageError(f"round_robin needs two parties, {scenario.name} has more")
            for one, other in permutations(players, 2):
                yield _Meeting(everybody[0], one, other, everybody)


def _advisers(suite: Suite, contestant: Player) -> tuple[AdviserLevel | None, ...]:
    """Return the adviser levels to try: of a model's seat that says none itself."""
    wish = parse_wish(contestant.name, contestant.who)
    if wish.kind != "llm" or "adviser" in wish.options or not suite.advisers:
        return (None,)
    return suite.advisers


def _can_swap(scenario: Scenario) -> bool:
    """Whether another one can make the first move: two who haggle."""
    return scenario.campaign is None and any(
        table.protocol == "alternating" for table in scenario.tables
    )
