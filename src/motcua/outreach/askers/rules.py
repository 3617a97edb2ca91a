"""Who is told by which way: on values alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.outreach.askers.choices import Way

NO_WAYS = (Way.NONE,)


@dataclass(frozen=True)
class Contact:
    """How the asker of a question can be reached."""

    number: int
    email: str = ""
    phone: str = ""

    def ways(self, *, can_mail: bool) -> tuple[Way, ...]:
        """A letter first, a call where there is none."""
        found = [Way.EMAIL] if self.email and can_mail else []
        return (*found, *([Way.PHONE] if self.phone else [])) or NO_WAYS


def contacts_in(questions: Mapping[int, Mapping[str, str]]) -> list[Contact]:
    """Everybody who asked, once: who sent several questions from one address or number is told of the first."""
    found: dict[tuple[str, str], Contact] = {}
    for number, said in sorted(questions.items()):
        one = Contact(number, said.get("email", ""), said.get("phone", ""))
        seen = (one.email.casefold(), one.phone) if one.email or one.phone else (str(number), "")
        found.setdefault(seen, one)
    return list(found.values())
