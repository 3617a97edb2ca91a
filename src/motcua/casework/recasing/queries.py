"""What another case of its procedure would mean for a dossier, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import Promise, Replaced, clock_of, promise, recased
from motcua.casework.dossiers import ports, terms
from motcua.casework.dossiers.models import Dossier, DossierComponent
from motcua.casework.dossiers.queries import history
from motcua.casework.recasing import rules
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures.choices import VersionState
from motcua.directory.procedures.models import ProcedureCase, ProcedureVersion


@dataclass(frozen=True)
class Dates:
    """The limit and the two dates of a dossier under another case, with what held before."""

    before: Replaced
    limit: str
    calendar: dict[str, Any]
    promised: Promise


def other_cases(dossier: Dossier) -> list[ProcedureCase]:
    """Cases of the dossier's procedure but the one it was taken for."""
    found = terms.published(dossier.procedure_version_id).alternatives
    return [case for case in found if case.pk != dossier.procedure_case_id]


def dates_under(dossier: Dossier, case_id: int, at: datetime) -> Dates | None:
    """Both dates counted from the acceptance under the limit of another case; None where it publishes none.

    Law: NĐ 118/2025, Điều 17.3: the time begins at acceptance, and so it did.
    """
    found = clock_of(history(dossier))
    if found is None or dossier.due_at is None:
        return None
    version = ProcedureVersion.objects.get(pk=dossier.procedure_version_id)
    limit = terms.limit_text(
        version, agency_id=dossier.competent_agency_id, channel=dossier.intake_channel,
        at=found[0].accepted_at, case_id=case_id,
    )  # fmt: skip
    if limit is None:
        return None
    before = Replaced(at, found[0].limit, dossier.due_at)
    calendar, reference = calendars.in_force(Agency.objects.get(pk=dossier.competent_agency_id), at)
    return Dates(before, limit, reference, promise(recased(found[0], limit, before), calendar))


def papers_carried(dossier: Dossier, case_id: int) -> dict[int, DossierComponent]:
    """Papers of the new case that are there already, as what was handed in for the old one."""
    said = terms.published(dossier.procedure_version_id)
    rows = {row.component_id: row for row in dossier.components.all()}
    names = {component.pk: component.name for component in said.components}
    asked = [component.pk for component in said.asked(case_id)]
    known = {pk: names.get(pk, "") for pk in rows}
    return {pk: rows[source] for pk, source in rules.carried(known, names, asked).items()}


def objection_to_changing(dossier: Dossier) -> str:
    """Why the case may not be changed any more; "" while nobody has taken the dossier on."""
    if not other_cases(dossier):
        return _("Thủ tục này chỉ có một trường hợp.")
    versions = ProcedureVersion.objects.filter(pk=dossier.procedure_version_id)
    if versions.filter(state=VersionState.WITHDRAWN).exists():
        return _("Thủ tục này đã bị bãi bỏ; hồ sơ đã nhận được giải quyết tiếp theo trường hợp đã ghi.")
    if rules.taken_on(history(dossier)):
        return _(
            "Hồ sơ đã có người nhận giải quyết nên không đổi trường hợp được nữa; hãy trao đổi với người đang giữ hồ sơ."
        )
    return ""


def install() -> None:
    """Called once when the app is ready."""
    ports.object_to("change_case", objection_to_changing)
