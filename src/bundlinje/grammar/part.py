"""What every part of a contract is: immutable, closed to unknown keys, and able to say where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

NonEmpty = Annotated[str, Field(min_length=1)]


class Mark(IntEnum):
    """How well a value is known. A result carries the worst mark of all that it was built from."""

    KNOWN = 0
    ASSUMED = 1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """One assumed or unknown value a result leans on: its mark, the path of the part, and the reason given."""

    mark: Mark
    path: str
    why: str


class Part(BaseModel):
    """A part of a contract file. `assumed` says why a value nobody published stands here, `source` where one did."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, defer_build=True, arbitrary_types_allowed=True
    )

    assumed: NonEmpty | None = None
    source: NonEmpty | None = None
    note: NonEmpty | None = None

    @model_serializer(mode="wrap")
    def _only_what_is_said(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        return {"anyOf": [described, {"type": ["string", "integer"]}]} if hasattr(cls, "_from_text") else described


@dataclass(frozen=True, slots=True)
class Says:
    """The two sentences of a kind, as data. Only `bundlinje.words` reads them; `{slot}` names a slot of the kind."""

    da: str
    en: str


def walk(part: object, path: str = "") -> Iterator[tuple[str, Part]]:
    """A part and every part inside it, each with its path."""
    if isinstance(part, Part):
        yield path, part
        slots = {**dict(part), **(part.__pydantic_extra__ or {})}
        for name, value in slots.items():
            yield from walk(value, f"{path}.{name}" if path else name)
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield from walk(value, f"{path}.{name}")
    elif isinstance(part, list | tuple):
        for position, value in enumerate(part):
            yield from walk(value, f"{path}.{position}")


class Kind(Part):
    """One word of the contract language: it stands in one file and is recognised by the key it is named after."""

    key: ClassVar[str]
    says: ClassVar[Says]
    example: ClassVar[str]
    """A smallest YAML text of the kind, used by its laws, its documentation and the editor schema."""
