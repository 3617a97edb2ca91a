"""An act under the client id of its page: sent twice it happens once, refused it is said on the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.casework.dossiers.actions import DossierRefusal
from motcua.facilities.workflow.queries import NoProcess
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a page asks for, by whom; `payload` tells one asking from another, `do` answers what is kept."""

    purpose: str
    payload: dict[str, Any]
    actor_id: int
    do: Callable[[], dict[str, Any]]
    refusals: tuple[type[Exception], ...] = (DossierRefusal, NoProcess)
    # The field at which a refusal is said; None: above the form.
    field: str | None = None


def act_once(form: ClientForm, act: Act, *, reused: str = "") -> bool:
    """Do it unless it was done under this id before; False, with the reason on the form, when it was refused.

    `reused` is said of an id that came before with other words.
    """
    try:
        once(
            client_id=form.cleaned_data["client_id"],
            purpose=act.purpose,
            payload=act.payload,
            actor_id=act.actor_id,
            act=act.do,
        )
    except ClientIdReused:
        form.renew_client_id()
        other = _("Trang này đã gửi một lần cho việc khác. Xem lại nội dung rồi bấm lại.")
        form.add_error(None, reused or other)
    except act.refusals as refusal:
        form.add_error(act.field, _(str(refusal)))
    return not form.errors


def saved_before() -> str:
    """For pages that save what they show."""
    return _("Trang này đã lưu một lần với nội dung khác. Xem lại rồi bấm lại.")
