"""What the page of an agency says of its people: who is sent here and will leave before long."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Agency
from motcua.directory.staff import queries
from motcua.kernel import clock

NOTICE = timedelta(days=90)


def secondments(request: HttpRequest, agency: Agency) -> str:
    """For administrators: secondments that end within three months, in time to renew or replace them."""
    today = clock.today()
    if not rights.administers(request.officer, agency.pk, today):  # type: ignore[attr-defined]
        return ""
    rows = queries.ending_soon([agency.pk], on=today, within=NOTICE)
    return render_to_string("staff/parts/secondments.html", {"rows": rows}, request) if rows else ""
