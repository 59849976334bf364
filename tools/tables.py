"""The parts of the guides that are made from the code: kinds, columns, problems, commands and the keys of their JSON.

A part stands between `<!-- tools/tables.py: NAME WHAT -->` and `<!-- end -->`. `python tools/tables.py` writes them
all; `tests/docs/test_tables.py` fails when one is not what the code says.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MARKED = re.compile(r"(<!-- tools/tables\.py: (\w+) ?([\w.,-]*) -->\n).*?(<!-- end -->)", re.DOTALL)

STUB = {
    "contract": "stub",
    "title": "stub",
    "parties": {"msb": {"name": "MSB", "roles": ["payer"]}},
    "cohort": {"unit": "person", "who": "x", "intake": {"planned": 1}},
}
"""A contract that names nothing, so that a kind's example is read aloud with its names as they stand."""

COMMON = ("assumed", "source", "note")
"""Keys that every part of a contract may have."""


# --- kinds -----------------------------------------------------------------------------------------------------------


def kinds(shelf: str) -> Iterator[str]:
    """Every kind of a shelf: what it is, its keys, its example, and how it reads aloud."""
    base = import_module(f"bundlinje.{shelf}.base")
    found = dict(base.SHELF.kinds)
    if shelf == "comparisons":
        found = {base.Compared.key: base.Compared, **found}
    for key, kind in found.items():
        yield f"#### `{key}`"
        yield ""
        yield _first_paragraph(kind)
        yield ""
        yield f"Keys: {', '.join(_keys(kind))}."
        yield ""
        yield "```yaml"
        yield kind.example
        yield "```"
        yield ""
        yield f"*{_aloud(kind, 'da')}*  "
        yield f"*{_aloud(kind, 'en')}*"
        yield ""


def _first_paragraph(kind: type[Any]) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _keys(kind: type[Any]) -> Iterator[str]:
    """The keys of a kind, those that must stand in bold, with the words that some of them choose from."""
    fields = sorted(kind.model_fields.items(), key=lambda item: (not item[1].is_required(), item[0] != kind.key))
    for name, field in fields:
        if name in COMMON:
            continue
        written = f"`{field.alias or name}`"
        words = ", ".join(_words(field.annotation))
        yield (f"**{written}**" if field.is_required() else written) + (f" ({words})" if words else "")


def _words(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for inner in get_args(annotation) if get_origin(inner) is Literal for word in _words(inner)]


def _aloud(kind: type[Any], language: str) -> str:
    """The kind's example in plain language, items in brackets behind it."""
    from pydantic import TypeAdapter

    from bundlinje.contract.model import Contract
    from bundlinje.grammar.source import parse_yaml
    from bundlinje.problems import Collector
    from bundlinje.words.reading.kinds import head, sentence
    from bundlinje.words.reading.voice import Voice

    data = parse_yaml(kind.example, "example", Collector()).data
    voice = Voice(Contract.model_validate(STUB), "en" if language == "en" else "da", head)
    said = sentence(voice, TypeAdapter(kind).validate_python(data))
    items = "; ".join(item.text for item in said.items)
    text = f"{said.text}: {items}" if items else said.text
    return text[:1].upper() + text[1:].rstrip(".") + "."


# --- facts -----------------------------------------------------------------------------------------------------------


def columns(table: str) -> Iterator[str]:
    """The columns of a table of facts, as its files may call them."""
    from bundlinje.facts.columns import BOOKKEEPING, COLUMNS

    yield "| column | also | holds | must be filled in |"
    yield "|---|---|---|---|"
    for column in BOOKKEEPING if table == "every" else COLUMNS[table]:
        also = ", ".join(f"`{alias}`" for alias in column.aliases)
        yield f"| `{column.name}` | {also} | {_cell(column)} | {'yes' if column.cell_needed else ''} |"


def _cell(column: Any) -> str:
    from bundlinje.facts.columns import LEFT, Cell

    if column.words:
        return "one of: " + ", ".join(f"`{word}`" for word in dict.fromkeys(column.words.values()))
    if column.name == "left":
        return "why: " + ", ".join(f"`{word}`" for word in dict.fromkeys(LEFT.values())) + ", or another word"
    open_too = ", or `open`" if column.may_be_open else ""
    held = {
        Cell.DAY: "a day",
        Cell.END: f"the first day after{open_too}",
        Cell.VALUE: "a number",
        Cell.YES: "yes or no",
    }
    return held.get(column.cell, "text")


# --- problems --------------------------------------------------------------------------------------------------------


