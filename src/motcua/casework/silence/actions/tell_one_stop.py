from __future__ import annotations

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, locked, needed, record, say
from motcua.casework.silence import queries
from motcua.casework.silence.events import OneStopTold
from motcua.casework.silence.models import Silence


class NotSilent(DossierRefusal):
    """Cơ quan được hỏi đã trả lời, hoặc hồ sơ không còn chờ ý kiến này."""


class AlreadyTold(DossierRefusal):
    """Việc này đã được báo cho Bộ phận Một cửa."""


@transaction.atomic
def tell_one_stop(*, silence_id: int, by: By, note: str) -> Silence:
    """The agency that leads tells the one-stop whose answer stays out, and what that means for the dossier.

    Law: NĐ 118/2025, Điều 19.4 (T15): no answer is no consent; what was asked is still waited for.
    Raises NotSilent, AlreadyTold and NoReason.
    """
    silence = Silence.objects.filter(pk=silence_id).first()
    if silence is None:
        raise NotSilent
    dossier = locked(silence.dossier_id)
    silence = queries.unanswered().filter(pk=silence_id).first()
    if silence is None:
        raise NotSilent
    if silence.told_at is not None:
        raise AlreadyTold
    silence.told_at = by.at
    silence.save(update_fields=["told_at"])
    stated = OneStopTold(
        spot=silence.number,
        asked_agency_id=silence.asked_agency_id,
        answer_by=silence.answer_by.isoformat(),
    )
    record(dossier, stated, by, [say(dossier, "note", {"text": needed(note)})])
    return silence
