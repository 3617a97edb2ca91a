"""Commands that answer bad arguments with one line and exit code 2."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, _SubParsersAction
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OneLineParser(CommandParser):
    """A parser whose complaint is one line, without the usage text."""

    def error(self, message: str) -> NoReturn:
        if not self.called_from_command_line:
            raise CommandError(message, returncode=2)
        sys.stderr.write(f"{self.prog}: {' '.join(message.split())}\n")
        raise SystemExit(2)


class OneLineCommand(BaseCommand):
    """Base of commands called by people and scripts alike.

    `self.refuse(...)` ends a command for a bad argument: one line, exit code 2. Texts with
    characters the terminal lacks are written with a substitute.
    """

    requires_system_checks: list[str] = []

    def verbs(self, parser: CommandParser, choices: str) -> Any:
        """The place for sub-commands, each as terse about bad arguments as the command."""
        return parser.add_subparsers(dest="verb", required=True, metavar=choices, parser_class=OneLineParser)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        _complain_in_one_line(parser)  # Django builds its own class
        return parser

    def refuse(self, message: str) -> NoReturn:
        if not self._called_from_command_line:
            raise CommandError(message, returncode=2)
        self.stderr.write(message)
        raise SystemExit(2)

    def run_from_argv(self, argv: list[str]) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        super().run_from_argv(argv)


def _complain_in_one_line(parser: ArgumentParser) -> None:
    """The parser and those of its verbs."""
    parser.__class__ = OneLineParser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb in action.choices.values():
                _complain_in_one_line(verb)
