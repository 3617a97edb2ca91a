"""Choosing the procedure: a few letters or its code; without words, what this one-stop's agency offers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.casework.intake.desk import offer
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock


@officer_required("intake_officer")
def choose(request: HttpRequest) -> HttpResponse:
    """A single find opens at once; `HX-Request` answers the list alone, while the officer types."""
    asked = request.GET.get("q", "")[:200].strip()
    receiving = receiving_of(request)
    is_part = "HX-Request" in request.headers
    found = offer.matching(asked) if asked else offer.usual(receiving)
    if asked and len(found) == 1 and not is_part:
        return redirect("intake:begin", code=found[0].code)
    context = {
        "asked": asked,
        "found": found,
        "is_part": is_part,
        "places": _places(request),
        "receiving": receiving,
    }
    return render(request, "intake/desk/found.html" if is_part else "intake/desk/choose.html", context)


def receiving_of(request: HttpRequest) -> int:
    """The one-stop this officer receives for: the one asked for with `at`, else the first."""
    ids = rights.posts_of(request.officer, on=clock.today(), roles=("intake_officer",))
    asked = request.GET.get("at") or request.POST.get("at") or ""
    usable = asked.isascii() and asked.isdigit() and len(asked) < 19
    return int(asked) if usable and int(asked) in ids else min(ids)


def _places(request: HttpRequest) -> list[tuple[int, str]]:
    """One-stops to choose from; empty for the usual officer, who has one."""
    ids = rights.posts_of(request.officer, on=clock.today(), roles=("intake_officer",))
    return sorted(agencies.names_of(set(ids)).items(), key=lambda row: row[1]) if len(ids) > 1 else []
