"""What people call things, beside what the catalogue calls them (both without marks)."""

from __future__ import annotations

from motcua.directory.procedures.rules.spelling import words

_SYNONYMS = {
    "so do": "giay chung nhan quyen su dung dat",
    "so hong": "giay chung nhan quyen su dung dat",
    "sang ten": "chuyen nhuong quyen su dung dat",
    "tach so": "tach thua",
    "doc than": "tinh trang hon nhan",
    "ho khau": "thuong tru",
    "kt3": "tam tru",
    "cccd": "can cuoc",
    "can cuoc cong dan": "can cuoc",
    "chung minh nhan dan": "can cuoc",
    "bang lai": "giay phep lai xe",
    "bang lai xe": "giay phep lai xe",
    "giay phep kinh doanh": "dang ky thanh lap ho kinh doanh",
    "dang ky ho kinh doanh": "dang ky thanh lap ho kinh doanh",
    "cong chung": "chung thuc",
    "sao y": "chung thuc ban sao",
    "giay khai sinh": "dang ky khai sinh",
    "giay khai tu": "dang ky khai tu",
    "giay ket hon": "dang ky ket hon",
    "lam khai sinh": "dang ky khai sinh",
    "tien mai tang": "mai tang",
    "thuong binh": "nguoi co cong",
    "giay phep xay nha": "giay phep xay dung nha o rieng le",
    "xay nha": "giay phep xay dung nha o rieng le",
    "tien an": "ly lich tu phap",
}
_MEANINGS = {" ".join(words(word)): " ".join(words(meaning)) for word, meaning in _SYNONYMS.items()}
_OPENINGS = ("lam thu tuc", "thu tuc hanh chinh", "thu tuc", "ho so xin", "xin cap", "xin", "lam")
_QUESTIONS = ("o dau", "nhu the nao", "the nao", "can gi", "can giay to gi", "can nhung gi", "mat bao lau")


def without_frame(tokens: list[str]) -> list[str]:
    """The query without "thủ tục …" before it and "… ở đâu" behind it, where something remains."""
    text = " ".join(tokens)
    opening = next((o for o in _OPENINGS if text.startswith(f"{o} ")), "")
    text = text[len(opening) :].strip()
    question = next((q for q in _QUESTIONS if text.endswith(f" {q}")), "")
    return text[: len(text) - len(question)].split() or tokens


def readings(tokens: list[str]) -> list[list[str]]:
    """The query with each everyday word replaced by the catalogue's, one word at a time; often none."""
    text = f" {' '.join(tokens)} "
    found = []
    for word, meaning in _MEANINGS.items():
        if f" {word} " in text and f" {meaning} " not in text:
            found.append(text.replace(f" {word} ", f" {meaning} ").split())
    return found
