"""The JSON Schema for editors: it is one, and it takes what we ship and refuses what we refuse.

A small evaluator of the keywords that pydantic writes stands in for a validator library. It refuses
keywords that it does not know, so nothing is passed over in silence.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from negotiation.catalog.files import PERSONAS, SCENARIOS
from negotiation.catalog.reading import read_document
from negotiation.cli.main import main
from tests.builders import economics_content, persona_content, scenario_content
from tests.domain.deals import bundle_content, campaign_content, rental_tender, roundtable_content

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
REMARKS = {"$schema", "$defs", "title", "description", "default", "status", "source"}


def schema(kind: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["validate", "--schema", kind]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return found


class Checker:
    def __init__(self, whole: dict[str, Any]) -> None:
        self.whole = whole

    def accepts(self, value: Any, part: dict[str, Any] | None = None) -> bool:
        rules = self.whole if part is None else part
        return all(
            getattr(self, f"_{key.strip('$')}")(value, bound, rules)
            for key, bound in rules.items()
            if key not in REMARKS
        )

    def _ref(self, value: Any, bound: str, _: Any) -> bool:
        return self.accepts(value, self.whole["$defs"][bound.removeprefix("#/$defs/")])

    def _type(self, value: Any, bound: str, _: Any) -> bool:
        return isinstance(value, TYPES[bound]) and isinstance(value, bool) is (bound == "boolean")

    def _properties(self, value: Any, bound: Any, _: Any) -> bool:
        return not isinstance(value, dict) or all(
            self.accepts(value[key], inner) for key, inner in bound.items() if key in value
        )

    def _required(self, value: Any, bound: list[str], _: Any) -> bool:
        return not isinstance(value, dict) or set(bound) <= value.keys()

    def _additionalProperties(self, value: Any, bound: Any, rules: Any) -> bool:  # noqa: N802 - the keyword
        if not isinstance(value, dict):
            return True
        rest = [value[key] for key in value if key not in rules.get("properties", {})]
        return not rest if bound is False else all(self.accepts(item, bound) for item in rest)

    def _patternProperties(self, value: Any, bound: Any, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, dict) or all(
            self.accepts(item, inner)
            for pattern, inner in bound.items()
            for key, item in value.items()
            if re.search(pattern, key)
        )

    def _propertyNames(self, value: Any, bound: Any, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, dict) or all(self.accepts(key, bound) for key in value)

    def _items(self, value: Any, bound: Any, _: Any) -> bool:
        return not isinstance(value, list) or all(self.accepts(item, bound) for item in value)

    def _anyOf(self, value: Any, bound: Any, _: Any) -> bool:  # noqa: N802 - the keyword
        return any(self.accepts(value, inner) for inner in bound)

    def _oneOf(self, value: Any, bound: Any, _: Any) -> bool:  # noqa: N802 - the keyword
        return sum(self.accepts(value, inner) for inner in bound) == 1

    def _discriminator(self, value: Any, bound: Any, _: Any) -> bool:
        return isinstance(value, dict) and value.get(bound["propertyName"]) in bound["mapping"]

    def _enum(self, value: Any, bound: list[Any], _: Any) -> bool:
        return value in bound

    def _const(self, value: Any, bound: Any, _: Any) -> bool:
        return bool(value == bound)

    def _pattern(self, value: Any, bound: str, _: Any) -> bool:
        return not isinstance(value, str) or re.search(bound, value) is not None

    def _minLength(self, value: Any, bound: int, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, str) or len(value) >= bound

    def _maxLength(self, value: Any, bound: int, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, str) or len(value) <= bound

    def _minItems(self, value: Any, bound: int, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, list) or len(value) >= bound

    def _maxItems(self, value: Any, bound: int, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, list) or len(value) <= bound

    def _minimum(self, value: Any, bound: float, _: Any) -> bool:
        return not isinstance(value, int | float) or value >= bound

    def _maximum(self, value: Any, bound: float, _: Any) -> bool:
        return not isinstance(value, int | float) or value <= bound

    def _exclusiveMinimum(self, value: Any, bound: float, _: Any) -> bool:  # noqa: N802 - the keyword
        return not isinstance(value, int | float) or value > bound


@pytest.mark.parametrize("kind", ["scenario", "persona"])
def test_the_schema_says_what_it_is_and_points_nowhere_else(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = schema(kind, capsys)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["type"] == "object"
    assert found["additionalProperties"] is False
    references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(found))
    assert references
    assert {name.removeprefix("#/$defs/") for name in references} <= found["$defs"].keys()


@pytest.mark.parametrize(
    ("kind", "folder"),
    [("scenario", SCENARIOS), ("persona", PERSONAS)],
    ids=["scenario", "persona"],
)
def test_the_schema_accepts_every_shipped_file(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checker = Checker(schema(kind, capsys))
    paths = sorted(folder.glob("*.yaml"))
    assert len(paths) >= 3
    refused = [path.name for path in paths if not checker.accepts(read_document(path).content)]
    assert refused == []


def test_the_schema_accepts_every_kind_of_valuation(capsys: pytest.CaptureFixture[str]) -> None:
    checker = Checker(schema("scenario", capsys))
    price = {"kind": "price", "price_issue": "price", "buyer": "buyer", "seller": "seller"}
    haggling = scenario_content()
    haggling["tables"][0]["valuation"] = price | {"worth_cny": 2, "cost_cny": 1}
    deals = (rental_tender(), bundle_content(), campaign_content(), roundtable_content())
    for content in (scenario_content(), economics_content(), haggling, *deals):
        assert checker.accepts(content)


@pytest.mark.parametrize(
    "overrides",
    [
        {"schema_version": 2},
        {"name": "Not A Name"},
        {"nmae": "x"},
        {"title": {"en": "only"}},
        {"tables": []},
        {"market": {"draws": "many"}},
    ],
)
def test_the_schema_refuses_a_wrong_scenario(
    overrides: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not Checker(schema("scenario", capsys)).accepts(scenario_content(**overrides))


@pytest.mark.parametrize("overrides", [{"tactics": []}, {"phrases": {}}, {"age": 3}])
def test_the_schema_refuses_a_wrong_persona(
    overrides: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not Checker(schema("persona", capsys)).accepts(persona_content(**overrides))


def test_every_figure_of_the_market_says_what_it_is_in_the_editor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    market = schema("scenario", capsys)["$defs"]["Market"]["properties"]
    assert all(rules["description"] for key, rules in market.items() if key.endswith("_cny"))
    assert "backlog" in market["backlog_months"]["description"]
