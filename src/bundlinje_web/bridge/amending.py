"""A text with dated amendments as the texts it was agreed in: first without any, then with one more each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bundlinje_web.bridge.contract import examined

if TYPE_CHECKING:
    from datetime import date

    from bundlinje.contract.parts import Amendment

_KEY = "amendments"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A text as it was agreed on a day; the first has no day of its own and no reason."""

    text: str
    on: date | None
    reason: str


def agreed(text: str, code: str) -> tuple[Agreed, ...]:
    """The texts a contract was agreed in, the oldest first; all but the first end with the amendment they made.

    Comments and layout stay as they are: only lines of later amendments are taken out. Raises `Refused`.
    """
    seen = examined(text, code)
    contract = seen.contract
    ends = _ends(seen.source.root)
    if contract is None or not ends:
        return (Agreed(text, None, ""),)
    lines = text.splitlines(keepends=True)
    first, spans = ends
    after = spans[-1][1]
    found = [Agreed("".join([*lines[:first], *lines[after:]]), None, "")]
    for number, (_, end) in enumerate(spans):
        amendment: Amendment = contract.amendments[number]
        found.append(
            Agreed("".join([*lines[:end], *lines[after:]]), amendment.on_date, amendment.reason or "")
        )  # fmt: skip
    return tuple(found)


def _ends(root: yaml.Node | None) -> tuple[int, list[tuple[int, int]]] | None:
    """The line of the key, and for each amendment its first line and the one after its last, counted from 0."""
    if not isinstance(root, yaml.MappingNode):
        return None
    for key, value in root.value:
        if key.value == _KEY and isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            starts = [one.start_mark.line for one in value.value]
            last = value.end_mark.line + (1 if value.end_mark.column else 0)
            return key.start_mark.line, list(zip(starts, [*starts[1:], last], strict=True))
    return None
