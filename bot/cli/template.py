"""Templates of small complete bases, one for each common sort of knowledge."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from bot.domain.kinds import FACT, PARTNER, USUAL_KINDS, Kind, Noun
from bot.editing import render_document, render_text

_PLACEHOLDER = re.compile(r"\{\{(\w+)(\|yaml)?\}\}")
_COMMON = ("README.md", "knowledge.yaml")


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a base of one sort, beside its files: its kinds, its words, and its example.

    The subject is of the first kind and the example of the second. `title` takes the subject's name.
    """

    name: str
    title: str
    kinds: tuple[Kind, ...]
    partner: Noun
    fact: Noun
    world: str
    example: str
    source: str
    question: str


def _kinds(*nouns: str) -> tuple[Kind, ...]:
    return tuple(kind_of(noun) for noun in nouns)


def kind_of(noun: str) -> Kind:
    """Return the kind that a noun names: a usual kind, or one of things that are neither persons nor states."""
    id_ = "-".join(re.findall(r"[a-z0-9]+", noun.lower()))
    usual = next((kind for kind in USUAL_KINDS if kind.id == id_), None)
    return usual or Kind(id_, Noun(noun, _plural_of(noun)))


def _plural_of(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(s|x|z|ch|sh)$", noun) else f"{noun}s"


TEMPLATES = {
    template.name: template
    for template in (
        Template(
            name="relations",
            title="The foreign relations of {}",
            kinds=USUAL_KINDS,
            partner=PARTNER,
            fact=FACT,
            world="names and codes",
            example="relations/example-league.yaml",
            source="texts/example-gazette.txt",
            question="example league exports",
        ),
        Template(
            name="products",
            title="What {} depends on",
            kinds=_kinds("product", "library", "service", "standard", "company"),
            partner=Noun("dependency", "dependencies"),
            fact=FACT,
            world="none",
            example="relations/example-store.yaml",
            source="texts/example-inventory.txt",
            question="example store licence",
        ),
        Template(
            name="glossary",
            title="The terms of {}",
            kinds=_kinds("field", "term", "abbreviation"),
            partner=Noun("term", "terms"),
            fact=Noun("definition", "definitions"),
            world="none",
            example="relations/error-budget.yaml",
            source="texts/example-handbook.txt",
            question="error budget",
        ),
    )
}


def fill(template: Template, values: Mapping[str, str], kinds: tuple[Kind, ...]) -> dict[str, str]:
    """Fill in the text of every file of a base, by path; `values` are id, subject, command and so on."""
    filled = {
        **values,
        "kinds": render_document({"kinds": list(map(_to_entry, kinds))}).rstrip("\n"),
        "words": render_document({"words": {"partner": _noun(template.partner), "fact": _noun(template.fact)}}).rstrip(
            "\n"
        ),
        "world": template.world,
        "subject_kind": kinds[0].id,
        "example_kind": kinds[min(1, len(kinds) - 1)].id,
        "partner": template.partner.singular,
        "partners": template.partner.plural,
        "fact": template.fact.singular,
        "facts": template.fact.plural,
        "example": template.example,
        "question": template.question,
    }
    texts = {**_texts_of("common", _COMMON), **_texts_of(template.name)}
    texts[f"relations/{values['id']}.yaml"] = texts.pop("relations/subject.yaml")
    return {path: _fill(text, filled) for path, text in sorted(texts.items())}


def recipe(values: Mapping[str, str]) -> str:
    """Fill in a workflow that checks a base in every pull request; `install` and `check` are its commands."""
    return _fill(_texts_of("common")["check.yml"], values)


def _texts_of(folder: str, names: Iterable[str] = ()) -> dict[str, str]:
    """Read the package's template files below a folder, or some of them, by path."""
    texts: dict[str, str] = {}
    ahead = [("", files(__package__) / "templates" / folder)]
    while ahead:
        path, entry = ahead.pop()
        if entry.is_dir():
            ahead += [(f"{path}/{inner.name}".lstrip("/"), inner) for inner in entry.iterdir()]
        elif not names or path in names:
            texts[path] = entry.read_text("utf-8")
    return texts


def _fill(text: str, values: Mapping[str, str]) -> str:
    def value_of(match: re.Match[str]) -> str:
        value = values[match[1]]
        return render_text(value) if match[2] else value

    return _PLACEHOLDER.sub(value_of, text)


def _to_entry(kind: Kind) -> dict[str, str]:
    members = {"members": kind.members.value} if kind.members else {}
    return {"id": kind.id, **_noun(kind.noun), **members}


def _noun(noun: Noun) -> dict[str, str]:
    return {"singular": noun.singular, "plural": noun.plural}
