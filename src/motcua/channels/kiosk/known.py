"""What a visitor shows to the scan slot of a ticket kiosk: a citizen card, or the barcode of a receipt.

A card is read, judged and forgotten: what goes on to the next screen is a signed word with a keyed hash of
the number (for the limit a day) and whether its holder may go first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core import signing

from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.numbers import is_barcode_number
from motcua.directory.applicants.card import NotACard, parse_card
from motcua.facilities.halls.models import Group
from motcua.facilities.halls.queries import group_for
from motcua.facilities.queueing.rules.tickets import person_key

SALT = "motcua.channels.kiosk"
GOOD_FOR_SECONDS = 120
ELDERLY = "elderly"
# Law: Luật Người cao tuổi 2009; offices serve people from 75 years of age first
ELDERLY_FROM = 75


@dataclass(frozen=True)
class Known:
    """`person` is a keyed hash, "" for nobody; `priority` a class of the hall, "" for none."""

    person: str = ""
    priority: str = ""

    def sealed(self) -> str:
        """As it travels in a form: signed, good for two minutes."""
        return signing.dumps([self.person, self.priority], salt=SALT)


def unsealed(text: str) -> Known:
    """What a form brought back; nobody where it was changed or is old."""
    try:
        person, priority = signing.loads(text, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return Known()
    return Known(str(person), str(priority))


def holder_of(text: str, on: date) -> Known | None:
    """Whoever's card this is; None for what is no card."""
    try:
        card = parse_card(text, on=on)
    except NotACard:
        return None
    person = person_key(settings.SECRET_KEY, card.personal_id, on.isoformat())
    return Known(person, ELDERLY if _age(card.born_on, card.birth_year, on) >= ELDERLY_FROM else "")


def _age(born_on: date | None, year: int | None, on: date) -> int:
    if born_on is not None:
        return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return on.year - year if year is not None else 0


def group_of_receipt(digits: str, hall_id: int) -> Group | None:
    """The group in which the procedure of a scanned receipt is served; None where it leads nowhere."""
    if not is_barcode_number(digits):
        return None
    dossier = Dossier.objects.select_related("procedure_version__procedure").filter(barcode=digits).first()
    return group_for(hall_id, dossier.procedure_version) if dossier is not None else None
