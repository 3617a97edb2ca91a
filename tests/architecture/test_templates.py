"""Pages keep their security policy: a language, no inline script, no inline style."""

from __future__ import annotations

import re

from tests.architecture.source import name_of, templates

INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)


def _inline(text: str) -> list[str]:
    text = COMMENT.sub("", text).replace('<script type="application/json"', "<data")  # data is no script
    return [what for what, pattern in INLINE.items() if pattern.search(text)]


def test_no_page_has_inline_script_or_style():
    found = {
        name_of(path): what for path in templates() if (what := _inline(path.read_text(encoding="utf-8")))
    }
    assert not found, found


def test_a_whole_page_names_its_language():
    whole = [path for path in templates() if "<html" in path.read_text(encoding="utf-8")]
    assert whole
    assert not [
        name_of(p) for p in whole if not re.search(r"<html[^>]*\blang=", p.read_text(encoding="utf-8"))
    ]


def test_the_search_finds_inline_code():
    assert _inline('<p style="color:red" onclick="x()">') == ["style attribute", "event attribute"]
    assert _inline("<script>alert(1)</script>") == ["inline script"]
    assert _inline('<script src="/a.js" defer></script><p class="one">') == []
