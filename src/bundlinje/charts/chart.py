"""A chart: its picture as SVG and PNG, what it says in a sentence, and its table, which always goes with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from bundlinje.charts.canvas import VERSION
from bundlinje.charts.csv_file import as_csv
from bundlinje.problems import Place, Refused, error
from bundlinje.report.table import Table
from bundlinje.words.numbers import Language

_ROOT = re.compile(r"<svg\b[^>]*>")
_ROLES = re.compile(r'(<g class="mark-[^"]*") role="graphics-[^"]*" aria-roledescription="[^"]*"')
"""What the renderer calls its groups: in English, and no one hears it inside an image."""
_IDS = re.compile(r'(\bid="|url\(#|href="#)([^")]+)')
SUFFIXES = (".svg", ".png")


@dataclass(frozen=True)
class Chart:
    """One message as a picture and as a table; drawn only when it is asked for."""

    title: str
    description: str
    table: Table
    language: Language
    draw: Callable[[], dict[str, Any]]
    """The picture as Vega-Lite."""

    @cached_property
    def _svg(self) -> str:
        import vl_convert

        drawn: str = vl_convert.vegalite_to_svg(self.draw(), vl_version=VERSION)
        return named(drawn, self.title, self.description, self.language)

    def svg(self) -> str:
        """The picture as SVG: one image with a name and a description, without scripts and inline styles."""
        return self._svg

    def png(self, scale: float = 2) -> bytes:
        """The same picture as PNG, so many pixels for each of the SVG's."""
        import vl_convert

        picture: bytes = vl_convert.svg_to_png(self._svg, scale=scale)
        return picture

    def csv(self) -> str:
        """The table as CSV, its numbers exact."""
        return as_csv(self.table, self.language)

    def save(self, path: Path) -> tuple[Path, Path]:
        """Write the picture, as its suffix says, and its table beside it; returns both places.

        A suffix that is neither `.svg` nor `.png` is refused before anything is written.
        """
        if path.suffix.lower() not in SUFFIXES:
            raise Refused([error("charts.suffix", Place(str(path)), suffix=path.suffix, known=", ".join(SUFFIXES))])
        picture = self.png() if path.suffix.lower() == ".png" else self.svg().encode()
        beside = path.with_suffix(".csv")
        path.write_bytes(picture)
        beside.write_bytes(self.csv().encode("utf-8-sig"))
        return path, beside


def named(svg: str, title: str, description: str, language: Language) -> str:
    """The picture as one image with a name and a description in its language.

    Names of parts inside it get a beginning of their own, so that several pictures can stand in one page.
    """
    mark = "c" + sha256(f"{language}{title}{description}{svg}".encode()).hexdigest()[:10]
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("no <svg> in the drawing")
    inside = _IDS.sub(rf"\g<1>{mark}-\g<2>", _ROLES.sub(r"\1", svg[root.end() :]))
    names = f'role="img" lang="{language}" aria-labelledby="{mark}-title {mark}-desc"'
    head = f'<title id="{mark}-title">{escape(title)}</title><desc id="{mark}-desc">{escape(description)}</desc>'
    return f"{root[0][:-1]} {names}>{head}{inside}"
