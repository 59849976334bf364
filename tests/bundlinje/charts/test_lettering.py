"""Letters: widths against what the renderer measures, lines, and labels moved apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from tests.bundlinje.charts import picture

from bundlinje.charts import lettering
from bundlinje.charts.palette import FONT

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789 .,:;%()+*/–−§"
WORDS = st.text("aeiouæøåmrtl.,0", min_size=1, max_size=24)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def _measured(text: str, bold: bool = False) -> float:
    """How wide the renderer makes a picture that must hold a text of 100 pixels."""
    mark = {"type": "text", "fontSize": 100, "font": FONT, "align": "left", "fontWeight": "bold" if bold else "normal"}
    places = {"text": {"field": "t", "type": "nominal"}, "x": {"value": 0}, "y": {"value": 0}}
    drawn = {"data": {"values": [{"t": text}]}, "mark": mark, "encoding": places, "padding": 0, "width": 1, "height": 1}
    svg = vl_convert.vegalite_to_svg({**drawn, "config": {"view": {"stroke": None}}})
    return float(picture.root(svg).get("width", 0))


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_is_as_wide_as_the_renderer_measures_it(bold: bool) -> None:
    bare = _measured("x" * 11, bold)
    own = {letter: lettering.width(letter, 1000, bold) for letter in LETTERS}
    seen = {letter: (_measured("x" + f"{letter}x" * 10, bold) - bare) for letter in LETTERS}
    assert {letter: (own[letter], seen[letter]) for letter in LETTERS if abs(own[letter] - seen[letter]) > 4} == {}


def test_danish_letters_have_shapes_of_their_own() -> None:
    drawn = {letter: _letter(letter) for letter in "æøåÆØÅ−–aoAO\ue000"}
    assert len(set(drawn.values())) == len(drawn)


def _letter(letter: str) -> bytes:
    text = f'<text x="5" y="30" font-family="{FONT}" font-size="30">{letter}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{text}</svg>'
    return bytes(vl_convert.svg_to_png(svg))


@given(TEXTS, st.integers(40, 400))
def test_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    assert all(lettering.width(line, 13) <= room for line in lettering.wrapped(text, 13, room))


@given(TEXTS)
def test_lines_hold_all_words_in_order(text: str) -> None:
    assert " ".join(lettering.wrapped(text, 13, 10_000)) == text
    assert "".join(lettering.wrapped(text, 13, 60)).replace(" ", "").replace("-", "") == text.replace(" ", "")


@given(st.lists(st.floats(-50, 350), max_size=8), st.floats(1, 60))
def test_labels_are_moved_apart_within_bounds_and_keep_their_order(wanted: list[float], gap: float) -> None:
    placed = lettering.apart(wanted, gap, 0, 300)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    room = min(gap, 300 / max(len(wanted) - 1, 1))
    assert all(placed[b] - placed[a] >= room - 1e-6 for a, b in pairwise(order))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in placed)


def test_labels_with_room_stay_where_they_are() -> None:
    assert lettering.apart([200, 10, 100], 20, 0, 300) == pytest.approx([200, 10, 100])


def test_two_labels_at_one_place_move_as_far_each() -> None:
    assert lettering.apart([100, 100], 20, 0, 300) == pytest.approx([90, 110])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("-3,1 mio. kr. i 2034", "−3,1\u00a0mio.\u00a0kr. i 2034"),
        ("DKK -0.5 million", "DKK\u00a0−0.5\u00a0million"),
        ("80 % af 10-12 i P10-P90", "80\u00a0% af 10-12 i P10-P90"),
    ],
)
def test_a_number_stays_with_its_unit_and_has_a_true_minus(text: str, printed: str) -> None:
    assert lettering.typeset(text) == printed


def test_the_tester_sees_a_text_that_covers_another() -> None:
    text = '<text font-size="12px">{0}</text>'
    lines = "".join(f'<g transform="translate(0,{y})">{text.format(y)}</g>' for y in (20, 25, 60))
    a, b, c = picture.boxes(f'<svg xmlns="http://www.w3.org/2000/svg">{lines}</svg>')
    assert (a.meets(b), a.meets(c), re.sub(r"\D", "", a.text)) == (True, False, "20")
