"""One write of a form: the id it carries makes it happen once, a refusal becomes an error of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from motcua.directory.identity.refusal import Refused
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm


def write_once(
    request: HttpRequest, form: ClientForm, purpose: str, act: Callable[[], dict[str, Any]]
) -> dict[str, Any] | None:
    """The answer of `act`, or the kept one if this form came before; None when it was refused."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
    try:
        return once(
            client_id=form.cleaned_data["client_id"],
            purpose=purpose,
            payload={"path": request.path} | {name: _plain(value) for name, value in said.items()},
            actor_id=request.officer.pk,  # type: ignore[attr-defined]
            act=act,
        )
    except (Refused, ClientIdReused) as refusal:
        form.add_error(_field_of(form, refusal), str(refusal))
        form.renew_client_id()
        return None


def _field_of(form: ClientForm, refusal: Exception) -> str | None:
    """Where a refusal is shown: at the field the form names for it, else over the whole form."""
    places: dict[type[Exception], str] = getattr(form, "refused_at", {})
    return places.get(type(refusal))


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
