"""Querysets on the answer path, turned into SQL once a process: building one costs several times what running it does."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

_MARK = -7_000_000
"""Numbers from here downwards stand for the values while a queryset is compiled."""


def fetch(make: Callable[..., QuerySet[Any, Any]], *values: int) -> list[tuple[Any, ...]]:
    """The rows of ``make(*values)``, a ``values_list``, as the database gives them: SQLite has no booleans or dates."""
    sql, parameters = _statement(make, len(values))
    with connection.cursor() as cursor:
        cursor.execute(sql, [_value(one, values) for one in parameters])
        return list(cursor.fetchall())


@cache
def _statement(make: Callable[..., QuerySet[Any, Any]], count: int) -> tuple[str, tuple[Any, ...]]:
    rows = make(*(_MARK - place for place in range(count)))
    sql, parameters = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, tuple(parameters)


def _value(parameter: Any, values: tuple[int, ...]) -> Any:
    if type(parameter) is int and _MARK - len(values) < parameter <= _MARK:
        return values[_MARK - parameter]
    return parameter
