from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.facilities.papers.rules import clean_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Đơn đề nghị.pdf", "Đơn đề nghị.pdf"),
        ("D\u0323o\u031bn.pdf", "Ḍơn.pdf"),
        (r"C:\Users\lan\Desktop\Giấy khai sinh.jpg", "Giấy khai sinh.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egpj.exe", "a b gpj.exe"),
        ('x<y>:"z"|?*.png', "x y z.png"),
        ("...hidden.pdf", "hidden.pdf"),
        ("name.pdf. . .", "name.pdf"),
        ("", "giay-to"),
        ("///", "giay-to"),
        ("a" * 300 + ".docx", "a" * 155 + ".docx"),
    ],
)
def test_names(sent, kept):
    assert clean_name(sent) == kept


@given(st.text(max_size=400))
@example('0.00000000"0')  # a space where the ending is cut off
def test_any_name_becomes_a_name(sent):
    kept = clean_name(sent)
    assert 0 < len(kept) <= 160
    assert not set(kept) & set('/\\<>:"|?*\x00\n')
    assert clean_name(kept) == kept
