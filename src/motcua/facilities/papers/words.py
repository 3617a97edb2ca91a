"""How a file is described beside its name."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext


def about(size: int, pages: int | None) -> str:
    """Its size, and its pages where it has some: "1,2 MB · 3 trang"."""
    if not pages:
        return filesizeformat(size)
    said = ngettext("%(pages)s trang", "%(pages)s trang", pages) % {"pages": pages}
    return f"{filesizeformat(size)} · {said}"
