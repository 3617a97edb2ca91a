from __future__ import annotations

import hashlib
import json
from datetime import date
from string import Template

import pytest

from motcua.outreach.notifications import texts
from motcua.outreach.notifications.choices import MessageChannel, MessageKind

# A published text is frozen: mend it by a new version with a later day, and add its hash here.
PUBLISHED = {
    "accepted/email/1": "99450c8b6cabbff6",
    "accepted/phone/1": "43fea1f3d625d241",
    "rejected/email/1": "b070cbd984a18872",
    "rejected/phone/1": "8959ca27ca4b6a2d",
    "supplement/email/1": "800bf40a691d05ef",
    "supplement/phone/1": "f22aa6a71424af1c",
    "apology/email/1": "af57f5fb96eb311b",
    "apology/phone/1": "44dbe3f160b03847",
    "extension/email/1": "59c5ec83741f7e55",
    "extension/phone/1": "84ed83b6f99fcd73",
    "recased/email/1": "423b3d0782551977",
    "recased/phone/1": "b99f0fbbda8b4ad2",
    "progress/email/1": "58709e5df8d0b6f1",
    "progress/phone/1": "12c5567470f11449",
    "early_result/email/1": "9208751a8874ddc2",
    "early_result/phone/1": "7879df661b02bf49",
    "ready/email/1": "f41805105115798d",
    "ready/phone/1": "12524c83c50fcff3",
    "delivered/email/1": "8bf1c063a157133a",
    "delivered/email/2": "6e0f3a65fc94b900",
    "delivered/phone/1": "327c63ffa5fee7ec",
    "stopped/email/1": "2773e56f5a16a7a7",
    "stopped/phone/1": "34300d199265df86",
    "continued/email/1": "214216883c234494",
    "continued/phone/1": "8c57aae052a9f48e",
    "pay/email/1": "70c0f6f5ff14eac1",
    "pay/phone/1": "e62a7d3baeb1c206",
    "paid/email/1": "ddc044944d26a89f",
    "paid/phone/1": "50877bc88242a3b6",
    "mistake/email/1": "2add22da7421aa9e",
    "mistake/phone/1": "f226ad93e9970026",
    "corrected/email/1": "06b4998d57a8e416",
    "corrected/phone/1": "52e1a20cce1d4d40",
    "clock_stopped/email/1": "c3846ff68a603b45",
    "clock_stopped/phone/1": "899c93999a432ca6",
    "clock_resumed/email/1": "d25634ae10247ef5",
    "clock_resumed/phone/1": "393676ae0def5ca8",
}
MAY_SAY = {"code", "date", "how", "link", "one_stop", "phone", "rate", "step"}


def fingerprint(one: texts.MessageTemplate) -> str:
    whole = [
        one.name,
        str(one.valid_from),
        one.subject,
        *one.lines,
        json.dumps(dict(one.how), sort_keys=True),
    ]
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()[:16]


def test_published_texts_are_as_they_were():
    assert {one.name: fingerprint(one) for one in texts.templates()} == PUBLISHED


@pytest.mark.parametrize("kind", MessageKind.values)
@pytest.mark.parametrize("channel", [MessageChannel.EMAIL.value, MessageChannel.PHONE.value])
def test_there_are_words_for_everything_that_is_told(kind, channel):
    one = texts.in_force(kind, channel, date(2026, 10, 5))
    assert one.lines
    assert bool(one.subject) is (channel == MessageChannel.EMAIL)
    assert texts.named(one.name) is one


def test_texts_can_say_nothing_personal():
    said = {
        name
        for one in texts.templates()
        for line in (*one.lines, one.subject)
        for name in Template(line).get_identifiers()
    }
    assert said <= MAY_SAY


def test_the_version_of_a_day(monkeypatch):
    old = texts.in_force("ready", "phone", date(2026, 1, 1))
    new = texts.MessageTemplate("ready", "phone", 2, date(2027, 1, 1), "", ("Mới",))
    monkeypatch.setattr(texts, "templates", lambda: (old, new))
    assert texts.in_force("ready", "phone", date(2026, 12, 31)) is old
    assert texts.in_force("ready", "phone", date(2027, 1, 1)) is new
    assert texts.in_force("ready", "phone", date(2020, 1, 1)) is old, (
        "an imported past has the first there is"
    )
    with pytest.raises(texts.NoText):
        texts.in_force("ready", "pigeon", date(2027, 1, 1))
    with pytest.raises(texts.NoText):
        texts.named("ready/phone/9")


def test_a_line_with_nothing_to_say_is_left_out():
    one = texts.MessageTemplate(
        "ready", "email", 1, date(2026, 1, 1), "Hồ sơ $code", ("$code xong", "Gọi $phone")
    )
    assert texts.fill(one, {"code": "A-1", "phone": ""}) == texts.Words("Hồ sơ A-1", "A-1 xong\n")
