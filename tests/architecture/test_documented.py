"""Documents follow the code: reference, map, decisions, one page per app."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.architecture.source import ROOT, SOURCE, apps, name_of

DOCS = ROOT / "docs"


def _motcua(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, where no test has registered anything."""
    command = [sys.executable, "-m", "motcua.config.command", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_reference_is_what_the_code_says():
    done = _motcua("docs", "--check")
    assert done.returncode == 0, done.stderr


def test_migrations_say_what_the_models_say():
    done = _motcua("makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_app_has_its_page():
    pages = {name_of(folder): folder / "README.md" for folder in apps()}
    assert not [name for name, page in pages.items() if not page.exists()], (
        "purpose, words, laws, what it is not"
    )
    assert not [
        name for name, page in pages.items() if not re.search(r"\bnot?\b", page.read_text(encoding="utf-8"))
    ]


def test_the_map_names_every_folder():
    text = (DOCS / "map.md").read_text(encoding="utf-8")
    folders = {*apps(), *(path.parent for path in SOURCE.glob("*/__init__.py"))}
    unknown = [name_of(f) for f in folders if f"`{f.relative_to(SOURCE).as_posix()}" not in text]
    assert not unknown, f"docs/map.md does not know {unknown}"


def test_decisions_are_numbered_and_say_why():
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04d}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        for heading in ("**Context.**", "**Decision.**", "**Consequences.**", "**Rejected.**"):
            assert heading in text, f"{name_of(path)} lacks {heading}"


def test_links_between_documents_lead_somewhere():
    documents = [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "deploy").rglob("*.md")]
    broken = [
        f"{name_of(path)} → {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken, broken


def test_every_dependency_has_its_reason():
    text = (DOCS / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8").lower()
    names = [
        re.split(r"[\[=<>~ #]", line.strip())[0]
        for line in (ROOT / "requirements.in").read_text().splitlines()
    ]
    assert not [name for name in names if name and f"`{name.lower()}`" not in text]
