"""Numbers that may be known, assumed or unknown: `45`, `{value: 36, assumed: why}`, `{unknown: why}`."""

from __future__ import annotations

from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import Mark, NonEmpty, Part
from bundlinje.grammar.quantity import Quantity


class Number(Part):
    """A quantity with what there is to say about it; an unknown one says why instead of how much."""

    value: Quantity | None = None
    unknown: NonEmpty | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return raw if isinstance(raw, dict | Number) else {"value": raw}

    @model_validator(mode="after")
    def _one_of_both(self) -> Number:
        if (self.value is None) == (self.unknown is None):
            raise PydanticCustomError("number.value_or_unknown", "value or unknown")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["value"] if set(data) == {"value"} else data

    @property
    def mark(self) -> Mark:
        """How well the number is known."""
        if self.unknown is not None:
            return Mark.UNKNOWN
        return Mark.ASSUMED if self.assumed is not None else Mark.KNOWN
