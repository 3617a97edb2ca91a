"""Takes uploaded files off the wire without letting one of them fill the disk or end in a server error.

A file that is too large, or that the disk does not take, stops being written; the form
still arrives whole, and reading that file says what happened: FileRefused or NotSaved.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from motcua.kernel.files.choices import MAX_BYTES
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.store import NotSaved

_log = logging.getLogger(__name__)


class LostUpload(UploadedFile):
    """A file of which only the name arrived; whoever reads it is told why."""

    def __init__(self, name: str, content_type: str, failure: Exception) -> None:
        super().__init__(io.BytesIO(), name, content_type, 0)
        self.failure = failure

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        raise self.failure

    def read(self, *_: int) -> bytes:
        raise self.failure


class SpoolingHandler(FileUploadHandler):
    """Writes to a temporary file up to the size limit; stands after Django's handler for small requests."""

    file: TemporaryUploadedFile | None = None
    failure: Exception | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file, self.failure = None, None
        try:
            self.file = TemporaryUploadedFile(
                self.file_name or "", self.content_type, 0, self.charset, self.content_type_extra
            )
        except OSError as error:
            self._lose(NotSaved(), error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.file is None:
            return
        if start + len(raw_data) > MAX_BYTES:
            self._lose(FileRefused("too_large"))
            return
        try:
            self.file.write(raw_data)
        except OSError as error:
            self._lose(NotSaved(), error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.file is None:
            return LostUpload(self.file_name or "", self.content_type or "", self.failure or NotSaved())
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if self.file is not None:
            self.file.close()

    def _lose(self, failure: Exception, error: OSError | None = None) -> None:
        if error is not None:
            _log.error("an upload could not be written: %s", error.strerror)
        if self.file is not None:
            try:
                self.file.close()
            except OSError:
                _log.exception("closing a lost upload")
        self.file, self.failure = None, failure
