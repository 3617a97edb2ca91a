"""A BPMN 2.0 file as a table, if a table can say everything that the file says."""

from __future__ import annotations

from lxml.etree import _Element as Element

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import Graph, Node
from motcua.facilities.bpmn.table import rows
from motcua.facilities.bpmn.table.errors import NoTable
from motcua.facilities.bpmn.table.rows import ALL, ANY, END, JOB, Row, Table, Way
from motcua.facilities.bpmn.table.whitelist import refuse_beyond

TASKS = ("user", "manual", "service")


def from_xml(data: bytes) -> Table:
    """Raises NoTable with the reason and the element that stands against it."""
    try:
        definitions = reading.read(data)
        graph = compile_process(definitions)
    except BadDiagram as bad:
        raise NoTable(str(bad)) from bad
    process = next(p for p in definitions.processes if p.get("id", "") == graph.id)
    refuse_beyond(process)
    for problem in graph.problems:
        if problem.element not in graph.flows:  # a wrong condition is the table's to show
            raise NoTable(problem.message, problem.element)
    return _Reader(graph, process).table()


class _Reader:
    """Follows the flows from step to step, through gateways of the few shapes a table knows."""

    def __init__(self, graph: Graph, process: Element) -> None:
        self.graph = graph
        self.elements = {e.get("id"): e for e in reading.children(process)}
        arrows = [e for e in self.elements.values() if reading.kind(e) == "sequenceFlow"]
        for arrow in arrows:
            if arrow.get("id") not in graph.flows:
                raise NoTable("Luồng không nối hai thành phần của quy trình.", arrow.get("id"))
        self.seen: set[str] = set()  # gateways a row speaks for

    def table(self) -> Table:
        starts = [node for node in self.graph.nodes.values() if node.kind == "start"]
        ends = [node for node in self.graph.nodes.values() if node.kind == "end"]
        if len(starts) != 1 or len(starts[0].outgoing) != 1:
            raise NoTable("Bảng bước cần đúng một sự kiện bắt đầu với một luồng đi ra.")
        if len({node.name for node in ends}) > 1:
            raise NoTable("Có nhiều sự kiện kết thúc khác tên; bảng bước chỉ có một.", ends[1].id)
        first = self.to_step(starts[0].outgoing[0].target, starts[0])
        tasks = [node for node in self.graph.nodes.values() if node.kind in TASKS]
        if len(tasks) > rows.MOST_ROWS:
            raise NoTable(f"Quy trình có quá {rows.MOST_ROWS} bước.")
        tasks.sort(key=lambda node: node.id != first)
        found = Table(
            code=self.graph.id,
            name=self.graph.name,
            rows=tuple(self.row(node) for node in tasks),
            starts=starts[0].name,
            ends=ends[0].name if ends else "",
        )
        for node in self.graph.nodes.values():
            if node.kind in ("exclusive", "parallel") and node.id not in self.seen:
                raise NoTable("Cổng này không nằm giữa các bước.", node.id)
        if problems := rows.problems(rows.normal(found)):
            raise NoTable(problems[0].message, problems[0].element)
        return rows.normal(found)

    def row(self, node: Node) -> Row:
        step = node.step
        question, ways = self.onward(node)
        said = (
            {name: getattr(step, name) for name in ("kind", "place", "clock", "law", "form", "slip")}
            if step
            else {}
        )
        if node.kind == "service":
            said["kind"] = JOB + said.get("kind", "")
        elif said.get("kind", "").startswith(JOB):
            raise NoTable("Loại của bước có người làm không được bắt đầu bằng “job:”.", node.id)
        return Row(
            code=node.id, name=node.name, role=node.role, hours=step.hours if step else None,
            next=ways, question=question, meets=self.meets(node), **said,
        )  # fmt: skip

    def meets(self, node: Node) -> str:
        joins = [s for flow in node.incoming if is_join(s := self.graph.nodes[flow.source])]
        if joins and len(node.incoming) > 1:
            raise NoTable("Bước này vừa chờ mọi nhánh, vừa nhận luồng đi thẳng tới.", node.id)
        for join in joins:
            self.speak_for(join)
        return ALL if joins else ANY

    def onward(self, node: Node) -> tuple[str, tuple[Way, ...]]:
        """The question a row asks and its ways."""
        if len(node.outgoing) != 1:
            raise NoTable("Mỗi bước của bảng có đúng một luồng đi ra; rẽ nhánh bằng cổng.", node.id)
        flow = node.outgoing[0]
        if flow.condition is not None:
            raise NoTable("Điều kiện cần đặt sau một cổng rẽ nhánh.", flow.id)
        gate = self.graph.nodes[flow.target]
        if not is_choice(gate):
            return "", (self.way(flow.id),)
        if len(gate.incoming) != 1 or flow.name:
            raise NoTable("Cổng rẽ nhánh cần đúng một luồng vào, không có tên, từ một bước.", gate.id)
        self.seen.add(gate.id)
        ordered = sorted(gate.outgoing, key=lambda out: out is gate.default)
        if len(ordered) == 1 and gate.default:
            raise NoTable("Cổng chỉ có một luồng ra thì luồng đó không là luồng mặc định.", gate.id)
        ways = tuple(self.way(out.id) for out in ordered)
        if gate.default and ways[-1].condition:
            raise NoTable("Luồng mặc định không được có điều kiện.", gate.default.id)
        return gate.name, ways

    def way(self, key: str) -> Way:
        flow = self.graph.flows[key]
        said = reading.words(reading.child(self.elements[key], "conditionExpression"))
        gate = self.graph.nodes[flow.target]
        if gate.kind == "parallel" and len(gate.outgoing) > 1:
            self.speak_for(gate)
            if len(gate.incoming) != 1:
                raise NoTable("Cổng chia việc song song cần đúng một luồng vào.", gate.id)
            for out in gate.outgoing:
                if out.name or out.condition is not None:
                    raise NoTable("Nhánh song song không có tên và điều kiện.", out.id)
            to = tuple(self.to_step(out.target, gate) for out in gate.outgoing)
            if len(set(to)) != len(to):
                raise NoTable("Hai nhánh song song cùng tới một bước.", gate.id)
        else:
            to = (self.to_step(flow.target, gate),)
        return Way(to, said, flow.name)

    def to_step(self, key: str, after: Node) -> str:
        """The row a flow comes to, through what only brings flows together."""
        passed: set[str] = set()
        while key not in passed:
            passed.add(key)
            node = self.graph.nodes[key]
            if node.kind in TASKS:
                return key
            if node.kind == "end":
                return END
            is_merge = node.kind == "exclusive" and len(node.outgoing) == 1 and not is_choice(node)
            joins = is_join(node)
            if not is_merge and not joins:
                raise NoTable("Cổng ở đây không nằm giữa hai bước.", key)
            self.speak_for(node)
            onward = node.outgoing[0]
            if onward.name or onward.condition is not None:
                raise NoTable("Luồng ra từ cổng gộp không có tên và điều kiện.", onward.id)
            if joins and self.graph.nodes[onward.target].kind not in TASKS:
                raise NoTable("Nơi các nhánh gặp lại phải đứng ngay trước một bước.", key)
            if is_merge and is_join(self.graph.nodes[onward.target]):
                raise NoTable("Các nhánh gộp lại rồi mới gặp nhau thì bảng bước không nói được.", key)
            key = onward.target
        raise NoTable("Các cổng nối vòng với nhau.", after.id)

    def speak_for(self, gate: Node) -> None:
        if gate.name:
            raise NoTable(f"Cổng “{gate.name}” có tên mà bảng bước không giữ được.", gate.id)
        self.seen.add(gate.id)


def is_choice(node: Node) -> bool:
    return node.kind == "exclusive" and (
        len(node.outgoing) > 1 or any(flow.condition is not None for flow in node.outgoing)
    )


def is_join(node: Node) -> bool:
    return node.kind == "parallel" and len(node.outgoing) == 1
