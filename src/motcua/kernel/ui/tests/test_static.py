"""Which files pages load, what they weigh on the wire, and what style sheets and templates may not contain."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from motcua.kernel.ui import packages
from motcua.kernel.ui.finders import THEME, PinnedPackageFinder, ThemeFinder

UI = Path(packages.__file__).parent
CSS = UI / "static/ui/css"
JS = UI / "static/ui/js"
SOURCE = UI.parents[1]
PROJECT = UI.parents[3]

fetched = pytest.mark.skipif(
    not packages.FETCHED.is_dir(), reason="front-end packages are not there (npm ci)"
)


def wire(*files: Path) -> int:
    """Bytes on the wire, each file compressed by itself."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def sheets(*names: str) -> list[Path]:
    return [CSS / f"{name}.css" for name in names]


def test_staff_styles_stay_small():
    assert wire(*sheets("core", "desk", "fonts", "theme", "print")) <= 12 * 1024


def test_citizens_styles_leave_room_for_the_page():
    assert wire(*sheets("core", "portal", "theme", "print")) <= 8 * 1024


def test_own_scripts_stay_small():
    assert wire(*JS.glob("*.js")) <= 8 * 1024


@fetched
@pytest.mark.parametrize("pinned", packages.PINNED, ids=lambda pinned: pinned.name)
def test_pinned_files_are_there_and_within_budget(pinned):
    place = pinned.path()
    weight = place.stat().st_size if place.suffix == ".woff2" else wire(place)
    assert 0 < weight <= pinned.budget


@fetched
def test_a_first_staff_page_weighs_at_most_150_kb():
    third = sum(
        p.path().stat().st_size if p.name.endswith("woff2") else wire(p.path())
        for p in packages.PINNED
        if not p.rare
    )
    assert third + wire(*sheets("core", "desk", "fonts", "theme", "print"), *JS.glob("*.js")) <= 146 * 1024


@fetched
def test_only_named_files_are_served():
    found = [name for name, _ in PinnedPackageFinder().list([])]
    assert found == [packages.PREFIX + pinned.name for pinned in packages.PINNED]
    assert finders.find("vendor/htmx.min.js").endswith("htmx.min.js")
    for outside in (
        "vendor/htmx.js",
        "vendor/../../package.json",
        "vendor/axe.min.js",
        "htmx.org/dist/htmx.min.js",
    ):
        assert PinnedPackageFinder().find(outside) == []
    assert finders.find("vendor/htmx.js") is None


def test_the_wheel_carries_the_same_files(tmp_path, monkeypatch):
    if not packages.FETCHED.is_dir():
        pytest.skip("front-end packages are not there (npm ci)")
    frontend = "motcua.kernel.ui.management.commands.frontend"
    monkeypatch.setattr(f"{frontend}.CARRIED", tmp_path / "vendor")
    call_command("frontend", stdout=StringIO())
    assert {file.name for file in (tmp_path / "vendor").iterdir()} == {
        pinned.name for pinned in packages.PINNED
    }


@fetched
def test_a_built_wheel_holds_them(tmp_path):
    """Builds a wheel of this app alone, with the project's own settings of what a wheel carries."""
    for name in ("pyproject.toml", "requirements.in"):
        shutil.copy(PROJECT / name, tmp_path)
    for package in ("src/motcua", "src/motcua/kernel"):
        (tmp_path / package).mkdir(parents=True)
        shutil.copy(PROJECT / package / "__init__.py", tmp_path / package)
    ui = shutil.copytree(
        UI, tmp_path / "src/motcua/kernel/ui", ignore=shutil.ignore_patterns("vendor", "tests")
    )
    (ui / "vendor").mkdir()
    for pinned in packages.PINNED:
        (ui / "vendor" / pinned.name).touch()
    build = "import setuptools.build_meta as backend; backend.build_wheel('.')"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", build], cwd=tmp_path, check=True, capture_output=True
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    assert {f"motcua/kernel/ui/vendor/{pinned.name}" for pinned in packages.PINNED} <= held
    assert "motcua/kernel/ui/static/ui/css/core.css" in held
    assert "motcua/kernel/ui/templates/ui/parts/field.html" in held


def test_carried_files_are_used_where_npm_never_ran(tmp_path, monkeypatch):
    (tmp_path / "htmx.min.js").write_text("x")
    monkeypatch.setattr(packages, "CARRIED", tmp_path)
    monkeypatch.setattr(packages, "FETCHED", tmp_path / "none")
    assert [name for name, _ in PinnedPackageFinder().list([])] == ["vendor/htmx.min.js"]


def test_a_province_brings_its_own_colours(tmp_path, settings):
    settings.MOTCUA_THEME = ""
    assert ThemeFinder().find(THEME) == []
    theme = tmp_path / "ours.css"
    theme.write_text(":root { --top: #123 }")
    settings.MOTCUA_THEME = str(theme)
    assert ThemeFinder().find(THEME) == str(theme)
    assert finders.find(THEME) == str(theme)
    settings.MOTCUA_THEME = str(tmp_path / "gone.css")
    assert ThemeFinder().find(THEME) == []


@fetched
def test_production_names_are_hashed_and_imports_follow(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "motcua.kernel.ui.storage.PageStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    modules = {
        file.name
        for file in (tmp_path / "ui/js").glob("*.js")
        if re.search(r"\.[0-9a-f]{12}\.js$", file.name)
    }
    assert len(modules) == len(list(JS.glob("*.js")))
    for name in modules:
        text = (tmp_path / "ui/js" / name).read_text()
        imported = re.findall(r'(?:from|import)\s*"\./([^"]+)"', text)
        assert set(imported) <= modules, name
    fonts = next((tmp_path / "ui/css").glob("fonts.????????????.css")).read_text()
    for url in re.findall(r'url\("([^"]+)"\)', fonts):
        assert (tmp_path / "ui/css" / url).resolve().is_file()


def test_styles_run_on_old_browsers_and_suit_vietnamese():
    for sheet in CSS.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        assert "letter-spacing: -" not in text, sheet.name
        assert "text-transform: uppercase" not in text, sheet.name
        assert not re.search(r"\d(vw|vmin|vmax)\b", text), sheet.name
        assert not re.search(r"[{;]\s*&", text), f"{sheet.name}: nesting"
        assert text.count("{") == text.count("}"), sheet.name
        assert not re.search(r"url\((?!\"\.\./)", text), f"{sheet.name}: only relative addresses"


@pytest.mark.parametrize(
    "template", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda t: str(t.relative_to(SOURCE))
)
def test_templates_obey_the_security_policy(template):
    text = template.read_text()
    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=\"", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script


def test_layers_stand_in_order_in_the_first_sheet():
    assert "@layer reset, tokens, base, components, pages, print;" in (CSS / "core.css").read_text()
