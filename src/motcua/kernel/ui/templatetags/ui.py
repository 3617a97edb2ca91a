"""Template tags every page may use without loading them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.kernel.ui import icons, menu, panels, words

register = template.Library()

TAG_KINDS = ("", "ok", "warn", "bad", "info", "son")
CHOICE_WIDGETS = ("RadioSelect", "CheckboxSelectMultiple")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "search" %}`: inline SVG; give a label only where no text stands beside it."""
    return icons.icon(name, label)


@register.simple_tag
def vnd(amount: int | None) -> str:
    """`{% vnd fee.amount_vnd %}` → `30.000 ₫`."""
    return words.vnd(amount)


@register.simple_tag
def viet_datetime(value: datetime | date | None) -> SafeString:
    """`{% viet_datetime dossier.due_at %}` → `16:30 thứ Sáu, 20/11/2026`, in a `<time>`."""
    return _time(value, words.long_instant(value))


@register.simple_tag
def viet_date(value: datetime | date | None) -> SafeString:
    """`{% viet_date dossier.due_at %}` → `thứ Sáu, 20/11/2026`, in a `<time>`."""
    return _time(value, words.long_day(value))


@register.simple_tag
def short_datetime(value: datetime | None) -> SafeString:
    """`16:30 20/11/2026` for tables, in a `<time>`."""
    return _time(value, words.instant(value))


def _time(value: datetime | date | None, text: str) -> SafeString:
    if not value:
        return mark_safe(text)  # noqa: S308  the dash
    return format_html('<time datetime="{}">{}</time>', words.local(value).isoformat(), text)


register.filter("viet_count", words.count)
register.filter("viet_day", words.day)
register.filter("long_day", words.long_day)
register.filter("capital_first", words.capital)


@register.simple_tag
def key(keys: str) -> SafeString:
    """`{% key "Ctrl+Enter" %}`: the hint; the element that obeys carries `data-key="Ctrl+Enter"`."""
    return format_html(
        '<kbd class="key needs-js" data-key-hint="{}" aria-hidden="true">{}</kbd>', keys, words.key_name(keys)
    )


@register.simple_tag
def tag(kind: str, text: Any, icon_name: str = "") -> SafeString:
    """`{% tag "ok" _("Đúng hạn") "check" %}`; kinds: "" ok warn bad info son."""
    if kind not in TAG_KINDS:
        raise template.TemplateSyntaxError(f"no such kind of tag: {kind!r}")
    css = f"tag tag-{kind}" if kind else "tag"
    picture = icons.icon(icon_name) if icon_name else ""
    return format_html('<span class="{}">{}{}</span>', css, picture, text)


@register.inclusion_tag("ui/parts/field.html")
def field(bound_field: BoundField, css: str = "", key: str = "", **attrs: str) -> dict[str, Any]:
    """Label, hint, control and error of a form field.

    `{% field form.phone css="c4" key="Alt+2" inputmode="tel" %}`; other words become attributes
    of the control, underscores as hyphens (`data_scan="here"`). `css="is-filled"` marks values
    taken from a card or a register.
    """
    widget = type(bound_field.field.widget).__name__
    ids = [f"{bound_field.auto_id}_helptext"] if bound_field.help_text else []
    ids += [f"{bound_field.auto_id}_error"] if bound_field.errors else []
    extra: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in attrs.items()}
    if key:
        extra |= {"data-key": key, "aria-keyshortcuts": key}
    if ids and not bound_field.use_fieldset:
        extra["aria-describedby"] = " ".join(ids)
    return {
        "field": bound_field,
        "control": "" if widget in CHOICE_WIDGETS else bound_field.as_widget(attrs=extra),
        "kind": "group" if bound_field.use_fieldset else "box" if widget == "CheckboxInput" else "line",
        "choices": list(bound_field) if widget in CHOICE_WIDGETS else [],
        "described_by": " ".join(ids),
        "css": css,
        "key": key,
    }


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be mended, each line a link to its field; nothing when the form has no errors."""
    lines = [(*_place(form, name), message) for name, messages in form.errors.items() for message in messages]
    return {"lines": lines}


def _place(form: BaseForm, name: str) -> tuple[str, str]:
    """Id and label of the control to mend; nothing for the whole form and for what cannot be seen."""
    if name == "__all__" or form[name].is_hidden:
        return "", ""
    return _first_control(form[name]), str(form[name].label)


def _first_control(bound_field: BoundField) -> str:
    if type(bound_field.field.widget).__name__ in CHOICE_WIDGETS:
        return f"{bound_field.auto_id}_0"
    return bound_field.id_for_label or bound_field.auto_id


@register.inclusion_tag("ui/parts/pages.html", takes_context=True)
def pagination(context: template.Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Links to the pages of a Paginator, keeping the query of this address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    rest = f"&{query.urlencode()}" if query else ""
    return {"page": page, "numbers": list(numbers), "parameter": parameter, "rest": rest, "gap": "…"}


@register.inclusion_tag("ui/parts/crumbs.html")
def crumbs(*parts: Any) -> dict[str, Any]:
    """`{% crumbs _("Hồ sơ") list_url dossier.code "" %}`: pairs of text and address; the last has none."""
    return {"links": list(zip(parts[::2], [*parts[1::2], ""], strict=False))}


@register.simple_tag(takes_context=True, name="panels")
def panels_tag(context: template.Context, slot: str, **what: object) -> SafeString:
    """`{% panels "dossier.aside" dossier=dossier %}`: what upper apps show here."""
    html = panels.rendered(slot, context["request"], **what)
    return mark_safe("\n".join(html))  # noqa: S308  panels answer rendered templates


@register.simple_tag(takes_context=True)
def menu_links(context: template.Context, shelf: str) -> list[menu.Link]:
    """`{% menu_links "desk" as links %}`: what this officer's roles allow."""
    request: HttpRequest | None = context.get("request")
    return menu.links(shelf, request) if request else []


@register.simple_tag
def search_url() -> str:
    """Address of the desk's search, or nothing."""
    return menu.search_url()


@register.filter
def initials(name: object) -> str:
    """`Trần Thị Thu Lan` → `TL`: family name and given name."""
    parts = str(name or "").split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


@register.simple_tag
def timeliness(kind: str) -> SafeString:
    """`{% timeliness "late" %}`: one wording and colour for early, on_time, soon and late everywhere."""
    shown = {
        "early": ("ok", _("Trước hạn"), "check"),
        "on_time": ("ok", _("Đúng hạn"), "check"),
        "soon": ("warn", _("Sắp đến hạn"), "clock"),
        "late": ("bad", _("Quá hạn"), "warning"),
    }
    return tag(*shown[kind])
