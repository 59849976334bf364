"""Reading YAML with places: every value knows its line and column, no value becomes a float, no key stands twice.

The YAML read here is the plain core: only `true`, `false`, `null` and whole numbers are more than text, so a date
stays as written, `no` is a word, and `8.5` reaches the exact arithmetic as the text `8.5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from bundlinje.problems import Collector, Place, Problem, error

WHOLE = re.compile(r"^[-+]?[0-9]+$")
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OLD_ENCODINGS = ("cp1252", "mac_roman", "latin-1")
_DANISH = frozenset("æøåÆØÅ")


@dataclass(frozen=True, slots=True)
class Sourced:
    """The plain data of a file and the node tree it came from, to find the place of any path in it.

    `aside` holds the paths of what was set aside because its shape is wrong: it is there, but nothing is known of it.
    `whole` is then the data with it.
    """

    file: str
    data: Any
    root: yaml.Node | None
    aside: frozenset[tuple[str | int, ...]] = frozenset()
    whole: Any = None

    def without(self, paths: Iterable[tuple[str | int, ...]]) -> Sourced:
        """The same file without what stands at these paths; everything else keeps its line and column."""
        gone = frozenset(paths)
        root = _pruned(self.root, gone, ())
        return replace(self, data=_plain(root), root=root, aside=self.aside | gone, whole=self.everything)

    @property
    def everything(self) -> Any:
        """The data of the file, with what was set aside."""
        return self.data if self.whole is None else self.whole

    def written(self, path: tuple[str | int, ...]) -> str:
        """The text of the value at this path as the file has it; nothing for a list or a mapping.

        Steps that stand nowhere in the file are passed over, as `place` does.
        """
        node = self.root
        for step in path:
            found = _child(node, step)
            node = node if found is None else found[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def mentions(self, key: str) -> bool:
        """Whether a key stands at the top of the file, whatever its shape."""
        return isinstance(self.everything, dict) and key in self.everything

    def place(self, path: tuple[str | int, ...], of_key: bool = False) -> Place:
        """Where this path stands, or the nearest part of it that does; `of_key` points at the key, not its value.

        Steps that stand nowhere in the file are passed over: a short form leaves out what the long form says.
        """
        node, mark = self.root, None
        for step in path:
            found = _child(node, step)
            if found is None:
                continue
            key, node = found
            points_at_key = of_key or not isinstance(node, yaml.ScalarNode)
            mark = key.start_mark if points_at_key else node.start_mark
        if mark is None:
            mark = self.root.start_mark if self.root else None
        shown = ".".join(str(step) for step in path)
        if mark is None:
            return Place(self.file, path=shown)
        return Place(self.file, mark.line + 1, mark.column + 1, shown)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if _name(key) == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def read_yaml(path: Path, found: Collector, name: str | None = None) -> Sourced:
    """Read a YAML file with the place of everything in it; what is wrong with it goes to `found`."""
    shown = name or str(path)
    try:
        raw = path.read_bytes()
    except OSError:
        found.add(error("file.unreadable", Place(shown)))
        return Sourced(shown, None, None)
    return parse_yaml(_text(raw), shown, found)


def _text(raw: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, else the old encoding in which it has most Danish letters."""
    marked = _MARKS.get(raw[:2])
    try:
        return raw.decode(marked or "utf-8-sig")
    except UnicodeDecodeError:
        readings = [raw.decode(encoding, "replace") for encoding in _OLD_ENCODINGS]
        return max(readings, key=lambda text: sum(letter in _DANISH for letter in text))


