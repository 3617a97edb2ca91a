"""What the browser tests of dossiers play on: an office, a procedure, dossiers in several states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import factories
from motcua.directory.procedures.models import ProcedureVersion
from motcua.kernel import clock

# The text on the QR of a made-up card; the number fits sex, year and province.
CARD = "042192000011||Nguyễn Thị Mẫu Thử|14031992|Nữ|Thôn Mẫu, xã Bình Mẫu, tỉnh Hà Tĩnh|01012022"
DOUBTFUL_CARD = CARD.replace("14031992", "14031993")

# Stands in for a scanner on a serial port: `scan(text)` sends a line.
FAKE_SCANNER = """
  const pipe = new TransformStream(); const writer = pipe.writable.getWriter();
  window.scan = (text) => writer.write(new TextEncoder().encode(text + "\\r\\n"));
  const port = { readable: pipe.readable, open: async () => {} };
  Object.defineProperty(navigator, "serial", { value: { getPorts: async () => [port], requestPort: async () => port } });
"""
# Browsers without a screen cannot show a print dialog: remember what was sent to the printer instead.
FAKE_PRINTER = """
  window.print = () => { top.document.documentElement.dataset.printed = location.pathname };
  Object.defineProperty(Navigator.prototype, "pdfViewerEnabled", { get: () => true });
"""
COUNT_KEYS = """
  const held = ["Control", "Alt", "Shift", "Meta"];
  addEventListener("keydown", (e) => { if (!held.includes(e.key)) sessionStorage.keys = Number(sessionStorage.keys || 0) + 1 }, true);
  for (const kind of ["mousedown", "touchstart"]) addEventListener(kind, () => { sessionStorage.mice = Number(sessionStorage.mice || 0) + 1 }, true);
"""


@dataclass
class Stage:
    """One office with its people, and dossiers by the word for their state."""

    office: factories.Office
    version: ProcedureVersion
    dossiers: dict[str, Dossier]

    def account(self, role: str) -> AbstractBaseUser:
        return self.office.officers[role].account

    def page(self, state: str) -> str:
        return f"/desk/dossiers/{self.dossiers[state].pk}/"

    def tracking(self, state: str) -> str:
        dossier = Dossier.objects.get(pk=self.dossiers[state].pk)
        return f"/h/{dossier.lookup_token}/"


def set_up(papers: int = 4) -> Stage:
    """Dossiers that were drafted, accepted, sent back for papers, late, ready and stopped."""
    office = factories.make_office("Bình Mẫu")
    version = factories.make_procedure(papers=papers)
    now = clock.now()
    month, week = now - timedelta(days=40), now - timedelta(days=2)
    found = {
        "draft": factories.make_draft(office, week, version=version, complete=False),
        "accepted": factories.make_accepted(office, now, version=version),
        "supplement": factories.make_accepted(office, week, version=version),
        "late": factories.make_accepted(office, month, version=version),
        "ready": factories.make_accepted(office, month, version=version),
        "stopped": factories.make_accepted(office, week, version=version),
    }
    _move_on(office, found, month, week)
    return Stage(office, version, {name: Dossier.objects.get(pk=one.pk) for name, one in found.items()})


def _move_on(office, found, month, week) -> None:
    factories.advance(office, found["supplement"], "appraise", week)
    actions.request_supplement(
        dossier_id=found["supplement"].pk,
        by=office.by("case_officer", week),
        items=["Bản vẽ hiện trạng, tỷ lệ 1/200"],
        reason="Bản vẽ trong hồ sơ không đọc được",
    )
    factories.advance(office, found["late"], "appraise", month)
    actions.apologise(
        dossier_id=found["late"].pk,
        by=office.by("approver", week),
        reason="Phải xác minh ranh giới thửa đất",
        cause_agency_id=office.committee.pk,
    )
    ready = factories.advance(office, found["ready"], "issue", month)
    outcome = Outcome(title="Giấy xác nhận", number="12/GXN-UBND")
    actions.record_result(dossier_id=ready.pk, by=office.by("clerk", month), outcome=outcome)
    actions.withdraw(dossier_id=found["stopped"].pk, by=office.by("intake_officer", week), reason="Thôi")
    actions.stop(dossier_id=found["stopped"].pk, by=office.by("approver", week), decision="Dừng theo yêu cầu")
