"""What may not be published, and why, at which element."""

from __future__ import annotations

import pytest

from motcua.facilities.bpmn.checking import MOST_NODES, check
from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.reading import BPMN, LARGEST, read
from motcua.facilities.bpmn.tests.drawing import xml

ROLES = {"clerk", "approver"}


def problems(drawn: str):
    return check(compile_process(read(xml(drawn))), ROLES)


def told(drawn: str) -> list[tuple[str | None, str]]:
    return [(problem.element, problem.message) for problem in problems(drawn)]


GOOD = {
    "sequence": "S start; A user; E end; S -> A -> E",
    "rework": """S start; R exclusive; A user; G parallel; B user; C user; J parallel; D user; X exclusive; E end
        S -> R -> A -> G -> B -> J; G -> C -> J -> D -> X; X -> R if again; X -> E default""",
    "repeat from the middle": """S start; A user; X exclusive; B user; E end; M exclusive
        S -> M -> A -> X; X -> B if a; X -> E default; B -> M""",
    "inclusive": "S start; G inclusive; A user; B user; J inclusive; E end; S -> G; G -> A if a; G -> B default; A -> J -> E; B -> J",
    "parallel into inclusive": "S start; G parallel; A user; B user; J inclusive; E end; S -> G -> A -> J -> E; G -> B -> J",
    "several ends": "S start; G parallel; A user; B user; E end; F end; S -> G -> A -> E; G -> B -> F",
    "split without a gateway": "S start; A user; B user; C user; J parallel; E end; S -> A -> B -> J; A -> C -> J -> E",
    "late notice beside": """S start; A user; L boundary A timer=P5D also; N user; M end; E end; S -> A -> E; L -> N -> M""",
    "late instead": "S start; A user; L boundary A timer=P5D; N user; M exclusive; E end; S -> A -> M -> E; L -> N -> M",
    "sub-process": "S start; P sub { T start; A user; X end error=1; T -> A -> X }; B boundary P error=1; E end; F end; S -> P -> E; B -> F",
    "withdrawal": "S start; A user; E end; S -> A -> E; W event { M start message=m; C user; X end; M -> C -> X }",
    "event gateway": """S start; G event_gate; M catch message=m; T catch timer=P5D; J exclusive; E end
        S -> G -> M -> J; G -> T -> J -> E""",
    "turns": "S start; A user many=list; E end; S -> A -> E",
    "links": "S start; A user; T throw link=x; C catch link=x; B user; E end; S -> A -> T; C -> B -> E",
    "wait loop": "S start; M exclusive; C catch timer=P1D; X exclusive; E end; S -> M -> C -> X; X -> M if a; X -> E default",
    "sub-process in a loop": """S start; M exclusive; P sub { T start; A user; F end; T -> A -> F }; X exclusive; E end
        S -> M -> P -> X; X -> M if a; X -> E default""",
    "unstructured but sound": """S start; X exclusive; A user; B user; Y exclusive; C user; M exclusive; N exclusive; E end
        S -> X; X -> A if a; X -> B default; A -> Y; Y -> M if c; Y -> N default; B -> N; N -> C -> M -> E""",
    "crossing parallel branches": """S start; G parallel; A user; B user; H parallel; C user; J parallel; D user; K parallel; E end
        S -> G -> A -> H; G -> B -> J; H -> C -> K; H -> J -> D -> K -> E""",
    "agency": "S start; A user place=agency:H29.12 kind=consult clock=restart; E end; S -> A -> E",
    "pause with its law": "S start; A user clock=pause law=NĐ_118; E end; S -> A -> E",
    "terminate": "S start; G parallel; A user; B user; X exclusive; T end terminate; J parallel; E end; S -> G -> A -> X; X -> T if a; X -> J default; G -> B -> J -> E",
    "error instead": "S start; P sub { T start; G parallel; A user; B user; X exclusive; F end error=1; J parallel; N end; T -> G -> A -> X; X -> F if a; X -> J default; G -> B -> J -> N }; L boundary P error; E end; M end; S -> P -> E; L -> M",
    "notice beside a step that is done again": """S start; R exclusive; A user; L boundary A timer=P5D also; N user; M end; X exclusive; E end
        S -> R -> A -> X; X -> R if a; X -> E default; L -> N -> M""",
    "call": "S start; C call calls=child agency=H29; E end; S -> C -> E",
}  # fmt: skip


