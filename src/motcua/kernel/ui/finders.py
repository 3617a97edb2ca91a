"""Finds the static files that are not in our own folders: pinned packages and a province's colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from motcua.kernel.ui.packages import PINNED, PREFIX

THEME = "ui/css/theme.css"


class NamedFiles(FileSystemStorage):
    """A read-only storage of a few files, each known under a name of its own."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__(location="/")
        self.files = files
        self.prefix = ""

    def path(self, name: str) -> str:
        return str(self.files[name])


class FewFilesFinder(BaseFinder):
    """Serves exactly the files of `files()`; anything else beside them stays unseen."""

    def files(self) -> dict[str, Path]:
        """Static path → where the file lies."""
        raise NotImplementedError

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """Where the file lies, or an empty list, which is Django's word for "not here"."""
        found = self.files().get(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        files = self.files()
        storage = NamedFiles(files)
        for name in files:
            yield name, storage


class PinnedPackageFinder(FewFilesFinder):
    """The named files of pinned npm packages, under `vendor/`."""

    def files(self) -> dict[str, Path]:
        return {PREFIX + pinned.name: place for pinned in PINNED if (place := pinned.path())}


class ThemeFinder(FewFilesFinder):
    """The province's own colours in the place of the shipped ones, when `MOTCUA_THEME` names a file.

    Stands before the finder of the apps, so its file wins.
    """

    def files(self) -> dict[str, Path]:
        theme = getattr(settings, "MOTCUA_THEME", "")
        return {THEME: Path(theme)} if theme and Path(theme).is_file() else {}
