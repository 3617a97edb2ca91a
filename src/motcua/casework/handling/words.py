"""Words for values that pages and slips both show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.ui.words import vnd

_UNIT_WORDS = {
    "working_days": "ngày làm việc",
    "days": "ngày",
    "hours": "giờ làm việc",
    "months": "tháng",
}


def limit_words(limit: str | None) -> str:
    """`5 working_days` → `5 ngày làm việc`."""
    if limit is None:
        return ""
    if limit == "same_day":
        return _("Trong ngày")
    value, unit = limit.split()
    return f"{value.replace('.', ',')} {_(_UNIT_WORDS[unit])}"


def fee_words(difference_vnd: int) -> str:
    """What changes hands when the fees of a dossier change; empty where nothing does."""
    if difference_vnd == 0:
        return ""
    said = _("Thu thêm %(amount)s.") if difference_vnd > 0 else _("Hoàn lại cho người nộp %(amount)s.")
    return said % {"amount": vnd(abs(difference_vnd))}


def why(trace: Iterable[dict[str, Any]]) -> str:
    """The trace of a date in one line: where it starts when not now, the limit, the holidays left out."""
    kept = [
        entry for entry in trace if entry["kind"] in ("opening", "cutoff", "limit", "restart", "extension")
    ]
    off = [
        entry["text"] for entry in trace if entry["kind"] == "skipped" and entry.get("reason") == "holiday"
    ]
    weekend = any(entry["kind"] == "skipped" and entry.get("reason") == "weekend" for entry in trace)
    said = (
        [entry["text"] for entry in kept] + off + ([_("Không tính ngày nghỉ hằng tuần")] if weekend else [])
    )
    return ". ".join(said) + "." if said else ""
