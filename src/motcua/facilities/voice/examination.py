"""What `motcua doctor` looks at: can every number be said."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.facilities.voice import made
from motcua.kernel.doctor.checkup import Finding, ok, warning


def examine_voice() -> Iterator[Finding]:
    missing = made.missing()
    if not missing:
        yield ok("giọng gọi số: đủ các đoạn âm")
    elif made.has_speaker():
        yield warning(f"giọng gọi số: thiếu {len(missing)} đoạn âm", "chạy motcua voice make")
    else:
        yield warning(
            f"giọng gọi số: thiếu {len(missing)} đoạn âm, máy chủ chưa có espeak-ng; sảnh chỉ có chuông",
            "cài gói espeak-ng rồi chạy motcua voice make, hoặc ghi âm tại trang Giọng gọi số",
        )
