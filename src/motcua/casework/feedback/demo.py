"""Demo feedback in each of its states, within its clocks, and two about conduct that were right: one apologised for,
one whose letter waits for the head. Every word says that it is an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.casework.feedback import actions
from motcua.casework.feedback.actions import Addressed, By, Said
from motcua.casework.feedback.choices import Channel, Fault, FeedbackClass, ReturnReason
from motcua.casework.feedback.models import Feedback
from motcua.directory.agencies.models import Agency, Officer
from motcua.kernel import clock

_ANSWER = "Từ tuần sau sảnh có thêm 12 ghế và một dãy dành cho người cao tuổi (câu trả lời minh họa)."
_TEXTS = {
    "published": "Sáng thứ Hai đông người, nhiều người cao tuổi phải đứng chờ (nội dung minh họa).",
    "answered": "Tôi gọi điện ba lần không có người nghe máy (nội dung minh họa).",
    "resolved": "Nên niêm yết lệ phí ngay tại quầy số 1 (nội dung minh họa).",
    "handling": "Giấy hẹn in mờ, khó đọc mã tra cứu (nội dung minh họa).",
    "supplemented": "Máy lấy số thỉnh thoảng không ra giấy (nội dung minh họa).",
    "waiting": "Biển chỉ đường vào bộ phận Một cửa bị cây che (nội dung minh họa).",
    "returned": "Không đồng ý (nội dung minh họa).",
    "received": "Giấy tờ đã có trên hệ thống thì đề nghị không yêu cầu nộp lại bản sao (nội dung minh họa).",
}
_TITLES = {
    "published": "Sảnh chờ thiếu ghế vào sáng thứ Hai",
    "answered": "Gọi điện không ai nghe",
    "resolved": "Niêm yết lệ phí tại quầy",
    "handling": "Giấy hẹn in mờ",
    "supplemented": "Máy lấy số kẹt giấy",
    "waiting": "Biển chỉ dẫn khó thấy",
    "returned": "Ý kiến",
    "received": "Đề nghị bớt bản sao có chứng thực",
}

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


@dataclass(frozen=True)
class _People:
    """Who does it: nobody of the office is the sender."""

    clerk: int
    head: int
    at: datetime

    def by(self, who: str, ago: timedelta) -> By:
        return By({"clerk": self.clerk, "head": self.head, "sender": None}[who], self.at - ago)


_Act = Callable[[int, By], object]
_DAY = timedelta(days=1)


def _take_up(pk: int, by: By) -> object:
    return actions.take_up(feedback_id=pk, by=by)


def _resolve(pk: int, by: By) -> object:
    return actions.resolve(feedback_id=pk, answer=_ANSWER, by=by)


def _ask(pk: int, by: By) -> object:
    return actions.ask(feedback_id=pk, text="Xin cho biết cụ thể ở đâu, hôm nào (câu hỏi minh họa).", by=by)


def _supplement(pk: int, by: By) -> object:
    return actions.supplement(feedback_id=pk, text="Sáng thứ Ba tuần trước (trả lời minh họa).", by=by)


def _send_back(pk: int, by: By) -> object:
    why = "Nội dung chưa rõ việc gì, ở đâu (trả lời minh họa)."
    return actions.send_back(feedback_id=pk, reason=ReturnReason.UNCLEAR, text=why, by=by)


def _publish(pk: int, by: By) -> object:
    return actions.publish(feedback_id=pk, question=_TEXTS["published"], answer=_ANSWER, by=by)


def _withhold(pk: int, by: By) -> object:
    return actions.withhold(feedback_id=pk, text="Liên quan thông tin riêng (lý do minh họa).", by=by)


# What happens until a feedback is in a state: its days ago, by whom, which act.
_WAYS: dict[str, tuple[timedelta, Channel, list[tuple[timedelta, str, _Act]]]] = {
    "published": (16 * _DAY, Channel.PORTAL, [(15 * _DAY, "clerk", _take_up), (9 * _DAY, "clerk", _resolve), (8 * _DAY, "head", _publish)]),
    "answered": (14 * _DAY, Channel.PHONE, [(13 * _DAY, "clerk", _take_up), (10 * _DAY, "clerk", _resolve), (9 * _DAY, "head", _withhold)]),
    "resolved": (6 * _DAY, Channel.POST, [(5 * _DAY, "clerk", _take_up), (_DAY / 4, "clerk", _resolve)]),
    "handling": (5 * _DAY, Channel.PORTAL, [(4 * _DAY, "clerk", _take_up)]),
    "supplemented": (5 * _DAY, Channel.PORTAL, [(4 * _DAY, "clerk", _ask), (_DAY, "sender", _supplement)]),
    "waiting": (4 * _DAY, Channel.COUNTER, [(3 * _DAY, "clerk", _ask)]),
    "returned": (2 * _DAY, Channel.PORTAL, [(_DAY, "clerk", _send_back)]),
    "received": (_DAY / 5, Channel.PORTAL, []),
}  # fmt: skip


def tell(agency: Agency, officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """People tell an agency what is wrong, each on their own day; how many."""
    people = _People(officers["case_officer"][0].pk, officers["approver"][0].pk, at)
    for state, (ago, channel, acts) in _WAYS.items():
        name = "Trần Thị Minh Họa" if state == "published" else ""
        said = Said(_TITLES[state], _TEXTS[state], name=name)
        sender = "clerk" if channel != Channel.PORTAL else "sender"
        row = _receive(agency, said, channel, people.by(sender, ago))
        for when, who, act in acts:
            by = people.by(who, when)
            with clock.frozen_at(by.at):
                act(row.pk, by)
    _found_mistakes(agency, people)
    return Feedback.objects.filter(agency=agency).count()


def _found_mistakes(agency: Agency, people: _People) -> None:
    rude, _lost = [
        _found_right(agency, said, fault, people.head, people.at)
        for said, fault in zip(_RIGHT, _FAULTS, strict=True)
    ]
    by = people.by("head", timedelta(hours=20))
    with clock.frozen_at(by.at):
        actions.apologise(feedback_id=rude.pk, text=_REGRET, by=by)


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
