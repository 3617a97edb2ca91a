"""Fills the intake form from a citizen card when the page has no scripts: the picture comes with the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from motcua.casework.handling.desk.people import PeopleForm, filled_from
from motcua.directory.applicants import card, decode
from motcua.kernel import clock

FIELD_OF_DOUBT = {
    "personal_id": "owner_personal_id",
    "province": "owner_personal_id",
    "old_id": "owner_personal_id",
    "birth_year": "owner_born_on",
    "birth_date": "owner_born_on",
    "birth_date_partial": "owner_born_on",
    "sex": "owner_sex",
    "sex_missing": "owner_sex",
    "name": "owner_name",
    "address": "owner_address",
}


@dataclass(frozen=True)
class Read:
    """What came of a picture: the form's values, what of the typed was replaced, what looks doubtful, or why not."""

    data: QueryDict
    replaced: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    refusal: str = ""
    is_read: bool = False


def read_card(request: HttpRequest, typed: QueryDict) -> Read:
    """What was typed with the card's values put in; it is kept where nothing could be read."""
    data = typed.copy()
    picture = request.FILES.get("card_picture")
    if picture is None:
        return Read(
            data, refusal=_("Chưa chọn ảnh thẻ. Chụp hoặc chọn ảnh có mã QR của thẻ rồi bấm “Đọc thẻ”.")
        )
    if (picture.size or 0) > decode.MAX_BYTES:
        return Read(data, refusal=str(decode.UnreadablePicture()))
    try:
        found = card.parse_card(decode.decode_picture(picture.read()), on=clock.today())
    except (decode.NoCardFound, decode.UnreadablePicture, card.NotACard) as failure:
        return Read(data, refusal=str(failure))
    filled = {name: value for name, value in filled_from(found).items() if value}
    replaced = [
        _replaced(name, data[name], value) for name, value in filled.items() if _differs(data, name, value)
    ]
    for name, value in filled.items():
        data[name] = value
    doubts = [(FIELD_OF_DOUBT.get(code, ""), sentence) for code, sentence in found.warnings]
    return Read(data, replaced, doubts, is_read=True)


def _differs(data: QueryDict, name: str, value: str) -> bool:
    return bool(data.get(name)) and data[name] != value


def _replaced(name: str, before: str, after: str) -> str:
    label = PeopleForm.base_fields[name].label
    return _("{label}: “{before}” đã thay bằng “{after}”").format(label=label, before=before, after=after)
