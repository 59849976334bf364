"""A contract in plain language, so that a lawyer can hold it against the signed text.

The models of the contract language are loaded when a contract is read aloud, never before: starting up stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.words.numbers import Language
from bundlinje.words.tree import Document, as_text

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract


def read_aloud(contract: Contract, language: Language = "da") -> str:
    """The contract as numbered clauses in plain text, every number with its unit, what is assumed or unknown marked."""
    return as_text(document(contract, language))


def document(contract: Contract, language: Language = "da") -> Document:
    """The same as a tree of headings and clauses, for a page to show."""
    from bundlinje.words.reading.document import document as build

    return build(contract, language)
