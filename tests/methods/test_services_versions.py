import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError
from core.models import LogEntry
from methods.models import Method, MethodVersion
from methods.models.parts import PARTS
from methods.queries import current_version, state_of
from methods.services import (
    DraftIsOpen,
    create_method,
    discard_version,
    open_version,
    publish_version,
    rename_method,
    roll_forward,
    save_text,
)
from network.enums import RoleKind
from tests.factories.methods import (
    EvidenceFactory,
    FacilitatorRuleFactory,
    KeptDocumentFactory,
    LegalBasisFactory,
    MethodFactory,
    MethodVersionFactory,
    ParticipantFactory,
    PhaseFactory,
    SituationFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)


@pytest.fixture
def editor(as_role):
    return as_role(RoleKind.EDITOR)


@pytest.fixture
def full(db):
    """A published version with a row in every list."""
    version = MethodVersionFactory(domains=["children"], age_to=18, consent="guardian")
    for make in (
        EvidenceFactory,
        FacilitatorRuleFactory,
        KeptDocumentFactory,
        LegalBasisFactory,
        ParticipantFactory,
        PhaseFactory,
        SituationFactory,
        ZonePlacementFactory,
    ):
        make(version=version)
    VersionTextFactory(version=version, language="sv", name="Metod", made_from={"purpose": "Tarkoitus"})
    version.instead.create(method=MethodFactory())
    return version


def said(version):
    """All rows that belong to a version, without their keys."""
    return {
        name: [
            {
                field.attname: getattr(row, field.attname)
                for field in row._meta.fields
                if field.name not in ("id", "version")
            }
            for row in getattr(version, name).order_by("pk")
        ]
        for name in PARTS
    }


def keys(version):
    return {name: set(getattr(version, name).values_list("pk", flat=True)) for name in PARTS}


def test_a_draft_is_a_copy_of_the_whole(full, editor):
    draft = open_version(full, actor=editor)

    without_names = said(full)
    for text in without_names["texts"]:
        text["name"] = ""
    assert said(draft) == without_names
    assert all(rows for rows in said(draft).values())
    assert [keys(full)[name] & keys(draft)[name] for name in PARTS] == [set()] * len(PARTS)
    assert (draft.number, draft.made_from, draft.age_to, state_of(draft)) == (full.number + 1, full, 18, "draft")
    assert [author.user for author in draft.authors.all()] == [editor]


def test_every_row_that_belongs_to_a_version_is_copied_with_it():
    beside = {"authors", "events", "comments"}

    relations = {
        relation.get_accessor_name()
        for relation in MethodVersion._meta.related_objects
        if relation.related_model._meta.app_label == "methods" and not relation.get_accessor_name().endswith("+")
    }

    assert relations - beside == set(PARTS)


def test_a_method_has_one_open_draft(full, editor, as_role):
    draft = open_version(full, actor=editor)

    with pytest.raises(DraftIsOpen, match=str(editor)) as refusal:
        open_version(full, actor=as_role(RoleKind.EDITOR))

    assert refusal.value.draft == draft
    assert full.method.versions.count() == 2


def test_the_database_refuses_a_second_draft(full, editor):
    draft = open_version(full, actor=editor)

    with pytest.raises(ValidationError):
        MethodVersion(method=full.method, number=9, orderability="duty", submitted_at=draft.submitted_at).full_clean()


def test_an_old_version_is_rolled_forward(full, editor, as_role):
    save = {"language": "fi", "field": "purpose", "actor": editor}
    draft = open_version(full, actor=editor)
    save_text(draft, text="Uusi tarkoitus.", based_on=said(draft)["texts"][0]["purpose"], **save)
    MethodVersion.objects.filter(pk=draft.pk).update(
        submitted_at=full.submitted_at, content_reviewed_at=full.submitted_at, language_reviewed_at=full.submitted_at
    )
    full.method.name_sv = ""
    publish_version(draft, actor=editor)

    forward = roll_forward(full, actor=editor)

    assert current_version(full.method) == draft
    assert forward.made_from == full
    assert forward.texts.get(language="fi").purpose == full.texts.get(language="fi").purpose
    assert [event.step for event in forward.events.all()] == ["rolled_forward"]


def test_a_thrown_away_draft_leaves_the_published_version(full, editor):
    before, draft = said(full), open_version(full, actor=editor)

    discard_version(draft, actor=editor)

    assert said(full) == before
    assert list(full.method.versions.all()) == [full]
    assert LogEntry.objects.filter(action="methods.version.discarded", actor=editor).count() == 1


def test_a_published_version_is_not_thrown_away(full, editor):
    with pytest.raises(DomainError):
        discard_version(full, actor=editor)


def test_a_new_method_is_seen_by_editors_alone(editor, coordinator):
    version = create_method(code="uusi", kind="method", name_fi="Uusi menetelmä", actor=editor)

    assert Method.objects.visible_to(editor).get() == version.method
    assert not Method.objects.visible_to(coordinator).exists()
    assert state_of(version) == "draft"


def test_a_code_is_never_used_again(full, editor):
    with pytest.raises(ValidationError):
        create_method(code=full.method.code, kind="method", name_fi="Toinen", actor=editor)


def test_a_renamed_method_is_found_by_its_old_name(full, editor):
    old = full.method.name_fi

    rename_method(
        full.method, names={"fi": " Uusi  nimi ", "sv": full.method.name_sv}, sv_proposed=False, actor=editor
    )

    method = Method.objects.get(pk=full.method_id)
    assert method.name_fi == "Uusi nimi"
    assert [(row.language, row.text) for row in method.synonyms.all()] == [("fi", old)]
    assert LogEntry.objects.get(action="methods.method.renamed").changes == {"name_fi": [old, "Uusi nimi"]}
