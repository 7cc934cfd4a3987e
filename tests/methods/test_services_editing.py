import datetime

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError, EditConflict
from methods.models import MethodVersion
from methods.queries import untranslated
from methods.services import PartsRefused, open_version, part_model, save_facts, save_parts, save_text, submit_version
from network.enums import RoleKind
from tests.factories.methods import FacilitatorRuleFactory, MethodVersionFactory, PhaseFactory

OLD = "Osalliset puhuvat vuorollaan. Yhteinen suunnitelma syntyy siitä, mitä kukin aikoo tehdä."


@pytest.fixture
def editor(as_role):
    return as_role(RoleKind.EDITOR)


@pytest.fixture
def draft(db, editor):
    return open_version(FacilitatorRuleFactory().version, actor=editor)


def purpose(version, language="fi"):
    return version.texts.get(language=language).purpose


def test_a_text_is_saved(draft, editor):
    save_text(draft, language="fi", field="purpose", text=" Uusi\r\ntarkoitus. ", based_on=OLD, actor=editor)

    assert purpose(draft) == "Uusi\ntarkoitus."
    assert purpose(draft.made_from) == OLD


def test_two_who_write_one_field_lose_neither_text(draft, editor, as_role):
    other = as_role(RoleKind.EDITOR)
    save_text(draft, language="fi", field="purpose", text="Ensimmäisen sanat.", based_on=OLD, actor=editor)

    with pytest.raises(EditConflict) as refusal:
        save_text(draft, language="fi", field="purpose", text="Toisen sanat.", based_on=OLD, actor=other)

    assert refusal.value.current.purpose == purpose(draft) == "Ensimmäisen sanat."


def test_two_who_write_the_same_words_do_not_conflict(draft, editor, as_role):
    for actor in (editor, as_role(RoleKind.EDITOR)):
        save_text(draft, language="fi", field="purpose", text="Samat sanat.", based_on=OLD, actor=actor)

    assert purpose(draft) == "Samat sanat."


def test_two_fields_of_one_text_do_not_conflict(draft, editor):
    save_text(draft, language="fi", field="purpose", text="Uusi.", based_on=OLD, actor=editor)
    save_text(draft, language="fi", field="conditions", text="Ehto.", based_on="", actor=editor)

    row = draft.texts.get(language="fi")
    assert (row.purpose, row.conditions) == ("Uusi.", "Ehto.")


def test_a_translation_is_stale_once_its_finnish_has_changed(draft, editor):
    for field in ("purpose", "when", "for_orderer"):
        save_text(draft, language="sv", field=field, text="Svenska.", based_on="", actor=editor)
    assert untranslated(draft, "sv") == []

    save_text(draft, language="fi", field="purpose", text="Uusi tarkoitus.", based_on=OLD, actor=editor)
    assert untranslated(draft, "sv") == ["purpose"]
    assert draft.texts.get(language="sv").made_from["purpose"] == OLD

    save_text(draft, language="sv", field="purpose", text="Svenska.", based_on="Svenska.", actor=editor)
    assert untranslated(draft, "sv") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Sanat <script>alert(1)</script>tässä</p>", "Sanat tässä"),
        ('<img src=x onerror="alert(1)">Kuva', "Kuva"),
        ("<ul><li>yksi</li><li>kaksi</li></ul>", "yksi\nkaksi"),
        ("alle <5 ja >3", "alle <5 ja >3"),
    ],
)
def test_markup_is_not_kept(draft, editor, typed, kept):
    save_text(draft, language="fi", field="purpose", text=typed, based_on=OLD, actor=editor)

    assert purpose(draft) == kept


def test_an_identity_code_is_refused(draft, editor):
    with pytest.raises(ValidationError):
        save_text(draft, language="fi", field="purpose", text="Tunnus 131052-308T.", based_on=OLD, actor=editor)

    assert purpose(draft) == OLD


