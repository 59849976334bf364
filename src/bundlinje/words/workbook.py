"""The workbook of a business case in Danish and English."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.words.labels import label
from bundlinje.words.numbers import Language


@dataclass(frozen=True, slots=True)
class WorkbookWords:
    """The words of a workbook in one language: what `bundlinje.business_case.workbook` asks for by code."""

    language: Language = "da"

    def say(self, code: str, **values: str | int) -> str:
        """The words for a code with its values filled in. A code without words raises `KeyError`."""
        return label("workbook", code, self.language, **values)
