"""Filters of the work list kept under a name: keep what is chosen, order, open with one, drop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.casework.handling.actions import keep_filters
from motcua.casework.handling.actions.keep_filters import FilterRefusal
from motcua.casework.handling.desk.listing import Listing, roles_of
from motcua.casework.handling.desk.sending import Act, act_once
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.kernel.ui.fields import ClientForm, Words

_ACTS: dict[str, Callable[..., None]] = {
    "up": keep_filters.move_up,
    "default": partial(keep_filters.open_with, is_default=True),
    "not-default": partial(keep_filters.open_with, is_default=False),
    "drop": keep_filters.drop_filter,
}


class KeepForm(ClientForm):
    """A name for what is chosen, and who else may use it."""

    name = Words(label=gettext_lazy("Tên bộ lọc"), max_length=60)
    shared_with_id = forms.TypedChoiceField(
        label=gettext_lazy("Ai dùng được"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: object, places: dict[int, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        shared = [(str(pk), _("Mọi cán bộ của {name}").format(name=name)) for pk, name in places.items()]
        self.fields["shared_with_id"].choices = [("", _("Chỉ mình tôi")), *shared]


@officer_required()
def kept(request: HttpRequest) -> HttpResponse:
    """Filters this officer keeps; with filters in the address, the form that keeps them."""
    listing = Listing(request, request.GET)
    places = agencies.names_of(agency for agency, _role in roles_of(request))
    form = KeepForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid() and _keep_once(request, form, listing.keepable):
        messages.success(request, _("Đã lưu bộ lọc “{name}”.").format(name=form.cleaned_data["name"]))
        return redirect("dossiers:kept")
    context = {"form": form, "listing": listing, "kept": listing.kept(), "said": said(listing)}
    return render(request, "dossiers/desk/kept.html", context, status=422 if form.errors else 200)


def said(listing: Listing) -> list[str]:
    """The filters of an address in words: "Quá hạn", "Bước: Thẩm định"."""
    if not listing.keepable:
        return []
    plain = Listing(listing.request, QueryDict(listing.keepable))
    choices: Any = plain.choices()
    states = [choice.label for choice in choices["states"] if choice.is_chosen]
    others = [
        f"{facet.label}: {choice.label}"
        for facet in choices["facets"]
        for choice in facet.choices
        if choice.is_chosen
    ]
    return states + others


def _keep_once(request: HttpRequest, form: KeepForm, query: str) -> bool:
    """Keep it under the page's client id; False, with the reason on the form, when it was refused."""
    wanted = {name: form.cleaned_data[name] for name in ("name", "shared_with_id")} | {"query": query}
    officer_id = request.officer.pk  # type: ignore[attr-defined]
    asked = Act(
        purpose="dossiers.keep_filter",
        payload=wanted,
        actor_id=officer_id,
        do=lambda: {"filter_id": keep_filters.keep_filter(officer_id=officer_id, **wanted).pk},
        refusals=(FilterRefusal,),
        field="name",
    )
    return act_once(form, asked)


@officer_required()
@require_POST
def change(request: HttpRequest, filter_id: int, act: str) -> HttpResponse:
    """One press on a kept filter of this officer; pressing again changes nothing more than the press says."""
    if act not in _ACTS:
        raise Http404
    try:
        _ACTS[act](officer_id=request.officer.pk, filter_id=filter_id)  # type: ignore[attr-defined]
    except FilterRefusal as refusal:
        messages.error(request, _(str(refusal)))
    return redirect("dossiers:kept")
