"""Generate JSON Schemas of the curators' files, for editors that complete and check YAML while typing.

`python -m bot.loading.editor_schemas` writes them into the folder `schemas` beside this module.
"""

import json
from pathlib import Path
from typing import Any

from bot.loading.schema import KnowledgeFile, Record, RelationFile, SourcesFile, TopicsFile

FOLDER = Path(__file__).parent / "schemas"

_MODELS: dict[str, type[Record]] = {
    "knowledge": KnowledgeFile,
    "relation": RelationFile,
    "sources": SourcesFile,
    "topics": TopicsFile,
}


def editor_schemas() -> dict[str, str]:
    """Generate each schema as JSON text, by the name of its file."""
    return {
        f"{name}.json": json.dumps(_without_null(model.model_json_schema()), indent=2, ensure_ascii=False) + "\n"
        for name, model in _MODELS.items()
    }


def shipped_schemas() -> dict[str, str]:
    """Read each schema that is stored beside this module, by the name of its file."""
    return {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.json"))}


def _without_null(schema: Any) -> Any:
    """Replace "this or null" by "this" in a schema: a key without a value is a mistake, not an absence."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if (key, value) != ("default", None)}
    match kept.get("anyOf"):
        case [wanted, {"type": "null"}]:
            return {**wanted, **{key: value for key, value in kept.items() if key != "anyOf"}}
        case [*wanted, {"type": "null"}]:
            return {**kept, "anyOf": wanted}
    return kept


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in editor_schemas().items():
        (FOLDER / file).write_text(text, "utf-8")
