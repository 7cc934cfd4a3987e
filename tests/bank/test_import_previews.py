"""The preview of a file: saved once, by its author, as it was shown, and wiped."""

import io

import pytest
from openpyxl import Workbook

from bank.models import ImportPreview, Training
from bank.services import preview_import, save_import, understood
from bank.sheets import sheet_of
from core.errors import DomainError, FileRefused
from core.models import LogEntry
from core.spreadsheets import write_workbook
from core.spreadsheets.previews import clear_previews, digest
from tests.factories.bank import (
    ImportPreviewFactory,
    TrainingFactory,
)


def test_a_preview_is_saved_once_and_wiped(network, coordinator, imported):
    preview = imported("trainings", {"name": "Koulutus"})
    shown = digest(understood(preview))

    save_import(preview, shown=shown, actor=coordinator)

    with pytest.raises(DomainError, match="has been saved already"):
        save_import(preview, shown=shown, actor=coordinator)
    preview.refresh_from_db()
    assert (preview.rows, Training.objects.count()) == ([], 1)
    assert [entry.action for entry in LogEntry.objects.of(network)] == ["bank.import.saved", "bank.import.previewed"]


def test_a_preview_is_saved_by_its_author_only(network, as_role, imported):
    preview = imported("trainings", {"name": "Koulutus"})

    with pytest.raises(DomainError, match="Only the person who chose the file"):
        save_import(preview, shown=digest(understood(preview)), actor=as_role("coordinator"))


def test_a_preview_expires_and_is_cleared(imported, coordinator):
    preview = imported("trainings", {"name": "Koulutus"})
    ImportPreview.objects.update(expires_at=preview.created_at)

    with pytest.raises(DomainError, match="has expired"):
        save_import(preview, shown=digest(understood(preview)), actor=coordinator)
    assert (clear_previews(), ImportPreview.objects.count(), Training.objects.count()) == (1, 0, 0)


def test_what_has_changed_since_it_was_shown_is_not_saved(network, imported, coordinator):
    preview = imported("trainings", {"name": "Koulutus"})
    shown = digest(understood(preview))
    TrainingFactory(network=network, name="Koulutus", category="", date=None)

    with pytest.raises(DomainError, match="Something here has changed since"):
        save_import(preview, shown=shown, actor=coordinator)
    assert Training.objects.count() == 1


def test_previews_are_seen_by_their_author_only(network, coordinator, as_role):
    preview = ImportPreviewFactory(network=network, created_by=coordinator)
    ImportPreviewFactory(network=network, created_by=as_role("coordinator"))

    assert list(ImportPreview.objects.visible_to(coordinator)) == [preview]


def test_a_file_of_another_kind_is_refused(network, coordinator):
    content = write_workbook(sheet_of("members"), [["Esimerkki", "Maija", *[None] * 17]]).content

    with pytest.raises(FileRefused, match="has no sheet"):
        preview_import(network, kind="trainings", content=content, file_name="x.xlsx", actor=coordinator)
    assert not ImportPreview.objects.exists()


def test_an_identity_code_in_the_name_of_the_file_is_refused(network, coordinator, identity_code):
    book, out = Workbook(), io.BytesIO()
    book.save(out)

    with pytest.raises(FileRefused) as refusal:
        preview_import(
            network, kind="members", content=out.getvalue(), file_name=f"{identity_code}.xlsx", actor=coordinator
        )

    assert identity_code not in str(refusal.value)
