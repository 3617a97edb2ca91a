"""Facts of paper on its way: of one dossier's paper (`paper:<dossier>`), and of a list (`handover:<list>`)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("handovers.owed")
@dataclass(frozen=True, kw_only=True)
class PaperOwed:
    """Bản giấy phải chuyển sang cơ quan khác."""

    move_id: int
    moved: str
    from_agency_id: int
    to_agency_id: int
    due_at: str


@fact("handovers.dropped")
@dataclass(frozen=True, kw_only=True)
class PaperDropped:
    """Bản giấy không còn phải chuyển."""

    move_id: int
    cause: str


@fact("handovers.listed")
@dataclass(frozen=True, kw_only=True)
class ListMade:
    """Lập danh sách bàn giao hồ sơ giấy."""

    from_agency_id: int
    to_agency_id: int
    to_one_stop_id: int | None
    move_ids: tuple[int, ...]


@fact("handovers.withdrawn")
@dataclass(frozen=True, kw_only=True)
class ListWithdrawn:
    """Hủy danh sách bàn giao chưa gửi."""


@fact("handovers.dispatched")
@dataclass(frozen=True, kw_only=True)
class ListDispatched:
    """Gửi hồ sơ giấy theo danh sách bàn giao."""


@fact("handovers.received")
@dataclass(frozen=True, kw_only=True)
class PaperReceived:
    """Nhận hồ sơ giấy theo danh sách bàn giao."""

    move_ids: tuple[int, ...]


@fact("handovers.closed")
@dataclass(frozen=True, kw_only=True)
class ListClosed:
    """Kết thúc nhận theo danh sách bàn giao."""

    missing_ids: tuple[int, ...]
