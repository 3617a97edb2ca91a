"""The office that benchmarks work in: one commune with officers, and many more agencies to fill the tables."""

from __future__ import annotations

from datetime import datetime

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import factories
from motcua.directory.procedures.models import Fee, ProcedureVersion
from motcua.kernel import clock

FEE = "fees"


class Bench:
    """An office with one procedure of four papers, and verbs at the present instant."""

    def __init__(self) -> None:
        self.office = factories.make_office("Đo Đạc")
        self.version: ProcedureVersion = factories.make_procedure(papers=4)
        self.fee = Fee.objects.get(time_limit__channel__version=self.version)

    def drafts(self, count: int) -> list[Dossier]:
        at = clock.now()
        return [factories.make_draft(self.office, at, version=self.version) for _ in range(count)]

    def accept(self, dossier: Dossier, at: datetime | None = None) -> Dossier:
        fees = (FeeEntry(fee_id=self.fee.pk, kind=self.fee.kind, amount_vnd=8000),)
        by = self.office.by("intake_officer", at or clock.now())
        return actions.accept_dossier(dossier_id=dossier.pk, by=by, fees=fees)

    def hand_over(self, dossier: Dossier) -> Dossier:
        by = self.office.by("intake_officer", clock.now())
        return actions.hand_over(dossier_id=dossier.pk, by=by, note="")
