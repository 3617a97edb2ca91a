import pytest

from motcua.facilities.voice.clips import ALL, BY_CODE, CannotSay, call_clips, call_text
from motcua.facilities.voice.spoken import LETTERS, number_words, sign_words

SAID = {
    0: "không", 1: "một", 4: "bốn", 5: "năm", 10: "mười", 11: "mười một", 14: "mười bốn", 15: "mười lăm",
    19: "mười chín", 20: "hai mươi", 21: "hai mươi mốt", 24: "hai mươi tư", 25: "hai mươi lăm",
    30: "ba mươi", 44: "bốn mươi tư", 50: "năm mươi", 51: "năm mươi mốt", 55: "năm mươi lăm", 99: "chín mươi chín",
    100: "một trăm", 101: "một trăm linh một", 104: "một trăm linh bốn", 105: "một trăm linh năm",
    110: "một trăm mười", 111: "một trăm mười một", 115: "một trăm mười lăm", 121: "một trăm hai mươi mốt",
    205: "hai trăm linh năm", 510: "năm trăm mười", 555: "năm trăm năm mươi lăm", 900: "chín trăm",
    999: "chín trăm chín mươi chín",
}  # fmt: skip
VALUES = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6}
VALUES |= {"bảy": 7, "tám": 8, "chín": 9}


@pytest.mark.parametrize(("number", "words"), SAID.items())
def test_numbers_are_said_as_people_say_them(number, words):
    assert " ".join(number_words(number)) == words


def heard(words: tuple[str, ...]) -> int:
    """The number a listener understands, worked out the other way round."""
    total = digit = 0
    for word in words:
        if word == "trăm":
            total, digit = digit * 100, 0
        elif word == "mươi":
            total, digit = total + digit * 10, 0
        elif word == "mười":
            total += 10
        elif word != "linh":
            digit = VALUES[word]
    return total + digit


def test_every_number_is_understood_as_what_it_is():
    said = {number: number_words(number) for number in range(1000)}
    assert all(heard(words) == number for number, words in said.items())
    assert len(set(said.values())) == 1000


def test_forms_that_need_a_ten_before_them_have_one():
    for number in range(1000):
        words = number_words(number)
        for before, word in zip(("", *words), words, strict=False):
            assert word not in ("mốt", "tư") or before == "mươi", number
            assert word != "lăm" or before in ("mươi", "mười"), number
            assert word != "linh" or before == "trăm", number
        assert not (len(words) > 1 and words[0] == "không"), number


@pytest.mark.parametrize("number", [-1, 1000])
def test_other_numbers_are_not_said(number):
    with pytest.raises(ValueError, match="cannot say"):
        number_words(number)


def test_a_ticket_is_read_sign_by_sign():
    assert sign_words("B052") == ("bê", "không", "năm", "hai")
    assert call_text("B052", 12) == "Mời số bê không năm hai, đến quầy mười hai"
    assert call_text("A105", 7) == "Mời số a một không năm, đến quầy bảy"


def test_a_call_begins_with_the_chime_and_names_clips_that_exist():
    for letter in LETTERS:
        for counter in range(1, 1000):
            codes = [clip.code for clip in call_clips(f"{letter}001", counter)]
            assert codes[:2] == ["chime", "invite"]
            assert all(code in BY_CODE for code in codes)


def test_counters_above_twenty_are_joined_from_words():
    codes = [clip.code for clip in call_clips("A1", 101)][-4:]
    assert codes == ["digit-1", "hundred", "no-tens", "digit-1"]
    assert [clip.code for clip in call_clips("A1", 20)][-1] == "counter-20"


@pytest.mark.parametrize("ticket", ["", "Đ01", "B05a", "b052", "ABC1", "B12345", "B052\n", "B٠٥"])
def test_what_is_no_number_is_not_said(ticket):
    with pytest.raises(CannotSay):
        call_clips(ticket, 1)


@pytest.mark.parametrize("counter", [0, -1, 1000])
def test_no_such_counter(counter):
    with pytest.raises(CannotSay):
        call_clips("A001", counter)


def test_codes_are_unlike():
    assert len({clip.code for clip in ALL}) == len(ALL)