def problems(areas: str) -> Iterator[str]:
    """Every problem of these areas, or `except` these: its code and its sentences."""
    from bundlinje.words.problems import sentences

    first, *rest = areas.split(",")
    named = tuple(f"{area}." for area in (rest if first == "except" else [first, *rest]))
    yield "| code | dansk | English |"
    yield "|---|---|---|"
    for code, told in sorted(sentences().items()):
        if code.startswith(named) is not (first == "except"):
            yield f"| `{code}` | {_in_a_cell(told['da'])} | {_in_a_cell(told['en'])} |"


def _in_a_cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


# --- the command line ------------------------------------------------------------------------------------------------


def options(command: str) -> Iterator[str]:
    """The usage and the options of a command, by its path joined with dashes."""
    import click

    from bundlinje.cli import main

    found: Any = main
    words: list[str] = []
    while isinstance(found, click.Group):
        name = next(name for name in found.commands if command.removeprefix("-".join([*words, ""])).startswith(name))
        found, words = found.commands[name], [*words, name]
    context = click.Context(found, info_name=f"bundlinje {' '.join(words)}")
    yield "```text"
    yield " ".join([context.info_name or "", *found.collect_usage_pieces(context)])
    yield "```"
    yield ""
    yield f"{inspect.cleandoc(found.help or '')}"
    yield ""
    own = [one for one in found.params if isinstance(one, click.Option) and one.name not in ("as_json", "language")]
    own = [one for one in own if one.expose_value]
    if own:
        yield "| option | what it does |"
        yield "|---|---|"
        yield from (f"| `{', '.join(one.opts)}` {_shown(one)} | {_about(one)} |" for one in own)
        yield ""


def _shown(option: Any) -> str:
    choices = getattr(option.type, "choices", None)
    return " or ".join(f"`{choice}`" for choice in choices) if choices else f"`{option.metavar or 'DIR'}`"


def _about(option: Any) -> str:
    needed = "Must be given. " if option.required else ""
    default = f" If not given: `{option.default}`." if option.show_default else ""
    return f"{needed}{option.help or ''}{default}".strip()


def keys(name: str) -> Iterator[str]:
    """The keys of a command's JSON, from its schema."""
    schema = json.loads((DOCS / "guides" / "json" / f"{name}.schema.json").read_text("utf-8"))
    yield f"JSON ([schema](json/{name}.schema.json)): {_lower(schema.get('description', 'an object.'))}"
    yield ""
    rows = list(_rows(schema, schema, "", frozenset()))
    if rows:
        yield "| key | holds |"
        yield "|---|---|"
        yield from rows
        yield ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rows(node: Mapping[str, Any], schema: Mapping[str, Any], path: str, seen: frozenset[str]) -> Iterator[str]:
    reference = str(node.get("$ref", ""))
    if reference.startswith("#/$defs/"):
        if reference in seen:
            return
        node, seen = schema["$defs"][reference.removeprefix("#/$defs/")], seen | {reference}
    if "items" in node:
        yield from _rows(node["items"], schema, f"{path}[]", seen)
    if isinstance(node.get("additionalProperties"), dict):
        yield from _rows(node["additionalProperties"], schema, f"{path}.…", seen)
    for key, value in node.get("properties", {}).items():
        inner = f"{path}.{key}" if path else key
        yield f"| `{inner}` | {_described(value, schema)} |"
        yield from _rows(value, schema, inner, seen)


def _described(node: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    named = schema.get("$defs", {}).get(str(node.get("$ref", "")).removeprefix("#/$defs/"), {})
    words = [f"`{word}`" for word in node.get("enum", []) if word is not None]
    return str(node.get("description") or named.get("description", "")) + (f" {', '.join(words)}." if words else "")


# --- writing ---------------------------------------------------------------------------------------------------------

MAKERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "kinds": kinds,
    "columns": columns,
    "problems": problems,
    "options": options,
    "keys": keys,
}


def written(document: str) -> str:
    """The document with every marked part made anew."""

    def make(found: re.Match[str]) -> str:
        before, maker, what, after = found.groups()
        return before + "\n" + "\n".join(MAKERS[maker](what)).strip() + "\n\n" + after

    return MARKED.sub(make, document)


def documents() -> list[Path]:
    """Every document with a part that is made from the code."""
    return [path for path in sorted(DOCS.rglob("*.md")) if MARKED.search(path.read_text("utf-8"))]


if __name__ == "__main__":
    for page in documents():
        page.write_text(written(page.read_text("utf-8")), "utf-8")
