"""What can be asked about administrative units."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.directory.units.choices import UnitRegime
from motcua.directory.units.models import Unit, UnitSuccession
from motcua.kernel.text import UnreadableText, clean, fold


def units_found(asked: str, *, regime: str = UnitRegime.TWO_TIER) -> QuerySet[Unit]:
    """Units of a regime by code or by words of their name, marks aside; nothing for an empty question."""
    try:
        text = clean(asked[:200])
    except UnreadableText:
        text = ""
    found = Unit.objects.filter(regime=regime).select_related("parent")
    if not text:
        return found.none()
    words = Q()
    for word in fold(text).split():
        words &= Q(folded__contains=word)
    return found.filter(Q(code=text) | words)


def present_units_of(old_code: str) -> list[UnitSuccession]:
    """Where a commune of before 01/07/2025 lies today: its successors, the likeliest first."""
    links = UnitSuccession.objects.filter(old__code=old_code, old__regime=UnitRegime.THREE_TIER)
    return list(
        links.select_related("old__parent__parent", "new__parent").order_by("-is_default", "new__code")
    )
