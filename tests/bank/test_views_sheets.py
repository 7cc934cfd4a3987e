"""Excel files of the bank: previewed, saved once, refused in words, exported."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from bank.models import ImportPreview, Training
from core.models import StoredFile
from core.spreadsheets.understanding import RowState
from tests.bank.pages import address, upload
from tests.factories.bank import ImportPreviewFactory


def test_a_file_is_previewed_and_saved_once(browser, network):
    row = {"name": "Koulutus", "participants": "noin 5"}

    response = browser.post(address("training-import", network), {"file": upload("trainings", row)})
    preview = browser.get(response.url)
    data = {"digest": preview.context["digest"]}
    saved, again = browser.post(response.url, data), browser.post(response.url, data)

    assert preview.context["counts"] == [(RowState.NEW, "Uusi: 1")]
    assert "noin 5" in preview.content.decode()
    assert (saved.url, again.url) == (address("training-list", network), response.url)
    assert browser.get(response.url).url == address("training-list", network)
    assert Training.objects.count() == 1


def test_a_preview_in_which_a_row_is_refused_offers_no_saving(browser, network):
    response = browser.post(
        address("training-import", network), {"file": upload("trainings", {"name": "Koulutus", "date": "31.2.2020"})}
    )

    content = browser.get(response.url).content.decode()

    assert ('name="digest"' in content, "Sellaista päivää ei ole" in content) == (False, True)


@pytest.mark.parametrize(
    "file",
    [None, SimpleUploadedFile("x.xlsx", b""), SimpleUploadedFile("x.xlsx", b"Nimi;Luku"), "members"],
    ids=["none", "empty", "csv", "another sheet"],
)
def test_a_wrong_file_is_refused_at_its_field(browser, network, file):
    if file == "members":
        file = upload("members", {"last_name": "Esimerkki", "first_name": "Maija"})

    response = browser.post(address("training-import", network), {"file": file} if file else {})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert not ImportPreview.objects.exists()


def test_many_problems_are_told_in_part(browser, network):
    book, out = Workbook(), io.BytesIO()
    book.active.title = "Koulutukset"
    for text in ["Koulutus", *["=1+1"] * 25]:
        book.active.append([text])
    book.save(out)

    response = browser.post(
        address("training-import", network), {"file": SimpleUploadedFile("x.xlsx", out.getvalue())}
    )

    assert len(response.context["form"].errors["file"]) == 21
    assert response.context["form"].errors["file"][-1] == "… ja 5 muuta."


def test_a_file_over_the_limit_is_refused(browser, network, settings):
    file = SimpleUploadedFile("x.xlsx", b"PK\x03\x04" + bytes(5_000_001))

    told = browser.post(address("training-import", network), {"file": file})
    settings.UPLOAD_LIMIT_MB = 1
    file.seek(0)
    dropped = browser.post(address("training-import", network), {"file": file})

    assert [page.context["form"].errors["file"] for page in (told, dropped)] == [
        ["Tiedosto on liian suuri: enintään 5 Mt."]
    ] * 2


def test_a_preview_of_somebody_else_does_not_exist(client_as, as_role, network):
    preview = ImportPreviewFactory(network=network, created_by=as_role("coordinator"))
    other = client_as(as_role("coordinator"))

    assert [other.get(preview.get_absolute_url()).status_code, other.post(preview.get_absolute_url()).status_code] == [
        404,
        404,
    ]


def test_an_expired_preview_says_so(browser, coordinator, network):
    preview = ImportPreviewFactory(network=network, created_by=coordinator, expires_at=timezone.now())

    assert browser.get(preview.get_absolute_url()).url == address("training-list", network)


def test_a_long_preview_is_shown_in_pages_and_narrowed(browser, network):
    rows = [{"name": f"Koulutus {number}", "days": "monta" if number == 7 else "2"} for number in range(150)]
    url = browser.post(address("training-import", network), {"file": upload("trainings", *rows)}).url

    whole, marked = browser.get(url), browser.get(f"{url}?merkityt")

    assert (len(whole.context["rows"]), whole.context["total"]) == (100, 150)
    assert [row.number for row in marked.context["rows"]] == [9]


@pytest.mark.parametrize("name", ["member-export", "training-export"])
def test_an_export_goes_to_the_page_of_its_document(browser, network, name):
    response = browser.post(address(name, network))

    assert response.url == reverse("document", args=[StoredFile.objects.get().uuid])


def test_the_register_is_exported_for_a_span_of_years(browser, network):
    browser.post(address("register-export", network), {"first": "2009", "last": "2008"})
    assert not StoredFile.objects.exists()

    browser.post(address("register-export", network), {"first": "2008", "last": "2009"})
    assert StoredFile.objects.get().variant == "2008-2009"
