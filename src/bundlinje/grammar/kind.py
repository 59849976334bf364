"""Shelves of kinds: a kind is found by itself in its shelf's folder, and in a file by the key it is named after."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from bundlinje.grammar.part import Kind

TAG = "kind:"
"""Starts the name of a kind in the location of a mistake, so that it can be told from a key of the file."""

K = TypeVar("K", bound=Kind)


class Shelf(Generic[K]):
    """The kinds that stand in one package, by key. They are imported at first use, never before."""

    def __init__(self, package: str, base: type[K]) -> None:
        self.package = package
        self.base = base

    @cached_property
    def kinds(self) -> dict[str, type[K]]:
        """Every kind of the shelf by its key, in alphabetical order. Two kinds with one key raise `ValueError`."""
        found: dict[str, type[K]] = {}
        for cls in self._classes():
            if cls.key in found:
                raise ValueError(f"{cls.key} names two kinds: {found[cls.key]} and {cls}")
            found[cls.key] = cls
        return dict(sorted(found.items()))

    def _classes(self) -> Iterator[type[K]]:
        package = importlib.import_module(self.package)
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{self.package}.{info.name}")
            for cls in vars(module).values():
                if _is_kind(cls, self.base) and cls.__module__ == module.__name__:
                    yield cls

    def key_of(self, value: Any) -> str | None:
        """The key of the kind that this value is or is written as; none if no key of the shelf stands in it."""
        if isinstance(value, Kind):
            return value.key
        if isinstance(value, dict):
            return next((key for key in self.kinds if key in value), None)
        return None


def _is_kind(value: Any, base: type[Kind]) -> bool:
    return inspect.isclass(value) and issubclass(value, base) and "key" in vars(value)


class OneOf:
    """Annotation: a value is one of the kinds of a shelf, told apart by the key that stands in it.

    `also` adds forms that are no kinds (name → class); `tell` recognises them before the shelf is asked.
    """

    def __init__(
        self,
        shelf: Callable[[], Shelf[Any]],
        also: Callable[[], dict[str, Any]] = dict,
        tell: Callable[[Any], str | None] = lambda _: None,
    ) -> None:
        self._shelf, self._also, self._tell = shelf, also, tell

    def _tag(self, value: Any) -> str | None:
        key = self._tell(value) or self._shelf().key_of(value)
        return None if key is None else TAG + key

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        classes = {**self._also(), **self._shelf().kinds}
        choices = {TAG + key: handler.generate_schema(cls) for key, cls in classes.items()}
        return tagged(choices, self._tag, "kind.none", known=", ".join(classes))


def tagged(
    choices: dict[str, Any], tag: Callable[[Any], str | None], refusal: str, **context: str
) -> core_schema.CoreSchema:
    """A union told apart by `tag`; what it cannot tell is refused with the code `refusal`."""
    return core_schema.tagged_union_schema(
        choices=choices,
        discriminator=tag,
        custom_error_type=refusal,
        custom_error_message=refusal,
        custom_error_context=dict(context),
    )
