"""`{% paper_list "dossier:12" %}` and `{% paper_upload "dossier:12" %}` for the pages of apps above."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template

from motcua.facilities.papers import queries
from motcua.facilities.papers.choices import PaperKind

register = template.Library()


@register.inclusion_tag("papers/list.html")
def paper_list(subject: str) -> dict[str, Any]:
    """The papers of a subject with their thumbnails; the page has checked that they may be seen."""
    return {"papers": list(queries.papers_of(subject))}


@register.inclusion_tag("papers/upload.html", takes_context=True)
def paper_upload(
    context: template.Context, subject: str, part: str = "", id: str = "papers"
) -> dict[str, Any]:
    """A form that adds files, from disk or camera; `id` tells several on one page apart."""
    return {
        "subject": subject,
        "part": part,
        "id": id,
        "client_id": uuid4(),
        "kinds": PaperKind.choices,
        "csrf_token": context["csrf_token"],
    }
