"""Thẻ căn cước: reads the text of the QR code printed on a citizen card.

`số|CMND cũ|họ tên|ngày sinh|giới tính|nơi cư trú|ngày cấp`, days as ddmmyyyy; newer
cards add fields, which are kept. Whatever does not fit together becomes a warning for the
officer to look at, never a reason to throw the card away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from motcua.directory.applicants.personal_id import is_well_formed, meaning_of
from motcua.kernel.text import UnreadableText, clean, fold

MAX_LENGTH = 2_000
_FEWEST_FIELDS = 6
_SEXES = {"nam": "male", "nu": "female"}


class NotACard(ValueError):
    """Mã QR này không phải của thẻ căn cước; hãy quét mã ở góc trên bên phải mặt trước của thẻ."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class Doubt(StrEnum):
    """Something on the card that does not fit; the value is stable, `SENTENCES` says it to people."""

    PERSONAL_ID = "personal_id"
    PROVINCE = "province"
    BIRTH_YEAR = "birth_year"
    SEX = "sex"
    SEX_MISSING = "sex_missing"
    BIRTH_DATE = "birth_date"
    BIRTH_DATE_PARTIAL = "birth_date_partial"
    ISSUE_DATE = "issue_date"
    NAME = "name"
    OLD_ID = "old_id"
    ADDRESS = "address"

    @property
    def label(self) -> str:
        """The Vietnamese sentence for people."""
        return str(SENTENCES[self])


SENTENCES = {
    Doubt.PERSONAL_ID: _("Số định danh không đủ 12 chữ số."),
    Doubt.PROVINCE: _("Ba số đầu của số định danh không phải mã tỉnh, thành phố nào."),
    Doubt.BIRTH_YEAR: _("Năm sinh không khớp với số định danh."),
    Doubt.SEX: _("Giới tính không khớp với số định danh."),
    Doubt.SEX_MISSING: _("Không đọc được giới tính."),
    Doubt.BIRTH_DATE: _("Ngày sinh không hợp lệ."),
    Doubt.BIRTH_DATE_PARTIAL: _("Thẻ chỉ ghi năm sinh, không ghi đủ ngày tháng."),
    Doubt.ISSUE_DATE: _("Ngày cấp không hợp lệ."),
    Doubt.NAME: _("Họ tên trống hoặc có ký tự lạ."),
    Doubt.OLD_ID: _("Số chứng minh nhân dân cũ không đúng dạng 9 hoặc 12 chữ số."),
    Doubt.ADDRESS: _("Nơi cư trú trống."),
}


@dataclass(frozen=True)
class Card:
    """What a citizen card says. `sex` is "male", "female" or ""; dates are None where unreadable."""

    personal_id: str
    old_id: str
    name: str
    born_on: date | None
    birth_year: int | None
    sex: str
    address: str
    issued_on: date | None
    extra: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Code and Vietnamese sentence of each doubt."""
        return [(doubt.value, doubt.label) for doubt in self.doubts]


def looks_like_card(text: str) -> bool:
    """Whether `text` has the shape of a card's QR: enough fields, the first a run of digits."""
    fields = text.strip().split("|")
    return len(fields) >= _FEWEST_FIELDS and fields[0].strip().isdecimal()


def parse_card(text: str, *, on: date) -> Card:
    """Read the QR text; `on` is the day against which dates are judged. Raises NotACard."""
    text = _mended(text)
    if len(text) > MAX_LENGTH or not looks_like_card(text):
        raise NotACard
    try:
        fields = [clean(field) for field in text.strip().split("|")]
    except UnreadableText:
        raise NotACard from None
    number, old_id, name, born, sex_word, address, issued, *extra = [*fields, ""][: max(7, len(fields))]
    born_on, birth_year = _birth(born)
    sex = _SEXES.get(fold(sex_word), "")
    issued_on = _day(issued)
    doubts = [
        *_number_doubts(number, old_id, birth_year, sex),
        *_birth_doubts(born, born_on, birth_year, on),
        *([Doubt.SEX_MISSING] if not sex else []),
        *([Doubt.ISSUE_DATE] if _is_bad_issue(issued, issued_on, birth_year, on) else []),
        *([Doubt.NAME] if not _is_name(name) else []),
        *([Doubt.ADDRESS] if not address else []),
    ]
    return Card(
        personal_id=number, old_id=old_id, name=name, born_on=born_on, birth_year=birth_year, sex=sex,
        address=address, issued_on=issued_on, extra=tuple(extra), doubts=tuple(doubts),
    )  # fmt: skip


def _mended(text: str) -> str:
    """Some scanners hand over UTF-8 as if each byte were a letter (Nguyá»…n); turn that back."""
    for charset in ("latin-1", "cp1252"):
        try:
            return text.encode(charset).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def _number_doubts(number: str, old_id: str, birth_year: int | None, sex: str) -> list[Doubt]:
    doubts = []
    if not is_well_formed(number):
        doubts.append(Doubt.PERSONAL_ID)
    else:
        meaning = meaning_of(number)
        if not meaning.has_known_province:
            doubts.append(Doubt.PROVINCE)
        if birth_year is not None and meaning.birth_year != birth_year:
            doubts.append(Doubt.BIRTH_YEAR)
        if sex and meaning.sex != sex:
            doubts.append(Doubt.SEX)
    if old_id and not (old_id.isascii() and old_id.isdigit() and len(old_id) in (9, 12)):
        doubts.append(Doubt.OLD_ID)
    return doubts


def _birth_doubts(born: str, born_on: date | None, birth_year: int | None, on: date) -> list[Doubt]:
    if birth_year is None or birth_year > on.year or (born_on is not None and born_on > on):
        return [Doubt.BIRTH_DATE]
    return [Doubt.BIRTH_DATE_PARTIAL] if born_on is None else []


def _birth(text: str) -> tuple[date | None, int | None]:
    """The day where it is whole, and the year; some people have only a year ("1948", "00001948")."""
    day = _day(text)
    if day:
        return day, day.year
    if text.isascii() and text.isdigit() and len(text) in (4, 8) and text[:-4] in ("", "0000"):
        year = int(text[-4:])
        return None, year if year >= 1800 else None
    return None, None


def _day(text: str) -> date | None:
    if not (text.isascii() and text.isdigit() and len(text) == 8):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def _is_bad_issue(text: str, issued_on: date | None, birth_year: int | None, on: date) -> bool:
    if issued_on is None:
        return bool(text)
    return issued_on > on or (birth_year is not None and issued_on.year < birth_year)


def _is_name(name: str) -> bool:
    return bool(name) and all(letter.isalpha() or letter in " '’.-" for letter in name)
