"""The national files as they are, through search and pages."""

import gzip
import random
from datetime import timedelta

import pytest

from motcua.directory.catalogue.tests.factories import SAMPLE, import_bytes, needs_sample
from motcua.directory.procedures.queries import search
from motcua.directory.procedures.tests.factories import AT, TODAY
from motcua.kernel import clock

pytestmark = [pytest.mark.django_db, needs_sample]


def test_typing_errors_over_the_whole_catalogue():
    """One wrong letter in a name of some words still finds it among the first ten, nearly always."""
    import_bytes((SAMPLE / "catalog.csv").read_bytes())
    chance = random.Random(7)  # noqa: S311  the same errors every time
    everything = search("", on=TODAY, limit=10_000).hits
    asked = [hit for hit in chance.sample(everything, 400) if 3 <= hit.length <= 9][:60]
    missed = []
    for hit in asked:
        letters = list(hit.folded.strip())
        spots = [n for n, letter in enumerate(letters) if letter.isalpha()]
        letters[chance.choice(spots)] = chance.choice("abcdeghiklmnopqrstuvxy")
        found = search("".join(letters), on=TODAY, limit=10).hits
        if hit.name not in {other.name for other in found}:
            missed.append((hit.name, "".join(letters)))
    assert len(missed) <= len(asked) // 20, missed


def test_every_official_record_has_a_page(client):
    """298 records as they are: every page opens, and none is heavier than a slow line bears."""
    later = AT + timedelta(days=200)
    import_bytes((SAMPLE / "details.jsonl").read_bytes(), at=later)
    with clock.frozen_at(later):
        codes = [item["code"] for item in client.get("/thu-tuc.json").json()["procedures"]]
        assert len(codes) == 298
        for code in codes[::7]:
            answer = client.get(f"/thu-tuc/{code}/")
            assert answer.status_code == 200
            assert len(gzip.compress(answer.content)) < 40_000, code
