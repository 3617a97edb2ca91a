"""A dossier's history as people read it: one entry per event, with names of that day and the texts said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.dossiers.choices import Timeliness
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.queries import replaced_results
from motcua.casework.handling.words import fee_words, limit_words
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import SignsAs
from motcua.directory.procedures.models import ProcedureCase
from motcua.directory.staff.acting import OnBehalf
from motcua.facilities.workflow.rules import Sequence
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.ui import words

_TONES = {
    "dossiers.supplement_requested": "warn",
    "dossiers.apologised": "warn",
    "dossiers.extended": "warn",
    "dossiers.withdrawal_requested": "warn",
    "dossiers.case_changed": "warn",
    "dossiers.sent_back": "warn",
    "dossiers.recalled": "warn",
    "dossiers.payment_asked": "warn",
    "dossiers.refused": "bad",
    "dossiers.withdrawal_refused": "warn",
    "dossiers.rejected": "bad",
    "dossiers.stopped": "bad",
    "dossiers.acceptance_undone": "bad",
    "dossiers.opinion_lapsed": "warn",
    "upkeep.clock_stopped": "warn",
    "silence.limit_passed": "warn",
    "silence.one_stop_told": "warn",
    "dossiers.wrong_result_reported": "warn",
    "dossiers.wrong_result_confirmed": "bad",
    "dossiers.delivered": "ok",
    "dossiers.drafted": "quiet",
    "dossiers.revised": "quiet",
}
_TO_A_STEP = ("dossiers.handed_over", "dossiers.approved", "dossiers.sent_back", "dossiers.recalled")
_PRIVATE = {"intake", "amendment", "receiver"}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    event: Event
    title: str
    who: str
    where: str
    details: list[str] = field(default_factory=list)
    timeliness: str = ""

    @property
    def at(self) -> datetime:
        return self.event.happened_at

    @property
    def tone(self) -> str:
        """Colour of the entry's dot: bad, ok, warn or quiet; empty is the usual one."""
        if self.timeliness == Timeliness.OVERDUE:
            return "bad"
        return _TONES.get(self.event.kind, "ok" if self.timeliness else "")

    @property
    def timeliness_label(self) -> str:
        return str(Timeliness(self.timeliness).label) if self.timeliness else ""


def entries(
    events: Iterable[Event], statements: dict[UUID, DossierStatement], sequence: Sequence | None
) -> list[Entry]:
    """The whole history, oldest first."""
    rows = list(events)
    replaced = replaced_results(rows)
    names = agencies.officer_names_on({key for event in rows for key in _people(event)})
    places = agencies.names_of({event.agency_id for event in rows if event.agency_id})
    asked = agencies.names_of({e.facts["asked_agency_id"] for e in rows if "asked_agency_id" in e.facts})
    cases = _cases(rows)
    return [
        Entry(
            event=event,
            title=_title(event, sequence),
            who=_who(event, names),
            where=places.get(event.agency_id, "") if event.agency_id else "",
            details=[
                *_details(event, statements),
                *_recased(event, cases),
                *_asked(event, asked),
                *_clock(event),
                *_replaced(replaced.get(event.seq)),
            ],
            timeliness=event.facts.get("timeliness", ""),
        )
        for event in rows
    ]


def _people(event: Event) -> Iterable[tuple[int, date]]:
    """Who acted, and in whose name, on that day."""
    day = event.happened_at.astimezone(VIETNAM).date()
    if event.actor_id:
        yield event.actor_id, day
    lender = OnBehalf.of(event.facts)
    if lender:
        yield lender.officer_id, day


def _who(event: Event, names: dict[tuple[int, date], str]) -> str:
    """The officer, and for a delegate the head in whose name it was done."""
    said = [names.get(key, "") for key in _people(event)]
    lender = OnBehalf.of(event.facts)
    if lender is None:
        return said[0] if said else ""
    return f"{said[0]} ({SignsAs(lender.signs_as).mark} {said[1]})"


def _title(event: Event, sequence: Sequence | None) -> str:
    step = event.facts.get("to_step")
    if sequence is None or not step or event.kind not in _TO_A_STEP:
        return _(event.title)
    return f"{_(event.title)} → {sequence.step(step).name}"


def _details(event: Event, statements: dict[UUID, DossierStatement]) -> list[str]:
    said: list[str] = []
    for key in event.statements:
        row = statements.get(UUID(key))
        if row is None:
            continue
        if row.erased_at:
            said.append(_("Nội dung đã xóa theo quy định về dữ liệu cá nhân."))
        elif row.purpose not in _PRIVATE:
            said += list(_texts(row.body))
        elif row.purpose == "amendment":
            said.append(_("Lý do: {reason}").format(reason=row.body.get("reason", "")))
    return said


def _asked(event: Event, names: dict[int, str]) -> list[str]:
    """Whose opinion was asked, or is no longer waited for."""
    agency = names.get(event.facts.get("asked_agency_id", 0), "")
    return [_("Cơ quan được hỏi: %(agency)s") % {"agency": agency}] if agency else []


def _cases(events: Iterable[Event]) -> dict[int, str]:
    """Names of the cases a dossier was put under, one after another."""
    changed = [event.facts for event in events if event.kind == "dossiers.case_changed"]
    ids = {f[name] for f in changed for name in ("previous_case_id", "procedure_case_id")}
    return {pk: str(case) for pk, case in ProcedureCase.objects.in_bulk(ids - {None}).items()}


def _recased(event: Event, cases: dict[int, str]) -> list[str]:
    """Case, limit and date before and now, and what changes hands."""
    if event.kind != "dossiers.case_changed":
        return []
    f = event.facts
    old, new = (cases.get(f[name], "—") for name in ("previous_case_id", "procedure_case_id"))
    due = [words.instant(datetime.fromisoformat(f[name])) for name in ("previous_due_at", "due_at")]
    return [
        _("Trường hợp: %(old)s → %(new)s") % {"old": old, "new": new},
        _("Thời hạn: %(old)s → %(new)s")
        % {"old": limit_words(f["previous_limit"]), "new": limit_words(f["limit"])},
        _("Hẹn trả: %(old)s → %(new)s") % dict(zip(("old", "new"), due, strict=True)),
        fee_words(f["fee_difference_vnd"]) or _("Phí, lệ phí không đổi."),
    ]


def _clock(event: Event) -> list[str]:
    """By which law the limit stands still, and where its end went."""
    if event.kind == "upkeep.clock_stopped":
        return [_("Căn cứ: %(law)s.") % {"law": "; ".join(event.facts["laws"]).rstrip(".")}]
    if event.kind != "upkeep.clock_resumed" or not event.facts["previous_due_at"]:
        return []
    due = [words.instant(datetime.fromisoformat(event.facts[name])) for name in ("previous_due_at", "due_at")]
    return [_("Hẹn trả: %(old)s → %(new)s") % dict(zip(("old", "new"), due, strict=True))]


def _replaced(corrected: Event | None) -> list[str]:
    """A result put right later stays to be read, and says that it no longer counts."""
    if corrected is None:
        return []
    day = words.day(corrected.happened_at)
    return [_("Không còn giá trị: đã được thay bằng kết quả đính chính ngày %(day)s.") % {"day": day}]


def _texts(body: dict[str, Any]) -> Iterable[str]:
    for item in body.get("items", ()):
        yield f"• {item}"
    for name in ("text", "reason", "title", "number", "signer"):
        if body.get(name):
            yield str(body[name])
