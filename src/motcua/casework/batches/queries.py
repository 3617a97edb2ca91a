"""What many results are called and who signed them, as far as nobody has to be asked."""

from __future__ import annotations

from collections.abc import Collection

from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import queries as agencies
from motcua.directory.procedures.models import Result
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event


def outcomes_of(dossiers: Collection[Dossier]) -> dict[int, Outcome]:
    """The result of each dossier whose procedure publishes just one, signed when and by whom it was approved."""
    titles = _titles({dossier.procedure_version_id for dossier in dossiers})
    approved = _approvals([dossier.subject for dossier in dossiers])
    days = {
        subject: (event.actor_id or 0, event.happened_at.astimezone(VIETNAM).date())
        for subject, event in approved.items()
    }
    names = agencies.officer_names_on(set(days.values()))
    return {
        dossier.pk: Outcome(
            title=titles[dossier.procedure_version_id],
            signed_on=days[dossier.subject][1],
            signer=names.get(days[dossier.subject], ""),
        )
        for dossier in dossiers
        if dossier.procedure_version_id in titles and dossier.subject in days
    }


def _titles(version_ids: Collection[int]) -> dict[int, str]:
    """What the one result of a version is called; versions with none or several are left out."""
    found: dict[int, set[str]] = {}
    for version_id, name in Result.objects.filter(version__in=version_ids).values_list("version_id", "name"):
        found.setdefault(version_id, set()).add(" ".join(name.split()))
    return {pk: name[:300] for pk, (name, *others) in found.items() if name and not others}


def _approvals(subjects: Collection[str]) -> dict[str, Event]:
    """The last approval of each."""
    rows = Event.objects.filter(subject__in=subjects, kind="dossiers.approved").order_by("seq")
    return {event.subject: event for event in rows}
