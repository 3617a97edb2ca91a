from __future__ import annotations

from types import SimpleNamespace

import pytest

from motcua.kernel.ui import checks, menu


@pytest.fixture(autouse=True)
def clean_menu(monkeypatch):
    monkeypatch.setattr(menu, "_entries", {})
    monkeypatch.setattr(menu, "_search", [])


@pytest.fixture
def seen(rf):
    def links(path: str = "/", *roles: str, officer: bool = True) -> list[menu.Link]:
        request = rf.get(path)
        request.officer = SimpleNamespace(roles=frozenset(roles)) if officer else None
        return menu.links(menu.DESK, request)

    return links


def test_an_officer_sees_what_the_roles_allow(seen):
    menu.register(menu.Entry(label="Mọi người", url_name="desk:home", order=20))
    menu.register(menu.Entry(label="Ký", url_name="desk:components", roles=("approver",), order=10))
    assert [link.entry.label for link in seen()] == ["Mọi người"]
    assert [link.entry.label for link in seen("/", "approver", "clerk")] == ["Ký", "Mọi người"]


def test_who_is_no_officer_sees_no_work_and_no_counter_is_asked(seen):
    def ask(request):
        raise AssertionError

    menu.register(menu.Entry(label="Việc", url_name="desk:components", counter=ask))
    assert seen(officer=False) == []


def test_the_most_specific_entry_is_here(seen):
    menu.register(menu.Entry(label="Đầu", url_name="desk:home"))
    menu.register(menu.Entry(label="Thành phần", url_name="desk:components"))
    assert [link.is_here for link in seen("/desk/components/workbench/")] == [True, False]
    assert [link.is_here for link in seen("/desk/elsewhere/")] == [False, False]
    assert [link.is_here for link in seen("/desk/")] == [False, True]


def test_a_counter_tells_what_waits(seen):
    menu.register(menu.Entry(label="Việc", url_name="desk:home", counter=lambda request: 7))
    assert seen()[0].count == 7


def test_registering_again_replaces(seen):
    menu.register(menu.Entry(label="Cũ", url_name="desk:home"))
    menu.register(menu.Entry(label="Mới", url_name="desk:home"))
    assert [link.entry.label for link in seen()] == ["Mới"]


def test_an_unknown_shelf_is_refused():
    with pytest.raises(ValueError, match="shelf"):
        menu.register(menu.Entry(label="?", url_name="desk:home", shelf="attic"))


def test_search_leads_nowhere_until_an_app_offers_it():
    assert menu.search_url() == ""
    menu.search_at("desk:components")
    assert menu.search_url() == "/desk/components/"


@pytest.mark.parametrize(
    ("officer", "roles"),
    [
        (None, set()),
        (SimpleNamespace(), set()),
        (SimpleNamespace(roles=None), set()),
        (SimpleNamespace(roles=["clerk"]), {"clerk"}),
        (SimpleNamespace(roles=lambda: ("clerk",)), {"clerk"}),
    ],
)
def test_roles_are_read_with_care(officer, roles):
    assert menu.roles_of(officer) == roles


def test_the_check_finds_entries_that_lead_nowhere():
    menu.register(menu.Entry(label="Hỏng", url_name="nowhere:at_all"))
    menu.register(menu.Entry(label="Hình lạ", url_name="desk:home", icon="unicorn"))
    assert [error.id for error in checks.menu_entries_lead_somewhere()] == ["ui.E002", "ui.E001"]


def test_the_real_menu_leads_somewhere(monkeypatch):
    monkeypatch.undo()
    assert checks.menu_entries_lead_somewhere() == []
