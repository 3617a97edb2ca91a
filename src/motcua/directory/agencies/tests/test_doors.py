"""Every door of agencies and identity, for every role: who comes in and who does not."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.tests.factories import make_account, make_agency, make_officer, sign_in

pytestmark = pytest.mark.django_db

EVERY_ROLE = frozenset(role.value for role in Role)
SYSTEM = frozenset({"system_admin"})
NO_ROLE = "no role"
WITH_ACCOUNT = EVERY_ROLE | {NO_ROLE}

# url name, method, who may come in
DOORS = [
    ("agencies:agencies", "get", EVERY_ROLE),
    ("agencies:agency", "get", EVERY_ROLE),
    ("agencies:new_agency", "get", SYSTEM),
    ("agencies:new_agency", "post", SYSTEM),
    ("agencies:rename_agency", "post", SYSTEM),
    ("agencies:change_contact", "post", SYSTEM),
    ("agencies:succession", "get", SYSTEM),
    ("agencies:succession", "post", SYSTEM),
    ("identity:password", "get", WITH_ACCOUNT),
    ("identity:password", "post", WITH_ACCOUNT),
    ("identity:sessions", "get", WITH_ACCOUNT),
    ("identity:end_other_sessions", "post", WITH_ACCOUNT),
    ("identity:sign_out", "post", WITH_ACCOUNT),
]
KEYS = {
    "agency": "agency_id",
    "rename_agency": "agency_id",
    "change_contact": "agency_id",
    "succession": "agency_id",
}


@pytest.fixture
def place():
    """An agency."""
    agency = make_agency()
    return {
        "agency": agency,
        "agency_id": agency.pk,
    }


def address(name, place):
    key = KEYS.get(name.partition(":")[2])
    return reverse(name, args=[place[key]] if key else [])


@pytest.mark.parametrize("who", ["anonymous", NO_ROLE, *sorted(EVERY_ROLE)])
def test_who_comes_in(client, place, who):
    officer = None
    if who != "anonymous":
        officer = make_officer(None if who == NO_ROLE else who, place["agency"])
    for name, method, allowed in DOORS:
        if officer:
            sign_in(client, officer)
        response = getattr(client, method)(address(name, place))
        to_sign_in = response.status_code == 302 and response.url.startswith(reverse("identity:sign_in"))
        if who == "anonymous":
            assert to_sign_in, (name, method, response.status_code)
        elif who in allowed:
            expected = {"get": {200}, "post": {200, 302, 422}}[method]
            assert response.status_code in expected, (name, method, who, response.status_code)
        else:
            assert response.status_code == 403, (name, method, who, response.status_code)


def test_the_table_names_every_door():
    doors = {name for name, _method, _allowed in DOORS} | {"identity:sign_in", "identity:end_session"}
    known = set()
    for namespace in ("agencies", "identity"):
        resolver = next(found for found in _resolvers(get_resolver()) if found.namespace == namespace)
        known |= {f"{namespace}:{pattern.name}" for pattern in resolver.url_patterns}
    assert known == doors


def _resolvers(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield pattern
            yield from _resolvers(pattern)


def test_every_page_of_the_desk_says_who_may_open_it():
    """Deny by default is not left to memory: an unmarked page cannot be opened at all."""
    unmarked = [
        path
        for path, view in _views(get_resolver())
        if path.startswith("desk/") and not getattr(view, "door", "")
    ]
    assert unmarked == []


def _views(resolver, before=""):
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path, pattern.callback
        else:
            yield from _views(pattern, path)


def test_an_unmarked_page_stays_shut(client, settings):
    settings.ROOT_URLCONF = "motcua.directory.agencies.tests.unmarked_urls"
    sign_in(client, make_officer("system_admin"))
    assert client.get("/desk/unmarked/").status_code == 403
    assert client.get("/desk/marked/").status_code == 200


def test_doors_know_their_roles():
    with pytest.raises(ValueError, match="boss"):
        officer_required("boss")


def test_refusals_say_why(client):
    sign_in(client, make_officer("clerk"))
    page = client.get(reverse("staff:officers")).content.decode()
    assert "Quản trị cơ quan, Quản trị hệ thống" in page
    sign_in(client, make_officer(None))
    page = client.get(reverse("agencies:agencies")).content.decode()
    assert "không giữ vai trò nào" in page
    client.force_login(make_account())  # an account without a person behind it
    assert client.get(reverse("agencies:agencies")).status_code == 403


def test_anonymous_people_come_back_to_the_page_they_wanted(client):
    response = client.get("/desk/agencies/?q=so")
    assert response.url == "/desk/sign-in/?next=/desk/agencies/%3Fq%3Dso"
    assert client.post("/desk/agencies/new/").url == "/desk/sign-in/"
    partial = client.get("/desk/agencies/", headers={"HX-Request": "true"})
    assert (partial.status_code, partial.headers["HX-Redirect"]) == (204, "/desk/sign-in/")


def test_pages_of_the_desk_are_not_kept_by_the_browser(client):
    sign_in(client, make_officer("clerk"))
    assert "no-store" in client.get(reverse("agencies:agencies")).headers["Cache-Control"]


def test_knowing_the_officer_costs_three_queries(client, django_assert_num_queries):
    sign_in(client, make_officer("clerk"))
    with django_assert_num_queries(3):  # session, account, officer with memberships and agency
        assert client.get("/desk/sign-in/").status_code == 302


def test_the_public_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/desk/sign-in/")
