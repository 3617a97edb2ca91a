"""Finding any dossier an officer may read, by what stands on its receipt or by its people."""

from __future__ import annotations

from django.db.models import Q

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import for_reading
from motcua.casework.finding import search
from motcua.casework.finding.numbers import is_barcode_number, is_dossier_code
from motcua.kernel.text import nfc

STATUS_REACH = 400


def found_by(
    text: str, *, agency_ids: frozenset[int] | None, status: str = "", limit: int = 20
) -> list[Dossier]:
    """Dossiers by code, barcode number, or the words and numbers of their people; newest first.

    `agency_ids` None means every agency (an inspector of the whole province). With a
    `status`, the newest STATUS_REACH matches are looked through for it.
    """
    text = nfc(text).strip()
    exact = _exactly(text.upper().replace(" ", ""))
    if exact is not None:
        found = for_reading().filter(exact)
        if agency_ids is not None:
            found = found.of_agencies(agency_ids)
        return list((found.filter(status=status) if status else found)[:limit])
    ids = search.matching(text, agency_ids, STATUS_REACH if status else limit)
    readable = for_reading() if agency_ids is None else for_reading().of_agencies(agency_ids)
    by_id = (readable.filter(status=status) if status else readable).in_bulk(ids)
    return [by_id[i] for i in ids if i in by_id][:limit]


def _exactly(text: str) -> Q | None:
    if is_dossier_code(text):
        return Q(code=text)
    return Q(barcode=text) if is_barcode_number(text) else None
