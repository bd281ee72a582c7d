"""What an editor sends to her desk: files, each to be read by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.forms import too_large, upload_limit
from intake.models import Arrival


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; gives a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401
        files = [super(FilesField, self).clean(file, initial) for file in data or [None]]
        for file in files:
            if (file.size or 0) > upload_limit():
                raise ValidationError(f"{file.name}: {too_large()}")
        return files


class ArrivalForm(forms.Form):
    """Puts files on an editor's desk."""

    file = FilesField(max_length=255, allow_empty_file=True)

    def save(self, by: User) -> list[Arrival]:
        """Return the arrivals, in the order of the files."""
        return [Arrival.objects.put(file.name or "", _bytes(file), by) for file in self.cleaned_data["file"]]


def _bytes(file: UploadedFile[bytes]) -> bytes:
    file.seek(0)  # another form may have read it
    return bytes(file.read())
