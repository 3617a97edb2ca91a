"""Bytes of a BPMN 2.0 file → definitions. Strangers' files: no document type, no network, bounded in every way.

Lenient: whatever is BPMN can be read; what may run is for `checking` to say. Foreign extensions are
passed over, the caller keeps the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from motcua.facilities.bpmn.errors import BadDiagram

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
OURS = "urn:motcua:tthc:1"
_ALSO_OURS = "https://example.gov.vn/schema/tthc/1.0"
LARGEST = 5 * 1024 * 1024
MOST_ELEMENTS = 100_000
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Lỗi của sơ đồ: the id of the element it is about, and what is wrong in words."""

    element: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a file defines: processes, and the names that events refer to by id."""

    processes: tuple[Element, ...]
    events: Mapping[str, str]  # messages, signals and errors: id → name (errors: code)
    participants: Mapping[str, str]  # process id → name of its pool


def read(data: bytes) -> Definitions:
    """Raises BadDiagram with the reason, never anything else."""
    if len(data) > LARGEST:
        raise BadDiagram(f"Tệp lớn quá {LARGEST // 1024 // 1024} MB.")
    root = _parsed(data)
    if kind(root) != "definitions":
        raise BadDiagram("Tệp XML này không phải BPMN 2.0: phần tử gốc không phải “definitions”.")
    _refuse_beyond_limits(root)
    processes = tuple(children(root, "process"))
    return Definitions(processes, dict(_event_names(root)), dict(_pools(root)))


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise BadDiagram(f"Tệp không phải XML hợp lệ (dòng {line}, cột {column}).") from error
    except (ValueError, LookupError) as error:
        raise BadDiagram("Tệp không phải XML hợp lệ.") from error
    docinfo = root.getroottree().docinfo
    if docinfo.doctype or docinfo.internalDTD is not None:
        raise BadDiagram("Tệp có khai báo DOCTYPE; vì an toàn, tệp như vậy không được nhận.")
    return root


def _refuse_beyond_limits(root: Element) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise BadDiagram("Tệp lồng quá sâu hoặc có quá nhiều phần tử.")


def _event_names(root: Element) -> Iterator[tuple[str, str]]:
    for element in children(root, "message", "signal", "error", "escalation"):
        identity = element.get("id", "")
        yield identity, element.get("errorCode") or element.get("name") or identity


def _pools(root: Element) -> Iterator[tuple[str, str]]:
    for collaboration in children(root, "collaboration"):
        for participant in children(collaboration, "participant"):
            yield reference(participant.get("processRef", "")), participant.get("name", "")


def kind(element: Element) -> str:
    """The element's name without its namespace; empty for what is not BPMN's own."""
    tag = element.tag
    if isinstance(tag, str) and tag.startswith(f"{{{BPMN}}}"):
        return tag[len(BPMN) + 2 :]
    return ""


def children(element: Element, *kinds: str) -> Iterator[Element]:
    """BPMN children of these kinds; of every kind without any."""
    for child in element:
        if (found := kind(child)) and (not kinds or found in kinds):
            yield child


def child(element: Element, *kinds: str) -> Element | None:
    return next(children(element, *kinds), None)


def words(element: Element | None) -> str:
    """The text inside, without space around it."""
    return "".join(element.itertext()).strip() if element is not None else ""


def reference(name: str) -> str:
    """The id a reference means; prefixes of namespaces say nothing here."""
    return name.strip().rpartition(":")[2]


def extension(element: Element, name: str) -> Mapping[str, str] | None:
    """Attributes of our extension element of that name (`step`, `each`), None without one."""
    for holder in children(element, "extensionElements"):
        for inner in holder:
            if inner.tag in (f"{{{OURS}}}{name}", f"{{{_ALSO_OURS}}}{name}"):
                return dict(inner.attrib)
    return None


def own(element: Element, name: str) -> str:
    """Our attribute on a BPMN element, as `tthc:agency` on a call activity."""
    return element.get(f"{{{OURS}}}{name}") or element.get(f"{{{_ALSO_OURS}}}{name}") or ""
