"""The report: its tables, what leaves the network, freezing, and its three forms."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from pypdf import PdfReader

from bank.documents import Options, render_report, render_workbook, report_of, report_version
from bank.enums import Outcome, OutcomeReason
from bank.models import Feedback, Order, Session, SessionFacilitator, YearStatistic
from bank.services import freeze_last_year, freeze_year
from core.errors import DomainError
from core.models import LogEntry, StoredFile
from tests.factories.bank import MemberFactory, OrderFactory, on_day
from tests.factories.methods import MethodFactory
from tests.factories.network import MunicipalityFactory

DAY = datetime.date(2025, 3, 10)
YEAR = Options(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
OUTSIDE = Options(YEAR.first, YEAR.last, outside=True)
CONCERN = "Poissaolot huolettavat kaikkia."


def orders(network, count, **facts):
    facts = {"received_on": DAY, "wished": on_day(DAY), "kind": "planning"} | facts
    if facts.get("outcome"):
        facts["outcome_at"] = timezone.now()
    return OrderFactory.create_batch(count, network=network, **facts)


def held(network, count, **facts):
    return orders(network, count, outcome=Outcome.CARRIED_OUT, held=on_day(DAY), **facts)


def cancelled(network, count, reason=OutcomeReason.ORDERER_WITHDREW, **facts):
    return orders(network, count, outcome=Outcome.CANCELLED, outcome_reason=reason, **facts)


def table(report, key):
    """The rows of a table by their keys: ``{key: cells}``."""
    found = next(one for one in report.tables if one.key == key)
    return {row.key: list(row.cells) for row in found.all_rows}


def test_report_tells_client_work_against_planning_and_evaluation(network):
    orders(network, 1, kind="client_work")
    orders(network, 2, kind="planning")
    orders(network, 1, kind="evaluation", received_on=datetime.date(2024, 5, 5))
    orders(network, 5, kind="training")

    report = report_of(network, Options(datetime.date(2024, 1, 1), YEAR.last))

    assert table(report, "balance") == {"2024": [0, 1, "0%"], "2025": [1, 2, "33%"]}
    assert dict(report.key_figures)["Share of client work"] == "25%"
    assert report.span == "1.1.2024–31.12.2025"


def test_report_crosses_kinds_methods_and_municipalities_with_outcomes(network):
    method, place = MethodFactory(name_en="Dialogue"), MunicipalityFactory(name_fi="Kouvola")
    held(network, 2, method=method, municipality=place)
    cancelled(network, 1, method=method, municipality=place)

    report = report_of(network, YEAR)

    cells = [3, 2, 0, 0, 1, 0, 0]
    assert table(report, "kinds") == {"planning": cells, "total": cells}
    assert table(report, "methods") == {str(method.pk): cells}
    assert table(report, "municipalities") == {str(place.pk): cells}
    assert table(report, "outcomes") == {"carried_out": [2, "67%"], "cancelled": [1, "33%"], "total": [3, None]}


def test_report_tells_the_funnel_and_why_orders_came_no_further(network):
    held(network, 3)
    cancelled(network, 1, reason=OutcomeReason.NO_FACILITATORS, search_opened_at=timezone.now())

    report = report_of(network, YEAR)

    assert table(report, "stages") == {
        "received": [4, "100%", None],
        "offered": [4, "100%", 1],
        "accepted": [3, "75%", None],
        "called_together": [3, "75%", None],
        "held": [3, "75%", 3],
        "followed_up": [0, "0%", None],
    }
    assert table(report, "drops") == {
        "offered:no_facilitators": ["No facilitators were found", 1],
        "held:no_follow_up": ["No follow-up belongs to the method", 3],
    }


def test_report_without_orders_says_so_in_every_part(network):
    report = report_of(network, YEAR)

    assert table(report, "kinds") == {"total": [0]}
    assert [one.chart for one in report.tables if one.chart] == []


def test_municipalities_of_today_are_summed(network):
    today = MunicipalityFactory(name_fi="Kouvola")
    old = MunicipalityFactory(name_fi="Elimäki", valid_to=datetime.date(2008, 12, 31), successor=today)
    orders(network, 1, municipality=old)
    orders(network, 2, municipality=today)

    of_the_day = report_of(network, YEAR)
    of_today = report_of(network, Options(YEAR.first, YEAR.last, todays=True))

    assert [cells[0] for cells in table(of_the_day, "municipalities").values()] == [2, 1]
    assert [cells[0] for cells in table(of_today, "municipalities").values()] == [3]


@pytest.mark.parametrize(
    "options",
    [
        YEAR,
        Options(YEAR.first, YEAR.last, todays=True, register=True, outside=True),
        Options(DAY, DAY, register=True),
    ],
)
def test_a_variant_is_read_as_it_was_written_and_fits_its_column(options):
    assert Options.from_variant(options.variant) == options
    assert len(options.variant) <= StoredFile._meta.get_field("variant").max_length


# --- Freezing ---


def test_frozen_figures_outlive_erasure_and_tell_what_has_changed(network, coordinator):
    held(network, 2, kind="client_work")
    [late] = orders(network, 1)
    freeze_year(network, year=2025, actor=coordinator)

    Order.objects.filter(kind="client_work").delete()
    late.postponed_at = timezone.now()
    late.save()
    orders(network, 1, kind="evaluation")
    report = report_of(network, YEAR)

    assert [cells[0] for cells in table(report, "kinds").values()] == [2, 1, 3]
    assert report.frozen_at is not None
    changes = {(one.table, one.row, one.column): (one.frozen, one.now) for one in report.changes}
    assert changes["Orders by outcome", "Carried out", "Orders"] == (2, None)
    assert changes["Orders by outcome", "Postponed", "Orders"] == (None, 1)
    assert changes["Orders by kind and outcome", "Evaluation", "Orders"] == (None, 1)


def test_a_frozen_year_without_changes_says_so(network, coordinator):
    held(network, 1)
    freeze_year(network, year=2025, actor=coordinator)

    assert list(report_of(network, YEAR).changes) == []


def test_a_longer_span_names_the_years_that_are_frozen(network, coordinator):
    freeze_year(network, year=2025, actor=coordinator)

    report = report_of(network, Options(datetime.date(2024, 1, 1), YEAR.last))

    assert (report.frozen_at, report.frozen_years) == (None, [2025])


def test_freezing_is_recorded_and_done_once(network, coordinator):
    frozen = freeze_year(network, year=2025, actor=coordinator)

    with pytest.raises(DomainError, match="frozen already"):
        freeze_year(network, year=2025, actor=coordinator)
    assert [entry.action for entry in LogEntry.objects.of(frozen)] == ["bank.year.frozen"]


@pytest.mark.parametrize("ahead", [0, 1])
def test_only_a_year_that_is_over_can_be_frozen(network, coordinator, ahead):
    with pytest.raises(DomainError, match="not over"):
        freeze_year(network, year=timezone.localdate().year + ahead, actor=coordinator)


def test_the_year_before_freezes_itself_from_the_end_of_january_on(network, other_network, coordinator):
    orders(network, 1)
    orders(other_network, 1)
    freeze_year(other_network, year=2025, actor=coordinator)

    done = [freeze_last_year(datetime.date(2026, month, day)) for month, day in ((1, 30), (1, 31), (7, 1))]

    assert done == [0, 1, 0]
    assert YearStatistic.objects.get(network=network).frozen_by is None


def test_frozen_figures_hold_no_name(network, coordinator):
    [order] = held(network, 1)
    member = MemberFactory(network=network, person__last_name="Nimekäs")
    session = Session.objects.create(order=order, held=on_day(DAY))
    SessionFacilitator.objects.create(session=session, member=member, name_label=member.person.name, minutes=60)

    frozen = freeze_year(network, year=2025, actor=coordinator)

    assert "Nimekäs" not in str(frozen.figures)
    assert "Nimekäs" in str(list(report_of(network, YEAR).tables))


# --- For outside ---


def numbers(report):
    """Every number that the report shows, with the words around it left out."""
    return [cell for one in report.tables for row in one.all_rows for cell in row.cells if isinstance(cell, int)]


def test_outside_no_cell_is_below_five_and_no_name_is_told(network, coordinator):
    member = MemberFactory(network=network, person__last_name="Nimekäs")
    [first, *_others] = held(network, 9, kind="client_work", municipality=MunicipalityFactory(name_fi="Suurela"))
    held(network, 6, kind="planning", municipality=MunicipalityFactory(name_fi="Keskilä"))
    held(network, 2, kind="evaluation", municipality=MunicipalityFactory(name_fi="Pienelä"))
    cancelled(network, 3, kind="planning", municipality=MunicipalityFactory(name_fi="Suurila"))
    orders(network, 6, kind="planning")
    session = Session.objects.create(order=first, held=on_day(DAY))
    SessionFacilitator.objects.create(session=session, member=member, name_label=member.person.name, minutes=60)
    for score in (1, 5, 5):
        Feedback.objects.create(order=first, side="orderer", given_on=DAY, answers={"easy": score})
    freeze_year(network, year=2025, actor=coordinator)

    report = report_of(network, OUTSIDE)

    assert [number for number in numbers(report) if number < 5] == []
    assert table(report, "kinds") == {"client_work": [None], "planning": [15], "evaluation": [None], "total": [26]}
    assert table(report, "outcomes") == {
        "carried_out": [17, "65%"],
        # Which outcomes the three that ended had is not told either: it would tell how many they are at least.
        "open": [None, None],
        "total": [26, None],
    }
    assert [row.label for row in next(t for t in report.tables if t.key == "municipalities").rows] == [
        "Suurela", "Keskilä", "Not recorded", "Pienelä", "Suurila",
    ]  # fmt: skip
    assert "Nimekäs" not in str(report)
    assert {one.key for one in report.tables} == {
        "kinds", "balance", "outcomes", "stages", "drops", "waits", "methods", "municipalities", "trainings",
        "feedback", "answers", "agreements",
    }  # fmt: skip
    assert list(table(report, "answers").values()) == [["Ordering was easy.", None]]


def test_outside_is_only_for_a_frozen_whole_year(network, coordinator):
    held(network, 9)
    with pytest.raises(DomainError, match="frozen"):
        report_of(network, OUTSIDE)
    freeze_year(network, year=2025, actor=coordinator)
    with pytest.raises(DomainError, match="frozen"):
        report_of(network, Options(YEAR.first, YEAR.last - datetime.timedelta(days=1), outside=True))

    assert report_of(network, OUTSIDE).outside


# --- The page, the PDF, the workbook ---


@pytest.fixture
def url():
    return reverse("bank:report", args=["oma"])


def test_report_page_shows_this_year_unless_told(client_as, coordinator, network, url):
    today = timezone.localdate()
    orders(network, 2, received_on=today)
    orders(network, 1, received_on=today - datetime.timedelta(days=800))

    response = client_as(coordinator).get(url)

    assert (response.context["report"].span, response.context["can_freeze"]) == (str(today.year), None)
    assert table(response.context["report"], "kinds")["total"][0] == 2


def test_report_page_offers_to_freeze_a_year_that_is_over(client_as, coordinator, network, url):
    client = client_as(coordinator)
    page = client.get(url, {"alku": "1.1.2025", "loppu": "31.12.2025"})
    answer = client.post(reverse("bank:report-freeze", args=["oma"]), {"vuosi": "2025"})

    assert page.context["can_freeze"] == 2025
    assert answer["Location"] == f"{url}?alku=1.1.2025&loppu=31.12.2025"
    assert client.get(answer["Location"]).context["can_freeze"] is None


@pytest.mark.parametrize("year", ["", "²025", "20255", "-1"])
def test_freezing_what_is_no_year_is_refused_as_a_year_that_is_not_over(client_as, coordinator, network, year):
    answer = client_as(coordinator).post(reverse("bank:report-freeze", args=["oma"]), {"vuosi": year}, follow=True)

    assert len(answer.context["messages"]) == 1
    assert not YearStatistic.objects.exists()


def test_report_page_tells_what_is_wrong_with_the_days(client_as, coordinator, network, url):
    client = client_as(coordinator)
    backwards = client.get(url, {"alku": "2.1.2025", "loppu": "1.1.2025"})
    outside = client.get(url, {"alku": "2.1.2025", "loppu": "3.1.2025", "ulos": "on"})

    assert backwards.context["form"].errors == {"loppu": ["Viimeinen päivä ei saa olla ennen ensimmäistä."]}
    assert (outside.context["report"], bool(outside.context["refusal"])) == (None, True)


@pytest.mark.parametrize(("document", "kind"), [("pdf", "bank.report"), ("excel", "bank.report_workbook")])
def test_report_is_asked_for_as_a_document(client_as, coordinator, network, url, document, kind):
    chosen = {"alku": "1.1.2025", "loppu": "31.12.2025", "document": document, "rekisteri": "on"}

    answer = client_as(coordinator).post(url, chosen)

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant) == (kind, "2025-01-01_2025-12-31_r")
    assert stored.job.kind == "core.render_long_document"
    assert answer["Location"] == reverse("document", args=[stored.uuid])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_report_prints_tagged_with_charts_and_register(network, language):
    held(network, 3, kind="client_work", concern=CONCERN, summary="Teemaneuvonpito")
    variant = Options(YEAR.first, YEAR.last, register=True).variant

    rendered = render_report(network, variant, language)

    reader = PdfReader(io.BytesIO(rendered.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert (reader.trailer["/Root"]["/Lang"], "Teemaneuvonpito" in text, CONCERN in text) == (language, True, False)
    pictures = [
        one for one in elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]) if one.get("/S") == "/Figure"
    ]
    assert len(pictures) >= 3
    assert [one for one in pictures if not one.get("/Alt")] == []


def elements(part):
    """The elements of a PDF's tree of tags."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for one in part:
            yield from elements(one)
    elif isinstance(part, dict) and "/S" in part:
        yield part
        yield from elements(part.get("/K", []))


