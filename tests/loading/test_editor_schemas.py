import json
from pathlib import Path

import jsonschema
import pytest

from bot.loading.editor_schemas import FOLDER, editor_schemas
from tests.loading.editors import as_editors_read

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_shipped_schemas_are_those_of_the_models() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}

    assert shipped == editor_schemas(), "run: python -m bot.loading.editor_schemas"


@pytest.mark.parametrize("path", sorted(KNOWLEDGE.rglob("*.yaml")), ids=lambda path: path.name)
def test_shipped_knowledge_matches_schemas(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    schema = (path.parent / first.partition("$schema=")[2]).resolve()

    assert schema.parent == FOLDER, "the first line leads editors to the schema"
    jsonschema.validate(as_editors_read(path), json.loads(schema.read_text("utf-8")))


def test_schemas_refuse_what_the_loader_refuses() -> None:
    schema = json.loads(editor_schemas()["relation.json"])
    sound = {"partner": "zenda", "name": "Zenda", "kind": "place"}

    jsonschema.validate(sound, schema)
    for broken in (
        {"partner": "zenda"},
        {**sound, "nick": "Z"},
        {**sound, "ordinary_word": "perhaps"},
        {**sound, "summary": None},
        {**sound, "review": None},
        {**sound, "review": "The treaty is only printed."},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema)
