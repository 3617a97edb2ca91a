from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui.fields import ClientForm, Lines


class TellForm(ClientForm):
    note = Lines(
        label=_("Nội dung báo"),
        max_length=2000,
        help_text=_(
            "Cơ quan chủ trì sẽ làm gì tiếp; Bộ phận Một cửa dựa vào đây để trả lời người nộp hồ sơ."
        ),
    )
