"""Demo feedback: one just received, one that waits for its sender, one answered for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.casework.feedback import actions
from motcua.casework.feedback.actions import Addressed, By, Said
from motcua.casework.feedback.choices import Channel, FeedbackClass
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


def tell(agency: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """Three people tell an agency what is wrong, each on their own day; how many."""
    clerk, head = officers["case_officer"][0].pk, officers["approver"][0].pk
    _published(agency, clerk, head, at)
    waits = _receive(agency, _WAITING, Channel.COUNTER, By(clerk, at - timedelta(days=4)))
    asked = By(clerk, at - timedelta(days=3))
    with clock.frozen_at(asked.at):
        actions.ask(feedback_id=waits.pk, text=_QUESTION, by=asked)
    _receive(agency, _NEW, Channel.PORTAL, By(None, at - timedelta(hours=5)))
    return Feedback.objects.filter(agency=agency).count()


def _receive(agency: Agency, said: Said, channel: Channel, by: By) -> Feedback:
    with clock.frozen_at(by.at):
        to = Addressed(agency, FeedbackClass.RULES, channel)
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
