"""What may stand in the repository: our own files, without addresses of registries or of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, name_of, tracked

LARGEST = 600_000
NOT_TEXT = {".png", ".jpg", ".jpeg", ".ico", ".gz", ".tar", ".pdf", ".docx", ".webp"}
# Written in parts, so that this file does not find itself.
REGISTRIES = re.compile(r"py" r"pi\.org|pythonhos" r"ted\.org|registry\.np" r"mjs|deb\.deb" r"ian\.org")
MACHINE = re.compile(r"/wor" r"k/(main|shared)|/ro" r"ot/|/ho" r"me/[a-z]|/tm" r"p/[a-z]")
DECOMPOSED = re.compile("[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b]")


def _texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        if path.suffix not in NOT_TEXT:
            yield path, path.read_text(encoding="utf-8")


def test_no_file_names_a_registry():
    assert not [name_of(path) for path, text in _texts() if REGISTRIES.search(text)]


def test_no_file_names_a_folder_of_one_machine():
    assert not [name_of(path) for path, text in _texts() if MACHINE.search(text)]


def test_no_file_of_others_is_committed():
    for path in tracked():
        parts = set(path.relative_to(ROOT).parts)
        assert not parts & {"node_modules", ".venv", "vendor", "dist"}, name_of(path)
        assert not re.search(r"\.(min\.js|min\.css|woff2?|ttf|otf|whl|so)$", path.name), name_of(path)


def test_no_file_is_large():
    large = {name_of(path): size for path in tracked() if (size := path.stat().st_size) > LARGEST}
    assert not large, large


def test_lock_files_carry_hashes():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^[a-zA-Z0-9_.-]+==", text, re.MULTILINE)
        assert 10 < len(pinned) <= text.count("--hash=sha256:"), name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_vietnamese_is_composed():
    """One code point per letter, or what looks the same does not compare the same."""
    own = Path(__file__)
    wrong = [
        name_of(p) for p, text in _texts() if p != own and "/tests/" not in str(p) and DECOMPOSED.search(text)
    ]
    assert not wrong, wrong


# Written in parts, so that this file does not find itself.
STOPWATCH = re.compile(r"process_ti" r"me|perf_coun" r"ter|time\.ti" r"me\(")


def test_no_test_measures_time():
    """What a test measures depends on its neighbours on the machine; speed is measured in `bench/`."""
    tests = [(path, text) for path, text in _texts() if path.name.startswith("test_")]
    assert len(tests) > 100
    assert not [name_of(path) for path, text in tests if STOPWATCH.search(text)]
