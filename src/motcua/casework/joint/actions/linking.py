from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.casework.joint.events import ProcedureLinked, ProcedureUnlinked
from motcua.casework.joint.models import LinkedProcedure
from motcua.directory.procedures.models import Procedure
from motcua.kernel.events import log


class LinkRefusal(Exception):
    """Không thực hiện được việc này với nhóm liên thông."""

    def __init__(self, reason: object = None) -> None:
        super().__init__(str(reason or self.__doc__))


class AlreadyLinked(LinkRefusal):
    """Bước này đã gắn với một thủ tục liên thông; hãy kết thúc mối gắn cũ trước."""


class LinkedToItself(LinkRefusal):
    """Thủ tục thành phần phải khác thủ tục chủ trì."""


class NotLinked(LinkRefusal):
    """Mối gắn này đã kết thúc."""


@transaction.atomic
def link_procedure(
    *,
    lead: Procedure,
    step: str,
    procedure: Procedure,
    valid_from: date,
    at: datetime,
    actor_id: int | None = None,
) -> LinkedProcedure:
    """Say that at a step of the lead procedure's process another procedure is settled.

    Raises AlreadyLinked and LinkedToItself.
    """
    if lead.pk == procedure.pk:
        raise LinkedToItself
    Procedure.objects.select_for_update().get(pk=lead.pk)
    if LinkedProcedure.objects.filter(lead=lead, step=step, valid_to=None).exists():
        raise AlreadyLinked
    row = LinkedProcedure.objects.create(lead=lead, step=step, procedure=procedure, valid_from=valid_from)
    stated = ProcedureLinked(
        link_id=row.pk, step=step, procedure_id=procedure.pk, valid_from=valid_from.isoformat()
    )
    log.publish(stated, subject=row.subject, happened_at=at, actor_id=actor_id)
    return row


@transaction.atomic
def unlink_procedure(
    *, link_id: int, valid_to: date, at: datetime, actor_id: int | None = None
) -> LinkedProcedure:
    """New dossiers open no part for it any more; parts under way go on. Raises NotLinked."""
    row = LinkedProcedure.objects.select_for_update().filter(pk=link_id, valid_to=None).first()
    if row is None:
        raise NotLinked
    row.valid_to = max(valid_to, row.valid_from)
    row.save(update_fields=["valid_to"])
    stated = ProcedureUnlinked(link_id=row.pk, valid_to=row.valid_to.isoformat())
    log.publish(stated, subject=row.subject, happened_at=at, actor_id=actor_id)
    return row
