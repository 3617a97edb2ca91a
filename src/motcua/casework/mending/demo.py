"""Demo of wrong results: one reported at the counter, one the head has owned to; both wait within three days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.mending.actions.corrections import confirm_wrong, report_wrong
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel import clock

_REASON = "Sai chữ đệm trong tên người được cấp (dữ liệu minh họa)."
_APOLOGY = "Cơ quan nhập nhầm chữ đệm, xin lỗi ông/bà và sửa ngay (dữ liệu minh họa)."


def find_mistakes(
    center: Agency, competent: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime
) -> int:
    """The results handed over last are found wrong; how many wait to be corrected."""
    counter, head = officers["intake_officer"][0], officers["approver"][0]
    handed = Dossier.objects.filter(
        receiving_agency=center, competent_agency=competent, status=Status.DELIVERED.value
    )
    chosen = list(handed.order_by("-delivered_at", "-pk")[:2])
    for place, dossier in enumerate(chosen):
        reported = By(counter.pk, center.pk, at - timedelta(hours=3 - place))
        with clock.frozen_at(reported.at):
            report_wrong(dossier_id=dossier.pk, by=reported, reason=_REASON)
    for dossier in chosen[1:]:
        owned = By(head.pk, competent.pk, at - timedelta(hours=1))
        with clock.frozen_at(owned.at):
            confirm_wrong(dossier_id=dossier.pk, by=owned, apology=_APOLOGY)
    return len(chosen)
