"""An officer's filters of the work list: keep, order, open with one, share, drop."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from motcua.casework.handling.models import KeptFilter

MOST = 20


class FilterRefusal(Exception):
    """Không lưu được bộ lọc."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class TooManyFilters(FilterRefusal):
    """Mỗi người lưu được nhiều nhất 20 bộ lọc. Hãy xóa bớt một bộ lọc không dùng nữa."""


class NothingNarrowed(FilterRefusal):
    """Chưa chọn điều kiện lọc nào để lưu (từ khóa và ngày không được lưu)."""


class NoSuchFilter(FilterRefusal):
    """Bộ lọc này không còn."""


@transaction.atomic
def keep_filter(*, officer_id: int, name: str, query: str, shared_with_id: int | None = None) -> KeptFilter:
    """Keep filters under a name, last in order; the same name again takes the new content.

    Raises NothingNarrowed, TooManyFilters.
    """
    if not query:
        raise NothingNarrowed
    own = KeptFilter.objects.filter(officer_id=officer_id)
    known = own.filter(name=name).first()
    if known is not None:
        known.query, known.shared_with_id = query, shared_with_id
        known.save(update_fields=["query", "shared_with_id"])
        return known
    if own.count() >= MOST:
        raise TooManyFilters
    last = own.aggregate(last=Max("position"))["last"]
    return KeptFilter.objects.create(
        officer_id=officer_id,
        name=name,
        query=query,
        shared_with_id=shared_with_id,
        position=0 if last is None else last + 1,
    )


@transaction.atomic
def open_with(*, officer_id: int, filter_id: int, is_default: bool) -> None:
    """The work list opens with this filter, or with none. Raises NoSuchFilter."""
    known = _own(officer_id, filter_id)
    KeptFilter.objects.filter(officer_id=officer_id, is_default=True).update(is_default=False)
    known.is_default = is_default
    known.save(update_fields=["is_default"])


@transaction.atomic
def move_up(*, officer_id: int, filter_id: int) -> None:
    """One place forward; the first stays. Raises NoSuchFilter."""
    known = _own(officer_id, filter_id)
    rows = list(KeptFilter.objects.filter(officer_id=officer_id))
    place = rows.index(known)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows):
        row.position = position
    KeptFilter.objects.bulk_update(rows, ["position"])


@transaction.atomic
def drop_filter(*, officer_id: int, filter_id: int) -> None:
    """Gone for its owner and whoever it was shared with. Raises NoSuchFilter."""
    _own(officer_id, filter_id).delete()


def _own(officer_id: int, filter_id: int) -> KeptFilter:
    found = KeptFilter.objects.select_for_update().filter(officer_id=officer_id, pk=filter_id).first()
    if found is None:
        raise NoSuchFilter
    return found
