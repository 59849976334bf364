"""A text changed in one place: what stands at a path is put, added or taken away, and every other letter is kept.

Comments, order and the way things are written belong to whoever wrote them: forms change values, not the text around.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeAlias

import yaml

from bundlinje.grammar.source import CONSTANTS, WHOLE, parse_yaml
from bundlinje.problems import Collector

Path: TypeAlias = tuple[str | int, ...]
"""The steps to a place: keys, and numbers of items."""
WIDE = 110
"""How long a short list or mapping may be to stand on one line."""
_FLOWS = (yaml.MappingNode, yaml.SequenceNode)


class NotText(ValueError):  # noqa: N818 - it says what the text is
    """The text cannot be read as YAML, so nothing in it has a place."""


class _Writer(yaml.SafeDumper):
    """Keeps the order, never uses anchors, and quotes only what would be read as something else."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}  # type: ignore[misc]

    def ignore_aliases(self, data: object) -> bool:
        """Every value is written where it stands."""
        return True


def _reads_otherwise() -> None:
    import re

    words = "|".join(re.escape(text) for text in CONSTANTS)
    _Writer.add_implicit_resolver("tag:yaml.org,2002:int", WHOLE, list("-+0123456789"))
    _Writer.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(f"^(?:{words})$"), ["", "~", "n", "t", "f"])


_reads_otherwise()


def _dumped(data: Any, flow: bool | None) -> str:
    text: str = yaml.dump(
        data, Dumper=_Writer, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=10**6
    )
    return text.rstrip("\n")


def inline(data: Any) -> str:
    """A value on one line, as it can stand inside braces as well."""
    return _dumped([data], flow=True)[1:-1]


def block(data: Any, indent: int) -> str:
    """A list or mapping on lines of its own, each begun with so many spaces; leaves are kept on one line."""
    return "\n".join(f"{' ' * indent}{line}" if line else line for line in _dumped(data, flow=None).split("\n"))


def _is_short(data: Any) -> bool:
    if not isinstance(data, dict | list) or not data:
        return True
    members = data.values() if isinstance(data, dict) else data
    return not any(isinstance(one, dict | list) and one for one in members) and len(inline(data)) <= WIDE


@dataclass(frozen=True)
class _Found:
    """A node on the way: how it is known by what holds it, and whether it stands inside braces."""

    node: yaml.Node
    in_flow: bool


