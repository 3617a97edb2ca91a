from __future__ import annotations

import hashlib
from collections.abc import Sequence as Several
from datetime import date, datetime

from django.db import transaction

from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.workflow.events import VersionPublished
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.facilities.workflow.rules import BadProcess, Sequence, Step, problems
from motcua.facilities.workflow.sequential import table_of
from motcua.kernel.events import log


@transaction.atomic
def publish_process(
    *, code: str, name: str, steps: Several[Step], valid_from: date, at: datetime, actor_id: int | None = None
) -> ProcessVersion:
    """Publish the next version of a process; the same steps again give the version there is.

    Raises BadProcess with every reason why the steps cannot be published.
    """
    if found := problems(Sequence(tuple(steps))):
        raise BadProcess(" ".join(found))
    process, _ = Process.objects.get_or_create(code=code, defaults={"name": name})
    latest = process.versions.order_by("-number").first()
    xml = to_xml(table_of(Sequence(tuple(steps)), code=code, name=name))
    sha256 = hashlib.sha256(xml).hexdigest()
    if latest and latest.sha256 == sha256:
        return latest
    version = ProcessVersion.objects.create(
        process=process,
        number=latest.number + 1 if latest else 1,
        xml=xml,
        sha256=sha256,
        valid_from=valid_from,
        published_at=at,
    )
    stated = VersionPublished(
        process_code=code,
        number=version.number,
        valid_from=valid_from.isoformat(),
        sha256=sha256,
        decision="",
    )
    log.publish(stated, subject=f"process:{process.pk}", happened_at=at, actor_id=actor_id)
    return version
