"""Reading an SVG that a chart drew: its texts with the boxes they take up, as our own measure of letters has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bundlinje.charts.lettering import width

SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, play: float = 0.5) -> bool:
        across = self.left < other.right - play and other.left < self.right - play
        return across and self.top < other.bottom - play and other.top < self.bottom - play


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - we drew it ourselves


def boxes(svg: str) -> list[Box]:
    """Every text of a picture with the box its letters stand in, from the picture's upper left corner."""
    found: list[Box] = []
    _walk(root(svg), 0.0, 0.0, found)
    return found


def _walk(node: ET.Element, x: float, y: float, found: list[Box]) -> None:
    moved = _MOVED.match(node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if node.tag == f"{SVG}text" and node.text:
        found.append(_box(node, x, y))
    for child in node:
        _walk(child, x, y, found)


def _box(node: ET.Element, x: float, y: float) -> Box:
    size = float(node.get("font-size", "0").removesuffix("px"))
    wide = width(node.text or "", size, node.get("font-weight") == "bold")
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
    return Box(node.text or "", left, y - 0.72 * size, left + wide, y + 0.21 * size)
