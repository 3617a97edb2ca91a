"""Demo notes: colleagues ask each other about dossiers in hand; the words say that they are examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.casework.dossiers.models import Dossier
from motcua.casework.notes.actions.write_note import write_note
from motcua.directory.agencies.models import Officer
from motcua.kernel import clock

_WORDS = (
    "@{name} kiểm tra giúp phần xác minh (ghi chú minh họa).",
    "Đã gọi điện cho người nộp, sáng mai họ mang bản chính (ghi chú minh họa).",
)


def leave_notes(*, agency_id: int, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """Two notes on the dossiers of an agency that were taken on last, one calls the head; how many were left."""
    author, head = officers["case_officer"][0], officers["division_head"][0]
    in_hand = Dossier.objects.filter(holder_agency_id=agency_id, holder_role="case_officer", ended_at=None)
    left = 0
    for dossier, words in zip(in_hand.order_by("-id")[: len(_WORDS)], _WORDS, strict=False):
        when = at - timedelta(hours=2 - left)
        with clock.frozen_at(when):
            write_note(
                dossier_id=dossier.pk,
                author_id=author.pk,
                agency_id=agency_id,
                text=words.format(name=head.name),
                mentioned=[head.pk] if "{name}" in words else [],
                at=when,
            )
        left += 1
    return left
