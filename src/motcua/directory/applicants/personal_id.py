"""Số định danh cá nhân: what its twelve digits say about their holder.

Three digits of the province (or country) where the birth was registered, one digit for
century and sex, two of the year, six at random. There is no check digit, so nothing here
proves a number right; it only shows some wrong ones. Provinces keep their codes after
they merge.  # Law: NĐ 137/2015, Điều 13; QĐ 124/2004
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

_SHAPE = re.compile(r"[0-9]{12}\Z")

PROVINCES = MappingProxyType(
    {
        "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang",
        "010": "Lào Cai", "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái",
        "017": "Hòa Bình", "019": "Thái Nguyên", "020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang",
        "025": "Phú Thọ", "026": "Vĩnh Phúc", "027": "Bắc Ninh", "030": "Hải Dương", "031": "Hải Phòng",
        "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam", "036": "Nam Định", "037": "Ninh Bình",
        "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh", "044": "Quảng Bình", "045": "Quảng Trị",
        "046": "Huế", "048": "Đà Nẵng", "049": "Quảng Nam", "051": "Quảng Ngãi", "052": "Bình Định",
        "054": "Phú Yên", "056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận", "062": "Kon Tum",
        "064": "Gia Lai", "066": "Đắk Lắk", "067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước",
        "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai", "077": "Bà Rịa - Vũng Tàu",
        "079": "Hồ Chí Minh", "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre", "084": "Trà Vinh",
        "086": "Vĩnh Long", "087": "Đồng Tháp", "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ",
        "093": "Hậu Giang", "094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """Read from the digits alone; `province` is empty for births registered abroad or unknown codes."""

    province_code: str
    province: str
    born_abroad: bool
    sex: str
    birth_year: int

    @property
    def has_known_province(self) -> bool:
        return self.born_abroad or bool(self.province)


def is_well_formed(text: str) -> bool:
    """Twelve ASCII digits."""
    return bool(_SHAPE.match(text))


def meaning_of(personal_id: str) -> Meaning:
    """What the digits say; ValueError when they are not twelve digits."""
    if not is_well_formed(personal_id):
        raise ValueError("a personal id has twelve digits")
    code, century_and_sex = personal_id[:3], int(personal_id[3])
    return Meaning(
        province_code=code,
        province=PROVINCES.get(code, ""),
        born_abroad=code[0] != "0",
        sex="female" if century_and_sex % 2 else "male",
        birth_year=1900 + 100 * (century_and_sex // 2) + int(personal_id[4:6]),
    )
