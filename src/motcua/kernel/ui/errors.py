"""Pages for what went wrong: one sentence on what happened, then what the person can do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.kernel import clock
from motcua.kernel.ui import words
from motcua.kernel.ui.context import page


@dataclass(frozen=True)
class Trouble:
    """What the page of one HTTP status says; texts are translated when shown."""

    title: str
    what: str
    steps: tuple[str, ...]


TROUBLES: dict[int, Trouble] = {
    400: Trouble(
        gettext_noop("Không đọc được nội dung gửi lên"),
        gettext_noop("Địa chỉ hoặc dữ liệu gửi lên có chỗ sai. Chưa có gì được lưu."),
        (
            gettext_noop("Quay lại trang trước, kiểm tra ô vừa nhập rồi gửi lại."),
            gettext_noop("Nếu mở từ đường dẫn trong tin nhắn, hãy mở lại đủ cả đường dẫn."),
        ),
    ),
    403: Trouble(
        gettext_noop("Ông/bà không có quyền mở trang này"),
        gettext_noop("Trang này chỉ dành cho người được giao việc tại đúng cơ quan."),
        (
            gettext_noop("Kiểm tra xem đã đăng nhập đúng tài khoản chưa."),
            gettext_noop("Cần quyền này để làm việc: hỏi người quản trị của cơ quan."),
        ),
    ),
    404: Trouble(
        gettext_noop("Không có trang này"),
        gettext_noop("Đường dẫn sai, hoặc nội dung đã được chuyển đi."),
        (
            gettext_noop("Xem lại từng chữ, từng số của đường dẫn."),
            gettext_noop("Muốn xem hồ sơ: tra cứu bằng mã trên giấy hẹn."),
        ),
    ),
    405: Trouble(
        gettext_noop("Không làm được việc này theo cách đó"),
        gettext_noop("Trang cần được mở bằng nút trên màn hình. Chưa có gì được lưu."),
        (gettext_noop("Quay lại trang trước và bấm nút cần dùng."),),
    ),
    413: Trouble(
        gettext_noop("Nội dung gửi lên quá lớn"),
        gettext_noop("Tệp hoặc biểu mẫu vượt quá mức cho phép. Chưa có gì được lưu."),
        (gettext_noop("Chọn tệp nhỏ hơn, hoặc chụp lại ở mức rõ vừa đủ."),),
    ),
    429: Trouble(
        gettext_noop("Thử quá nhiều lần"),
        gettext_noop("Để giữ an toàn, hệ thống tạm dừng nhận yêu cầu từ máy này."),
        (
            gettext_noop("Chờ ít phút rồi thử lại."),
            gettext_noop("Đang cần gấp: gọi hoặc đến bộ phận Một cửa, mang theo giấy hẹn."),
        ),
    ),
    500: Trouble(
        gettext_noop("Hệ thống gặp lỗi"),
        gettext_noop("Lỗi đã được ghi lại. Việc vừa làm có thể chưa được lưu."),
        (
            gettext_noop("Chờ một phút rồi tải lại trang; xem lại trước khi gửi lần nữa."),
            gettext_noop("Vẫn lỗi: báo người quản trị giờ ghi bên dưới."),
        ),
    ),
    503: Trouble(
        gettext_noop("Hệ thống đang bận"),
        gettext_noop("Máy chủ chưa trả lời được. Chưa có gì được lưu."),
        (gettext_noop("Chờ một phút rồi thử lại."),),
    ),
}

STALE_FORM = Trouble(
    gettext_noop("Trang đã mở quá lâu"),
    gettext_noop(
        "Vì an toàn, biểu mẫu mở lâu hoặc mở trước khi đăng nhập không gửi được nữa. Chưa có gì được lưu."
    ),
    (
        gettext_noop("Quay lại trang trước, tải lại (F5) rồi gửi lại."),
        gettext_noop("Trình duyệt cần cho phép cookie của trang này."),
    ),
)

HOME_LABEL = gettext_lazy("Về trang đầu")


def answer(
    request: HttpRequest, status: int, *, trouble: Trouble | None = None, what: str = ""
) -> HttpResponse:
    """The page of a status; `what` replaces its second sentence with one of the caller's (already translated)."""
    shown = trouble or TROUBLES[status]
    known: dict[str, Any] = {
        **page(request),
        "status": status,
        "heading": _(shown.title),
        "what": what or _(shown.what),
        "steps": [_(step) for step in shown.steps],
        "home": "/desk/" if request.path.startswith("/desk/") else "/",
        "home_label": HOME_LABEL,
        "at": words.long_instant(clock.now()),
    }
    template = "ui/parts/error_notice.html" if "HX-Request" in request.headers else "ui/error.html"
    return HttpResponse(render_to_string(template, known), status=status)


def _door(status: int) -> Callable[..., HttpResponse]:
    def door(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return answer(request, status)

    return door


bad_request = _door(400)
permission_denied = _door(403)
page_not_found = _door(404)
server_error = _door(500)
too_many = _door(429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old, or a browser without cookies."""
    return answer(request, 403, trouble=STALE_FORM)
