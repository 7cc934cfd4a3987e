"""Uploads that are too large are not kept: not in memory and not on the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitUploadHandler(FileUploadHandler):
    """The first handler: drops a file that goes over ``UPLOAD_LIMIT_MB`` while it comes in.

    The rest of the form arrives; ``request.dropped_files`` holds, by the name of their field, the names of the files
    that were dropped, so that the form can say why they are not there.
    """

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT_MB * 1_000_000:
            dropped = self.request.dropped_files = getattr(self.request, "dropped_files", {})
            dropped.setdefault(self.field_name, []).append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one hold the file."""
