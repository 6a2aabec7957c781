"""The fields of a new partner, source or fact: their options, and the question for each."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.cli.asking import ask, can_ask, split
from bot.cli.common import Failure
from bot.cli.completion import IdsOf, completes
from bot.domain.text import words_of

if TYPE_CHECKING:
    from bot.loading import Folder, Names, What

Given: TypeAlias = dict[str, "str | list[str]"]

_MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: its key, which is also its option, its record, and the question for it."""

    key: str
    of: "What"
    question: str
    is_needed: bool = False
    is_list: bool = False

    @property
    def option(self) -> str:
        return f"--{self.key.replace('_', '-')}"


PARTNER = (
    Field("name", "partner", "Name, as readers know it", is_needed=True),
    Field("kind", "partner", "Kind", is_needed=True),
    Field("iso", "partner", "Code in ISO 3166-1, two capitals"),
    Field("aliases", "partner", "Other names in use", is_list=True),
    Field("summary", "partner", "Summary, once there are facts that it rests on"),
    Field("id", "partner", "Id, for good", is_needed=True),
)
SOURCE = (
    Field("title", "source", "Title", is_needed=True),
    Field("publisher", "source", "Publisher", is_needed=True),
    Field("url", "source", "Address, https://…"),
    Field("licence", "source", "On what terms it is quoted, such as CC BY 4.0", is_needed=True),
    Field("as_of", "source", "Day, month or year up to which it speaks, such as 2018-07-27", is_needed=True),
    Field("id", "source", "Id, for good", is_needed=True),
)
FACT = (
    Field("partner", "fact", "Partner whose file gets it", is_needed=True),
    Field("statement", "fact", "Statement, in your own words", is_needed=True),
    Field("topics", "fact", "Topics", is_needed=True, is_list=True),
    Field("when", "fact", "When it held, such as 2009-10-10, 2009, 1993/.., if the source says"),
    Field("source", "citation", "Source", is_needed=True),
    Field("locator", "citation", "Where in the source, such as paragraph 6"),
    Field("excerpt", "citation", "Excerpt, copied from the source, […] where something is left out"),
    Field("keywords", "fact", "Words that people use and the statement lacks", is_list=True),
    Field("involves", "fact", "Other partners that it is about", is_list=True),
    Field("attributed_to", "fact", "Whose position it is, if it is one", is_list=True),
    Field("id", "fact", "Id, for good", is_needed=True),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {"partner": PARTNER, "source": SOURCE, "fact": FACT}
# The field that may be given on the command line without its option.
MAIN = {"partner": "name", "source": "title", "fact": "statement"}

# What a field of a fact names, for shells to complete.
_NAMED: Mapping[str, IdsOf] = {
    "partner": "partner",
    "involves": "partner",
    "attributed_to": "partner",
    "topics": "topic",
    "source": "source",
}


def add_arguments(command: argparse.ArgumentParser, what: str) -> None:
    """Give a command an option for each field, and to a fact those that say where it goes."""
    command.add_argument("text", nargs="?", metavar=MAIN[what].upper(), help=f"the {MAIN[what]} of the new {what}")
    for field in FIELDS[what]:
        if field.key != MAIN[what]:
            hint = "; several separated by commas" if field.is_list else ""
            option = command.add_argument(
                field.option,
                dest=field.key,
                metavar=field.key.upper(),
                help=field.question[0].lower() + field.question[1:] + hint,
            )
            if what == "fact" and (named := _NAMED.get(field.key)):
                completes(option, named)
    if what == "fact":
        position = command.add_mutually_exclusive_group()
        position.add_argument(
            "--first", action="store_true", help="put it before all others of its file, not after them"
        )
        completes(position.add_argument("--before", metavar="ID", help="put it before this fact"), "fact")
        completes(position.add_argument("--after", metavar="ID", help="put it after this fact"), "fact")


def collect(options: argparse.Namespace, folder: "Folder") -> tuple[Given, bool]:
    """Collect the value of each field: given, asked for, or the default; return also whether somebody was asked.

    Raises Failure that names every missing or invalid field.
    """
    values: Given = {}
    faults: list[str] = []
    missing: list[str] = []
    # Ask only if a field without default is missing, so that commands pasted into a terminal are not taken for answers.
    asks = can_ask() and any(
        _given(field, options) is None for field in FIELDS[options.what] if field.is_needed and field.key != "id"
    )
    for field in FIELDS[options.what]:
        if field.key == "iso" and not folder.is_state(str(values.get("kind", ""))):
            continue
        text = _given(field, options)
        default = ""
        if field.key == "id" and text is None:
            if faults or missing:
                continue  # its default is made of the missing values
            default = _suggest_id(options.what, values, folder)
        find_problem = _problem_finder(field, folder)
        if text is None and asks:
            text = ask(_question_of(field, folder), find_problem, default)
        text = " ".join((text or default).split())
        problem = find_problem(text)
        shown = field.key.upper() if field.key == MAIN[options.what] else field.option
        if problem is not None and text:
            faults.append(f"{shown}: {problem}")
        elif problem is not None:
            missing.append(shown)
        elif text:
            values[field.key] = _value_of(field, text, folder)
    if missing:
        needs = f"a new {options.what} needs {', '.join(missing)}"
        faults.append(f"{needs}: give them, or do it in a terminal, where they are asked for")
    if faults:
        raise Failure("nothing was written\n  " + "\n  ".join(faults))
    return values, asks


def _given(field: Field, options: argparse.Namespace) -> str | None:
    text: str | None = options.text if field.key == MAIN[options.what] else getattr(options, field.key)
    return text


def _items_of(field: Field, text: str, names: "Names | None") -> list[str]:
    items = split(text) if field.is_list else [text]
    return names.join(items) if names else items


def _value_of(field: Field, text: str, folder: "Folder") -> str | list[str]:
    """Resolve the names in a text to ids, as far as each name belongs to one partner or topic alone."""
    names = folder.names_for(field.key)
    items = _items_of(field, text, names)
    if names:
        found = [(names.find(item), item) for item in items]
        items = list(dict.fromkeys(ids[0] if len(ids) == 1 else item for ids, item in found))
    return items if field.is_list else items[0]


def _problem_finder(field: Field, folder: "Folder") -> Callable[[str], str | None]:
    names = folder.names_for(field.key)

    def find_problem(text: str) -> str | None:
        if not text.strip(" ,"):
            return "this is needed" if field.is_needed else None
        for item in _items_of(field, text, names):
            if names and (problem := names.find_problem(item)):
                return problem
        value = _value_of(field, text, folder)
        if field.key == "partner":
            return None if folder.path_of(str(value)) else f"the file of {value} is not in order: see 'azrel check'"
        if field.key == "id" and text in folder.ids_of(field.of):
            return f"there is a {field.of} {text!r} already: give another id"
        return folder.find_problem(
            field.of, "partner" if field.key == "id" and field.of == "partner" else field.key, value
        )

    return find_problem


def _question_of(field: Field, folder: "Folder") -> str:
    choices = folder.choices(field.key)
    listed = f" ({', '.join(choices)})" if 0 < len(choices) <= _MOST_CHOICES else ""
    several = ", separated by commas" if field.is_list else ""
    return f"{field.question}{several}{listed}"


def _suggest_id(what: str, values: Given, folder: "Folder") -> str:
    from bot.services.curating import suggest_fact_id, suggest_id

    text, taken = str(values.get(MAIN[what], "")), folder.ids_of(what)
    if what == "fact":
        return suggest_fact_id(str(values["partner"]), text, str(values.get("when", "")), taken)
    return suggest_id(words_of(text), taken)
