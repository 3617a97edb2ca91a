"""The door for trying a process out: nothing is stored, the state travels signed with the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.directory.agencies.doors import officer_required
from motcua.facilities.bpmn.errors import BpmnError
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.tokens import WAITING, Token
from motcua.facilities.designer import trial
from motcua.facilities.designer.desk.opened import Opened, agency_names, opened
from motcua.facilities.designer.telling import Line, Names, told
from motcua.facilities.designer.trial import Trial
from motcua.facilities.workflow.decisions import Decision, decisions

SALT = "designer.trial"
LONGEST_STATE = 100_000


@dataclass(frozen=True)
class Standing:
    """Something that can be done now, with what is asked there."""

    token: Token
    line: Line
    decisions: tuple[Decision, ...]
    unknown: tuple[str, ...]

    @property
    def is_event(self) -> bool:
        return self.token.kind == WAITING


@officer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """Each press is one act of a dossier that is none."""
    found = opened(request, process_id, number)
    if found.graph is None:
        messages.error(request, _("Tệp này không đọc được dưới dạng BPMN nên không chạy thử được."))
        return redirect("designer:version", process_id, number)
    try:
        state = _state(request, found) or trial.begin(found.graph)
    except BpmnError as refusal:
        messages.error(request, str(refusal))
        return redirect("designer:version", process_id, number)
    if request.method == "POST" and "token" in request.POST:
        state = _acted(request, found.graph, state)
    return render(request, "designer/try.html", _context(found, found.graph, state))


def _state(request: HttpRequest, found: Opened) -> Trial | None:
    """Where the page stood; None to begin anew (also when the drawing has changed since)."""
    kept = request.POST.get("state", "")
    if not kept or len(kept) > LONGEST_STATE:
        return None
    try:
        said = signing.loads(kept, salt=SALT)
    except signing.BadSignature:
        said = {}
    if said.get("drawing") != found.version.sha256:
        messages.warning(request, _("Quy trình đã thay đổi; chạy thử bắt đầu lại."))
        return None
    return Trial.from_json(said["trial"])


def _acted(request: HttpRequest, graph: Graph, state: Trial) -> Trial:
    post = request.POST
    words = {key.removeprefix("say-"): str(post[key]) for key in post if key.startswith("say-")}
    token = post["token"]
    try:
        number = int(token) if token.isdecimal() and len(token) < 9 else -1
        return trial.act(graph, state, number, flow=post.get("flow", ""), words=words)
    except BpmnError as refusal:
        messages.error(request, str(refusal))
        return state


def _context(found: Opened, graph: Graph, state: Trial) -> dict[str, Any]:
    lines = _lines(graph, agency_names(graph))
    standing = [
        Standing(
            token,
            lines[token.node],
            decisions(graph, token.node),
            trial.unknown(graph, graph.nodes[token.node]),
        )
        for token in state.standing()
    ]
    done = [lines[code] for code in state.done]
    return {
        "opened": found, "process": found.process, "version": found.version, "trial": state,
        "standing": standing, "done": done, "laws": state.laws(graph),
        "hours": sum((line.hours or Decimal(0) for line in done), Decimal(0)),
        "state": signing.dumps({"drawing": found.version.sha256, "trial": state.to_json()}, salt=SALT, compress=True),
    }  # fmt: skip


def _lines(graph: Graph, names: Names) -> dict[str, Line]:
    found = {line.code: line for line in told(graph, names)}
    for node in graph.nodes.values():  # starts of event sub-processes wait too; a list has an end
        if node.id not in found:
            found[node.id] = Line(node.id, node.name or node.id, "", "", "", None, "", (), False)
    return found
