"""Statements on the answer path, turned into SQL once a process: building one costs several times what running it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)
Value = int | str

_NUMBER, _TEXT = -7_000_000, "\ue000"
"""Numbers from here downwards, and texts that begin so, stand for the values while a queryset is compiled."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A compiled queryset. Each parameter is the place of a value, or itself where that is None."""

    compiler: Any
    sql: str
    parameters: Sequence[tuple[int | None, Any]]
    converters: Any
    """What makes Python's values of the database's, by column."""

    def rows(self, values: Sequence[Value]) -> list[tuple[Any, ...]]:
        """What the database gives for these values."""
        with connection.cursor() as cursor:
            given = [itself if place is None else values[place] for place, itself in self.parameters]
            cursor.execute(self.sql, given)
            return list(cursor.fetchall())


def fetch(make: Callable[..., QuerySet[Any, Any]], *values: Value) -> list[tuple[Any, ...]]:
    """The rows of ``make(*values)``, a ``values_list``, as the database gives them: SQLite has no booleans or dates."""
    return _statement(make, *map(type, values)).rows(values)


def load(make: Callable[..., QuerySet[Row, Row]], *values: Value) -> Iterator[Row]:
    """The instances of ``make(*values)``, each with those that ``select_related`` names."""
    statement = _statement(make, *map(type, values))
    model, columns, related = _instances(statement.compiler)
    for row in statement.compiler.apply_converters(statement.rows(values), statement.converters):
        found = model.from_db(DEFAULT_DB_ALIAS, columns, row[: len(columns)])
        for one in related:
            one.populate(row, found)
        yield found


def insert(row: Model) -> None:
    """Store a row that is new; it learns its key."""
    sql, fields = _insertion(type(row))
    with connection.cursor() as cursor:
        cursor.execute(sql, [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields])
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(model: type[Model], changes: Mapping[str, Any], where: Mapping[str, Any]) -> int:
    """Change the rows whose columns are as ``where`` says; returns how many there were."""
    known = [(name, value) for name, value in where.items() if value is not None]
    sql = _change(model, tuple(changes), tuple((name, value is None) for name, value in where.items()))
    field = model._meta.get_field
    given = [field(name).get_db_prep_save(value, connection) for name, value in (*changes.items(), *known)]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.rowcount)


@cache
def _statement(make: Callable[..., QuerySet[Any, Any]], *kinds: type[Value]) -> _Statement:
    marks = [_NUMBER - place if kind is int else f"{_TEXT}{place}" for place, kind in enumerate(kinds)]
    compiler = make(*marks).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    places = [(marks.index(one) if one in marks else None, one) for one in parameters]
    return _Statement(compiler, sql, places, compiler.get_converters([one for one, *_ in compiler.select]))


@cache
def _instances(compiler: Any) -> tuple[type[Model], list[str], list[Any]]:
    """The model of a compiled queryset, its columns, which come first, and what else makes an instance of a row."""
    told = compiler.klass_info
    columns = [compiler.select[place][0].target.attname for place in told["select_fields"]]
    return told["model"], columns, get_related_populators(told, compiler.select, DEFAULT_DB_ALIAS)


@cache
def _insertion(model: type[Model]) -> tuple[str, list[Field[Any, Any]]]:
    name = connection.ops.quote_name
    key = model._meta.pk
    fields = [one for one in model._meta.concrete_fields if one is not key]
    columns = ", ".join(name(one.column) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = name(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {name(key.column)}", fields


@cache
def _change(model: type[Model], changed: tuple[str, ...], where: tuple[tuple[str, bool], ...]) -> str:
    def column(name: str) -> str:
        return connection.ops.quote_name(model._meta.get_field(name).column)

    set_to = ", ".join(f"{column(name)} = %s" for name in changed)
    as_read = " AND ".join(column(name) + (" IS NULL" if empty else " = %s") for name, empty in where)
    return f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET {set_to} WHERE {as_read}"
