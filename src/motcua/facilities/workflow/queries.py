from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from motcua.facilities.workflow.models import ProcessVersion
from motcua.facilities.workflow.rules import Sequence, Step

DEFAULT_COMMUNE = "commune"
DEFAULT_PROVINCE = "province"


class NoProcess(LookupError):
    """Thủ tục này chưa có quy trình giải quyết tại cơ quan có thẩm quyền."""


@dataclass(frozen=True)
class InForce:
    """A process version in force: its id and its steps."""

    pk: int
    sequence: Sequence


# One statement instead of two through the ORM: every acceptance asks this.
_VERSION_FOR = """
SELECT v.id, v.steps_json
FROM workflow_processversion v JOIN workflow_process p ON p.id = v.process_id
WHERE p.code = COALESCE((
    SELECT q.code FROM workflow_offerprocess o JOIN workflow_process q ON q.id = o.process_id
    WHERE o.agency_id = %s AND o.procedure_id = %s AND o.valid_from <= %s
    ORDER BY o.valid_from DESC LIMIT 1), %s)
  AND v.valid_from <= %s
ORDER BY v.valid_from DESC, v.number DESC LIMIT 1
"""


def version_for(*, agency_id: int, procedure_id: int, default_code: str, on: date) -> InForce:
    """The process version a dossier accepted on a day runs on.

    The agency's own assignment first, else the default of its level. Raises NoProcess.
    """
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_VERSION_FOR, [agency_id, procedure_id, day, default_code, day])
        row = cursor.fetchone()
    if row is None:
        raise NoProcess(NoProcess.__doc__)
    return InForce(row[0], _read(row[1]))


def sequence_of(version_id: int) -> Sequence:
    """Steps of a published version; raises ProcessVersion.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT steps_json FROM workflow_processversion WHERE id = %s", [version_id])
        row = cursor.fetchone()
    if row is None:
        raise ProcessVersion.DoesNotExist
    return _read(row[0])


@lru_cache(maxsize=512)
def _read(steps_json: str) -> Sequence:
    """The steps a text holds; the same few texts are read again and again."""
    return Sequence(tuple(Step.from_json(step) for step in json.loads(steps_json)))
