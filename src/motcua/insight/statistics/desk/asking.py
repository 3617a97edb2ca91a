"""What a page of figures was asked for, within what the officer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Agency
from motcua.insight.statistics import permissions
from motcua.insight.statistics.desk.forms import PeriodForm
from motcua.insight.statistics.rules import Period
from motcua.kernel import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAY_OVERSEE = officer_required(*permissions.OVERSEEING_ROLES)


@dataclass(frozen=True)
class Asked:
    """The form as it came, the agencies and days it means, and the present instant."""

    form: PeriodForm
    agency: Agency | None
    agency_ids: frozenset[int]
    period: Period
    now: datetime

    @property
    def status(self) -> int:
        return 422 if self.form.errors else 200

    @property
    def place(self) -> str:
        """The agency asked for, or the only one in sight."""
        if self.agency is not None:
            return self.agency.name
        return agencies.name_of(next(iter(self.agency_ids))) if len(self.agency_ids) == 1 else ""


def asked(request: HttpRequest, *, usual: str) -> Asked:
    """An agency outside the officer's sight is an error of the form, and then nothing is counted."""
    scope = permissions.overseen_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    form = PeriodForm(request.GET.dict(), scope=scope, usual=usual)
    chosen = form.cleaned_data.get("agency") if form.is_valid() else None
    below = agencies.subtree_ids(chosen.pk) if chosen else scope
    ids = frozenset() if "agency" in form.errors else scope & below
    return Asked(form, chosen, ids, form.period(), clock.now())


def download(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
