import csv
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation

from methods.queries import (
    catalogue_rows,
    find_methods,
    found_groups,
    grouped,
    listed,
    method_for_register_word,
    method_page,
    zones,
)
from methods.services import load_methods
from tests.factories.methods import (
    MethodFactory,
    MethodSynonymFactory,
    MethodVersionFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)

REGISTER = settings.BASE_DIR.parent / "shared" / "domain" / "bank_orders_2008_2009.csv"


@pytest.mark.parametrize("word", ["Teemaneuvonpito", "TEEMANEUVONPITO", " läheis  NEUVO ", "Läheis neuvo"])
@pytest.mark.django_db
def test_register_word_finds_its_method(word):
    MethodFactory()
    method = MethodFactory(name_fi="Teemaneuvonpito")
    MethodSynonymFactory(method=method, text="läheis neuvo")

    assert method_for_register_word(word) == method


@pytest.mark.parametrize("word", ["", "neuvonpito", "temarådslag", "Theme"])
@pytest.mark.django_db
def test_register_word_is_a_whole_finnish_name(word):
    method = MethodFactory(name_fi="Teemaneuvonpito", name_en="Theme")
    MethodSynonymFactory(method=method, language="sv", text="temarådslag")

    assert method_for_register_word(word) is None


@pytest.mark.skipif(not REGISTER.exists(), reason=f"{REGISTER} is not beside this checkout")
@pytest.mark.django_db
def test_every_word_of_the_real_register_leads_to_a_method():
    load_methods()
    with REGISTER.open(encoding="utf-8", newline="") as file:
        words = {row["method"] for row in csv.DictReader(file)}

    unknown = {word for word in words if word and method_for_register_word(word) is None}

    assert unknown == set()


@pytest.mark.parametrize(
    "words", ["läheisneuvonpito", "LAHEISNEUVO", "narstaende", "neuvonpito laheis", "family conference", "fgc narst"]
)
@pytest.mark.django_db
def test_find_methods_by_any_part_of_any_name(words):
    MethodFactory(name_fi="Teemaneuvonpito")
    method = MethodFactory(name_fi="Läheisneuvonpito", name_sv="Närståenderådslag", name_en="Family group conference")
    MethodSynonymFactory(method=method, text="FGC", language="en")

    assert list(find_methods(words)) == [method]


@pytest.mark.parametrize("words", ["", "  ", "%", "laheis teema"])
@pytest.mark.django_db
def test_find_methods_finds_nothing_for_no_name(words):
    MethodFactory(name_fi="Teemaneuvonpito")
    MethodFactory(name_fi="Läheisneuvonpito")

    assert list(find_methods(words)) == []


def _with_texts(language="fi", **texts):
    method = MethodFactory()
    version = method.versions.get()
    version.texts.filter(language=language).delete()
    VersionTextFactory(version=version, language=language, **texts)
    return method


@pytest.mark.parametrize(
    "field", ["purpose", "when", "participants", "not_for", "conditions", "for_payer", "training"]
)
@pytest.mark.django_db
def test_find_methods_by_the_texts_of_today(field):
    MethodFactory()
    method = _with_texts(**{field: "Väsynyt perhe jaksaa."})

    with translation.override("en"):
        assert [(found, found.by_name) for found in find_methods("vasynyt PERHE")] == [(method, False)]


@pytest.mark.django_db
def test_find_methods_reads_the_readers_language_and_finnish():
    swedish, finnish = _with_texts("sv", purpose="Trötta föräldrar orkar."), _with_texts(purpose="Väsyneet jaksavat.")

    found = {}
    for language in ("fi", "sv"):
        with translation.override(language):
            found[language] = [list(find_methods(words)) for words in ("trotta", "vasyneet")]

    assert found == {"fi": [[], [finnish]], "sv": [[swedish], [finnish]]}


@pytest.mark.django_db
def test_find_methods_gives_names_first():
    in_text = _with_texts(purpose="Toisin kuin läheisneuvonpito.")
    by_name = MethodFactory(name_fi="Läheisneuvonpito")
    both = MethodFactory(name_fi="Neuvonpito")
    both.versions.get().texts.update(when="Kun läheiset auttavat.")

    assert [(found, found.by_name) for found in find_methods("läheis neuvonpito")] == [
        (by_name, True),
        (in_text, False),
        (both, False),
    ]


@pytest.mark.django_db
def test_find_methods_does_not_find_by_drafts_and_old_versions():
    version = MethodVersionFactory(published_from=timezone.now() - timedelta(days=90))
    version.texts.update(purpose="Vanha sanonta.")
    MethodVersionFactory(method=version.method)
    MethodVersionFactory(method=version.method, published_from=None).texts.update(purpose="Uusi sanonta.")

    assert list(find_methods("sanonta")) == []


@pytest.mark.django_db
def test_find_methods_counts_twelve_words():
    method = MethodFactory(name_fi="sana")

    assert list(find_methods("sana " * 12 + "muu")) == [method]


@pytest.mark.django_db
def test_found_groups_divide_names_and_texts():
    in_text = [_with_texts(purpose="Kuin neuvonpito.") for _ in range(3)]
    by_name = MethodFactory(name_fi="Neuvonpito")

    with translation.override("en"):
        rows = catalogue_rows(listed(find_methods("neuvonpito"), first=[by_name.code]))
        groups = found_groups(rows, [by_name.code])

    assert rows[0]["code"] == by_name.code
    assert [(group["title"], [row["code"] for row in group["rows"]]) for group in groups] == [
        ("By name", [by_name.code]),
        ("In the text", [method.code for method in in_text]),
    ]


