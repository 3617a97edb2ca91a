"""An office words a form of the law: drafted, then published by a decision and frozen."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from motcua.directory.identity.refusal import Refused
from motcua.facilities.papers import published, queries
from motcua.facilities.papers.actions.papers import By
from motcua.facilities.papers.events import SlipTextsPublished
from motcua.facilities.papers.models import SlipTemplateDraft, SlipTemplateVersion
from motcua.facilities.papers.slip_texts import SlipTexts
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class BadSlipTexts(Refused):
    """Lời của mẫu phiếu không vừa trang in."""


class NoDecision(Refused):
    """Hãy ghi số, ký hiệu văn bản ban hành mẫu phiếu."""


class NothingToPublish(Refused):
    """Chưa có bản thảo nào của mẫu phiếu này để công bố."""


class ValidInThePast(Refused):
    """Mẫu phiếu chỉ có hiệu lực từ hôm nay trở đi: phiếu đã in giữ nguyên mẫu của nó."""


@transaction.atomic
def draft_slip_texts(
    *, agency_id: int | None, number: str, variant: str, texts: SlipTexts, by: By
) -> SlipTemplateDraft:
    """Keep what the office is wording; nothing is printed on it yet. Raises BadSlipTexts, NoTemplate."""
    published.on_paper(number, by.at, variant)
    if found := texts.problems():
        raise BadSlipTexts(" ".join(found))
    said = {"texts_json": texts.to_json(), "changed_at": by.at, "changed_by_id": by.officer_id}
    draft, _ = SlipTemplateDraft.objects.update_or_create(
        agency_id=agency_id,  # type: ignore[misc]  # the stubs know no look-up of NULL
        number=number,
        variant=variant,
        defaults=said,
    )
    return draft


@transaction.atomic
def publish_slip_texts(
    *, agency_id: int | None, number: str, variant: str, decision: str, valid_from: date, by: By
) -> SlipTemplateVersion:
    """Make the draft the next version; it is frozen from then on.

    Raises NothingToPublish, NoDecision, ValidInThePast.
    """
    found = queries.slip_drafts_of(agency_id).filter(number=number, variant=variant)
    draft = found.select_for_update().first()
    if draft is None:
        raise NothingToPublish
    if not decision.strip():
        raise NoDecision
    if valid_from < by.at.astimezone(VIETNAM).date():
        raise ValidInThePast
    earlier = queries.slip_versions_of(agency_id).filter(number=number, variant=variant)
    last = earlier.aggregate(Max("version"))["version__max"]
    version = SlipTemplateVersion.objects.create(
        agency_id=agency_id,
        number=number,
        variant=variant,
        version=(last or 0) + 1,
        texts_json=draft.texts_json,
        decision=decision.strip(),
        valid_from=valid_from,
        published_at=by.at,
        published_by_id=by.officer_id or 0,
    )
    _state(version, by)
    SlipTemplateDraft.objects.filter(pk=draft.pk).delete()
    return version


def _state(version: SlipTemplateVersion, by: By) -> None:
    stated = SlipTextsPublished(
        number=version.number,
        variant=version.variant,
        version=version.version,
        texts=version.texts_json,
        decision=version.decision,
        valid_from=version.valid_from.isoformat(),
    )
    log.publish(
        stated,
        subject=f"slip_template:{version.pk}",
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=version.agency_id,
    )
