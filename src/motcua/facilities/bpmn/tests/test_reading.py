"""Files of strangers: read or refused with a reason, quickly, and never more than that."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.reading import BPMN, read

HEAD = f'<definitions xmlns="{BPMN}" xmlns:t="{reading.OURS}" xmlns:f="urn:foreign">'
SMALL = f'{HEAD}<process id="P"><startEvent id="S"/></process></definitions>'


def test_reads_processes_events_and_pools():
    found = read(
        f"""<?xml version="1.0"?><!-- kept by the caller --><?pi x?>{HEAD}
        <message id="M" name="đã nộp tiền"/><error id="E" errorCode="42" name="lỗi"/><signal id="G"/>
        <collaboration><participant id="A" name="Sở Xây dựng" processRef="t:P"/></collaboration>
        <process id="P"/><process id="Q"/></definitions>""".encode()
    )
    assert [process.get("id") for process in found.processes] == ["P", "Q"]
    assert found.events == {"M": "đã nộp tiền", "E": "42", "G": "G"}
    assert found.participants == {"P": "Sở Xây dựng"}


@pytest.mark.parametrize("uri", ["urn:motcua:tthc:1", "https://example.gov.vn/schema/tthc/1.0"])
def test_finds_our_extension_under_both_names_and_passes_over_others(uri):
    task = (
        f'<userTask id="T" xmlns:x="{uri}" x:agency="H29"><extensionElements><f:step role="other"/><f:deep><f:er/></f:deep>'
        '<x:step role="clerk" hours="4"/></extensionElements></userTask>'
    )
    process = read(f'{HEAD}<process id="P">{task}</process></definitions>'.encode()).processes[0]
    element = reading.child(process, "userTask")
    assert reading.extension(element, "step") == {"role": "clerk", "hours": "4"}
    assert reading.extension(element, "each") is None
    assert reading.own(element, "agency") == "H29"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_reads_other_encodings(encoding):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{SMALL}'
    assert read(text.encode(encoding)).processes[0].get("id") == "P"


BOMB = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
OUTSIDE = '<!DOCTYPE definitions SYSTEM "http://127.0.0.1:9/evil.dtd">'
FILE = '<!DOCTYPE definitions [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "XML"),
        (b"not xml", "XML"),
        (b"<a>", "dòng 1"),
        (b"\xff\xfe\x00", "XML"),
        (SMALL.encode()[:-5], "XML"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "XML"),
        (b"<definitions/>", "BPMN"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "BPMN"),
        (f"<!DOCTYPE definitions>{SMALL}".encode(), "DOCTYPE"),
        (f"{OUTSIDE}{SMALL}".encode(), "DOCTYPE"),
        (f"{FILE}{SMALL}".encode(), "DOCTYPE"),
        (f"{FILE}{SMALL}".encode("utf-16"), "DOCTYPE"),
        (FILE.encode() + SMALL.replace('<startEvent id="S"/>', "&f;").encode(), "DOCTYPE"),
        (f'<!DOCTYPE d [<!ENTITY x0 "ha">{BOMB}]><d>&x11;</d>'.encode(), "."),
        (f'<!DOCTYPE d [<!ENTITY x0 "ha">{BOMB}]><d a="&x11;"/>'.encode(), "."),
        (f'<!DOCTYPE d [<!ENTITY x "{"a" * 50_000}">]><d a="{"&x;" * 50_000}"/>'.encode(), "."),
        (HEAD.encode() + b"<process>" * 90 + b"<a>" * 20, "XML"),
        ((HEAD + "<process>" * 120 + "</process>" * 120 + "</definitions>").encode(), "sâu"),
        ((HEAD + "<process>" * 9999 + "</process>" * 9999 + "</definitions>").encode(), "."),
        ((HEAD + "<process/>" * 200_000 + "</definitions>").encode(), "quá nhiều"),
        (b" " * (reading.LARGEST + 1), "MB"),
    ],
)
def test_refuses_with_a_reason(data, reason):
    with pytest.raises(BadDiagram, match=reason) as caught:
        read(data)
    assert str(caught.value).endswith(".")


@given(st.one_of(st.binary(max_size=200), st.integers(0, 400)), st.binary(max_size=4))
@example(0, b"")
def test_any_bytes_are_read_or_refused(start, patch):
    data = start if isinstance(start, bytes) else SMALL.encode()[:start] + patch + SMALL.encode()[start + 1 :]
    try:
        found = read(data)
    except BadDiagram:
        return
    assert found.processes
