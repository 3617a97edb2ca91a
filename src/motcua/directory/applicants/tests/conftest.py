import pytest
from django.test import Client

from motcua.directory.applicants.tests import people


@pytest.fixture
def desk(client, db) -> Client:
    """A browser in which an intake officer is signed in."""
    client.force_login(people.make_officer().account)
    return client


@pytest.fixture
def account_without_role(db):
    return people.make_account()
