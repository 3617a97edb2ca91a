"""The rule of each verb: who, from which states to which, what it does to the clock, what is printed, which article.

`docs/reference/verbs.md` is written from here. Tests walk dossiers through random lives and
hold every line against what the verbs do.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.casework.dossiers.choices import IN_PROCESS, Status

COUNTER = "intake_officer@receiving"
HEAD = "approver@competent"
# Whoever has the step, by its role and agency in the drawing.
HOLDER = "holder"

S = Status


@dataclass(frozen=True)
class VerbRule:
    """Quy tắc của một việc. `ends` are states it may lead to, empty where the state stays; `clock` says what it
    does to the date promised: start, restart, set anew (by another limit), pause, resume, extend, end, goes on, none."""

    who: tuple[str, ...]
    law: str
    clock: str = "goes on"
    slip: str = ""
    ends: frozenset[str] = frozenset()
    # Of verbs of other apps that are no move of the dossier: what they are called, and in which states.
    label: object = ""
    start: frozenset[str] = frozenset()


def _rule(who: str, law: str, clock: str = "goes on", slip: str = "", ends: tuple[str, ...] = ()) -> VerbRule:
    return VerbRule(tuple(who.split()), law, clock, slip, frozenset(ends))


_CORRECTS = "NĐ 118/2025, Điều 23.1 (T12)"

VERB_RULES: dict[str, VerbRule] = {
    # Law: NĐ 118/2025, Điều 15, 16, 17
    "revise": _rule(COUNTER, "NĐ 118/2025, Điều 15, 16", "none", "", (S.DRAFT, S.INCOMPLETE)),
    "accept": _rule(COUNTER, "NĐ 118/2025, Điều 17.3 (T3), 28", "start", "01", (S.ACCEPTED,)),
    "reject": _rule(COUNTER, "NĐ 118/2025, Điều 17", "none", "03", (S.REJECTED,)),
    # Law: NĐ 118/2025, Điều 19.5
    "request_supplement": _rule(
        f"{COUNTER} {HOLDER} {HEAD}",
        "NĐ 118/2025, Điều 19.5 (T6, T8)",
        "goes on",
        "02",
        (S.INCOMPLETE, S.SUPPLEMENT),
    ),
    "receive_supplement": _rule(
        COUNTER, "NĐ 118/2025, Điều 19.5 (T7)", "restart", "", (S.DRAFT, S.PROCESSING)
    ),
    # Law: NĐ 118/2025, Điều 18.2, 19, 20
    "hand_over": _rule(HOLDER, "NĐ 118/2025, Điều 18.2 (T4), 20.1", "goes on", "06", (S.PROCESSING,)),
    "take_over": _rule(HOLDER, "NĐ 118/2025, Điều 20.1", "goes on", "06"),
    "send_back": _rule(HOLDER, "NĐ 118/2025, Điều 20.1", "goes on", "06", (S.PROCESSING,)),
    "recall": _rule(HOLDER, "NĐ 118/2025, Điều 20.1", "goes on", "06", (S.PROCESSING,)),
    # Heads say who does a step; whoever holds it gives it to a colleague before a leave (`casework/batches`).
    "assign": _rule(f"division_head@step approver@step {HOLDER}", "NĐ 118/2025, Điều 19.1, 20.1"),
    "consult": _rule(HOLDER, "NĐ 118/2025, Điều 19.4 (T15)", "goes on", "PC"),
    "answer": _rule("division_head@asked approver@asked case_officer@asked", "NĐ 118/2025, Điều 19.4 (T15)"),
    # Law: NĐ 118/2025, Điều 24; sector law says whether the time counts
    "ask_payment": _rule(HOLDER, "NĐ 118/2025, Điều 24", "pause", "", (S.OBLIGATION,)),
    "confirm_payment": _rule(COUNTER, "NĐ 118/2025, Điều 24", "resume", "", tuple(sorted(IN_PROCESS))),
    "refuse": _rule(HOLDER, "NĐ 118/2025, Điều 19.3 (T11)", "end", "03", (S.RESOLVED,)),
    "approve": _rule(HOLDER, "NĐ 118/2025, Điều 19", "goes on", "06", (S.APPROVED, S.PROCESSING)),
    "record_result": _rule(HOLDER, "NĐ 118/2025, Điều 19, 22.5 (T16)", "end", "06", (S.RESOLVED,)),
    "deliver": _rule(COUNTER, "NĐ 118/2025, Điều 22", "none", "06", (S.DELIVERED,)),
    # Law: NĐ 118/2025, Điều 23.1
    "report_wrong": _rule(
        f"{COUNTER} case_officer@competent division_head@competent clerk@competent {HEAD}", _CORRECTS, "none"
    ),
    "confirm_wrong": _rule(HEAD, _CORRECTS, "none", "XL"),
    "dismiss_wrong": _rule(HEAD, _CORRECTS, "none"),
    "correct_result": _rule(f"clerk@competent {HEAD}", _CORRECTS, "none"),
    "deliver_corrected": _rule(COUNTER, _CORRECTS, "none"),
    # Law: NĐ 118/2025, Điều 19.6
    "apologise": _rule(HEAD, "NĐ 118/2025, Điều 19.6 (T9)", "goes on", "04"),
    "extend": _rule(HEAD, "NĐ 118/2025, Điều 19.6 (T9, T10)", "extend", "04"),
    # Law: NĐ 118/2025, Điều 21
    "withdraw": _rule(COUNTER, "NĐ 118/2025, Điều 21 (T13)", "goes on", "", (S.WITHDRAWAL,)),
    "stop": _rule(HEAD, "NĐ 118/2025, Điều 21, 19.5 (T8)", "end", "05", (S.STOPPED,)),
    "refuse_withdrawal": _rule(
        HEAD, "NĐ 118/2025, Điều 21", "goes on", "", (*sorted(IN_PROCESS), S.SUPPLEMENT, S.OBLIGATION)
    ),
    "amend": _rule(COUNTER, "NĐ 118/2025, Điều 17", "goes on", "01"),
    "change_case": _rule(
        COUNTER, "NĐ 118/2025, Điều 17, 19.5", "set anew", "01", (S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT)
    ),
    "undo_acceptance": _rule(COUNTER, "NĐ 118/2025, Điều 17", "end", "", (S.DRAFT,)),
    "replace_pin": _rule(COUNTER, "TT 03/2025/TT-VPCP", "goes on", "01"),
}
