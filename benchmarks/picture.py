"""A small picture of a comparison: one bar for each run, on a logarithmic scale, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log10

WIDTH, ROW, LABEL = 720, 22, 190


def bars(title: str, rows: Sequence[tuple[str, float | None, str]]) -> str:
    """An SVG with a bar for each `(label, value, text)`; without a value only the text stands."""
    values = [value for _, value, _ in rows if value]
    low = min(values) / 2
    per_decade = (WIDTH - LABEL - 150) / log10(max(values) / low)
    lines = [f'<text x="4" y="16" font-weight="bold">{escape(title)}</text>']
    for number, (label, value, text) in enumerate(rows):
        y = 28 + ROW * number
        length = per_decade * log10(value / low) if value else 0
        fill = "#1f4e79" if number % 2 == 0 else "#b9c7d6"
        lines.append(f'<text x="4" y="{y + 14}">{escape(label)}</text>')
        lines.append(f'<rect x="{LABEL}" y="{y}" width="{length:.0f}" height="{ROW - 5}" fill="{fill}"/>')
        lines.append(f'<text x="{LABEL + length + 6:.0f}" y="{y + 14}">{escape(text)}</text>')
    size = f'width="{WIDTH}" height="{34 + ROW * len(rows)}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(title)}</title>'
    return "\n".join([head, *lines, "</svg>", ""])
