"""Published wordings of slips follow from the log; an audit names each that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.papers.models import SlipTemplateVersion
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

SUBJECT_TYPE = "slip_template"


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("papers.slip_templates", SUBJECT_TYPE, check, subjects))


def subjects() -> Iterator[str]:
    for pk in SlipTemplateVersion.objects.order_by("pk").values_list("pk", flat=True):
        yield f"{SUBJECT_TYPE}:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The row must say what its one fact says."""
    stated = [event for event in events if event.kind == "papers.slip_texts_published"]
    row = SlipTemplateVersion.objects.filter(pk=int(subject.partition(":")[2])).first()
    if len(stated) != 1 or row is None:
        yield Difference(
            subject, "phiên bản mẫu phiếu", f"{len(stated)} lần công bố", "không có" if row is None else "có"
        )
        return
    yield from compare(subject, _expected(stated[0]), _columns(row))


def _expected(event: Event) -> dict[str, Any]:
    return event.facts | {
        "agency": event.agency_id,
        "published_at": event.happened_at,
        "published_by": event.actor_id,
    }


def _columns(row: SlipTemplateVersion) -> dict[str, Any]:
    return {
        "number": row.number,
        "variant": row.variant,
        "version": row.version,
        "texts": row.texts_json,
        "decision": row.decision,
        "valid_from": row.valid_from.isoformat(),
        "agency": row.agency_id,
        "published_at": row.published_at,
        "published_by": row.published_by_id,
    }
