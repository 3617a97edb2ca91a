"""The letter to one asker: what changed, why, where it stands. In Vietnamese, like everything an agency sends."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from motcua.casework.dialogue import queries as dialogues
from motcua.kernel.ui import words
from motcua.outreach.askers import queries
from motcua.outreach.askers.choices import About
from motcua.outreach.askers.models import Notice
from motcua.outreach.notifications.ports import Mail


def letter(notice: Notice, base_url: str) -> Mail | None:
    """The letter as it goes out now; None where the address was erased. It names neither asker nor question."""
    address = queries.question_of(notice).get("email", "")
    if not address:
        return None
    with translation.override("vi"):
        title, lines = _moved(notice) if notice.about == About.MOVED else _called_off(notice)
    page = reverse("dialogue_public:page", args=[notice.dialogue_id])
    lines += [f"Xem: {base_url}{page}"] if base_url else []
    end = ["", notice.dialogue.agency.name, "", "Thư này do máy gửi tự động, xin ông/bà không trả lời thư."]
    return Mail(
        f"asker.{notice.key}", address, title, "\n".join(["Kính gửi ông/bà,", "", *lines, *end]) + "\n"
    )


def _moved(notice: Notice) -> tuple[str, list[str]]:
    row = notice.dialogue
    move, said = dialogues.moves_of(row)[-1], dialogues.words_of(row)
    day, body = words.long_day(row.held_on), said.get(("postpone", move.number), {})
    lines = [f"Hội nghị đối thoại của {row.agency.name} sẽ tổ chức {day}."]
    if move.was_on != move.held_on:
        lines.append(f"Ngày đã thông báo trước đây: {words.day(move.was_on)}.")
    place = body.get("place") or said.get(("plan", 0), {}).get("place", "")
    lines += [f"Địa điểm, giờ: {place}.", f"Lý do thay đổi: {body.get('reason', '')}"]
    lines.append("Câu hỏi ông/bà đã gửi vẫn được giữ.")
    return f"Hội nghị đối thoại: dời sang {day}", lines


def _called_off(notice: Notice) -> tuple[str, list[str]]:
    row = notice.dialogue
    reason = dialogues.words_of(row).get(("cancel", 0), {}).get("reason", "")
    day = words.day(row.held_on)
    lines = [f"Hội nghị đối thoại ngày {day} của {row.agency.name} không tổ chức nữa.", f"Lý do: {reason}"]
    lines.append("Ông/bà có thể gửi câu hỏi bằng phản ánh, kiến nghị trên cổng.")
    return f"Hội nghị đối thoại ngày {day} đã hủy", lines