def test_a_report_for_outside_prints_no_register(network, coordinator):
    held(network, 9, summary="Teemaneuvonpito")
    freeze_year(network, year=2025, actor=coordinator)
    variant = Options(YEAR.first, YEAR.last, register=True, outside=True).variant

    assert "Teemaneuvonpito" not in render_report(network, variant, "en").html


def test_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(network):
    with translation.override("en"):
        held(network, 2, method=MethodFactory(name_en="=Dialogue"))
        report = report_of(network, YEAR)

    book = load_workbook(io.BytesIO(render_workbook(network, YEAR.variant, "en").content))

    assert len(book.worksheets) == len(list(report.tables))
    sheet = next(sheet for sheet in book.worksheets if "Orders by method" in sheet.title)
    cell = sheet["A2"]
    assert [one.value for one in sheet[1]][:3] == ["Method", "Orders", "Carried out"]
    assert (cell.value, cell.data_type, sheet["B2"].value) == ("=Dialogue", "s", 2)


def test_report_version_changes_with_the_figures_and_the_register(network, coordinator):
    [order] = orders(network, 1)
    plain, register = YEAR.variant, Options(YEAR.first, YEAR.last, register=True).variant
    before = [report_version(network, variant) for variant in (plain, register)]
    again = [report_version(network, variant) for variant in (plain, register)]

    order.place = "Muualla"
    order.save()

    after = [report_version(network, variant) for variant in (plain, register)]
    assert (before == again, [one == other for one, other in zip(before, after, strict=True)]) == (True, [True, False])
