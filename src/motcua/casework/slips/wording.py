"""How slips word times, money and small counts. The law's forms are in Vietnamese whatever the screen's language."""

from __future__ import annotations

from datetime import datetime

from motcua.casework.slips.data import ComponentLine, FeeLine, Head, PartLine, Party
from motcua.kernel.clock import VIETNAM

TIMELINESS = {"early": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn", "": ""}


def moment(at: datetime) -> str:
    """`08 giờ 37 phút, ngày 20/11/2026`."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, ngày {local:%d/%m/%Y}"


def short_moment(at: datetime) -> str:
    """`08:37 ngày 20/11/2026`."""
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def clock_time(at: datetime | None) -> str:
    """`08 giờ 37 phút`, or dots to fill in by hand."""
    return f"{at.astimezone(VIETNAM):%H giờ %M phút}" if at else "… giờ … phút"


def day(at: datetime | None) -> str:
    """`20/11/2026`, or dots to fill in by hand."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}" if at else "…/…/20…"


def place_and_date(head: Head, at: datetime) -> str:
    """`Hà Tĩnh, ngày 20 tháng 11 năm 2026`; days below 10 and months below 3 get a zero (NĐ 30/2020)."""
    local = at.astimezone(VIETNAM)
    month = f"{local.month:02}" if local.month < 3 else str(local.month)
    date_line = f"ngày {local:%d} tháng {month} năm {local.year}"
    return f"{head.place}, {date_line}" if head.place else f"{date_line[0].upper()}{date_line[1:]}"


def money(amount_vnd: int) -> str:
    """`120.000 đồng`."""
    return f"{amount_vnd:,} đồng".replace(",", ".")


def fees(lines: tuple[FeeLine, ...]) -> str:
    """All fees on one line; empty when none was noted, so that no line is printed."""
    said = [
        "không thu" if line.amount_vnd == 0 and not line.name else _fee(line)
        for line in lines
    ]  # fmt: skip
    return "; ".join(said)


def _fee(line: FeeLine) -> str:
    if line.amount_vnd == 0:
        return f"{line.name}: không thu"
    return f"{line.name}: {money(line.amount_vnd)} ({'đã nộp' if line.is_paid else 'chưa nộp'})"


def kinds(line: ComponentLine) -> str:
    """`1 bản chính, 2 bản sao` for paper too narrow for a table."""
    counted = ((line.originals, "bản chính"), (line.copies, "bản sao"), (line.electronic, "điện tử"))
    return ", ".join(f"{count} {kind}" for count, kind in counted if count) or line.note or "–"


def contact(party: Party) -> tuple[str, str]:
    """Label and value of the line that says how the person is reached."""
    if party.phone and party.email:
        return "Số điện thoại", f"{party.phone}. Thư điện tử: {party.email}"
    if party.email:
        return "Thư điện tử", party.email
    return "Số điện thoại", party.phone


def refund(*, refunds: bool, had_fee: bool) -> str:
    """What becomes of the fee when a dossier is stopped."""
    if not had_fee:
        return "Hồ sơ không có khoản phí, lệ phí nào phải hoàn trả."
    if refunds:
        return "Phí, lệ phí đã nộp, nếu có, được hoàn trả; mời ông/bà mang giấy hẹn đến nhận."
    return "Phí, lệ phí đã nộp, nếu có, không được hoàn trả."


def part(line: PartLine) -> str:
    """Where a dossier that belongs to another one is settled, under which code, until when."""
    if not line.code:
        return "lập khi giải quyết đến bước này"
    due = f"hẹn {moment(line.due_at)}" if line.due_at else ""
    return ", ".join(said for said in (line.agency, f"mã hồ sơ {line.code}", due) if said)