@dataclass(frozen=True)
class Written:
    """A text in which single places can be changed. Raises `NotText` when one is asked for and it cannot be read."""

    text: str

    @cached_property
    def root(self) -> yaml.Node:
        """The tree of the text."""
        found = Collector()
        root = parse_yaml(self.text, "text", found).root
        if root is None:
            raise NotText(found.problems[0].code if found.problems else "empty")
        return root

    @cached_property
    def data(self) -> Any:
        """What the text says, as plain data."""
        return parse_yaml(self.text, "text", Collector()).data

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def get(self, *path: str | int) -> Any:
        """What stands at a path, as plain data; none where nothing does."""
        data = self.data
        for step in path:
            if isinstance(data, dict):
                data = data.get(str(step))
            elif isinstance(data, list) and isinstance(step, int):
                data = data[step] if step < len(data) else None
            else:
                return None
        return data

    def segment(self, *path: str | int) -> str:
        """The letters that stand at a path, moved to the left edge; nothing where nothing stands there."""
        found, missing = self._walk(path)
        if missing:
            return ""
        node = found[-1].node
        start, column = self._at(node.start_mark), node.start_mark.column
        lines = self.text[start : self._end(node)].split("\n")
        return "\n".join([lines[0], *(line[column:] if not line[:column].strip() else line for line in lines[1:])])

    def put(self, path: Sequence[str | int], data: Any, order: Sequence[str] = ()) -> Written:
        """The text with `data` at this path; what holds it is made where it is not there.

        A new key comes after those that stand before it in `order`, or last.
        """
        found, missing = self._walk(path)
        if not missing:
            return self._replaced(found, path, data)
        for step in reversed(missing[1:]):
            data = {str(step): data} if isinstance(step, str) else [data]
        return self._added(found[-1], missing[0], data, order if len(found) == 1 else ())

    def drop(self, path: Sequence[str | int]) -> Written:
        """The text without what stands at this path; what held nothing else goes with it."""
        found, missing = self._walk(path)
        if missing or not path:
            return self
        holder = found[-2]
        if len(holder.node.value) == 1 and len(path) > 1:
            return self.drop(path[:-1])
        if getattr(holder.node, "flow_style", False) or holder.in_flow:
            return self._without_flow(holder.node, path[-1])
        return self._without_block(holder.node, path[-1])

    # --- finding ---

    def _walk(self, path: Sequence[str | int]) -> tuple[list[_Found], Sequence[str | int]]:
        """The nodes along a path as far as they are there, and the steps that are not."""
        found, flow = [_Found(self.root, False)], False
        for number, step in enumerate(path):
            node = found[-1].node
            flow = flow or bool(getattr(node, "flow_style", False))
            entry = _entry(node, step)
            if entry is None:
                return found, path[number:]
            found.append(_Found(entry[1], flow))
        return found, ()

    def _at(self, mark: Any) -> int:
        return int(self._starts[mark.line]) + int(mark.column)

    def _end(self, node: yaml.Node) -> int:
        """Where the letters of a node end; comments and empty lines after it are not its own."""
        if isinstance(node, yaml.ScalarNode):
            end = self._at(node.end_mark)
            if node.style in ("|", ">"):
                return len(self.text[:end].rstrip())
            return end
        if getattr(node, "flow_style", False) or not node.value:
            return self._at(node.end_mark)
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _with(self, start: int, end: int, text: str) -> Written:
        return Written(self.text[:start] + text + self.text[end:])

    # --- changing ---

    def _replaced(self, found: list[_Found], path: Sequence[str | int], data: Any) -> Written:
        target = found[-1]
        start, end = self._at(target.node.start_mark), self._end(target.node)
        if len(found) == 1:
            return self._with(start, end, block(data, 0))
        entry = _entry(found[-2].node, path[-1])
        key = entry[0] if entry else None
        if key is None:
            column = int(target.node.start_mark.column)
            short = target.in_flow or _is_short(data)
            return self._with(start, end, inline(data) if short else block(data, column).lstrip())
        colon = self.text.index(":", self._at(key.end_mark))
        return self._with(colon + 1, max(end, colon + 1), self._value(data, target.in_flow, int(key.start_mark.column)))

    @staticmethod
    def _value(data: Any, flow: bool, column: int) -> str:
        """A value after its colon: on the same line, or on lines of its own."""
        if flow or _is_short(data):
            return f" {inline(data)}"
        if isinstance(data, list):
            return "\n" + block(data, column)
        return "\n" + block(data, column + 2)

    def _added(self, holder: _Found, step: str | int, data: Any, order: Sequence[str]) -> Written:
        node = holder.node
        if not isinstance(node, _FLOWS) or not node.value:
            return self._into_empty(node, {str(step): data} if isinstance(step, str) else [data])
        if node.flow_style or holder.in_flow:
            end = self._end(node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1])
            return self._with(end, end, f", {inline({step: data})[1:-1] if isinstance(step, str) else inline(data)}")
        if isinstance(node, yaml.SequenceNode):
            column = int(node.start_mark.column)
            at, item = self._line_end(self._end(node)), inline(data) if _is_short(data) else block(data, column + 2)
            return self._with(at, at, f"\n{' ' * column}- {item.lstrip()}")
        return self._keyed(node, str(step), data, order)

    def _into_empty(self, node: yaml.Node, data: Any) -> Written:
        return self._with(self._at(node.start_mark), self._end(node), inline(data))

    def _keyed(self, node: yaml.MappingNode, name: str, data: Any, order: Sequence[str]) -> Written:
        """A new key of a mapping on lines of its own, after those that come before it in the order."""
        column = int(node.value[0][0].start_mark.column)
        added = f"{' ' * column}{inline(name)}:{self._value(data, False, column)}"
        before = order[: order.index(name)] if name in order else ()
        earlier = [value for key, value in node.value if not before or key.value in before]
        if not earlier:
            at = self._at(node.value[0][0].start_mark)
            return self._with(at, at, f"{added.lstrip()}\n{' ' * column}")
        at = self._line_end(self._end(earlier[-1]))
        return self._with(at, at, f"\n{added}")

    def _without_flow(self, node: yaml.Node, step: str | int) -> Written:
        spans = self._spans(node)
        place = _place(node, step)
        start, end = spans[place]
        if place > 0:
            return self._with(spans[place - 1][1], end, "")
        return self._with(start, spans[1][0], "")

    def _without_block(self, node: yaml.Node, step: str | int) -> Written:
        spans = self._spans(node)
        place = _place(node, step)
        start, end = spans[place]
        begin = self.text.rfind("\n", 0, start) + 1
        if self.text[begin:start].strip(" ") in ("", "-") and not (
            place == 0 and isinstance(node, yaml.MappingNode) and "-" in self.text[begin:start]
        ):
            after = min(self._line_end(end) + 1, len(self.text))
            return self._with(begin, after, "")
        return self._with(start, spans[place + 1][0], "")

    def _spans(self, node: yaml.Node) -> list[tuple[int, int]]:
        """Where each entry of a list or mapping begins and ends."""
        if isinstance(node, yaml.MappingNode):
            return [(self._at(key.start_mark), self._end(value)) for key, value in node.value]
        return [(self._at(item.start_mark), self._end(item)) for item in node.value]


def _entry(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if str(key.value) == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _place(node: yaml.Node, step: str | int) -> int:
    if isinstance(node, yaml.MappingNode):
        return next(number for number, (key, _) in enumerate(node.value) if str(key.value) == str(step))
    assert isinstance(step, int)  # noqa: S101 - items of a list are known by their number
    return step
