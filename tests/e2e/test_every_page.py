"""Every page whose address needs no argument, as everybody who may see it, on the demo province.

All are asked for without a browser: no server error, one heading, a title, a weight. A page that holds an
element, with its class and what it stands in, that no page before it held is then looked at in Chromium with
the same eyes: axe, and nothing wider than a phone in large type.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from motcua.config import demo
from motcua.directory.devices.choices import PATHS
from motcua.directory.identity.models import Account
from motcua.kernel import clock

pytestmark = pytest.mark.browser

# Bytes on the wire with everything a page names, none of it cached.
CITIZENS, STAFF, MACHINES = 50 * 1024, 150 * 1024, 150 * 1024
# What is no page of people's: files, doors of scripts, and the living page, which shows shells within a shell.
NO_PAGES = ("healthz", "robots.txt", "desk/components/")
MACHINES_AT = (*PATHS.values(), "/thiet-bi/mat-ket-noi/")
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
        "rect",
        "line",
    ]
)


class Shape(HTMLParser):
    """What `<main>` is made of: each element with its class inside which other; headings, title, files named."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.made_of: set[tuple[str, str]] = set()
        self.headings = 0
        self.files: set[str] = set()
        self.title = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = f"{tag}.{said.get('class') or ''}"
        self.headings += tag == "h1"
        self.files |= {
            value.partition("/static/")[2]
            for value in (said.get("src"), said.get("href"))
            if value and value.startswith("/static/") and said.get("rel") != "icon"
        }
        if "main" in (each.partition(".")[0] for each in self.stack):
            self.made_of.add((self.stack[-1], name))
        if tag not in VOID:
            self.stack.append(name)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop().partition(".")[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1].startswith("title."):
            self.title += data


def addresses(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    """Every address of the URLconf without an argument."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif "<" not in here and here not in NO_PAGES:
            yield f"/{here}"


@dataclass
class Walk:
    """What was found on the way; `unseen` are pages to look at in a browser, with whose eyes."""

    faults: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    unseen: dict[Client, list[str]] = field(default_factory=dict)
    pages: int = 0

    def ask(self, who: str, client: Client, path: str) -> None:
        answer = client.get(path)
        if answer.status_code >= 500:
            self.faults.append(f"{answer.status_code} {path} as {who}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            self.pages += 1
            self.judge(who, client, path, answer.content)

    def judge(self, who: str, client: Client, path: str, content: bytes) -> None:
        shape = Shape(content.decode())
        if shape.headings != 1:
            self.faults.append(f"{shape.headings} × h1 on {path} as {who}")
        if not shape.title.partition("·")[0].strip():
            self.faults.append(f"no title on {path} as {who}")
        weight = len(gzip.compress(content)) + sum(wire(name) for name in shape.files)
        if weight > allowed(path):
            self.faults.append(f"{weight // 1024} KB on {path} as {who}")
        if not shape.made_of <= self.seen:
            self.seen |= shape.made_of
            self.unseen.setdefault(client, []).append(path)


def allowed(path: str) -> int:
    if path.startswith("/desk/"):
        return STAFF
    return MACHINES if path.startswith(MACHINES_AT) else CITIZENS


def wire(name: str, known: dict[str, int] = {}) -> int:  # noqa: B006  kept between pages on purpose
    """What a static file weighs as it is sent; of a sheet with its fonts."""
    if name not in known:
        found = finders.find(name)
        with open(str(found), "rb") as file:
            content = file.read()
        fonts = (
            re.findall(rb"url\([\"']?\.\./\.\./([^\"')]+\.woff2)", content) if name.endswith(".css") else []
        )
        known[name] = len(content if name.endswith(".woff2") else gzip.compress(content, 9))
        known[name] += sum(wire(font.decode()) for font in fonts)
    return known[name]


@pytest.fixture
def everybody(transactional_db: None, settings: Any) -> list[tuple[str, Client]]:
    """A stranger, each role of the demo province once, each machine of its hall."""
    settings.DEMO_ALLOWED = True
    prepared = demo.prepare(clock.now(), days=0)
    found = [("nobody", Client(raise_request_exception=False))]
    for one in {sign_in.role: sign_in for sign_in in reversed(prepared.sign_ins)}.values():
        client = Client(raise_request_exception=False)
        client.force_login(Account.objects.get(username=one.username))
        found.append((one.role, client))
    for machine in prepared.machines:
        client = Client(raise_request_exception=False)
        client.post(reverse("devices_public:pair"), {"code": machine.code})
        found.append((machine.device.kind, client))
    return found


def test_every_page_is_sound(everybody, visit, axe, reflows):
    walk, paths = Walk(), list(addresses(get_resolver().url_patterns))
    for who, client in everybody:
        for path in paths:
            walk.ask(who, client, path)
    assert walk.pages > len(paths)
    for client, unseen in walk.unseen.items():
        home = signed_in(visit, client)
        for path in unseen:
            look(walk, visit.beside(home, path), (axe, reflows), path)
        home.context.close()
    assert not walk.faults, "\n".join(walk.faults)


def signed_in(visit: Any, client: Client) -> Any:
    """One browser for all the pages somebody is to see: what they share is fetched once."""
    page = visit("/robots.txt")
    page.context.add_cookies(
        [
            {"name": one.key, "value": one.value, "domain": "localhost", "path": one["path"] or "/"}
            for one in client.cookies.values()
        ]
    )
    return page


def look(walk: Walk, page: Any, checks: Any, path: str) -> None:
    """The page at the office's size by axe, then at a phone's in large type."""
    axe, reflows = checks
    try:
        axe(page)
        if path.startswith(MACHINES_AT):
            return  # their screens have the size they are made for
        page.evaluate("document.documentElement.classList.add('large')")
        page.set_viewport_size({"width": 390, "height": 844})
        reflows(page)
    except AssertionError as found:
        walk.faults.append(f"{path}: {found}")
    finally:
        page.close()  # it may go elsewhere by itself
