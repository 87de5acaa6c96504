"""What a report says, before it has a form: figures, comparisons, quotations, origins."""

from evals.results import Attempt
from evals.statistics.pairing import PairedComparison
from evals.statistics.ranking import Strength
from evals.summaries import Summary
from negotiation.analysis.conduct.finding import FindingKind, Severity
from negotiation.domain.events import FaultOwner
from negotiation.domain.values import Text, Value

__all__ = ["HEADLINE", "RESOLVED_EFFECT", "SKILL", "Contestant", "Counts", "Duel", "Origin"]
__all__ += ["Quotation", "Report", "Spending", "Split"]

HEADLINE = ("own_utility", "deal_rate", "joint_efficiency", "breach", "leaked", "lied")
"""Metrics of the first table where a suite names none."""

SKILL = "own_utility"
"""What contestants are compared on."""

RESOLVED_EFFECT = 0.05
"""The difference in skill for which it is said how many pairs resolve it."""


class Contestant(Value):
    """Who is measured."""

    name: str
    who: str
    is_baseline: bool
    models: tuple[str, ...]
    """That answered, as their servers name them."""
    n_rows: int
    """Seats in cases, also in those that could not be played."""


class Counts(Value):
    """How many cases there are, and what became of them."""

    n_cases: int
    n_played: int
    n_missing: int
    """Without a result yet."""
    failures: dict[str, int]
    """Cases that could not be played, by whose fault it was."""
    failure_kinds: dict[str, int]
    """The same by owner and kind."""
    n_repeated: int
    """Results left out because an earlier folder has the same case."""


class Split(Value):
    """The first metrics, split by one thing that varies."""

    axis: str
    values: tuple[str, ...]
    summaries: tuple[Summary, ...]
    """Their groups are contestant and value."""


class Duel(Value):
    """Two contestants compared on the cases that both have."""

    comparison: PairedComparison
    """The first is the one ahead."""
    pairs_needed: int | None
    """In these scenarios, for a difference of ``RESOLVED_EFFECT``; ``None`` if unknown."""
    scenarios_needed: int | None
    """Likewise, from the differences of the scenarios."""


class Quotation(Value):
    """Something that went wrong, with the words."""

    kind: FindingKind
    severity: Severity
    owner: FaultOwner
    contestant: str
    opponent: str
    party: str
    scenario: str
    seed: int
    case_id: str
    table: str
    turn: int
    words: str
    """Quoted; empty where nothing was said."""
    said_by: str
    """The party whose words they are: the other one where its offer is what this is about."""
    detail: str
    """What the rule found, in English."""
    run: str
    """The folder of the case, as the command named it."""
    folder: str
    """The same, from where the report is."""
    transcript: str | None
    """The page of the talk, from where the report is."""


class Spending(Value):
    """What cases used of models, all their seats together."""

    n_cases: int
    calls: int
    prompt_tokens: int
    completion_tokens: int
    abandoned_calls: int
    failed_attempts: int
    costs: dict[str, float]
    """By currency, of the cases whose models have prices."""
    n_unpriced: int
    """Cases that asked a model without a price."""


class Origin(Value):
    """Where the results of one folder come from."""

    path: str
    suite: str
    suite_digest: str
    """SHA-256 of the suite as it was played."""
    started_at: str
    git_revision: str | None
    versions: dict[str, str]
    played_with: dict[str, int]
    """Cases by the version of the simulator that their parties knew."""
    scored_with: dict[str, int]
    digests: dict[str, str]
    """SHA-256 of scenarios and personas."""
    addresses: dict[str, dict[str, str]]
    """Where each model was asked, by the name that we call it."""
    answered_by: dict[str, int]
    """Seats by the model that answered them, as its server names it."""
    seeds: int
    repeats: int
    n_cases: int
    n_results: int
    launches: tuple[Attempt, ...]


class Report(Value):
    """All that a report says."""

    schema_version: int = 1
    title: Text
    summary: Text
    headline: tuple[str, ...]
    """Names of metrics."""
    counts: Counts
    contestants: tuple[Contestant, ...]
    """Best first, by the first metric of the headline."""
    summaries: tuple[Summary, ...]
    """Every metric of every contestant; their group is the contestant."""
    splits: tuple[Split, ...]
    duels: tuple[Duel, ...]
    ranking: tuple[Strength, ...]
    """Of head-to-head games; else empty."""
    ranking_problem: str | None
    """Why there is none, though there are such games."""
    quotations: tuple[Quotation, ...]
    spending: dict[str, Spending]
    """By contestant."""
    spent: Spending
    origins: tuple[Origin, ...]

    def summary_of(self, metric: str, contestant: str) -> Summary:
        """Return a metric of a contestant. Raises ``KeyError`` when there is none."""
        for each in self.summaries:
            if each.metric == metric and each.group == (contestant,):
                return each
        raise KeyError(metric, contestant)
