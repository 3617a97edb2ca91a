"""What a slip is printed on: the form of the law and the texts the office published on it.

Both are remembered in one opaque name (`01/A5/2@12/3`: the form, then agency 12's third
wording), so a slip can be printed again as it was, whatever was published since.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from motcua.facilities.papers import published, queries
from motcua.facilities.papers.models import SlipTemplateVersion
from motcua.facilities.papers.slip_texts import SlipTexts
from motcua.facilities.papers.slips import NoTemplate, SlipTemplate


@dataclass(frozen=True)
class Form:
    """A form with its wording; `wording` names the published version, empty where the law's own stands.

    A trial is marked all over the page, so that nobody hands it out.
    """

    template: SlipTemplate
    texts: SlipTexts = field(default_factory=SlipTexts)
    wording: str = ""
    is_trial: bool = False

    @property
    def name(self) -> str:
        return f"{self.template.name}@{self.wording}" if self.wording else self.template.name


def form_in_force(number: str, at: datetime, agency_id: int | None, variant: str = "") -> Form:
    """The form at an instant, as this agency words it, else the one above it, else all. Raises NoTemplate."""
    template = published.on_paper(number, at, variant)
    version = queries.slip_version_in_force(number, template.variant, agency_id, at)
    return _worded(template, version) if version else Form(template)


def form_named(name: str) -> Form:
    """The form a fact remembers. Raises NoTemplate."""
    base, _, wording = name.partition("@")
    template = published.named(base)
    if not wording:
        return Form(template)
    version = queries.slip_version_named(template.number, template.variant, wording)
    if version is None:
        raise NoTemplate
    return _worded(template, version)


def current(number: str, at: datetime, agency_id: int | None, variant: str = "") -> str:
    """Name of the form in force at an instant in an agency, as a fact remembers it."""
    return form_in_force(number, at, agency_id, variant).name


def current_by_paper(number: str, at: datetime, agency_id: int | None) -> dict[str, str]:
    """`current` on every paper of a form (`{"A5": …, "80mm": …}`), read together."""
    papers = dict.fromkeys(template.variant for template in published.published(number))
    versions = queries.slip_versions_in_force(number, agency_id, at)
    names = {}
    for paper in papers:
        template = published.on_paper(number, at, paper)
        version = versions.get(paper)
        names[paper] = (_worded(template, version) if version else Form(template)).name
    return names


def _worded(template: SlipTemplate, version: SlipTemplateVersion) -> Form:
    return Form(template, SlipTexts.from_json(version.texts_json), version.name)