@pytest.mark.django_db
def test_find_methods_names_a_method_once():
    method = MethodFactory(name_fi="Läheisneuvonpito")
    MethodSynonymFactory.create_batch(2, method=method)

    assert list(find_methods("toinen nimi")) == [method]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.django_db
def test_catalogue_rows_take_the_same_queries_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        ZonePlacementFactory(version=MethodFactory(parent=MethodFactory()).versions.get())

    with django_assert_num_queries(3):
        rows = catalogue_rows()

    assert len(rows) == 2 * count


@pytest.mark.django_db
def test_catalogue_row_tells_zones_and_first_sentence():
    method = MethodFactory(unchecked=["zones"])
    ZonePlacementFactory(version=method.versions.get(), zone=3, first_step=4, last_step=5, source="A")
    ZonePlacementFactory(version=method.versions.get(), zone=4, first_step=6, last_step=7, source="A", primary=False)
    ZonePlacementFactory(version=method.versions.get(), zone=3, first_step=4, last_step=5, source="B", primary=False)

    [row] = catalogue_rows()

    assert row["zones"] == [
        {"zone": 1, "use": ""},
        {"zone": 2, "use": ""},
        {"zone": 3, "use": "primary"},
        {"zone": 4, "use": "also"},
    ]
    assert row["bars"] == [{"first": 4, "last": 5, "primary": True}, {"first": 6, "last": 7, "primary": False}]
    assert row["purpose"] == "Osalliset puhuvat vuorollaan."
    assert (row["differ"], row["unchecked"]) == (True, True)


@pytest.mark.django_db
def test_sources_that_speak_of_different_zones_do_not_disagree():
    method = MethodFactory()
    ZonePlacementFactory(version=method.versions.get(), zone=1, first_step=1, last_step=1, source="A")
    ZonePlacementFactory(version=method.versions.get(), zone=3, source="B")

    [row] = catalogue_rows()

    assert row["differ"] is False


@pytest.mark.django_db
def test_catalogue_row_without_a_text_in_the_language_is_finnish():
    MethodFactory()

    with translation.override("sv"):
        [row] = catalogue_rows()

    assert (row["language"], row["purpose"]) == ("fi", "Osalliset puhuvat vuorollaan.")


@pytest.mark.django_db
def test_groups_follow_what_can_be_ordered():
    MethodFactory(orderability="duty")
    MethodFactory.create_batch(2, orderability="order_facilitator")

    with translation.override("en"):
        groups = grouped(catalogue_rows())

    assert [(group["title"], len(group["rows"])) for group in groups] == [
        ("Order a facilitator", 2),
        ("Duty of the responsible worker", 1),
    ]


@pytest.mark.django_db
def test_method_page_has_one_row_for_each_source():
    method = MethodFactory()
    ZonePlacementFactory(version=method.versions.get(), zone=2, first_step=2, last_step=3, source="B", primary=False)
    ZonePlacementFactory(version=method.versions.get(), zone=3, first_step=4, last_step=5, source="A")
    ZonePlacementFactory(version=method.versions.get(), zone=4, first_step=6, last_step=7, source="A")
    ZonePlacementFactory(version=method.versions.get(), zone=1, first_step=1, last_step=1, source="C", primary=False)

    with translation.override("en"):
        places = method_page(method.versions.get())["placements"]

    assert [(place["number"], place["source"], place["where"], place["primary"]) for place in places] == [
        (1, "A", "Zones 3–4, steps 4–7", True),
        (2, "B", "Zone 2, steps 2–3", False),
        (3, "C", "Zone 1, step 1", False),
    ]


@pytest.mark.parametrize(("zone", "steps", "expected"), [(4, (6, 7), True), (3, (4, 5), False)])
@pytest.mark.django_db
def test_method_page_has_the_notice_for_zone_4_only(zone, steps, expected):
    placement = ZonePlacementFactory(zone=zone, first_step=steps[0], last_step=steps[1], primary=False)

    page = method_page(placement.version)

    assert (page["notice"] is not None) == expected


@pytest.mark.django_db
def test_method_page_shows_the_text_of_the_language():
    method = MethodFactory()
    VersionTextFactory(version=method.versions.get(), language="sv", purpose="Alla talar i tur och ordning.")

    with translation.override("sv"):
        page = method_page(method.versions.get())

    assert page["text"].purpose == "Alla talar i tur och ordning."


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Ei huolta", "Pieni huoli", "Harmaa vyöhyke", "Suuri huoli"]),
        ("en", ["No worry", "Small worry", "Grey zone", "Great worry"]),
    ],
)
def test_zones_speak_the_language(language, names):
    with translation.override(language):
        found = zones()

    assert [zone["name"] for zone in found["zones"]] == names
    assert [step["step"] for zone in found["zones"] for step in zone["steps"]] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_zones_have_every_text(language):
    with translation.override(language):
        found = zones()

    texts = [found["note"], found["control_note"], found["notice"]["title"], found["notice"]["text"]]
    texts += [step[key] for zone in found["zones"] for step in zone["steps"] for key in ("name", "experience")]
    assert [text for text in texts if not text.strip()] == []