@pytest.mark.parametrize("drawn", GOOD.values(), ids=GOOD.keys())
def test_publishable(drawn):
    assert told(drawn) == []


BAD = [
    ("A", "vai trò thực hiện", "S start; A user role=; E end; S -> A -> E"),
    ("A", "Không có vai trò “boss”", "S start; A user role=boss; E end; S -> A -> E"),
    ("A", "số giờ làm việc", "S start; A user hours=; E end; S -> A -> E"),
    ("A", "nơi xử lý", "S start; A user place=somewhere; E end; S -> A -> E"),
    ("A", "nơi xử lý", "S start; A user place=agency:; E end; S -> A -> E"),
    ("A", "loại bước", "S start; A user kind=dance; E end; S -> A -> E"),
    ("A", "cách tính giờ", "S start; A user clock=slow; E end; S -> A -> E"),
    ("A", "căn cứ pháp lý", "S start; A user clock=pause; E end; S -> A -> E"),
    ("A", "căn cứ pháp lý", "S start; A user pauseClock=true; E end; S -> A -> E"),
    ("A", "không được dừng", "S start; A user clock=pause law=NĐ kind=approve; E end; S -> A -> E"),
    ("A", "Căn cứ pháp lý dài quá", f"S start; A user clock=pause law={'x' * 201}; E end; S -> A -> E"),
    ("A", "Đường cụt", "S start; A user; E end; B user; S -> B -> E; S -> A"),
    ("B", "Không có đường nào từ sự kiện bắt đầu", "S start; A user; B user; E end; S -> A -> E; B -> E"),
    ("process", "sự kiện bắt đầu", "A user; E end; A -> E"),
    ("process", "sự kiện kết thúc", "S start; A user; S -> A"),
    ("Q", "sự kiện bắt đầu", "S start; Q sub { A user; F end; A -> F }; E end; S -> Q -> E"),
    ("U", "Chỉ được có một", "S start; U start; A user; M exclusive; E end; S -> M -> A -> E; U -> M"),
    ("A", "không có đường nào tới kết thúc", "S start; X exclusive; A user; M exclusive; E end; S -> X; X -> E default; X -> M if a; M -> A -> M"),
    ("J", "chờ mãi", "S start; X exclusive; A user; B user; J parallel; E end; S -> X; X -> A if a; X -> B default; A -> J -> E; B -> J"),
    ("J", "chờ mãi", "S start; X inclusive; A user; B user; J parallel; E end; S -> X; X -> A if a; X -> B default; A -> J -> E; B -> J"),
    ("J", "chờ mãi", "S start; A user; L boundary A timer=P1D; B user; J parallel; E end; S -> A -> J; L -> B -> J; J -> E"),
    ("J", "chờ mãi", """S start; G parallel; A user; X exclusive; F end; J parallel; E end; B user
        S -> G -> A -> X; X -> F if a; X -> J default; G -> B -> J -> E"""),
    ("M", "hai lần", "S start; G parallel; A user; B user; M exclusive; C user; E end; S -> G -> A -> M; G -> B -> M -> C -> E"),
    ("C", "hai lần", "S start; A user; L boundary A timer=P1D also; C user; E end; S -> A -> C -> E; L -> C"),
    ("C", "hai lần", "S start; X inclusive; A user; B user; C user; E end; S -> X; X -> A if a; X -> B default; A -> C -> E; B -> C"),
    ("J", "chờ mãi", """S start; J parallel; A user; X exclusive; E end; S -> J -> A -> X; X -> J if again; X -> E default"""),
    ("M", "Vòng lặp tự động", "S start; M exclusive; J service; X exclusive; E end; S -> M -> J -> X; X -> M if a; X -> E default"),
    ("M", "Vòng lặp tự động", """S start; M exclusive; P sub { T start; A service; F end; T -> A -> F }; X exclusive; E end
        S -> M -> P -> X; X -> M if a; X -> E default"""),
    ("A_E", "Điều kiện không hợp lệ", "S start; A user; E end; B user; F end; S -> A; A -> E if open(1); A -> B default; B -> F"),
    ("X", "luồng mặc định", "S start; X exclusive; A user; E end; S -> X; X -> A if a; X -> E if b; A -> E"),
    ("X", "cần điều kiện", "S start; X exclusive; A user; E end; S -> X; X -> A; X -> E default; A -> E"),
    ("X", "cần điều kiện", "S start; X inclusive; A user; E end; S -> X; X -> A; X -> E default; A -> E"),
    ("X", "không được có điều kiện", "S start; X exclusive; A user; E end; S -> X; X -> A if a; A -> E"),
    ("G", "không có tác dụng", "S start; G parallel; A user; B user; J parallel; E end; S -> G; G -> A if a; G -> B; A -> J -> E; B -> J"),
    ("A", "thêm một luồng mặc định", "S start; A user; B user; E end; F end; S -> A; A -> B if a; A -> F if b; B -> E"),
    ("X", "chưa chạy được", "S start; X script; E end; S -> X -> E"),
    ("X", "chưa chạy được", "S start; X complex; E end; S -> X -> E"),
    ("A", "danh sách", "S start; A user many=; E end; S -> A -> E"),
    ("C", "quy trình được gọi", "S start; C call calls=; E end; S -> C -> E"),
    ("C", "Chưa chọn thông điệp", "S start; C catch message; E end; S -> C -> E"),
    ("X", "không có sự kiện nào bắt", "S start; A user; X end error=1; S -> A -> X"),
    ("T", "đúng một điểm đến", "S start; A user; T throw link=x; E end; B user; S -> A -> T; S -> B -> E"),
    ("C", "Hẹn giờ", "S start; C catch timer=P5X; E end; S -> C -> E"),
    ("C", "Hẹn giờ", "S start; C catch timer==1+; E end; S -> C -> E"),
    ("G", "cổng sự kiện", "S start; G event_gate; A user; M catch message=m; E end; S -> G -> A -> E; G -> M -> E"),
    ("S", "nối luồng vào", "S start; A user; E end; S -> A -> E; A -> S"),
    ("E", "nối luồng ra", "S start; A user; E end; B user; F end; S -> A -> E -> B -> F"),
    ("M", "không dùng được ở đây", "S start; A user; E end; S -> A -> E; W event { M start; C user; X end; M -> C -> X }"),
    ("T", "không dùng được ở đây", "S start; P sub { T start timer=P1D; A user; F end; T -> A -> F }; E end; S -> P -> E"),
    ("L", "không gắn vào bước nào", "S start; G exclusive; L boundary G timer=P1D; A user; E end; S -> G -> A -> E; L -> A"),
    ("S", "bắt đầu một quy trình", "S start error=1; A user; E end; S -> A -> E"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("element", "words", "drawn"), BAD, ids=[f"{words} {place}" for place, (_, words, _) in enumerate(BAD)]
)
def test_refused_at_its_element(element, words, drawn):
    found = told(drawn)
    assert any(at == element and words in message for at, message in found), found
    assert all(message.endswith((".", "JSON")) or "vị trí" in message for _, message in found)


def test_a_role_may_stand_at_the_lane():
    drawn = xml("S start; A user role=; E end; S -> A -> E").replace(
        b"<startEvent",
        b'<laneSet><lane name="L" tthc:role="approver"><flowNodeRef>A</flowNodeRef></lane></laneSet><startEvent',
        1,
    )
    assert check(compile_process(read(drawn)), ROLES) == ()


def test_nothing_drawn_is_not_publishable():
    assert {element for element, _ in told("")} == {"process"}


def test_a_file_without_a_process_is_read_but_not_publishable():
    graph = compile_process(
        read(f'<definitions xmlns="{BPMN}"><collaboration id="c"/></definitions>'.encode())
    )
    assert any("không có quy trình" in problem.message for problem in check(graph, ROLES))


def test_problems_are_told_once_and_in_the_same_order():
    drawn = BAD[14][2] + "; N user role=x"
    assert problems(drawn) == problems(drawn)
    assert len(set(problems(drawn))) == len(problems(drawn))


def test_deep_nesting():
    drawn = "A user"
    for level in range(7):
        drawn = f"S{level} start; P{level} sub {{ {drawn} }}; E{level} end; S{level} -> P{level} -> E{level}"
    assert any("lồng nhau" in message for _, message in told(drawn))


def _found(data: bytes):
    return check(compile_process(read(data)), ROLES)


def test_large_and_hostile_drawings_are_answered():
    chain = "".join(f"A{n} user; A{n} -> A{n + 1};" for n in range(24_000))
    data = xml(f"S start; S -> A0; {chain} A24000 end")
    assert 0.9 * LARGEST < len(data) < LARGEST
    assert "hãy tách" in _found(data)[0].message
    chain = "".join(f"A{n} user; A{n} -> A{n + 1};" for n in range(990))
    assert _found(xml(f"S start; S -> A0; {chain} A990 end")) == ()


@pytest.mark.parametrize(
    "kinds", ["exclusive", "inclusive", "parallel exclusive", "inclusive parallel exclusive"]
)
def test_tangles_are_refused(kinds):
    """Every gateway leads to every later one: no block to fold, more states than anyone plays through."""
    names = [f"G{n:02}" for n in range(60)]
    flows = "".join(f"{a} -> {b};" for a in names for b in names if a < b)
    drawn = "".join(f"{name} {kinds.split()[n % len(kinds.split())]};" for n, name in enumerate(names))
    assert _found(xml(f"S start; E end; S -> G00; G59 -> E; {drawn} {flows}"))


def test_tangles_in_many_scopes_share_the_effort():
    names = [f"G{n}" for n in range(8)]
    scopes = ""
    for k in range(40):
        flows = "".join(f"{a}x{k} -> {b}x{k};" for a in names for b in names if a < b)
        drawn = "".join(f"{a}x{k} {('parallel', 'exclusive')[n % 2]};" for n, a in enumerate(names))
        scopes += f"Q{k} sub {{ T{k} start; F{k} end; {drawn} {flows} T{k} -> G0x{k}; G7x{k} -> F{k} }};"
    assert _found(xml(f"S start; E end; S -> Q0 -> E; {scopes}"))


def test_a_ladder_of_wide_blocks_folds_at_once():
    blocks, last = "", "S"
    for n in range(40):
        steps = "".join(f"B{n}x{m} user; G{n} -> B{n}x{m} -> J{n};" for m in range(20))
        blocks += f"G{n} parallel; J{n} parallel; {last} -> G{n}; {steps}"
        last = f"J{n}"
    assert MOST_NODES > 40 * 22
    assert _found(xml(f"S start; {blocks} E end; {last} -> E")) == ()


@pytest.mark.parametrize(
    ("job", "words"),
    [("service", "Chưa chọn loại việc"), ("service kind=fly", "loại việc “fly”"), ("send kind=fly", "loại việc “fly”"),
     ("rule", "Chưa chọn loại việc"), ("service kind=notify", None), ("send kind=notify message=m", None)],
)  # fmt: skip
def test_the_machine_does_what_it_knows(job, words):
    found = check(
        compile_process(read(xml(f"S start; A user; J {job}; E end; S -> A -> J -> E"))),
        {"clerk"},
        {"notify"},
    )
    assert [problem.element for problem in found] == (["J"] if words else [])
    assert all(words in problem.message for problem in found)
