"""Points scenarios made up from numbers, for measuring and for sparring."""

from collections.abc import Mapping, Sequence

from negotiation.domain.scenarios import Scenario

__all__ = ["fixed_sum_scores", "points_scenario"]

PERSONA = "procurement_expert"

Points = Sequence[Sequence[float]]
"""For every issue the points of every option."""


def points_scenario(
    scores: Mapping[str, Points], reservation_values: Mapping[str, float], *, deadline_rounds: int
) -> Scenario:
    """Make a scenario of one table around given points.

    Args:
        scores: by party; the first one opens. All have the same issues and options.
        reservation_values: by party [points].
        deadline_rounds: of the table.
    """
    parties = list(scores)
    issues = [f"issue{place}" for place, _ in enumerate(scores[parties[0]])]
    agenda = [
        {"id": issue, "title": _text(issue), "options": [f"o{k}" for k, _ in enumerate(points)]}
        for issue, points in zip(issues, scores[parties[0]], strict=True)
    ]
    table = {
        "id": "table",
        "title": _text("Table"),
        "setting": _text("A generated game."),
        "parties": parties,
        "protocol": "alternating",
        "opens": parties[0],
        "deadline_rounds": deadline_rounds,
        "agenda": agenda,
        "valuation": {
            "kind": "points",
            "scores": {
                party: {
                    issue: list(map(float, points))
                    for issue, points in zip(issues, rows, strict=True)
                }
                for party, rows in scores.items()
            },
        },
    }
    return Scenario.model_validate(
        {
            "schema_version": 1,
            "name": "generated",
            "title": _text("Generated"),
            "summary": _text("A generated game."),
            "parties": [_party(party, reservation_values[party]) for party in parties],
            "tables": [table],
        }
    )


def fixed_sum_scores(*, n_issues: int, n_options: int) -> dict[str, Points]:
    """Return points by which one party loses, option by option, what the other gains.

    Every issue weighs a little more than the one before. All outcomes are efficient.
    """
    buyer = [
        [(1 + issue / n_issues) * option / (n_options - 1) for option in range(n_options)]
        for issue in range(n_issues)
    ]
    seller = [[max(points) - each for each in points] for points in buyer]
    return {"buyer": buyer, "seller": seller}


def _party(party: str, reservation_value: float) -> dict[str, object]:
    return {
        "id": party,
        "name": _text(party.title()),
        "role": _text(party.title()),
        "public": _text("Made up."),
        "brief": _text("Made up."),
        "persona": PERSONA,
        "strategy": "linear",
        "mandate": {
            "goals": [{"title": _text("points"), "weight": 1.0}],
            "alternative": {"description": _text("Nothing.")},
            "reservation_value": reservation_value,
            "enforcement": "soft",
        },
    }


def _text(words: str) -> dict[str, str]:
    return {"en": words, "zh": words}
