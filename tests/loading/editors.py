"""YAML as editors read it."""

from pathlib import Path
from typing import Any

import yaml


def as_editors_read(path: Path) -> Any:
    """Read YAML as editors do: numbers as numbers, and dates, as in YAML 1.2, as text."""

    class Loader(yaml.CSafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - that of PyYAML is no ClassVar either
            first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
            for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader, with fewer types
