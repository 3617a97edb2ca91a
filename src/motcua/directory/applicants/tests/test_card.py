from __future__ import annotations

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.applicants.card import SENTENCES, Doubt, NotACard, parse_card
from motcua.directory.applicants.personal_id import PROVINCES, meaning_of

ON = date(2026, 11, 20)
GOOD = "042195000123|183000123|Trần Thị Mẫu Đặng|07031995|Nữ|Tổ 5, Phường Thành Sen, Hà Tĩnh|15082022"


def doubts(text: str) -> list[Doubt]:
    return list(parse_card(text, on=ON).doubts)


def changed(**fields: str) -> str:
    names = ["number", "old", "name", "born", "sex", "address", "issued"]
    values = dict(zip(names, GOOD.split("|"), strict=True)) | fields
    return "|".join(values[name] for name in names)


def test_whole_card():
    card = parse_card(GOOD, on=ON)
    assert (card.personal_id, card.old_id, card.name) == ("042195000123", "183000123", "Trần Thị Mẫu Đặng")
    assert (card.born_on, card.sex, card.issued_on) == (date(1995, 3, 7), "female", date(2022, 8, 15))
    assert card.address == "Tổ 5, Phường Thành Sen, Hà Tĩnh"
    assert (card.extra, card.doubts, card.warnings) == ((), (), [])


def test_newer_card_keeps_its_further_fields():
    card = parse_card(GOOD + "||Trần Văn Cha|Lê Thị Mẹ", on=ON)
    assert card.extra == ("", "Trần Văn Cha", "Lê Thị Mẹ")
    assert card.doubts == ()


def test_no_old_number_and_no_issue_date():
    card = parse_card(GOOD.replace("183000123", "").rpartition("|")[0], on=ON)
    assert (card.old_id, card.issued_on, card.doubts) == ("", None, ())


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "\r\n",
        "  " + GOOD,
        unicodedata.normalize("NFD", GOOD),
        GOOD.encode().decode("latin-1"),
    ],
)
def test_as_scanners_send_it(text):
    card = parse_card(text, on=ON)
    assert (card.name, card.address) == ("Trần Thị Mẫu Đặng", "Tổ 5, Phường Thành Sen, Hà Tĩnh")
    assert card.doubts == ()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (changed(number="04219500012"), Doubt.PERSONAL_ID),
        (changed(number="0421950001234"), Doubt.PERSONAL_ID),
        (changed(number="003195000123"), Doubt.PROVINCE),
        (changed(born="07031996"), Doubt.BIRTH_YEAR),
        (changed(sex="Nam"), Doubt.SEX),
        (changed(sex=""), Doubt.SEX_MISSING),
        (changed(born="31021995"), Doubt.BIRTH_DATE),
        (changed(born=""), Doubt.BIRTH_DATE),
        (changed(born="1995"), Doubt.BIRTH_DATE_PARTIAL),
        (changed(born="00001995"), Doubt.BIRTH_DATE_PARTIAL),
        (changed(issued="15082027"), Doubt.ISSUE_DATE),
        (changed(issued="15081990"), Doubt.ISSUE_DATE),
        (changed(issued="99999999"), Doubt.ISSUE_DATE),
        (changed(name="Trần <b>"), Doubt.NAME),
        (changed(name=""), Doubt.NAME),
        (changed(old="12345"), Doubt.OLD_ID),
        (changed(address=" "), Doubt.ADDRESS),
    ],
)
def test_what_does_not_fit_is_pointed_out(text, doubt):
    assert doubts(text) == [doubt]


def test_born_tomorrow():
    assert Doubt.BIRTH_DATE in doubts(changed(number="042326000123", born="21112026", issued=""))


def test_every_doubt_has_its_sentence():
    assert set(SENTENCES) == set(Doubt)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "042195000123",
        "https://example.vn/abc",
        "a|b|c|d|e|f|g",
        "1|2|3",
        GOOD + "|" + "x" * 2_000,
        GOOD + "|\x00",
    ],
)
def test_other_codes_are_no_cards(text):
    with pytest.raises(NotACard, match="căn cước"):
        parse_card(text, on=ON)


@given(st.text(max_size=300))
def test_any_text_is_a_card_or_not(text):
    with contextlib.suppress(NotACard):
        parse_card(text, on=ON)


@given(
    st.lists(st.text(alphabet=st.characters(exclude_characters="|"), max_size=30), min_size=5, max_size=12)
)
def test_any_fields_are_a_card_or_not(fields):
    try:
        card = parse_card("|".join(["042195000123", *fields]), on=ON)
    except NotACard:
        return
    assert card.personal_id == "042195000123"


BORN = st.dates(date(1901, 1, 1), date(2026, 1, 1))


@given(
    born=BORN, female=st.booleans(), province=st.sampled_from(sorted(PROVINCES)), rest=st.integers(0, 999_999)
)
def test_consistent_cards_raise_no_doubt(born, female, province, rest):
    digit = 2 * (born.year // 100 - 19) + female
    number = f"{province}{digit}{born.year % 100:02}{rest:06}"
    text = changed(number=number, born=f"{born:%d%m}{born.year}", sex="Nữ" if female else "Nam", issued="")
    assert doubts(text) == []
    assert meaning_of(number).birth_year == born.year


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_any_twelve_digits_have_a_meaning(number):
    meaning = meaning_of(number)
    assert meaning.sex in ("male", "female")
    assert 1900 <= meaning.birth_year <= 2399
    assert meaning.birth_year % 100 == int(number[4:6])


@pytest.mark.parametrize("text", ["", "12", "04219500012x", "٠٤٢١٩٥٠٠٠١٢٣"])
def test_no_meaning_without_twelve_digits(text):
    with pytest.raises(ValueError, match="twelve"):
        meaning_of(text)
