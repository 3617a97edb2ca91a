"""What a table can say. Anything else in a file would be lost, so such a file stays a drawing."""

from __future__ import annotations

from lxml.etree import _Element as Element

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.reading import BPMN, OURS
from motcua.facilities.bpmn.table.errors import NoTable

_NAMED = {"id", "name"}
_ALLOWED = {
    "definitions": {"id", "name", "targetNamespace", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage"},
    "collaboration": _NAMED, "participant": {*_NAMED, "processRef"},
    "process": {*_NAMED, "isExecutable", "isClosed", "processType"},
    "laneSet": _NAMED, "childLaneSet": _NAMED, "lane": _NAMED, "flowNodeRef": set(),
    "startEvent": {*_NAMED, "isInterrupting"}, "endEvent": _NAMED,
    "userTask": {*_NAMED, "implementation"}, "task": _NAMED, "serviceTask": _NAMED,
    "exclusiveGateway": {*_NAMED, "default", "gatewayDirection"}, "parallelGateway": {*_NAMED, "gatewayDirection"},
    "sequenceFlow": {*_NAMED, "sourceRef", "targetRef"}, "conditionExpression": {"id"},
    "incoming": set(), "outgoing": set(), "extensionElements": set(),
    "documentation": {"id", "textFormat"}, "textAnnotation": {"id", "textFormat"}, "text": set(),
    "association": {"id", "sourceRef", "targetRef", "associationDirection"},
}  # fmt: skip
_STEP = {"role", "place", "kind", "hours", "clock", "pauseClock", "law", "form", "slip"}
_NAMES = {
    "subProcess": "quy trình con", "boundaryEvent": "sự kiện biên",
    "sendTask": "bước gửi", "receiveTask": "bước chờ nhận", "businessRuleTask": "bảng quyết định",
    "callActivity": "lời gọi quy trình khác", "manualTask": "bước thủ công", "scriptTask": "bước chạy mã lệnh",
    "inclusiveGateway": "cổng bao gồm", "eventBasedGateway": "cổng sự kiện", "complexGateway": "cổng phức tạp",
    "intermediateCatchEvent": "sự kiện chờ", "intermediateThrowEvent": "sự kiện phát",
    "dataObject": "dữ liệu", "dataObjectReference": "dữ liệu",
    "messageFlow": "luồng thông điệp", "group": "khung nhóm",
    "multiInstanceLoopCharacteristics": "bước nhiều lượt", "timerEventDefinition": "hẹn giờ",
}  # fmt: skip


def refuse_beyond(process: Element) -> None:
    """Raises NoTable at the first thing, anywhere in the file, that a table has no words for."""
    root = process.getroottree().getroot()
    _look(root, "")
    drawn = [e for e in reading.children(root) if reading.kind(e) == "process"]
    if len(drawn) > 1:
        raise NoTable("Tệp có nhiều quy trình.", drawn[1].get("id"))


def _look(element: Element, owner: str) -> None:
    kind = reading.kind(element)
    owner = element.get("id") or owner
    if kind not in _ALLOWED:
        raise NoTable(f"Bảng bước không có {_NAMES.get(kind, f'thành phần “{kind}”')}.", owner)
    for name in element.attrib:
        if name not in _ALLOWED[kind] and not _is_foreign(name):
            raise NoTable(f"Bảng bước không giữ được thuộc tính “{str(name).rpartition('}')[2]}”.", owner)
    for child in element:
        if kind == "extensionElements":
            _look_at_extension(child, owner)
        elif str(child.tag).startswith(f"{{{BPMN}}}"):
            _look(child, owner)


def _is_foreign(name: str | bytes) -> bool:
    """An attribute of another vendor: kept where it stands. Our own and BPMN's are read, so they must be known."""
    uri = str(name).rpartition("}")[0].removeprefix("{")
    return bool(uri) and uri not in (BPMN, OURS)


def _look_at_extension(element: Element, owner: str) -> None:
    """What other vendors say stays where it is; ours must be a step of a table."""
    if not str(element.tag).startswith(f"{{{OURS}}}"):
        return
    if element.tag != f"{{{OURS}}}step" or len(element) or reading.words(element):
        raise NoTable("Bảng bước không giữ được phần mở rộng này.", owner)
    for name in element.attrib:
        if name not in _STEP and not _is_foreign(name):
            raise NoTable(f"Bảng bước không giữ được thuộc tính “{name}” của bước.", owner)
