import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.text import UnreadableText, clean, fold, nfc

ANY_TEXT = st.text(st.characters())


def test_fold_drops_marks_and_case():
    assert fold("Xác nhận  TÌNH TRẠNG hôn nhân") == "xac nhan tinh trang hon nhan"


def test_fold_turns_d_with_stroke_into_d():
    assert fold("Đường Đống Đa") == "duong dong da"


def test_fold_is_the_same_for_composed_and_decomposed_text():
    assert fold(unicodedata.normalize("NFD", "Nghệ thuật ướt")) == fold("Nghệ thuật ướt") == "nghe thuat uot"


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_fold_does_not_care_about_normal_form(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_nfc_composes():
    assert nfc("e\u0302\u0323") == "ệ"


def test_clean_trims_and_joins_spaces():
    assert clean("\ufeff  Ông\u00a0 Nguyễn\t\u200bVăn\nA ") == "Ông Nguyễn Văn A"


def test_clean_keeps_lines_where_asked():
    assert clean(" a \r\n\r\n b\rc\u00a0d ", multiline=True) == "a\n\nb\nc d"


@pytest.mark.parametrize("bad", ["a\x00b", "\x1b[0m", "\ud800", "\ufffe", "\x7f"])
def test_clean_refuses_what_is_no_text(bad):
    with pytest.raises(UnreadableText, match="ký tự"):
        clean(bad)
    with pytest.raises(UnreadableText):
        clean(bad, multiline=True)


@given(ANY_TEXT)
def test_clean_text_is_stable_and_can_be_stored(text):
    try:
        kept = clean(text)
    except UnreadableText:
        return
    assert clean(kept) == kept
    assert "\x00" not in kept
    kept.encode("utf-8")
