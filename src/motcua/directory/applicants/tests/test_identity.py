from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.applicants import identity
from motcua.directory.applicants.identity import NotValid
from motcua.directory.applicants.mask import mask_email, mask_name, mask_number, mask_phone

CLEANERS = [
    identity.clean_personal_id,
    identity.clean_old_id,
    identity.clean_tax_code,
    identity.clean_phone,
    identity.clean_name,
    identity.clean_email,
]


@pytest.mark.parametrize(
    ("cleaner", "text", "stored"),
    [
        (identity.clean_personal_id, " 042 195 000 123 ", "042195000123"),
        (identity.clean_old_id, "183.000.123", "183000123"),
        (identity.clean_tax_code, "0100233488", "0100233488"),
        (identity.clean_tax_code, "0100233488-001", "0100233488-001"),
        (identity.clean_tax_code, "0100233488001", "0100233488-001"),
        (identity.clean_tax_code, "042195000123", "042195000123"),
        (identity.clean_phone, "0912 345 678", "0912345678"),
        (identity.clean_phone, "+84 912.345.678", "0912345678"),
        (identity.clean_phone, "+84 (0)912345678", "0912345678"),
        (identity.clean_phone, "84912345678", "0912345678"),
        (identity.clean_phone, "01692345678", "0392345678"),
        (identity.clean_phone, "0239 3855 555", "02393855555"),
        (identity.clean_phone, "1900 1234", "19001234"),
        (identity.clean_phone, "+856 20 5555 1234", "+8562055551234"),
        (identity.clean_name, "  nguyễn   văn  an ", "nguyễn văn an"),
        (identity.clean_name, "Trần Thị Mẫu".replace("ẫ", "a\u0302\u0303"), "Trần Thị Mẫu"),
        (identity.clean_email, " Lan.Tran@Example.VN ", "Lan.Tran@example.vn"),
    ],
)
def test_one_stored_form(cleaner, text, stored):
    assert cleaner(text) == stored
    assert cleaner(stored) == stored


@pytest.mark.parametrize(
    ("cleaner", "text", "code"),
    [
        (identity.clean_personal_id, "04219500012", "personal_id"),
        (identity.clean_personal_id, "٠٤٢١٩٥٠٠٠١٢٣", "personal_id"),
        (identity.clean_old_id, "18300012", "old_id"),
        (identity.clean_tax_code, "0100112438", "tax_check"),
        (identity.clean_tax_code, "0100233488-000", "tax_code"),
        (identity.clean_tax_code, "010023348", "tax_code"),
        (identity.clean_phone, "0112345678", "phone"),
        (identity.clean_phone, "091234567", "phone"),
        (identity.clean_phone, "số của mẹ", "phone"),
        (identity.clean_phone, "9" * 5_000, "phone"),
        (identity.clean_name, "", "name"),
        (identity.clean_name, "An 123", "name"),
        (identity.clean_name, "An\x00", "name"),
        (identity.clean_name, "a" * 121, "name"),
        (identity.clean_name, "...", "name"),
        (identity.clean_email, "lan@", "email"),
        (identity.clean_email, "lan tran@example.vn", "email"),
    ],
)
def test_refused_with_a_sentence(cleaner, text, code):
    with pytest.raises(NotValid) as refused:
        cleaner(text)
    assert refused.value.code == code
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize("cleaner", CLEANERS)
@given(text=st.text(max_size=60))
def test_any_text_is_cleaned_or_refused(cleaner, text):
    try:
        stored = cleaner(text)
    except NotValid:
        return
    assert cleaner(stored) == stored


@given(st.from_regex(r"(0[0-9]{9}|0[0-9]{10}|\+?84[0-9]{9}|1[89]00[0-9]{4})", fullmatch=True))
def test_numbers_have_one_form(text):
    try:
        stored = identity.clean_phone(text)
    except NotValid:
        return
    assert identity.clean_phone(stored) == stored


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_check_digit_fits(nine):
    accepted = []
    for digit in "0123456789":
        try:
            accepted.append(identity.clean_tax_code(nine + digit))
        except NotValid:
            continue
    assert len(accepted) <= 1


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_name, "Trần Thị Mẫn", "Trần Thị M***"),
        (mask_name, "Đặng", "Đ***"),
        (mask_name, "Lê Ái".replace("Á", "A\u0301"), "Lê Á***"),
        (mask_name, "", "***"),
        (mask_phone, "0912345678", "***678"),
        (mask_phone, "123", "***"),
        (mask_phone, "", "***"),
        (mask_number, "042195000123", "***123"),
        (mask_email, "lan.tran@example.vn", "l***@example.vn"),
        (mask_email, "lan", "***"),
        (mask_email, "", "***"),
    ],
)
def test_masks(mask, text, shown):
    assert mask(text) == shown


@given(st.text(alphabet="abcđêỗ ", min_size=1, max_size=30))
def test_masked_name_hides_the_given_name(name):
    given_name = (name.split() or [""])[-1]
    if len(given_name) > 1:
        assert mask_name(name).endswith(given_name[0] + "***")
