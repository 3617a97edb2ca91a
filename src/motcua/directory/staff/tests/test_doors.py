"""Every door of officers, lent roles and absences, for every role: who comes in and who does not."""

import pytest
from django.urls import reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.directory.staff.desk import urls
from motcua.directory.staff.tests.factories import away, lend

pytestmark = pytest.mark.django_db

EVERY_ROLE = frozenset(role.value for role in Role)
ADMINS = frozenset({"agency_admin", "system_admin"})
HEADS = frozenset({"approver", "division_head"})
READ, SENT, BOTH = ("get",), ("post",), ("get", "post")

# url name, what it is about, methods, who may come in
DOORS = [
    ("officers", "", READ, ADMINS),
    ("new_officer", "", BOTH, ADMINS),
    ("officer", "officer", READ, ADMINS),
    ("grant", "officer", SENT, ADMINS),
    ("rename_officer", "officer", SENT, ADMINS),
    ("account", "officer", SENT, ADMINS),
    ("end_membership", "membership", BOTH, ADMINS),
    ("delegations", "", BOTH, HEADS),
    ("absences", "", READ, EVERY_ROLE),
    ("absence_of", "officer", BOTH, ADMINS | HEADS),
    ("end_absence", "absence", SENT, ADMINS | HEADS),
    # What somebody lent is taken back by nobody else.
    ("call_off", "lent", SENT, frozenset()),
]
# Doors for every officer that lead to one person's affairs tell others nothing.
NOT_FOUND = {"absence_of", "end_absence", "call_off"}


@pytest.fixture
def place():
    """An agency with somebody to look after, who is away, and a role lent there."""
    agency = make_agency()
    other = make_officer("clerk", agency)
    lent = lend(make_officer("approver", agency), make_officer("case_officer", agency))
    return {
        "agency": agency,
        "officer": other.pk,
        "membership": other.memberships.get().pk,
        "absence": away(other).pk,
        "lent": lent.pk,
    }


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(EVERY_ROLE)])
def test_who_comes_in(client, place, who):
    if who != "anonymous":
        sign_in(client, make_officer(None if who == "no role" else who, place["agency"]))
    for name, about, methods, allowed in DOORS:
        url = reverse(f"staff:{name}", args=[place[about]] if about else [])
        for method in methods:
            response = getattr(client, method)(url)
            if who == "anonymous":
                assert response.url.startswith(reverse("identity:sign_in")), (name, method)
            elif who in allowed:
                assert response.status_code in {"get": {200}, "post": {200, 302, 422}}[method], (name, method)
            else:
                is_hidden = name in NOT_FOUND and who != "no role"
                expected = {404} if is_hidden and response.status_code == 404 else {403}
                assert response.status_code in expected, (name, method, response.status_code)


def test_the_table_names_every_door():
    assert {pattern.name for pattern in urls.urlpatterns} == {name for name, *_ in DOORS}
