"""Colours: texts and marks stand off from the paper, and series from each other, also for the colour-blind."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from bundlinje.charts import palette

SEES = {
    "everyone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What linear red, green and blue become. Source: Machado, Oliveira and Fernandes (2009), severity 1.0."""


def _linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def _luminance(colour: str) -> float:
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _contrast(one: str, other: str = palette.PAPER) -> float:
    """Relative contrast. Source: WCAG 2.2, 1.4.3."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIELAB under D65 of a colour as an eye sees it."""
    r, g, b = (min(max(sum(w * p for w, p in zip(row, _linear(colour), strict=True)), 0), 1) for row in SEES[eye])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("colour", palette.TEXTS)
def test_texts_stand_off_from_the_paper(colour: str) -> None:
    assert _contrast(colour) >= 4.5


@pytest.mark.parametrize("colour", [*palette.SERIES, *palette.MARKS])
def test_marks_and_edges_stand_off_from_the_paper(colour: str) -> None:
    assert _contrast(colour) >= 3


@pytest.mark.parametrize("eye", SEES)
def test_any_two_series_are_told_apart_by_every_eye(eye: str) -> None:
    assert [(a, b) for a, b in combinations(palette.SERIES, 2) if dist(_lab(a, eye), _lab(b, eye)) < 20] == []


@pytest.mark.parametrize("eye", SEES)
def test_gain_and_cost_are_told_apart_by_every_eye(eye: str) -> None:
    assert dist(_lab(palette.BLUE, eye), _lab(palette.ORANGE, eye)) > 40
