"""Where to tell whoever holds a number."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.directory.applicants.identity import NotValid, clean_email, clean_phone
from motcua.kernel.ui.fields import ClientForm, Words
from motcua.outreach.followers import carriers
from motcua.outreach.followers.contacts import Contact


class FollowForm(ClientForm):
    """Báo cho tôi khi gần đến lượt."""

    contact = Words(
        label=_("Số điện thoại hoặc thư điện tử"),
        max_length=120,
        help_text=_("Chỉ dùng để báo lượt này, xóa khi lượt kết thúc hoặc hết ngày."),
        error_messages={"required": _("Ghi số điện thoại hoặc thư điện tử.")},
    )

    def clean_contact(self) -> Contact:
        typed = self.cleaned_data["contact"]
        try:
            found = Contact(email=clean_email(typed)) if "@" in typed else Contact(phone=clean_phone(typed))
        except NotValid as failure:
            raise ValidationError(now_("Số điện thoại hoặc địa chỉ thư chưa đúng.")) from failure
        if found.way(can_mail=carriers.can_mail(), can_text=carriers.can_text()) is None:
            raise ValidationError(now_("Nơi này chưa nhắn được bằng cách đó. Hãy ghi cách khác."))
        return found

    def said(self) -> dict[str, Any]:
        """Only after `is_valid()`."""
        contact: Contact = self.cleaned_data["contact"]
        return {"phone": contact.phone, "email": contact.email}
