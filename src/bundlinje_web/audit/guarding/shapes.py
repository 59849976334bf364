"""What guards need to know of the models: which tables are of a kind, and what makes two rows the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models
from django.db.models.sql import Query

Kind = TypeVar("Kind", bound=models.Model)


def tables_of(kind: type[Kind]) -> Iterator[type[Kind]]:
    """Every model with a table of its own that is of this kind."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, kind) and not model._meta.proxy and model._meta.managed:
            yield model


def same_row(model: type[models.Model]) -> str:
    """SQL on a `NEW` row: whether one stands already that has the same key or is the same by a rule of uniqueness."""
    return " OR ".join(_stands(model, columns, condition) for columns, condition in _uniqueness(model))


def _uniqueness(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], models.Q | None]]:
    meta = model._meta
    yield from (((_column(field),), None) for field in meta.concrete_fields if field.unique)
    yield from ((_columns(model, together), None) for together in meta.unique_together)
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            if constraint.expressions:
                raise NotImplementedError(f"{constraint.name}: a guard can see columns, not expressions")
            yield _columns(model, constraint.fields), constraint.condition


def _columns(model: type[models.Model], names: Any) -> tuple[str, ...]:
    return tuple(_column(model._meta.get_field(name)) for name in names)


def _column(field: Any) -> str:
    return str(field.column)


def _stands(model: type[models.Model], columns: tuple[str, ...], condition: models.Q | None) -> str:
    table = model._meta.db_table
    same = " AND ".join(f'there."{column}" = NEW."{column}"' for column in columns)
    if condition is None:
        return f'EXISTS (SELECT 1 FROM "{table}" AS there WHERE {same})'  # noqa: S608 - names of models
    holds = _condition(model, condition)
    new = ", ".join(f'NEW."{field.column}" AS "{field.column}"' for field in model._meta.concrete_fields)
    stands = f'EXISTS (SELECT 1 FROM "{table}" AS there WHERE {same} AND {holds})'  # noqa: S608 - names of models
    return f"({stands} AND EXISTS (SELECT 1 FROM (SELECT {new}) WHERE {holds}))"  # noqa: S608 - names of models


def _condition(model: type[models.Model], condition: models.Q) -> str:
    """A condition on a model's columns as SQL with its values written in."""
    query = Query(model=model, alias_cols=False)
    sql, values = query.build_where(condition).as_sql(query.get_compiler(connection=connection), connection)
    editor = connection.schema_editor(collect_sql=True)
    return sql % tuple(editor.quote_value(value) for value in values)
