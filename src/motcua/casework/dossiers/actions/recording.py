"""The one place where a dossier's rows are written: a fact first, then the columns that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.models import (
    Dossier,
    DossierComponent,
    DossierFee,
    DossierStatement,
    Party,
)
from motcua.casework.dossiers.parties import Parties
from motcua.casework.dossiers.ports import moved_on, objection_to
from motcua.casework.dossiers.queries import search_document
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.state import apply
from motcua.casework.finding import search
from motcua.directory.staff.acting import OfficersAct, OnBehalf
from motcua.facilities.workflow.actions import Moved
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import Given, Prepared


@dataclass(frozen=True)
class By:
    """Who does an act, for which agency, when, in whose name if by a lent role: passed in by the door."""

    officer_id: int | None
    agency_id: int
    at: datetime
    on_behalf_of: OnBehalf | None = None


class DossierRefusal(Exception):
    """Không thực hiện được việc này với hồ sơ."""

    def __init__(self, reason: object = None) -> None:
        super().__init__(str(reason or self.__doc__))


class IllegalMove(DossierRefusal):
    """Hồ sơ không ở trạng thái cho phép việc này."""


class ResultInDoubt(IllegalMove):
    """Kết quả đang được xem xét hoặc đính chính; chưa trả cho người nộp."""


class NoSuchDossier(DossierRefusal):
    """Không có hồ sơ này."""


class NoReason(DossierRefusal):
    """Hãy ghi rõ lý do hoặc nội dung quyết định."""


class NotAnApprover(DossierRefusal):
    """Việc này phải do lãnh đạo có thẩm quyền của cơ quan giải quyết đồng ý."""


_LOCKED = Prepared(lambda: Dossier.objects.filter(pk=Given("id")).order_by().select_for_update())


def locked(dossier_id: int) -> Dossier:
    """The dossier with its row locked until the transaction ends; raises NoSuchDossier."""
    log.require_transaction()
    dossier = _LOCKED.first(id=dossier_id)
    if dossier is None:
        raise NoSuchDossier
    return dossier


def allow(verb: str, dossier: Dossier) -> None:
    """Raise IllegalMove with the reason unless the state allows the verb and nothing stands against it."""
    if not may_move(verb, dossier.status, dossier.correction):
        if verb == "deliver" and may_move(verb, dossier.status):
            raise ResultInDoubt
        raise IllegalMove(MOVES[verb].refusal)
    if reason := objection_to(verb, dossier):
        raise IllegalMove(reason)


def needed(text: str) -> str:
    """A reason that must not be empty; raises NoReason."""
    if not text.strip():
        raise NoReason
    return text


def record(
    dossier: Dossier,
    stated: Any,
    by: By,
    statements: Sequence[DossierStatement] = (),
    *,
    moved: Moved | None = None,
) -> Event:
    """State a fact about a dossier and bring its columns up to it; `moved` is what the act did in its run."""
    if by.on_behalf_of is not None and isinstance(stated, OfficersAct):
        stated = replace(stated, on_behalf_of=by.on_behalf_of.to_json())
    event = log.publish(
        stated,
        subject=dossier.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=by.agency_id,
        statements=statements,
    )
    vars(dossier).pop("known_spots", None)  # where it stood before this act
    changed = dossier.become(apply(dossier.state(), event))
    if changed:
        _write(dossier, changed)
    if moved is None and getattr(stated, "run", None) and dossier.status in IN_PROCESS:
        raise RuntimeError(f"{event.kind} changed a run, but nobody told where that stands now")
    if moved is not None or "status" in changed:
        moved_on(dossier, by, moved)
    return event


_COLUMNS = {field.attname: field for field in Dossier._meta.concrete_fields}


def _write(dossier: Dossier, names: Sequence[str]) -> None:
    """One plain UPDATE: building it through the ORM costs more than the database's part of it."""
    columns = [_COLUMNS[name] for name in names]
    values = [
        field.get_db_prep_save(getattr(dossier, name), connection)
        for name, field in zip(names, columns, strict=True)
    ]
    assigned = ", ".join(f"{field.column} = %s" for field in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE dossiers_dossier SET {assigned} WHERE id = %s", [*values, dossier.pk])  # noqa: S608  columns of the model


def say(dossier: Dossier, purpose: str, body: dict[str, Any]) -> DossierStatement:
    """Keep a text or personal data of this dossier, to be covered by the next fact."""
    return DossierStatement.write(subject=dossier.subject, purpose=purpose, body=body)


def write_parties(dossier: Dossier, parties: Parties, *, is_new: bool = False) -> None:
    """Bring the party rows and the search terms up to the latest statement; a new dossier has none yet."""
    if not is_new:
        Party.objects.filter(dossier=dossier).delete()
    Party.objects.bulk_create(
        [Party(dossier=dossier, role=role, **party.columns()) for role, party in parties.by_role()]
    )
    search.index(dossier.pk, search_document(dossier, parties))


def write_components(dossier: Dossier, components: Iterable[dict[str, Any]], *, is_new: bool = False) -> None:
    """Bring the rows of papers up to what was stated last."""
    if not is_new:
        DossierComponent.objects.filter(dossier=dossier).delete()
    DossierComponent.objects.bulk_create(
        [
            DossierComponent(
                dossier=dossier,
                component_id=item["component_id"],
                kind=item["kind"],
                quantity=item["quantity"],
                paper_ids=item["paper_ids"],
            )
            for item in components
        ]
    )


def write_fees(dossier: Dossier, fees: Iterable[dict[str, Any]], *, is_new: bool = False) -> None:
    """Bring the rows of fees up to what was stated last."""
    if not is_new:
        DossierFee.objects.filter(dossier=dossier).delete()
    DossierFee.objects.bulk_create(
        [
            DossierFee(dossier=dossier, fee_id=fee["fee_id"], kind=fee["kind"], amount_vnd=fee["amount_vnd"])
            for fee in fees
        ]
    )
