"""Every text people read has its English translation."""

from __future__ import annotations

from motcua.config import catalogue


def test_texts_are_found():
    found = catalogue.found()
    assert len(found) > 50
    assert found.get("Niêm phong nhật ký"), "from a template"
    assert found.get("Chưa chọn việc nào còn bị kẹt."), "from Python"


def test_the_english_catalogue_is_complete():
    faults = catalogue.faults()
    assert not faults, f"run `motcua messages` and translate: {len(faults)} faults, such as {faults[:10]}"