def parse_yaml(text: str, file: str, found: Collector) -> Sourced:
    """`read_yaml` for a text already at hand."""
    if not text.strip():
        found.add(error("file.empty", Place(file, 1, 1)))
        return Sourced(file, None, None)
    try:
        root = _composed(text)
    except (yaml.YAMLError, RecursionError) as fault:
        found.add(_broken(fault, text, file))
        return Sourced(file, None, None)
    for problem in _repeated_keys(root, file):
        found.add(problem)
    return Sourced(file, _plain(root), root)


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text; of one that is broken, the reader in Python says what is wrong, whoever read it first."""
    if _QuickNodes is not None and not _READ_APART.search(text):
        with suppress(yaml.YAMLError, RecursionError, UnicodeError):
            return _node(_QuickNodes(text))
    return _node(_OwnNodes(text))


def _node(loader: Any) -> yaml.Node | None:
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


class _NoAlias(Composer):
    """Every value is written where it stands: an alias (`*name`) is a fault."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):  # type: ignore[attr-defined]
            event = self.peek_event()  # type: ignore[attr-defined]
            raise _Alias(problem=f"*{event.anchor}", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


class _OwnNodes(_NoAlias, yaml.SafeLoader):
    """The reader in Python."""


def _quick() -> Any:
    """The same with the scanner in C, where PyYAML has it; nesting stays in Python, which tells when it is too deep."""
    if not yaml.__with_libyaml__:
        return None
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class Quick(_NoAlias, CParser, Resolver):
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Composer.__init__(self)
            Resolver.__init__(self)

    return Quick


_QuickNodes = _quick()
_READ_APART = re.compile(r"[\t\x85\u2028\u2029\ufeff!?]|[|>]#")
"""Where the scanner in C is more lenient than the one in Python, or takes another line for a new one."""


class _Alias(yaml.MarkedYAMLError):
    """An alias was met."""


def _broken(fault: Exception, text: str, file: str) -> Problem:
    """What stopped the YAML reader, in words of its own where people meet it often."""
    if isinstance(fault, yaml.MarkedYAMLError):
        return _broken_at(fault, file)
    if isinstance(fault, yaml.reader.ReaderError):
        before = text[: fault.position]
        column = fault.position - before.rfind("\n")
        return error(
            "yaml.character", Place(file, before.count("\n") + 1, column), character=f"U+{fault.character:04X}"
        )
    return error("yaml.too_deep", Place(file, 1, 1))


def _broken_at(fault: yaml.MarkedYAMLError, file: str) -> Problem:
    mark, reason = fault.problem_mark or fault.context_mark, fault.problem or "?"
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if isinstance(fault, _Alias):
        return error("yaml.alias", place, alias=reason)
    if "'\\t'" in reason:
        return error("yaml.tab", place)
    if "end of stream" in reason or "<stream end>" in reason or "end>', but found '<document" in reason:
        return error("yaml.unfinished", place)
    return error("yaml.broken", place, reason=reason)


def _repeated_keys(node: yaml.Node | None, file: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = _name(key)
            place = Place(file, key.start_mark.line + 1, key.start_mark.column + 1, name)
            if not isinstance(key, yaml.ScalarNode):
                yield error("yaml.key_is_no_text", place)
            elif name in seen:
                yield error("yaml.repeated_key", place, key=name, first_line=seen[name])
            seen.setdefault(name, key.start_mark.line + 1)
            yield from _repeated_keys(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item, file)


def _pruned(node: yaml.Node | None, gone: Set[tuple[str | int, ...]], path: tuple[str | int, ...]) -> yaml.Node | None:
    """A copy of the tree without the nodes at these paths."""
    if isinstance(node, yaml.MappingNode):
        kept = [
            (key, _pruned(value, gone, (*path, _name(key))))
            for key, value in node.value
            if (*path, _name(key)) not in gone
        ]
        return yaml.MappingNode(node.tag, kept, node.start_mark, node.end_mark)
    if isinstance(node, yaml.SequenceNode):
        items = [_pruned(item, gone, (*path, i)) for i, item in enumerate(node.value) if (*path, i) not in gone]
        return yaml.SequenceNode(node.tag, items, node.start_mark, node.end_mark)
    return node


def _name(key: yaml.Node) -> str:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_name(key): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    return None


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    return int(text) if WHOLE.match(text) else text
