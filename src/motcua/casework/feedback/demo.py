"""Demo feedback: one just received, one that waits for its sender, one answered for everybody to read, and two about
conduct that were right: one apologised for, one whose letter waits for the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.casework.feedback import actions
from motcua.casework.feedback.actions import Addressed, By, Said
from motcua.casework.feedback.choices import Channel, Fault, FeedbackClass
from motcua.casework.feedback.models import Feedback
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel import clock

_PUBLISHED = Said(
    "Sảnh chờ thiếu ghế vào sáng thứ Hai",
    "Sáng thứ Hai đông người, nhiều người cao tuổi phải đứng chờ (nội dung minh họa).",
    name="Trần Thị Minh Họa",
)
_ANSWER = "Từ tuần sau sảnh có thêm 12 ghế và một dãy dành cho người cao tuổi (câu trả lời minh họa)."
_WAITING = Said("Biển chỉ dẫn khó thấy", "Biển chỉ đường vào bộ phận Một cửa bị cây che (nội dung minh họa).")
_QUESTION = "Xin cho biết biển ở cổng nào (câu hỏi minh họa)."
_NEW = Said(
    "Đề nghị bớt bản sao có chứng thực",
    "Giấy tờ đã có trên hệ thống thì đề nghị không yêu cầu nộp lại bản sao (nội dung minh họa).",
)


_RIGHT = (
    Said(
        "Cán bộ trả lời cộc lốc",
        "Hỏi về giấy tờ còn thiếu thì cán bộ trả lời cộc lốc, không chỉ rõ (nội dung minh họa).",
        name="Nguyễn Thị Thí Dụ",
    ),
    Said(
        "Làm thất lạc bản sao giấy khai sinh",
        "Nộp tuần trước, nay được báo là không còn (nội dung minh họa).",
    ),
)
_FAULTS = (Fault.CONDUCT, Fault.LOSS)
_OWNED = "Phản ánh đúng. Chúng tôi đã nhắc nhở và sắp xếp lại (câu trả lời minh họa)."
_REGRET = "Cán bộ tại quầy đã trả lời thiếu tôn trọng; cơ quan đã nhắc nhở và đổi người trực (thư minh họa)."


def tell(agency: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """Five people tell an agency what is wrong, each on their own day; how many."""
    clerk, head = officers["case_officer"][0].pk, officers["approver"][0].pk
    _published(agency, clerk, head, at)
    waits = _receive(agency, _WAITING, Channel.COUNTER, By(clerk, at - timedelta(days=4)))
    asked = By(clerk, at - timedelta(days=3))
    with clock.frozen_at(asked.at):
        actions.ask(feedback_id=waits.pk, text=_QUESTION, by=asked)
    rude, _lost = [
        _found_right(agency, said, fault, head, at) for said, fault in zip(_RIGHT, _FAULTS, strict=True)
    ]
    with clock.frozen_at(at - timedelta(hours=20)):
        actions.apologise(feedback_id=rude.pk, text=_REGRET, by=By(head, at - timedelta(hours=20)))
    _receive(agency, _NEW, Channel.PORTAL, By(None, at - timedelta(hours=5)))
    return Feedback.objects.filter(agency=agency).count()


def _found_right(agency: Agency, said: Said, fault: Fault, head: int, at: datetime) -> Feedback:
    """About conduct, read and owned to by the head yesterday."""
    row = _receive(agency, said, Channel.PORTAL, By(None, at - timedelta(days=3)), FeedbackClass.CONDUCT)
    taken, answered = at - timedelta(days=2), at - timedelta(days=1)
    with clock.frozen_at(taken):
        actions.take_up(feedback_id=row.pk, by=By(head, taken))
    with clock.frozen_at(answered):
        return actions.resolve(feedback_id=row.pk, answer=_OWNED, fault=fault, by=By(head, answered))


def _receive(
    agency: Agency, said: Said, channel: Channel, by: By, about: FeedbackClass = FeedbackClass.RULES
) -> Feedback:
    with clock.frozen_at(by.at):
        to = Addressed(agency, about, channel)
        return actions.receive_feedback(to=to, said=said, files=[], by=by)


def _published(agency: Agency, clerk: int, head: int, at: datetime) -> None:
    """Received, answered and published within its clocks."""
    row = _receive(agency, _PUBLISHED, Channel.PORTAL, By(None, at - timedelta(days=16)))
    taken, answered, decided = (at - timedelta(days=days) for days in (15, 9, 8))
    with clock.frozen_at(taken):
        actions.take_up(feedback_id=row.pk, by=By(clerk, taken))
    with clock.frozen_at(answered):
        actions.resolve(feedback_id=row.pk, answer=_ANSWER, by=By(clerk, answered))
    with clock.frozen_at(decided):
        actions.publish(feedback_id=row.pk, question=_PUBLISHED.text, answer=_ANSWER, by=By(head, decided))
