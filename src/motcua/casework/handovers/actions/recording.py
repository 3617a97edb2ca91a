"""Rows of paper on its way and their facts are written together."""

from __future__ import annotations

from typing import Any

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers.models import HandOverList
from motcua.kernel.events import log


class HandOverRefusal(Exception):
    """Không thực hiện được việc này với danh sách bàn giao."""

    def __init__(self, reason: object = None) -> None:
        super().__init__(str(reason or self.__doc__))


class NoSuchList(HandOverRefusal):
    """Không có danh sách bàn giao này."""


def locked(list_id: int) -> HandOverList:
    """The list with its row locked until the transaction ends; raises NoSuchList."""
    log.require_transaction()
    found = HandOverList.objects.select_for_update().filter(pk=list_id).first()
    if found is None:
        raise NoSuchList
    return found


def state_fact(subject: str, stated: Any, by: By) -> None:
    """Put a fact into the log for whoever acted."""
    log.publish(stated, subject=subject, happened_at=by.at, actor_id=by.officer_id, agency_id=by.agency_id)
