"""What happens to papers, as facts; the subject is the caller's."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("papers.added")
@dataclass(frozen=True, kw_only=True)
class PaperAdded:
    """Đã thêm giấy tờ."""

    paper_id: str
    sha256: str
    size: int
    media_type: str
    paper_kind: str
    part: str


@fact("papers.withdrawn")
@dataclass(frozen=True, kw_only=True)
class PaperWithdrawn:
    """Đã bỏ giấy tờ khỏi hồ sơ."""

    paper_id: str
    reason: str


@fact("papers.slip_texts_published")
@dataclass(frozen=True, kw_only=True)
class SlipTextsPublished:
    """Công bố lời mẫu phiếu."""

    number: str
    variant: str
    version: int
    texts: dict
    decision: str
    valid_from: str
