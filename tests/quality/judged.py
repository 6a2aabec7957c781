"""The judged questions."""

from pathlib import Path
from typing import Any

import yaml


def read_questions(name: str) -> list[dict[str, Any]]:
    """Read a file of judged questions in this folder."""
    questions: list[dict[str, Any]] = yaml.load((Path(__file__).parent / name).read_text("utf-8"), yaml.CSafeLoader)
    return questions


QUESTIONS = read_questions("questions.yaml")
ELEMENTS = read_questions("elements.yaml")
SOFTWARE = read_questions("software.yaml")
