"""Numbers and letters as they are said in Vietnamese. Pure."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "đê", "E": "e", "F": "ép", "G": "gờ", "H": "hát", "I": "i",
    "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ",
    "S": "ét", "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip
TEN, TENS, HUNDRED, NO_TENS = "mười", "mươi", "trăm", "linh"
ONE_AFTER_TENS, FOUR_AFTER_TENS, FIVE_AFTER_TEN = "mốt", "tư", "lăm"
GREATEST = 999


def number_words(number: int) -> tuple[str, ...]:
    """`215` → hai trăm mười lăm. ValueError outside 0–999."""
    if not 0 <= number <= GREATEST:
        raise ValueError(f"cannot say {number}")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = (DIGITS[hundreds], HUNDRED)
    if rest == 0:
        return said
    return said + ((NO_TENS, DIGITS[rest]) if rest < 10 else _below_hundred(rest))


def _below_hundred(number: int) -> tuple[str, ...]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return (DIGITS[ones],)
    said = (TEN,) if tens == 1 else (DIGITS[tens], TENS)
    if ones == 0:
        return said
    if ones == 5:
        return (*said, FIVE_AFTER_TEN)
    if tens > 1 and ones == 1:
        return (*said, ONE_AFTER_TENS)
    if tens > 1 and ones == 4:
        return (*said, FOUR_AFTER_TENS)
    return (*said, DIGITS[ones])


def sign_words(signs: str) -> tuple[str, ...]:
    """`B052` → bê không năm hai: sign by sign, as a number is compared with the paper in one's hand."""
    return tuple(LETTERS[sign] if sign in LETTERS else DIGITS[int(sign)] for sign in signs)
