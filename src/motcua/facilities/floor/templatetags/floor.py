"""One button of a counter or a hall as a form of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def press(context: Any, verb: str, label: str, **said: Any) -> SafeString:
    """`{% press "next" _("Gọi tiếp") key="F2" css="btn-main" %}`: posts once, comes back to this page.

    At a counter where the context has a bar, else in the hall. Further words are hidden fields;
    `to` is where the page goes afterwards.
    """
    ids: Iterator[UUID] = context["client_ids"]
    bar = context.get("bar")
    place = bar.seat.pk if bar else context["hall"].pk
    look = {name: said.pop(name, "") for name in ("key", "css", "icon", "more")}
    to = said.pop("to", "") or context["back"]
    action = reverse("queueing:at_counter" if bar else "queueing:in_hall", args=[place, verb])
    shown = look | {
        "action": action, "label": label, "fields": said, "client_id": next(ids), "next": to, "verb": verb,
    }  # fmt: skip
    return render_to_string("floor/parts/press.html", shown, context.get("request"))


@register.simple_tag(takes_context=True)
def client_id(context: Any) -> UUID:
    """A fresh id for a form of its own: sent twice, done once."""
    return next(context["client_ids"])
