from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

from motcua.kernel.ui import icons, panels


class PersonForm(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên thẻ.")
    phone = forms.CharField(label="Điện thoại", required=False)
    delivery = forms.ChoiceField(
        label="Nhận kết quả", choices=[("c", "Tại quầy"), ("p", "Bưu điện")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Đã đọc lại")
    client_id = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", sorted(icons.ICONS))
def test_every_icon_is_a_drawing(name):
    picture = ET.fromstring(icons.icon(name))  # noqa: S314  our own drawing
    assert picture.get("aria-hidden") == "true"
    assert picture.find("path").get("d").upper().startswith("M")


def test_an_icon_with_a_label_speaks_and_cannot_inject():
    picture = ET.fromstring(icons.icon("search", 'Tìm "<b>" & tìm'))  # noqa: S314  our own drawing
    assert picture.get("aria-label") == 'Tìm "<b>" & tìm'
    assert picture.get("role") == "img"


def test_unknown_icons_and_kinds_of_tag_are_refused():
    with pytest.raises(KeyError):
        render("{% icon 'unicorn' %}")
    with pytest.raises(TemplateSyntaxError):
        render("{% tag 'pink' 'x' %}")


def test_a_tag_escapes_its_words():
    assert "&lt;b&gt;" in render("{% tag 'ok' words 'check' %}", words="<b>")


def test_a_time_is_readable_by_machines_too():
    html = render("{% viet_datetime at %}", at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    assert html == '<time datetime="2026-11-20T16:30:00+07:00">16:30 thứ Sáu, 20/11/2026</time>'


def test_a_field_ties_label_hint_and_control():
    html = render("{% field form.name css='c4' key='Alt+2' inputmode='text' %}", form=PersonForm())
    assert 'for="id_name"' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'data-key="Alt+2"' in html
    assert 'inputmode="text"' in html
    assert "không bắt buộc" not in html


def test_a_field_that_may_stay_empty_says_so():
    assert "không bắt buộc" in render("{% field form.phone %}", form=PersonForm())


def test_a_faulty_field_names_its_error():
    html = render("{% field form.name %}", form=PersonForm({}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html


def test_choices_are_a_group_of_tiles():
    html = render("{% field form.delivery %}", form=PersonForm({}))
    assert html.count('class="tile"') == 2
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_delivery_error"' in html


def test_a_hidden_field_is_only_its_control():
    html = render("{% field form.client_id %}", form=PersonForm()).strip()
    assert html.startswith('<input type="hidden"')
    assert "label" not in html


def test_the_error_summary_leads_to_the_fields():
    form = PersonForm({})
    form.add_error(None, "Thiếu giấy tờ.")
    html = render("{% error_summary form %}", form=form)
    assert 'href="#id_name">Họ và tên: ' in html
    assert 'href="#id_delivery_0"' in html
    assert 'href="#id_agreed"' in html
    assert "<li>Thiếu giấy tờ.</li>" in html
    assert 'role="alert"' in html


def test_an_error_of_a_hidden_field_leads_nowhere():
    form = PersonForm({"name": "A", "delivery": "c", "agreed": "on"})
    form.add_error("client_id", "Hãy bấm lại.")
    assert "<li>Hãy bấm lại.</li>" in render("{% error_summary form %}", form=form)


def test_a_sound_form_has_no_summary():
    assert render("{% error_summary form %}", form=PersonForm()).strip() == ""


def test_pagination_keeps_the_question(rf):
    page = Paginator(range(100), 10).get_page(3)
    html = render("{% pagination page %}", page=page, request=rf.get("/x", {"q": "khai sinh", "page": "3"}))
    assert "?page=4&amp;q=khai+sinh" in html
    assert html.count("page=3") == 0


def test_one_page_needs_no_links(rf):
    html = render("{% pagination page %}", page=Paginator([1], 10).get_page(1), request=rf.get("/"))
    assert html.strip() == ""


@pytest.mark.parametrize(("name", "shown"), [("Trần Thị Thu Mẫu", "TM"), ("Lan", "L"), ("", ""), (None, "")])
def test_initials(name, shown):
    assert render("{{ name|initials }}", name=name) == shown


def test_crumbs_end_where_we_are():
    html = render("{% crumbs 'Hồ sơ' '/desk/work/' 'H28' '' %}")
    assert '<a href="/desk/work/">Hồ sơ</a>' in html
    assert '<span aria-current="page">H28</span>' in html


def test_panels_stand_in_order_and_may_stay_away(rf, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    panels.register("t", lambda request, **what: f"<i>{what['n']}</i>", order=20)
    panels.register("t", lambda request, **what: "", order=5)
    panels.register("t", lambda request, **what: "<b>first</b>", order=10)
    html = render("{% panels 't' n=7 %}", request=rf.get("/"))
    assert html.split() == ["<b>first</b>", "<i>7</i>"]
    assert render("{% panels 'none' %}", request=rf.get("/")) == ""
