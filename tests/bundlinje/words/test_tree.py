"""Documents of numbered clauses."""

from __future__ import annotations

from itertools import islice

import pytest

from bundlinje.words.tree import Clause, Document, Section, as_text, lettered


def _document(*clauses: Clause) -> Document:
    return Document("Titel", ("Indledning.",), (Section("one", "Første", clauses),), "pkt. {number}")


def test_clauses_are_numbered_within_their_section_and_items_lettered() -> None:
    text = as_text(_document(Clause("én", (Clause("a"), Clause("b"))), Clause("to")))
    assert text.splitlines()[4:] == ["## 1. Første", "", "1.1 Én:", "    a) a", "    b) b", "1.2 To"]


def test_a_pointer_shows_the_number_of_its_clause_wherever_that_stands() -> None:
    text = as_text(_document(Clause("se ⟦y⟧ og ⟦z⟧"), Clause("to", (Clause("inden i", anchor="z"),), "y")))
    assert "1.1 Se pkt. 1.2 og pkt. 1.2.a" in text


def test_a_pointer_at_no_clause_is_a_fault() -> None:
    with pytest.raises(KeyError):
        as_text(_document(Clause("se ⟦nowhere⟧")))


def test_letters_go_on_after_z() -> None:
    assert list(islice(lettered(), 28))[24:] == ["y", "z", "aa", "ab"]
