"""Demo dialogues: one held with its promises, one announced whose day was moved; every word says it is an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.casework.dialogue import actions
from motcua.casework.dialogue.actions import Asked, By, Plan, Promised
from motcua.casework.dialogue.models import Dialogue
from motcua.casework.dialogue.rules import Person
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel import clock

_PLACE, _MOVED_TO = "8 giờ, nhà văn hóa Minh Họa", "8 giờ, hội trường xã (minh họa)"
_TOPICS = "Đường liên thôn, giờ làm việc của bộ phận Một cửa (nội dung minh họa)."
_COMING_TOPICS = "Cấp giấy tờ đất đai, hộ tịch (nội dung minh họa)."
_QUESTION = "Đường liên thôn hỏng nhiều đoạn, bao giờ được sửa? (câu hỏi minh họa)"
_ANSWER = "Xã đã lập dự toán, sửa xong trong quý tới (trả lời minh họa)."
_MINUTES = "Lãnh đạo xã trả lời các câu hỏi gửi trước và câu hỏi tại chỗ (biên bản minh họa)."
_WAITING = "Một cửa có mở cửa sáng thứ Bảy không? (câu hỏi minh họa)"


def meet(agency: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """A commune has met its residents and will do so again; how many dialogues there are."""
    head, clerk = officers["approver"][0], officers["case_officer"][0]
    row = _held(agency, head, at)
    _promise(row, agency, head, clerk, at)
    _coming(agency, head, at)
    return Dialogue.objects.filter(agency=agency).count()


def _held(agency: Agency, head: Officer, at: datetime) -> Dialogue:
    planned, asked, met = (By(head.pk, at - timedelta(days=days)) for days in (50, 46, 40))
    with clock.frozen_at(planned.at):
        row = actions.plan(new=Plan(agency, met.day, _PLACE, _TOPICS), by=planned)
        actions.announce(dialogue_id=row.pk, by=planned)
    with clock.frozen_at(asked.at):
        question = Asked(_QUESTION, "Trần Văn Minh Họa", "minhhoa@vi-du.vn")
        actions.ask(dialogue_id=row.pk, asked=question, by=By(None, asked.at))
    with clock.frozen_at(met.at):
        actions.answer(dialogue_id=row.pk, number=1, question=_QUESTION, text=_ANSWER, by=met)
        actions.record_minutes(dialogue_id=row.pk, text=_MINUTES, by=met)
    return row


def _promise(row: Dialogue, agency: Agency, head: Officer, clerk: Officer, at: datetime) -> None:
    """One kept, one late, one under way; the last two were given to somebody this morning."""
    met, done, given = (
        By(head.pk, at - ago) for ago in (timedelta(days=40), timedelta(days=20), timedelta(hours=2))
    )
    promised = (
        ("Lắp thêm biển chỉ dẫn ở cổng (lời hứa minh họa)", done.day),
        ("Sửa mái che sân Một cửa (lời hứa minh họa)", given.day - timedelta(days=3)),
        ("Sửa đường liên thôn (lời hứa minh họa)", given.day + timedelta(days=45)),
    )
    with clock.frozen_at(met.at):
        for text, due_on in promised:
            actions.promise(dialogue_id=row.pk, new=Promised(text, agency, due_on), by=met)
    with clock.frozen_at(done.at):
        actions.keep(dialogue_id=row.pk, number=1, text="Đã lắp ba biển (minh họa).", by=done)
    people = (Person(agency.pk, role="division_head"), Person(agency.pk, officer_id=clerk.pk))
    with clock.frozen_at(given.at):
        for number, person in enumerate(people, start=2):
            actions.assign(dialogue_id=row.pk, number=number, person=person, by=given)


def _coming(agency: Agency, head: Officer, at: datetime) -> None:
    planned, moved = By(head.pk, at - timedelta(days=6)), By(head.pk, at - timedelta(days=2))
    was_on, held_on = (moved.at + timedelta(days=7)).date(), (moved.at + timedelta(days=16)).date()
    with clock.frozen_at(planned.at):
        row = actions.plan(new=Plan(agency, was_on, _PLACE, _COMING_TOPICS), by=planned)
        actions.announce(dialogue_id=row.pk, by=planned)
        asked = Asked(_WAITING, "Lê Thị Ví Dụ", phone="0912000001")
        actions.ask(dialogue_id=row.pk, asked=asked, by=By(None, planned.at))
    with clock.frozen_at(moved.at):
        reason = "Nhà văn hóa đang sửa (lý do minh họa)."
        actions.postpone(dialogue_id=row.pk, held_on=held_on, place=_MOVED_TO, reason=reason, by=moved)
