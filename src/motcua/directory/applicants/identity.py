"""Numbers, names and addresses people are reached by: checked and brought into one form.

Each function takes text from a form and gives the form that is stored; it raises
`NotValid` with a sentence for the field's error message.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from motcua.directory.applicants.personal_id import is_well_formed
from motcua.kernel.text import UnreadableText, clean

_SENTENCES = {
    "personal_id": _("Số định danh cá nhân gồm đúng 12 chữ số."),
    "old_id": _("Số chứng minh nhân dân cũ gồm 9 chữ số."),
    "tax_code": _(
        "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số kèm 3 số của đơn vị phụ thuộc, hoặc 12 số định danh."
    ),
    "tax_check": _("Mã số thuế có chữ số kiểm tra không đúng; hãy xem lại từng số."),
    "phone": _("Số điện thoại không đúng; ví dụ số di động: 0912 345 678."),
    "name": _("Họ tên chỉ gồm chữ cái, dài không quá 120 ký tự."),
    "email": _("Địa chỉ thư điện tử không đúng; ví dụ: ten@example.vn."),
}
_NAME_LIMIT = 120
_SEPARATORS = re.compile(r"[\s.\-()]")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MOBILE = re.compile(r"0[35789][0-9]{8}\Z")
_LANDLINE = re.compile(r"02[0-9]{9}\Z")
_SERVICE = re.compile(r"1[89]00[0-9]{4,6}\Z")
_ABROAD = re.compile(r"\+[1-9][0-9]{7,14}\Z")
_ELEVEN_DIGITS = MappingProxyType(  # mobile numbers of before 15/09/2018 still stand on old papers
    {
        "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037",
        "0168": "038", "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076",
        "0128": "078", "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
        "0186": "056", "0188": "058", "0199": "059",
    }
)  # fmt: skip


class NotValid(ValueError):
    """Nội dung nhập không đúng."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(_SENTENCES[self.code])


def clean_personal_id(text: str) -> str:
    """Twelve digits, spaces and dots dropped."""
    digits = _bare(text, "personal_id")
    if not is_well_formed(digits):
        raise NotValid("personal_id")
    return digits


def clean_old_id(text: str) -> str:
    """The nine digits of an identity card of before 2016."""
    digits = _bare(text, "old_id")
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise NotValid("old_id")
    return digits


def clean_tax_code(text: str) -> str:
    """`0123456789`, `0123456789-001`, or the twelve digits that replaced personal tax codes.

    # Law: TT 86/2024/TT-BTC, Điều 5 (personal id as tax code from 01/07/2025)
    """
    digits = _bare(text, "tax_code")
    if is_well_formed(digits):
        return digits
    if not re.fullmatch(r"[0-9]{10}([0-9]{3})?", digits) or digits[10:] == "000":
        raise NotValid("tax_code")
    weighted = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, digits[:9], strict=True))
    if 10 - weighted % 11 != int(digits[9]):
        raise NotValid("tax_check")
    return f"{digits[:10]}-{digits[10:]}" if digits[10:] else digits


def clean_phone(text: str) -> str:
    """`0912345678` for numbers in Viet Nam, `+…` for others; eleven-digit mobiles in their new form."""
    number = _bare(text, "phone")
    for prefix in ("+84", "0084"):
        if number.startswith(prefix):
            number = "0" + number[len(prefix) :].removeprefix("0")
    if number.startswith("84") and len(number) in (11, 12):
        number = "0" + number[2:]
    if len(number) == 11 and number[:4] in _ELEVEN_DIGITS:
        number = _ELEVEN_DIGITS[number[:4]] + number[4:]
    if any(shape.match(number) for shape in (_MOBILE, _LANDLINE, _SERVICE, _ABROAD)):
        return number
    raise NotValid("phone")


def clean_name(text: str) -> str:
    """A person's name: NFC, single spaces, letters with the few signs that names have."""
    try:
        name = clean(text)
    except UnreadableText:
        raise NotValid("name") from None
    if not name or len(name) > _NAME_LIMIT or not any(letter.isalpha() for letter in name):
        raise NotValid("name")
    if not all(letter.isalpha() or letter in " '’.,-()" for letter in name):
        raise NotValid("name")
    return name


def clean_email(text: str) -> str:
    """The address with its domain in lower case."""
    try:
        address = clean(text)
        validate_email(address)
    except (UnreadableText, ValidationError):
        raise NotValid("email") from None
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _bare(text: str, code: str) -> str:
    """Without spaces, dots, dashes and brackets; only ASCII digits and a leading plus may remain."""
    try:
        bare = _SEPARATORS.sub("", clean(text))
    except UnreadableText:
        raise NotValid(code) from None
    if not re.fullmatch(r"\+?[0-9]{1,20}", bare):
        raise NotValid(code)
    return bare
