"""Scan files for ids quickly, without parsing YAML, for completion in a shell."""

import re
from pathlib import Path
from typing import Literal

_ID = r"([a-z0-9][a-z0-9-]*)"
_ENTRY = re.compile(rf"(?:^[ \t]*(?:-[ \t]+)?|[{{,][ \t]*)id:[ \t]*['\"]?{_ID}", re.MULTILINE)
_PARTNER = re.compile(rf"^partner:[ \t]*['\"]?{_ID}", re.MULTILINE)
_PLACES = {
    "fact": ("relations/*.yaml", _ENTRY),
    "partner": ("relations/*.yaml", _PARTNER),
    "source": ("sources.yaml", _ENTRY),
    "topic": ("topics.yaml", _ENTRY),
}


def scan_ids(root: Path, what: Literal["fact", "partner", "source", "topic"]) -> list[str]:
    """Find ids by pattern, since parsing YAML takes long and fails at the first mistake.

    The result is for completion only: ids in comments are found too. Raises OSError.
    """
    pattern, id_ = _PLACES[what]
    texts = [path.read_text("utf-8", errors="replace") for path in sorted(root.glob(pattern))]
    return list(dict.fromkeys([found for text in texts for found in id_.findall(text)]))
