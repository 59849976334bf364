"""How cells look. Colour is never alone: what is assumed or not known is also said in words beside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from bundlinje.business_case.workbook.page import Look, Shape
from bundlinje.grammar.part import Mark

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FOOTER = "&L&F&R&P / &N"
_INK = "#1a1a1a"
_BLUE = "#0059b3"
_RULE = "#b3b3b3"
_FILL = {Mark.KNOWN: "#e8f0fa", Mark.ASSUMED: "#fdebc8", Mark.UNKNOWN: "#f6d5d5"}
_NUMBERS = {
    Shape.KRONER: "#,##0.00;[Red]-#,##0.00;0",
    Shape.SHARE: "0.0###%",
    Shape.GROWTH: "0.0###%",
    Shape.COUNT: "#,##0.####",
    Shape.FACTOR: "0.000000",
    Shape.WHOLE: "0",
    Shape.YEAR: "0",
    Shape.YEARS: "0",
    Shape.TEXT: "@",
    Shape.ANY: "General",
}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.PLAIN: {},
    Look.TITLE: {"bold": True, "font_size": 16, "font_color": _BLUE},
    Look.HEADING: {"bold": True, "bottom": 1, "bottom_color": _RULE, "text_wrap": True},
    Look.FIGURES: {"bold": True, "bottom": 1, "bottom_color": _RULE, "text_wrap": True, "align": "right"},
    Look.TOTAL: {"bold": True, "top": 1, "top_color": _RULE},
    Look.NOTE: {"italic": True, "font_color": "#595959"},
    Look.WRAPPED: {"text_wrap": True},
    Look.KNOWN: {"bg_color": _FILL[Mark.KNOWN]},
    Look.ASSUMED: {"bg_color": _FILL[Mark.ASSUMED]},
    Look.UNKNOWN: {"bg_color": _FILL[Mark.UNKNOWN]},
}


class Styles:
    """The formats of one file, each made once."""

    def __init__(self, file: Workbook) -> None:
        self._file = file
        self._made = cache(self._make)

    def text(self, look: Look, *, quoted: bool = False, indented: bool = False) -> Format:
        """The format of a text; `quoted` keeps it a text when its cell is edited, `indented` apart from a number."""
        return self._made(look, Shape.TEXT, None, quoted, indented)

    def formula(self, shape: Shape, look: Look) -> Format:
        """The format of a figure the workbook works out."""
        return self._made(look, shape, None, False)

    def entry(self, shape: Shape, mark: Mark, *, quoted: bool = False) -> Format:
        """The format of an input, coloured by how well it is known."""
        return self._made(Look.PLAIN, shape, mark, quoted)

    def _make(self, look: Look, shape: Shape, mark: Mark | None, quoted: bool, indented: bool = False) -> Format:
        wanted: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top"}
        wanted |= _LOOKS[look]
        if shape is not Shape.TEXT:
            wanted["num_format"] = _NUMBERS[shape]
        if mark is not None:
            wanted |= {"bg_color": _FILL[mark], "border": 1, "border_color": _RULE, "locked": False}
        if indented and look is not Look.FIGURES:
            wanted |= {"align": "left", "indent": 1}
        made = self._file.add_format(wanted)
        if quoted:
            made.set_quote_prefix()
        return made
