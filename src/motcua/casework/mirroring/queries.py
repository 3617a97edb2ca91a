"""Whose state a dossier's is, and what may not be decided here for that reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.casework.dossiers import ports
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.directory.procedures.models import ProcedureVersion
from motcua.kernel.prepared import Given, Prepared

_DECIDED_THERE = (
    "approve", "ask_payment", "confirm_payment", "consult", "extend", "receive_supplement", "record_result",
    "refuse", "refuse_withdrawal", "send_back", "stop", "withdraw",
)  # fmt: skip


_HOME_SYSTEM = Prepared(
    lambda: ProcedureVersion.objects.filter(pk=Given("id")).order_by().values_list("home_system")
)


def home_system_of(dossier: Dossier) -> str:
    """The outside system that owns the state of a dossier; "" where it is owned here."""
    found = _HOME_SYSTEM.first(id=dossier.procedure_version_id)
    return found[0] if found else ""


def objection_to_deciding(dossier: Dossier) -> str:
    """What is decided in the outside system is not decided here."""
    system = home_system_of(dossier)
    if not system:
        return ""
    return _("Hồ sơ này được giải quyết trên “%(system)s”; ở đây chỉ ghi trạng thái theo hệ thống đó.") % {
        "system": system
    }


def objection_to_moving(dossier: Dossier) -> str:
    """It leaves the counter as any other; from there on the outside system says where it is."""
    return "" if dossier.status == Status.ACCEPTED else objection_to_deciding(dossier)


def objection_to_asking(dossier: Dossier) -> str:
    """At the counter papers may be asked for; later only where the dossier is appraised."""
    return objection_to_deciding(dossier) if dossier.accepted_at else ""


def install() -> None:
    """Called once when the app is ready."""
    for verb in _DECIDED_THERE:
        ports.object_to(verb, objection_to_deciding)
    ports.object_to("hand_over", objection_to_moving)
    ports.object_to("request_supplement", objection_to_asking)
