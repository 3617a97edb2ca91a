"""Which forms there are to print: apps put their published templates here when the program starts.

A fact remembers the form it was printed on by name alone, so whoever states the fact need
not know what stands on the paper, nor who draws it.
"""

from __future__ import annotations

from datetime import datetime

from motcua.facilities.papers.slips import NoTemplate, SlipTemplate, in_force
from motcua.kernel.clock import VIETNAM

_templates: dict[str, SlipTemplate] = {}


def register(*templates: SlipTemplate) -> None:
    """Add published templates; the paper first registered for a number is its usual one."""
    for template in templates:
        known = _templates.setdefault(template.name, template)
        if known != template:
            raise ValueError(f"two templates are called {template.name}")


def published(number: str) -> tuple[SlipTemplate, ...]:
    """Every version of a form on every paper, the usual paper first. Raises NoTemplate."""
    found = tuple(template for template in _templates.values() if template.number == number)
    if not found:
        raise NoTemplate
    return found


def named(name: str) -> SlipTemplate:
    """The template a fact remembers. Raises NoTemplate."""
    if name not in _templates:
        raise NoTemplate
    return _templates[name]


def on_paper(number: str, at: datetime, variant: str = "") -> SlipTemplate:
    """The version of a form in force at an instant, on its usual paper or on `variant`. Raises NoTemplate."""
    known = published(number)
    paper = variant or known[0].variant
    # A slip of a simulated or imported past is printed on the first form there is.
    first = min((t.valid_from for t in known if t.variant == paper), default=None)
    day = at.astimezone(VIETNAM).date()
    return in_force(known, number=number, variant=paper, on=max(day, first) if first else day)


def usual_forms(at: datetime) -> list[SlipTemplate]:
    """Every form on every paper, as in force at an instant, by number."""
    papers = dict.fromkeys((t.number, t.variant) for t in _templates.values())
    return [on_paper(number, at, variant) for number, variant in sorted(papers, key=lambda paper: paper[0])]
