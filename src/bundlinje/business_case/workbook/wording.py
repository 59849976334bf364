"""The words a workbook needs: asked for by code, so that the engine itself speaks no language."""

from __future__ import annotations

from typing import Protocol


class Wording(Protocol):
    """One language's words for a workbook. `bundlinje.words.workbook` has Danish and English."""

    @property
    def language(self) -> str:
        """The language's code, `da` or `en`."""

    def say(self, code: str, **values: str | int) -> str:
        """The words for a code, with its values filled in. A code without words raises `KeyError`."""
