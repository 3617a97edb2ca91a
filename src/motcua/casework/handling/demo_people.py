"""Invented people: names that say they are examples, numbers that belong to nobody."""

from __future__ import annotations

from datetime import date
from random import Random

from motcua.casework.dossiers.parties import Parties, PartyData

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
_MIDDLE = {"Nam": ("Văn", "Đức", "Hữu", "Quang"), "Nữ": ("Thị", "Thị Thu", "Thị Mỹ", "Ngọc")}
_GIVEN = (
    "Ví Dụ",
    "Minh Họa",
    "Giả Định",
    "Mô Phỏng",
    "Thử Nghiệm",
    "Mẫu Mực",
    "Tưởng Tượng",
    "Phỏng Theo",
    "Luyện Tập",
    "Làm Mẫu",
)
_HAMLETS = ("Thôn Ví Dụ", "Thôn Minh Họa", "Tổ dân phố Mẫu", "Thôn Thử Nghiệm")


def person(chance: Random, number: int, commune: str) -> PartyData:
    """One invented citizen; the same chance and number give the same person."""
    sex = chance.choice(("Nam", "Nữ"))
    born = date(chance.randint(1949, 2004), chance.randint(1, 12), chance.randint(1, 28))
    century = (0 if born.year < 2000 else 2) + (sex == "Nữ")
    return PartyData(
        name=f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE[sex])} {chance.choice(_GIVEN)}",
        personal_id=f"042{century}{born:%y}{number % 1_000_000:06d}",
        born_on=born,
        sex=sex,
        address=f"{chance.choice(_HAMLETS)}, {commune}",
        phone=f"09{chance.randint(10_000_000, 99_999_999)}",
        email=_mail_address(number),
    )


def _mail_address(number: int) -> str:
    """Two in five have one; now and then it is one that no server knows. Both kinds belong to nobody (RFC 2606)."""
    if number % 5 > 1:
        return ""
    return f"vidu{number}@{'khong-co.invalid' if number % 40 == 0 else 'example.com'}"


def parties(chance: Random, number: int, commune: str) -> Parties:
    """An owner, and now and then somebody who hands the dossier in for them."""
    owner = person(chance, number, commune)
    return Parties(owner, person(chance, number + 500_000, commune) if chance.random() < 0.12 else None)