def test_nobody_writes_in_a_version_that_is_reviewed(draft, editor):
    submit_version(draft, change_note="Sanat", actor=editor)

    with pytest.raises(DomainError):
        save_text(draft, language="fi", field="purpose", text="Uusi.", based_on=OLD, actor=editor)
    with pytest.raises(DomainError):
        save_facts(draft, values={"age_from": 3}, revision=0, actor=editor)
    with pytest.raises(DomainError):
        save_parts(draft, part="phases", rows=[], revision=0, actor=editor)


def test_nobody_writes_in_a_published_version(editor):
    version = MethodVersionFactory()

    with pytest.raises(DomainError):
        save_text(version, language="fi", field="purpose", text="Uusi.", based_on=OLD, actor=editor)


def test_facts_are_saved_with_their_revision(draft, editor):
    save_facts(draft, values={"age_from": 3, "age_to": 18}, revision=0, actor=editor)

    with pytest.raises(EditConflict):
        save_facts(draft, values={"age_from": 7}, revision=0, actor=editor)

    assert MethodVersion.objects.get(pk=draft.pk).age_from == 3


def test_ages_that_run_downwards_are_refused(draft, editor):
    with pytest.raises(ValidationError):
        save_facts(draft, values={"age_from": 18, "age_to": 3}, revision=0, actor=editor)

    assert MethodVersion.objects.get(pk=draft.pk).age_from is None


def test_a_list_says_what_was_saved_in_its_order(draft, editor):
    PhaseFactory(version=draft, text_fi="Vanha vaihe")

    save_parts(
        draft, part="phases", rows=[{"text_fi": "Toinen"}, {"text_fi": "Ensimmäinen"}], revision=0, actor=editor
    )

    assert [row.text_fi for row in draft.phases.all()] == ["Toinen", "Ensimmäinen"]
    with pytest.raises(EditConflict):
        save_parts(draft, part="phases", rows=[], revision=0, actor=editor)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"zone": 5, "first_step": 6, "last_step": 7}, "zone"),
        ({"zone": 3, "first_step": 2, "last_step": 4}, "first_step"),
        ({"zone": 3, "first_step": 5, "last_step": 4}, "last_step"),
        ({"zone": 3, "first_step": 4, "last_step": 6}, "last_step"),
        ({"zone": 3, "first_step": 4, "last_step": 5, "source": ""}, "source"),
    ],
)
def test_a_place_off_the_zones_is_refused_at_its_field(draft, editor, row, field):
    right = {"zone": 2, "first_step": 2, "last_step": 3, "source": "Lähde"}

    with pytest.raises(PartsRefused) as refusal:
        save_parts(draft, part="placements", rows=[right, {"source": "Lähde"} | row], revision=0, actor=editor)

    assert {place: list(error.message_dict) for place, error in refusal.value.problems.items()} == {1: [field]}
    assert not MethodVersion.objects.get(pk=draft.pk).placements.exists()


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("legal_bases", {"valid_from": datetime.date(2024, 1, 1), "valid_to": datetime.date(2023, 1, 1)}),
        ("documents", {"text_fi": "Suunnitelma", "kept": "network", "client_data": True}),
        ("evidence", {"line": "effect", "finding": "shown", "source": ""}),
        ("facilitator_rules", {"category": "consultant", "count": 0}),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(draft, editor, part, row):
    law = {"act_fi": "Laki", "number": "1/2020", "section": "1 §", "text_fi": "Sisältö"}
    extra = law | {"checked_on": datetime.date(2026, 1, 1)} if part == "legal_bases" else {}

    with pytest.raises(PartsRefused):
        save_parts(draft, part=part, rows=[extra | row], revision=0, actor=editor)


def test_a_method_is_not_named_instead_of_itself(draft, editor):
    with pytest.raises(PartsRefused):
        save_parts(draft, part="instead", rows=[{"method": draft.method}], revision=0, actor=editor)


@pytest.mark.parametrize("name", ["texts", "events", "password"])
def test_only_lists_of_a_version_are_saved_as_lists(name):
    with pytest.raises(ValueError, match=name):
        part_model(name)
