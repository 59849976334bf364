"""Changing one place of a text: the place says the new thing, and everything else stands letter by letter."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje_web.bridge.written import NotText, Written

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))}
VALUES: Any = st.recursive(
    st.one_of(
        st.integers(-9, 9_999), st.sampled_from(["ja", "true", "12", "", "a: b", "x, y", "[q", "# c", "50 %", "æ"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b-c", "1", "true"]), inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)


def paths(data: Any, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place there is something."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield (*before, step)
        yield from paths(value, (*before, step))


def with_value(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    found = holder = copy.deepcopy(data)
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_place_that_is_put_says_the_new_thing_and_nothing_else_says_anything_new(data: st.DataObject) -> None:
    written = Written(TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))])
    path = data.draw(st.sampled_from(list(paths(written.data))))
    value = data.draw(VALUES)
    assert written.put(path, value).data == with_value(written.data, path, value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_taken_away_is_gone_and_all_else_stands(data: st.DataObject) -> None:
    written = Written(TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))])
    path = data.draw(st.sampled_from(list(paths(written.data))))
    left = written.drop(path).data
    expected = copy.deepcopy(written.data)
    while True:
        holder = expected
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        if holder or len(path) == 1:
            break
        path = path[:-1]
    assert left == expected


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_new_key_or_item_is_added_to_what_there_is(data: st.DataObject) -> None:
    written = Written(TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))])
    holders = [path for path in paths(written.data) if isinstance(written.get(*path), dict | list)]
    path = data.draw(st.sampled_from([(), *holders]))
    holder, value = written.get(*path), data.draw(VALUES)
    step = len(holder) if isinstance(holder, list) else "nyt"
    expected = copy.deepcopy(holder)
    if isinstance(expected, list):
        expected.append(value)
    else:
        expected["nyt"] = value
    found = written.put((*path, step), value)
    assert found.get(*path) == expected


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_changing_one_value_changes_one_line_and_keeps_every_comment(name: str) -> None:
    text = TEXTS[name]
    found = Written(text).put(("title",), "Et andet navn").text
    changed = [(a, b) for a, b in zip(text.split("\n"), found.split("\n"), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] == "title: Et andet navn"


def test_what_holds_a_new_place_is_made_in_the_order_of_the_agreement() -> None:
    text = "contract: x # id\nparties:\n  a: {name: A}\nterms: []\n"
    found = Written(text).put(("cohort", "intake", "planned"), 40, order=("contract", "parties", "cohort", "terms"))
    assert found.text == "contract: x # id\nparties:\n  a: {name: A}\ncohort:\n  intake: {planned: 40}\nterms: []\n"
    assert (
        found.put(("terms", 0), {"id": "t", "pays": {"amount": "1 kr", "assumed": "so"}}).get("terms", 0, "id") == "t"
    )


def test_comments_beside_and_below_stay_where_they_are() -> None:
    text = "a: 1 # one\n# before b\nb:\n  - x # first\n  - y\n# the end\n"
    written = Written(text)
    assert written.put(("a",), 2).text == text.replace("a: 1", "a: 2")
    assert written.drop(("b", 0)).text == text.replace("  - x # first\n", "")
    assert written.put(("b", 2), "z").text == text.replace("- y\n", "- y\n  - z\n")
    assert written.drop(("b",)).text == "a: 1 # one\n# before b\n# the end\n"


def test_the_letters_of_a_place_can_be_taken_out_and_read_alone() -> None:
    written = Written(TEXTS["havnen"])
    for key in ("payers", "guarantee", "cohort"):
        assert Written(written.segment(key)).data == written.get(key)
    assert written.segment("nothing", 3) == ""


def test_a_text_that_cannot_be_read_says_so() -> None:
    for text in ("", "a: [1", "{"):
        with pytest.raises(NotText):
            Written(text).put(("a",), 1)
