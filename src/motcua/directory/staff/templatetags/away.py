"""Last days of rows that end before a day."""

from __future__ import annotations

from datetime import date

from django import template

from motcua.directory.staff.queries import ONE_DAY

register = template.Library()


@register.filter
def last_day(valid_to: date | None) -> date | None:
    """The last day on which something holds that ends before `valid_to`."""
    return valid_to - ONE_DAY if valid_to else None
