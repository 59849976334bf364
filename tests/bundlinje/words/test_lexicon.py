"""No code the engine can speak is without a word in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.bundlinje.words.conftest import kinds

from bundlinje.contract.model import Contract, Leg
from bundlinje.contract.parts import Role
from bundlinje.explanation import Reason
from bundlinje.facts.columns import LEFT
from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import Mark, Part
from bundlinje.grammar.quantity import Dimension
from bundlinje.limits.scope import PLAIN
from bundlinje.problems import Severity
from bundlinje.settlement.explain import STATES
from bundlinje.settlement.outcomes import STATE_NAMES
from bundlinje.settlement.result import LineKind
from bundlinje.words.exact import counted
from bundlinje.words.labels import labels
from bundlinje.words.lexicon import FORMS, LANGUAGES, noun, word
from bundlinje.words.reading.kinds import closed_words
from bundlinje.words.template import slots_of

AREAS = ("lexicon", "phrases", "reasons")
UNIT_FORMS = {*FORMS, "units"}
BARE = {
    "Leaves": "leave_rule",
    "ByCase": "by",
    "Cases": "by",
    "Calendar": "calendar",
}
"""Parts whose fields share their words."""


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    yield part
    for below in part.__subclasses__():
        yield from _parts(below)


def _literals() -> Iterator[tuple[str, str, str]]:
    """Every closed word of the contract language: the part, the key and the word."""
    assert Contract.__pydantic_complete__ or Contract.model_rebuild() is not False
    assert list(kinds())
    for part in dict.fromkeys(_parts(Part)):
        if not part.__module__.startswith("bundlinje.") or part.__module__.startswith(OTHER_FILES):
            continue
        for name, field in part.model_fields.items():
            for value in closed_words(field):
                yield part.__name__, field.alias or name, value


OTHER_FILES = ("bundlinje.fund.", "bundlinje.business_case.", "bundlinje.forecast.")
"""Rooms whose parts are of other files than a contract: what of them is shown has words of its own area."""


def _has(code: str) -> bool:
    return code in labels("lexicon")


def test_every_closed_word_of_a_contract_has_words() -> None:
    spoken = set(_literals())
    assert len(spoken) > 60
    silent = [
        (part, key, value)
        for part, key, value in sorted(spoken)
        if not any(
            _has(f"{stem}.{value}")
            for stem in (f"{part}.{key.rstrip('_')}", key.rstrip("_"), *([BARE[part]] if part in BARE else ()))
        )
    ]
    assert silent == []


def test_every_role_has_a_word() -> None:
    assert [role for role in Role.__args__ if not _has(f"roles.{role}")] == []


def test_every_reason_has_a_sentence() -> None:
    assert [reason for reason in Reason if str(reason) not in labels("reasons")] == []


@pytest.mark.parametrize(
    ("stem", "codes"),
    [
        ("state", [*STATE_NAMES, *STATES.values()]),
        ("mark", [mark.name.lower() for mark in Mark]),
        ("severity", list(Severity)),
        ("line_kind", list(LineKind)),
        ("dimension", list(Dimension)),
        ("scope", list(PLAIN)),
        ("counted", list(UNIT_COUNTS)),
        ("left", sorted(set(LEFT.values()))),
        ("bound", ["at_least", "above", "at_most", "below"]),
    ],
)
def test_every_code_of_the_engine_has_a_word(stem: str, codes: list[str]) -> None:
    assert [code for code in codes if not _has(f"{stem}.{code}")] == []


@pytest.mark.parametrize("area", AREAS)
def test_every_text_stands_in_both_languages_with_the_same_gaps(area: str) -> None:
    for code, texts in labels(area).items():
        assert set(texts) == set(LANGUAGES), code
        assert all(isinstance(text, str) for text in texts.values()), code
        own = [{slot.name for slot in slots_of(texts[language])} - UNIT_FORMS for language in LANGUAGES]
        assert own[0] == own[1], code


def test_every_noun_has_every_form_in_both_languages() -> None:
    nouns: Any = labels("nouns")
    known = {name: forms for name, forms in nouns.items() if name != "aliases"}
    assert all(set(forms[language]) == set(FORMS) for forms in known.values() for language in LANGUAGES)
    assert set(nouns["aliases"].values()) <= set(known)


def test_a_noun_the_lexicon_has_not_is_used_as_it_stands() -> None:
    assert noun("kutter", "da")["each"] == "hver enhed (kutter)"


def test_a_code_without_a_word_is_a_fault() -> None:
    with pytest.raises(KeyError):
        word("roles.emperor", "da")


def test_every_unit_of_counting_bends() -> None:
    stems = {code.split(".")[1] for code in labels("lexicon") if code.startswith("unit.")}
    assert all(counted(n, stem, language) for stem in stems for n in (1, 2) for language in LANGUAGES)


def test_the_legs_a_contract_means_have_names() -> None:
    assert issubclass(Leg, Part)
    assert all(_has(f"leg.{name}") for name in ("outcomes", "investors", "providers"))
