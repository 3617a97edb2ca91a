"""What the running software says about itself; `motcua docs` writes it into docs/reference."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.utils import translation

from motcua.casework.dossiers.choices import NATIONAL
from motcua.casework.dossiers.rules import MOVES
from motcua.casework.handling.verb_rules import VERB_RULES, VerbRule
from motcua.casework.silence.verb_rules import SILENCE_RULES
from motcua.config import env
from motcua.kernel.events import facts, routes

SOURCE = Path(__file__).resolve().parents[1]
_LAW = "# Law:"
_NOTE = "<!-- Made by `motcua docs`; edit the code instead. -->\n\n"


def kinds() -> list[dict[str, Any]]:
    """Every kind of fact with its sentence, fields and reactions."""
    table = routes.table()
    return [
        {
            "kind": kind,
            "sentence": facts.title(kind),
            "fields": [field.name for field in fields(cls)],
            "reactions": list(table.get(kind, ())),
        }
        for kind, cls in facts.kinds().items()
    ]


def laws() -> list[dict[str, Any]]:
    """Every `# Law:` comment with its place, in the order of the texts of law."""
    found = [
        {"law": text, "file": str(path.relative_to(SOURCE)), "line": line}
        for path in sorted(SOURCE.rglob("*.py"))
        if "/tests/" not in str(path)
        for line, text in _laws_in(path)
    ]
    return sorted(found, key=lambda law: (law["law"], law["file"], law["line"]))


def _laws_in(path: Path) -> Iterator[tuple[int, str]]:
    source = path.read_text(encoding="utf-8")
    if _LAW not in source:
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.string.startswith(_LAW):
            yield token.start[0], token.string.removeprefix(_LAW).strip()


def commands() -> list[dict[str, Any]]:
    """Our own commands with what they do and how they are called."""
    ours = {app.name for app in apps.get_app_configs() if app.name.startswith("motcua.")}
    return [
        _command(name, app if isinstance(app, str) else app.app_name)
        for name, app in sorted(get_commands().items())
        if (app if isinstance(app, str) else app.app_name) in ours
    ]


def _command(name: str, app: str) -> dict[str, Any]:
    command = load_command_class(app, name)
    parser = command.create_parser("motcua", name)
    usage = parser.format_usage().removeprefix("usage: ")
    return {"name": name, "app": app, "help": str(command.help).strip(), "usage": " ".join(usage.split())}


def pages() -> dict[str, str]:
    """File name → text of every page of docs/reference."""
    return {
        "settings.md": _settings_page(),
        "commands.md": _commands_page(),
        "events.md": _events_page(),
        "laws.md": _laws_page(),
        "verbs.md": _verbs_page(),
    }


def _settings_page() -> str:
    rows = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else '(empty)'} | {_cell(s.meaning)} |"
        for s in env.SETTINGS.values()
    ]
    head = "# Settings\n\nRead from the environment when a process starts.\n\n| name | default | meaning |\n|---|---|---|\n"
    return _NOTE + head + "\n".join(rows) + "\n"


def _commands_page() -> str:
    parts = [
        f"## `motcua {c['name']}`\n\n{c['help']}\n\n```text\n{_shorter(c['usage'])}\n```\n"
        for c in commands()
    ]
    head = "# Commands\n\nEvery command obeys `DATABASE_URL`. Django's own commands (`motcua help`) are there too.\n\n"
    return _NOTE + head + "\n".join(parts)


def _shorter(usage: str) -> str:
    """Without the options that every Django command has."""
    for common in (
        "[-h]", "[--version]", "[-v {0,1,2,3}]", "[--settings SETTINGS]", "[--pythonpath PYTHONPATH]",
        "[--traceback]", "[--no-color]", "[--force-color]", "[--skip-checks]",
    ):  # fmt: skip
        usage = usage.replace(f" {common}", "")
    return usage


def _events_page() -> str:
    rows = [
        f"| `{k['kind']}` | {_cell(k['sentence'])} | {', '.join(f'`{f}`' for f in k['fields'])} | "
        f"{', '.join(f'`{r}`' for r in k['reactions'])} |"
        for k in kinds()
    ]
    head = "# Facts of the log\n\n| kind | sentence | fields | reactions |\n|---|---|---|---|\n"
    return _NOTE + head + "\n".join(rows) + "\n"


def _laws_page() -> str:
    """Without line numbers, so that the page changes only when the law in the code does."""
    rows = dict.fromkeys(f"| {_cell(law['law'])} | `{law['file']}` |" for law in laws())
    head = (
        "# Articles of law in the code\n\n`motcua laws` prints the lines too.\n\n| law | file |\n|---|---|\n"
    )
    return _NOTE + head + "\n".join(rows) + "\n"


def _verbs_page() -> str:
    """In Vietnamese what people read, in code words what the program says."""
    rows = [_verb_row(verb, rule) for verb, rule in (VERB_RULES | SILENCE_RULES).items()]
    head = (
        "# Verbs of a dossier\n\n"
        "Who: a role `@` the agency of the dossier it is held in; `holder` has the step by its drawing. States in "
        "brackets are national codes; an empty end means the state stays. What a step's drawing says on top is not here.\n\n"
        "| verb | label | who | from | to | clock | slip | law |\n|---|---|---|---|---|---|---|---|\n"
    )
    return _NOTE + head + "\n".join(rows) + "\n"


def _verb_row(verb: str, rule: VerbRule) -> str:
    with translation.override("vi"):
        label = str(rule.label or MOVES[verb].label)
    start = rule.start or MOVES[verb].start
    cells = [
        f"`{verb}`", label, ", ".join(f"`{who}`" for who in rule.who), _states(start),
        _states(rule.ends), rule.clock, rule.slip, rule.law,
    ]  # fmt: skip
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _states(states: Iterable[str]) -> str:
    return ", ".join(f"{state} ({NATIONAL[state].value})" for state in sorted(map(str, states)))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
