"""Files of the rows of the intake page: those held until it is saved, and papers a draft has already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake.actions import NewFile
from motcua.facilities.papers import queries as papers
from motcua.facilities.papers.desk.held import hold_all
from motcua.facilities.papers.held import id_of, token_of
from motcua.facilities.papers.models import HeldFile, Paper
from motcua.facilities.papers.words import about
from motcua.kernel import clock


@dataclass(frozen=True)
class Attached:
    """One file of a row; `token` is what the page carries, `held` is empty for a paper the draft has already."""

    id: UUID
    token: str
    name: str
    size: int
    pages: int | None
    held: HeldFile | None = None

    @property
    def about(self) -> str:
        return about(self.size, self.pages)

    def paper_id(self, client_id: UUID, component_id: int) -> UUID:
        """The id it has, or will have, as a paper: the same page sent again makes the same one."""
        return uuid5(client_id, f"{component_id}:{self.id}") if self.held else self.id


@dataclass
class Files:
    """Files by component, and what was refused there."""

    rows: dict[int, list[Attached]] = field(default_factory=dict)
    refused: dict[int, list[str]] = field(default_factory=dict)
    left_behind: int = 0

    def of(self, component_id: int) -> list[Attached]:
        return self.rows.get(component_id, [])

    def move(self, old: int, new: int) -> None:
        """What stood in one row stands in another, where nothing stood."""
        if old in self.rows:
            self.rows[new] = self.rows.pop(old)
        if old in self.refused:
            self.refused[new] = self.refused.pop(old)

    def paper_ids(self, client_id: UUID, component_id: int) -> tuple[UUID, ...]:
        return tuple(one.paper_id(client_id, component_id) for one in self.of(component_id))

    def new(self, client_id: UUID, component_ids: Iterable[int]) -> tuple[NewFile, ...]:
        """Held files of these rows, as the action takes them."""
        return tuple(
            NewFile(one.paper_id(client_id, pk), pk, one.held)
            for pk in component_ids
            for one in self.of(pk)
            if one.held
        )


def of_draft(dossier: Dossier | None, officer_id: int) -> Files:
    """Papers a draft names for its components, as long as they count."""
    if dossier is None:
        return Files()
    living = {str(paper.pk): paper for paper in papers.living_papers_of(dossier.subject)}
    rows = {
        row.component_id: [_of_paper(living[one], officer_id) for one in row.paper_ids if one in living]
        for row in dossier.components.all()
    }
    return Files(rows)


def posted(request: HttpRequest, component_ids: Iterable[int], dossier: Dossier | None) -> Files:
    """Files the page carries and those that came with it; each bad one is a sentence at its row.

    A file whose button "Gỡ" was pressed is left out.
    """
    data, found = request.POST, Files()
    client_id, dropped = _client_id(data), data.get("drop", "")
    for pk in component_ids:
        tokens = [token for token in data.getlist(f"c{pk}_papers") if token != dropped]
        attached, refused = _carried(request, tokens, dossier)
        held, bad = hold_all(request, client_id, request.FILES.getlist(f"c{pk}_files"))
        new = [_of_held(one) for one in held]
        if attached or new:
            found.rows[pk] = list({one.id: one for one in [*attached, *new]}.values())
        if refused or bad:
            found.refused[pk] = [*refused, *bad]
    return found


def _client_id(data: QueryDict) -> UUID:
    """The page's own id; one that cannot be used is replaced by the form, so any will do."""
    try:
        return UUID(data.get("client_id", ""))
    except ValueError:
        return uuid4()


def _carried(
    request: HttpRequest, tokens: list[str], dossier: Dossier | None
) -> tuple[list[Attached], list[str]]:
    """Files named by tokens: of this officer, held not too long ago, or papers of this very draft."""
    if not tokens:
        return [], []
    officer_id = request.officer.pk  # type: ignore[attr-defined]
    ids = [found for token in tokens if (found := id_of(token, officer_id=officer_id))]
    held = papers.held_by(officer_id, ids, clock.now())
    own = {paper.pk: paper for paper in papers.living_papers_of(dossier.subject)} if dossier else {}
    known = {pk: _of_held(one) for pk, one in held.items()}
    known |= {pk: _of_paper(own[pk], officer_id) for pk in ids if pk in own}
    attached = [known[pk] for pk in ids if pk in known]
    lost = len(tokens) - len(attached)
    said = _(
        "Một tệp đã gửi không dùng được nữa (để quá hai ngày, hoặc không phải của trang này); hãy chọn lại tệp."
    )
    return attached, [said] if lost else []


def _of_held(held: HeldFile) -> Attached:
    token = token_of(held.pk, officer_id=held.officer_id)
    return Attached(held.pk, token, held.name, held.size, held.pages, held)


def _of_paper(paper: Paper, officer_id: int) -> Attached:
    token = token_of(paper.pk, officer_id=officer_id)
    return Attached(paper.pk, token, paper.name, paper.file.size, paper.file.pages)
