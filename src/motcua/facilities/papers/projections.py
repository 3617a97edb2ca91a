"""Rows of papers follow from the log; an audit names each that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.papers.models import Paper
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection


def install(subject_type: str) -> None:
    """Have `audit verify` compare the papers of this type of subject with the log."""

    def subjects() -> Iterator[str]:
        rows = Paper.objects.filter(subject__startswith=f"{subject_type}:")
        return rows.order_by("subject").values_list("subject", flat=True).distinct().iterator()

    name = f"papers.{subject_type}"
    projections.register(Projection(name, subject_type, check, subjects, check_many))


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """What the log says of each paper of the subject, against its row."""
    return check_many({subject: events})


def check_many(log: Log) -> Iterator[Difference]:
    """`check` for many subjects at once."""
    found: dict[str, dict[str, Paper]] = {}
    for row in Paper.objects.filter(subject__in=list(log)).select_related("file"):
        found.setdefault(row.subject, {})[str(row.pk)] = row
    for subject, events in log.items():
        yield from _compared(subject, _expected(events), found.get(subject, {}))


def _compared(
    subject: str, expected: dict[str, dict[str, Any]], found: dict[str, Paper]
) -> Iterator[Difference]:
    for paper_id in sorted(expected.keys() | found.keys()):
        what = f"giấy tờ {paper_id}"
        if paper_id not in found:
            yield Difference(subject, what, "có dòng", "không có")
        elif paper_id not in expected:
            yield Difference(subject, what, "không có dòng", "có")
        else:
            for difference in projections.compare(subject, expected[paper_id], _columns(found[paper_id])):
                yield Difference(subject, f"{what}, {difference.what}", difference.expected, difference.found)


def _expected(events: list[Event]) -> dict[str, dict[str, Any]]:
    papers: dict[str, dict[str, Any]] = {}
    for event in events:
        facts = event.facts
        if event.kind == "papers.added":
            papers[facts["paper_id"]] = {
                "sha256": facts["sha256"], "size": facts["size"], "media_type": facts["media_type"],
                "kind": facts["paper_kind"], "part": facts["part"], "uploaded_at": event.happened_at,
                "uploaded_by": event.actor_id, "agency": event.agency_id,
                "withdrawn_at": None, "withdrawn_by": None, "withdrawal_reason": "",
            }  # fmt: skip
        elif event.kind == "papers.withdrawn":
            papers.setdefault(facts["paper_id"], {}).update(
                withdrawn_at=event.happened_at, withdrawn_by=event.actor_id, withdrawal_reason=facts["reason"]
            )
    return papers


def _columns(row: Paper) -> dict[str, Any]:
    return {
        "sha256": row.file_id, "size": row.file.size, "media_type": row.file.media_type, "kind": row.kind,
        "part": row.part, "uploaded_at": row.uploaded_at, "uploaded_by": row.uploaded_by_id,
        "agency": row.agency_id, "withdrawn_at": row.withdrawn_at, "withdrawn_by": row.withdrawn_by_id,
        "withdrawal_reason": row.withdrawal_reason,
    }  # fmt: skip
