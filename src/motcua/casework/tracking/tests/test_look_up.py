"""Code and PIN: the same answer and the same work for every wrong one, and a limit for each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import MONDAY, make_accepted, make_draft, make_office
from motcua.casework.tracking.actions.look_up import (
    MOST_PER_ADDRESS,
    MOST_PER_DOSSIER,
    SPAN,
    NotFound,
    TooManyTries,
    look_up,
)
from motcua.kernel.events.tests.trace import together
from motcua.kernel.limits.models import Count


def wrong(pin):
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def attempt(code, pin, address="192.0.2.1", at=MONDAY):
    return look_up(code=code, pin=pin, address=address, at=at)


@pytest.mark.django_db
def test_code_or_barcode_number_with_the_pin_opens():
    dossier = make_accepted(make_office())
    assert attempt(dossier.code, dossier.pin) == dossier.pk
    assert attempt(dossier.barcode, dossier.pin) == dossier.pk
    assert sum(Count.objects.values_list("number", flat=True)) == 0


@pytest.mark.django_db
def test_every_wrong_one_is_told_the_same_for_the_same_work():
    office = make_office()
    dossier, draft = make_accepted(office), make_draft(office)
    cases = [
        (dossier.code, wrong(dossier.pin)),
        (dossier.barcode, wrong(dossier.pin)),
        (dossier.code, ""),
        (dossier.code, "\ud800"),
        ("H27.99-261005-0001", dossier.pin),
        ("\0", "000000"),
        ("x" * 500, "000000"),
        (draft.barcode, draft.pin),
    ]
    answers = set()
    for number, (code, pin) in enumerate(cases):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(NotFound) as refused,
        ):
            attempt(code, pin, address=f"192.0.2.{number}")
        answers.add((str(refused.value), len(queries)))
    assert len(answers) == 1, answers


@pytest.mark.django_db
def test_limit_per_dossier_whatever_name_and_address_is_used():
    dossier = make_accepted(make_office())
    names = (dossier.code, dossier.barcode)
    for number in range(MOST_PER_DOSSIER):
        with pytest.raises(NotFound):
            attempt(names[number % 2], wrong(dossier.pin), address=f"192.0.2.{number}")
    with pytest.raises(TooManyTries):
        attempt(dossier.code, dossier.pin, address="198.51.100.7")
    assert attempt(dossier.code, dossier.pin, at=MONDAY + SPAN + timedelta(seconds=1)) == dossier.pk


@pytest.mark.django_db
def test_limit_per_address_over_many_dossiers():
    office = make_office()
    dossier = make_accepted(office)
    for number in range(MOST_PER_ADDRESS):
        with pytest.raises(NotFound):
            attempt(f"H27.99-261005-{number:04d}", "000000")
    with pytest.raises(TooManyTries):
        attempt(dossier.code, dossier.pin)
    assert attempt(dossier.code, dossier.pin, address="198.51.100.7") == dossier.pk


@pytest.mark.django_db
def test_being_refused_does_not_prolong_the_wait():
    dossier = make_accepted(make_office())
    for _ in range(MOST_PER_DOSSIER):
        with pytest.raises(NotFound):
            attempt(dossier.code, wrong(dossier.pin))
    for minute in range(14):
        with pytest.raises(TooManyTries):
            attempt(dossier.code, wrong(dossier.pin), at=MONDAY + timedelta(minutes=minute))
    assert attempt(dossier.code, dossier.pin, at=MONDAY + SPAN + timedelta(seconds=1)) == dossier.pk


@pytest.mark.django_db(transaction=True)
def test_tries_made_together_all_count():
    dossier = make_accepted(make_office())
    pin = wrong(dossier.pin)
    acts = [lambda n=n: attempt(dossier.code, pin, address=f"192.0.2.{n}") for n in range(10)]
    answers = together(*acts)
    assert sum(isinstance(answer, NotFound) for answer in answers) == MOST_PER_DOSSIER, answers
    assert sum(isinstance(answer, TooManyTries) for answer in answers) == 10 - MOST_PER_DOSSIER


@pytest.mark.django_db
def test_a_replaced_pin_is_a_wrong_one():
    office = make_office()
    dossier = make_accepted(office)
    old = dossier.pin
    actions.replace_pin(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    with pytest.raises(NotFound):
        attempt(dossier.code, old)


@pytest.mark.django_db
def test_neither_address_nor_code_is_kept():
    with pytest.raises(NotFound):
        attempt("H27.99-261005-0001", "000000", address="192.0.2.99")
    keys = list(Count.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("192.0.2.99" in key or "H27" in key for key in keys)
