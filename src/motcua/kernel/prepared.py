"""Reads and writes that are asked again and again: their SQL is made once, afterwards only values change.

The ORM builds and compiles a queryset anew each time, which takes longer than the database needs for
a read by key. Here it does so once:

    _OF_DAY = Prepared(lambda: Visit.objects.filter(hall_id=Given("hall"), day=Given("day")))
    _OF_DAY(hall=3, day=today)

For what every request of a signed-in officer asks, and for what others wait for. Elsewhere a plain
queryset is easier to read and fast enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")


class Given(Expression):
    """Stands in a queryset for a value that is named when the read is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True)
class _Made:
    """What one engine is asked, and how its answer becomes rows."""

    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    rows: Callable[[Iterable[list[Any]]], list[Any]]


class Prepared(Generic[Row]):
    """A read by a queryset in which `Given` stands for the values. Answers a list of its rows."""

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def __call__(self, **values: Any) -> list[Row]:
        made = self._made.get(connection.vendor) or self._make()
        found = _asked(made.sql, made.params, values)
        return made.rows(_converted(row, made.converters) for row in found)

    def summed(self, select: str, *params: Any, **values: Any) -> tuple[Any, ...]:
        """One row of aggregates over the rows of this read, as the engine gives them.

        `select` is SQL of ours that names the columns the queryset reads; `params` stand for its marks.
        """
        made = self._made.get(connection.vendor) or self._make()
        sql = f"SELECT {select} FROM ({made.sql}) AS found"  # noqa: S608  ours, nothing from outside
        row: tuple[Any, ...] = _asked(sql, (*params, *made.params), values)[0]
        return row

    def first(self, **values: Any) -> Row | None:
        """The first row, if there is any; the queryset says by `[:1]` that more are not read."""
        return next(iter(self(**values)), None)

    def _make(self) -> _Made:
        """Two threads that make it at once make the same."""
        queryset = self._build()
        compiler = queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
        steps = [(at, step, said) for at, (several, said) in converters.items() for step in several]
        rows = _instances(compiler) if queryset._iterable_class is ModelIterable else _tuples  # type: ignore[attr-defined]
        made = self._made[connection.vendor] = _Made(sql, tuple(params), tuple(steps), rows)
        return made


class PreparedIn(Generic[Row]):
    """As `Prepared`, where some names stand for several values: made once for each number of them.

    `build` gets for each of these names, in order, what stands for its values:

        _OF_HALLS = PreparedIn(lambda halls: Visit.objects.filter(In(F("hall_id"), halls)), "halls")
        _OF_HALLS(halls=[3, 4])
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *several: str) -> None:
        self._build, self._several = build, several
        self._by_sizes: dict[tuple[int, ...], Prepared[Row]] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """Answers nothing, without asking, where no row can be meant."""
        given = {name: list(values.pop(name)) for name in self._several}
        sizes = tuple(len(found) for found in given.values())
        if sizes not in self._by_sizes:
            stand_for = [[Given(f"{name}{at}") for at in range(len(found))] for name, found in given.items()]
            self._by_sizes[sizes] = Prepared(lambda: self._build(*stand_for))
        for name, found in given.items():
            values |= {f"{name}{at}": value for at, value in enumerate(found)}
        try:
            return self._by_sizes[sizes](**values)
        except EmptyResultSet:
            return []


def _asked(sql: str, params: Iterable[Any], values: Mapping[str, Any]) -> list[Any]:
    named = [values[one.name] if isinstance(one, Given) else one for one in params]
    with connection.cursor() as cursor:
        cursor.execute(sql, [_adapted(value) for value in named])
        return cursor.fetchall()


def _tuples(found: Iterable[list[Any]]) -> list[Any]:
    return [tuple(row) for row in found]


def _instances(compiler: Any) -> Callable[[Iterable[list[Any]]], list[Any]]:
    """As `ModelIterable` does it: the model, what is selected along, annotations.

    Rows that name the same related row share one object of it.
    """
    klass, annotations = compiler.klass_info, compiler.annotation_col_map
    fields = klass["select_fields"]
    first, end = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:end]]
    related = get_related_populators(klass, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of a newer Django
    model = klass["model"]

    def instances(found: Iterable[list[Any]]) -> list[Any]:
        known: dict[tuple[int, Any], Model] = {}
        made = []
        for row in found:
            one: Model = model.from_db(connection.alias, names, row[first:end])
            _relate(one, related, row, known)
            for name, place in (annotations or {}).items():
                setattr(one, name, row[place])
            made.append(one)
        return made

    return instances


def _relate(one: Model, related: Iterable[Any], row: list[Any], known: dict[tuple[int, Any], Model]) -> None:
    """Put what is selected along into a row; as Django's populators do, but each related row is made once."""
    for populator in related:
        data = row[populator.cols_start : populator.cols_end]
        key = (id(populator), data[populator.pk_idx])
        other = known.get(key)
        if other is None and key[1] is not None:
            other = known[key] = populator.model_cls.from_db(populator.db, populator.init_list, data)
            _relate(other, populator.related_populators, row, known)
        populator.local_setter(one, other)
        if other is not None:
            populator.remote_setter(other, one)


def _converted(row: Any, converters: tuple[tuple[int, Any, Any], ...]) -> list[Any]:
    values = list(row)
    for place, step, said in converters:
        values[place] = step(values[place], said, connection)
    return values


def _adapted(value: Any) -> Any:
    """As the engine stores it; instants and days are text in SQLite."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def write(row: Model, changed: Mapping[str, Any]) -> None:
    """UPDATE these columns of a row that is there, and the row in hand with them; nothing when nothing changed."""
    if not changed:
        return
    known = row._meta
    key = known.pk
    assert key is not None  # noqa: S101  narrows the type: every model has one
    values = list(_prepared(row, changed))
    columns = ", ".join(f'"{known.get_field(name).column}" = %s' for name in changed)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{known.db_table}" SET {columns} WHERE "{key.column}" = %s',  # noqa: S608  names of columns
            [*values, key.get_db_prep_value(row.pk, connection)],
        )
    for name, value in changed.items():
        setattr(row, name, value)


def _prepared(row: Model, changed: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in changed.items():
        yield row._meta.get_field(name).get_db_prep_save(value, connection)  # type: ignore[union-attr]
