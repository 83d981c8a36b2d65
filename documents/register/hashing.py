"""A visitor's file is hashed as it arrives and kept nowhere, neither on disk nor in memory."""

import hashlib
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

PDF_BEGINNING = b"%PDF-"


class HashingUploadHandler(FileUploadHandler):
    """Takes the first file of a form piece by piece; stops at `limit` bytes.

    `digest` is its SHA-256, None as long as there was no whole file; `is_pdf` says what its first bytes say.
    """

    def __init__(self, *, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self.size = 0
        self.is_pdf = False
        self.is_too_large = False
        self.digest: str | None = None
        self._hash = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start == 0:
            self.is_pdf = raw_data.startswith(PDF_BEGINNING)
        self.size += len(raw_data)
        if self.size > self.limit:
            self.is_too_large = True
            raise StopUpload(connection_reset=False)
        self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> Any:
        if self.size:
            self.digest = self._hash.hexdigest()
        self._hash = hashlib.sha256()
