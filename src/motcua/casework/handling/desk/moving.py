"""The door for moving running dossiers to another version of their process: mapped, tried, confirmed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers.actions import By
from motcua.casework.handling.moving_over import Move, change_all, running_on
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.facilities.bpmn.graph import GATEWAYS, Graph, Node
from motcua.facilities.workflow import permissions
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.models import ProcessVersion, Token
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

MOST = 200  # dossiers of one press; pressing again goes on with the rest


@dataclass(frozen=True)
class Leaving:
    """A version that dossiers run on, and where they stand in it."""

    version: ProcessVersion

    @cached_property
    def count(self) -> int:
        return running_on(self.version.pk).count()

    def places(self, asked: Collection[str]) -> list[tuple[str, Node]]:
        """Fields and places: where dossiers stand, and what a page already asked about, in the order drawn.

        What only hears of events goes along by itself.
        """
        standing = Token.objects.filter(run__version=self.version, run__ended_at__isnull=True)
        found = set(standing.order_by().values_list("node", flat=True).distinct())
        known = [(f"place_{n}", node) for n, node in enumerate(self.version.graph.nodes.values())]
        return [
            (field, node)
            for field, node in known
            if (node.id in found or field in asked) and not node.listens
        ]

    def others(self) -> list[ProcessVersion]:
        """Published versions they could go to, the newest first."""
        rows = self.version.process.versions.filter(state=VersionState.PUBLISHED).exclude(pk=self.version.pk)
        return list(rows.defer("xml").order_by("-number"))


class MoveForm(ClientForm):
    """To which version, and to which step of it from each place where dossiers stand."""

    to = forms.TypedChoiceField(label=gettext_lazy("Chuyển sang phiên bản"), coerce=int)

    def __init__(self, *args: Any, leaving: Leaving, to: ProcessVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (other.number, _("Phiên bản %(n)s") % {"n": other.number}) for other in leaving.others()
        ]
        self.places = leaving.places(self.data) if to else []
        for field, node in self.places:
            self.fields[field] = forms.ChoiceField(
                label=_("Đang ở “%(step)s”") % {"step": node.name or node.id}, required=False, initial=node.id,
                choices=_steps(to.graph),  # type: ignore[union-attr]
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without what was left open, so that the same press says the same also when nobody stands there any more."""
        said = super().clean() or self.cleaned_data
        return {name: value for name, value in said.items() if value or not name.startswith("place_")}

    def node_map(self) -> dict[str, str]:
        """Places that are to be called otherwise; what is left open keeps its code."""
        said = {node.id: self.cleaned_data.get(field, "") for field, node in self.places}
        return {key: node for key, node in said.items() if node and node != key}

    def mapped(self) -> list[forms.BoundField]:
        return [self[field] for field, _node in self.places]


def _steps(graph: Graph) -> list[tuple[str, str]]:
    """Where a dossier may come to stand: not where it begins, ends or merely hears of something."""
    known = graph.nodes.values()
    fit = [node for node in known if node.kind not in ("start", "end", "boundary", "exclusive", "throw")]
    return [("", _("— cùng mã bước —")), *((n.id, _named(n.id, n.name, n.kind in GATEWAYS)) for n in fit)]


def _named(key: str, name: str, is_gateway: bool) -> str:
    return (
        _("%(name)s (cổng, %(code)s)") % {"name": name or key, "code": key}
        if is_gateway
        else f"{name or key} ({key})"
    )


@officer_required(Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, version_id: int) -> HttpResponse:
    """Choose a version, say what answers to what, look at what would happen, then let it happen."""
    leaving = Leaving(_version(request, version_id))
    sent = request.POST if request.method == "POST" else None
    to = _chosen(leaving, (sent or request.GET).get("to", ""))
    form = MoveForm(sent, leaving=leaving, to=to, initial={"to": to.number if to else None})
    context: dict[str, Any] = {
        "form": form, "leaving": leaving, "version": leaving.version, "process": leaving.version.process,
        "to": to, "most": MOST,
    }  # fmt: skip
    if sent is not None and form.is_valid() and to is not None:
        is_real = sent.get("do") == "move"
        context |= {"moves": _moved(request, leaving, form, to, is_real=is_real), "is_done": is_real}
        context["left"] = sum(bool(move.reason) for move in context["moves"] or ())
    return render(request, "dossiers/desk/moving.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest, version_id: int) -> ProcessVersion:
    """404 for what is not this officer's to see; refused to those who may not publish the process."""
    officer, today = request.officer, clock.today()  # type: ignore[attr-defined]
    versions = ProcessVersion.objects.exclude(state=VersionState.DRAFT).defer("xml").select_related("process")
    version = get_object_or_404(versions, pk=version_id)
    if not permissions.visible_to(officer, today).filter(pk=version.process_id).exists():
        raise Http404
    if not permissions.may_edit(officer, version.process, today):
        raise PermissionDenied
    return version


def _chosen(leaving: Leaving, number: str) -> ProcessVersion | None:
    return next((other for other in leaving.others() if str(other.number) == number), None)


def _moved(
    request: HttpRequest, leaving: Leaving, form: MoveForm, to: ProcessVersion, *, is_real: bool
) -> list[Move] | None:
    officer = request.officer  # type: ignore[attr-defined]
    said = {
        "from_version_id": leaving.version.pk, "to_version_id": to.pk, "node_map": form.node_map(), "most": MOST,
        "by": By(officer.pk, leaving.version.process.owner_id or 0, clock.now()),
    }  # fmt: skip
    if not is_real:
        return change_all(**said, dry_run=True)
    done = write_once(
        request, form, "handling.move_runs",
        lambda: {"moves": [asdict(move) for move in change_all(**said, dry_run=False)]},
    )  # fmt: skip
    return [Move(**move) for move in done["moves"]] if done else None


def link_panel(request: HttpRequest, *, version: ProcessVersion, may_edit: bool, **_context: object) -> str:
    """On the page of a version: the way here, while dossiers run on it and there is another version to go to."""
    leaving = Leaving(version)
    if not may_edit or version.state == VersionState.DRAFT or not leaving.count or not leaving.others():
        return ""
    return render_to_string(
        "dossiers/desk/moving_link.html", {"version": version, "count": leaving.count}, request
    )
