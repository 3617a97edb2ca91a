"""A held file, or a paper, as a hidden field of one officer's page carries it: signed, so that nobody names another's."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from motcua.facilities.papers.rules import USABLE

_SALT = "papers.held"


def token_of(file_id: UUID, *, officer_id: int) -> str:
    """The id of a held file or paper, good for this officer only."""
    return signing.dumps([str(file_id), officer_id], salt=_SALT)


def id_of(token: str, *, officer_id: int) -> UUID | None:
    """The id in a token of this officer; None when it is another's, made up, or too old."""
    try:
        file_id, owner_id = signing.loads(token, salt=_SALT, max_age=USABLE)
    except signing.BadSignature:
        return None
    return UUID(file_id) if owner_id == officer_id else None
