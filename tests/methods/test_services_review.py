from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, TransitionNotAllowed
from methods.enums import VersionState
from methods.models import Method, MethodVersion
from methods.queries import current_version, due_reviews, review_is_overdue, state_of
from methods.services import (
    NotReady,
    check_law,
    comment,
    open_version,
    pass_content,
    pass_language,
    publish_version,
    resolve_comment,
    return_version,
    save_parts,
    save_text,
    set_review_date,
    submit_version,
    unschedule_version,
    withdraw_method,
)
from network.enums import RoleKind
from tests.factories.methods import FacilitatorRuleFactory, LegalBasisFactory, MethodFactory, MethodVersionFactory
from tests.factories.network import MunicipalityFactory


@pytest.fixture
def author(as_role):
    return as_role(RoleKind.EDITOR)


@pytest.fixture
def reviewer(as_role):
    return as_role(RoleKind.EDITOR)


@pytest.fixture
def draft(db, author):
    return open_version(FacilitatorRuleFactory().version, actor=author)


def fresh(version):
    return MethodVersion.objects.get(pk=version.pk)


def approved(draft, author, reviewer):
    submit_version(draft, change_note="Sanat selvemmiksi", actor=author)
    pass_content(draft, actor=reviewer)
    return pass_language(draft, actor=reviewer)


def test_the_way_to_the_readers(draft, author, reviewer):
    states = [state_of(fresh(draft))]
    submit_version(draft, change_note="Sanat", actor=author)
    states.append(state_of(fresh(draft)))
    pass_content(draft, actor=reviewer)
    states.append(state_of(fresh(draft)))
    pass_language(draft, actor=reviewer)
    states.append(state_of(fresh(draft)))
    publish_version(draft, actor=author)
    states.append(state_of(fresh(draft)))

    assert states == ["draft", "content_review", "language_review", "approved", "published"]
    assert state_of(draft.made_from) == VersionState.SUPERSEDED
    assert [event.step for event in draft.events.all()] == [
        "opened",
        "submitted",
        "content_reviewed",
        "language_reviewed",
        "published",
    ]


@pytest.mark.parametrize("at", ["draft", "content_review", "language_review", "approved", "published"])
def test_the_state_in_sql_is_that_of_the_facts(draft, author, reviewer, at):
    acts = [
        lambda: submit_version(draft, change_note="Sanat", actor=author),
        lambda: pass_content(draft, actor=reviewer),
        lambda: pass_language(draft, actor=reviewer),
        lambda: publish_version(draft, actor=author),
    ]
    for act in acts[: list(VersionState.values).index(at) if at != "published" else 4]:
        act()

    for version in MethodVersion.objects.filter(method=draft.method):
        assert [state for state in VersionState if MethodVersion.objects.in_state(state).filter(pk=version.pk)] == [
            state_of(version)
        ]


def test_who_wrote_in_a_version_reviews_none_of_it(draft, author, reviewer, as_role):
    second = as_role(RoleKind.EDITOR)
    save_text(draft, language="fi", field="conditions", text="Ehto.", based_on="", actor=second)
    submit_version(draft, change_note="Sanat", actor=author)

    for writer in (author, second):
        with pytest.raises(DomainError):
            pass_content(draft, actor=writer)
    pass_content(draft, actor=reviewer)
    with pytest.raises(DomainError):
        pass_language(draft, actor=author)

    assert state_of(fresh(draft)) == VersionState.LANGUAGE_REVIEW


@pytest.mark.parametrize("empty", ["purpose", "when", "for_orderer"])
def test_what_readers_need_is_there_before_the_review(draft, author, empty):
    draft.texts.update(**{empty: ""})

    with pytest.raises(NotReady) as refusal:
        submit_version(draft, change_note="Sanat", actor=author)

    assert len(refusal.value.lacks) == 1
    assert state_of(fresh(draft)) == VersionState.DRAFT


def test_a_review_asks_for_facilitators_sources_and_a_reason(draft, author):
    draft.facilitator_rules.all().delete()
    MethodVersion.objects.filter(pk=draft.pk).update(sources=[])

    with pytest.raises(NotReady) as refusal:
        submit_version(draft, change_note=" ", actor=author)

    assert len(refusal.value.lacks) == 3


def test_a_returned_version_begins_its_reviews_anew(draft, author, reviewer):
    submit_version(draft, change_note="Sanat", actor=author)
    pass_content(draft, actor=reviewer)

    return_version(draft, reason="Ikärajat puuttuvat.", actor=reviewer)

    assert state_of(fresh(draft)) == VersionState.DRAFT
    assert draft.events.last().note == "Ikärajat puuttuvat."
    with pytest.raises(DomainError):
        pass_language(draft, actor=reviewer)


def test_a_version_is_not_returned_without_a_reason(draft, author, reviewer):
    submit_version(draft, change_note="Sanat", actor=author)

    with pytest.raises(DomainError):
        return_version(draft, reason=" ", actor=reviewer)


def test_open_comments_keep_a_version_where_it_is(draft, author, reviewer):
    submit_version(draft, change_note="Sanat", actor=author)
    remark = comment(draft, field="purpose", text="Mitä tarkoittaa osallinen?", actor=reviewer)

    with pytest.raises(DomainError):
        pass_content(draft, actor=reviewer)

    resolve_comment(remark, actor=reviewer)
    assert pass_content(draft, actor=reviewer).content_reviewed_at


def test_a_comment_hangs_on_a_field_that_there_is(draft, reviewer):
    with pytest.raises(DomainError):
        comment(draft, field="password", text="Hm.", actor=reviewer)


def test_a_small_correction_goes_straight_to_language_review(draft, author):
    save_text(draft, language="fi", field="conditions", text="Ehto.", based_on="", actor=author)

    submit_version(draft, change_note="Kirjoitusvirhe", correction=True, actor=author)

    assert state_of(fresh(draft)) == VersionState.LANGUAGE_REVIEW


def test_a_change_of_content_is_no_small_correction(draft, author):
    save_parts(draft, part="phases", rows=[{"text_fi": "Uusi vaihe"}], revision=0, actor=author)

    with pytest.raises(DomainError):
        submit_version(draft, change_note="Kirjoitusvirhe", correction=True, actor=author)

    assert state_of(fresh(draft)) == VersionState.DRAFT


def test_a_scheduled_version_begins_to_hold_by_itself(draft, author, reviewer):
    at = timezone.now() + timedelta(days=3)
    publish_version(approved(draft, author, reviewer), at=at, actor=author)

    assert (state_of(fresh(draft)), current_version(draft.method)) == (VersionState.SCHEDULED, draft.made_from)
    assert state_of(fresh(draft), at) == VersionState.PUBLISHED
    assert current_version(draft.method, at) == draft
    assert list(MethodVersion.objects.current(at).filter(method=draft.method)) == [draft]


def test_a_publication_is_called_off(draft, author, reviewer):
    publish_version(approved(draft, author, reviewer), at=timezone.now() + timedelta(days=3), actor=author)

    unschedule_version(draft, actor=author)

    assert state_of(fresh(draft)) == VersionState.APPROVED
    with pytest.raises(TransitionNotAllowed):
        unschedule_version(draft, actor=author)


def test_a_publication_is_not_called_off_beside_another_draft(draft, author, reviewer):
    publish_version(approved(draft, author, reviewer), at=timezone.now() + timedelta(days=3), actor=author)
    open_version(draft, actor=reviewer)

    with pytest.raises(DomainError):
        unschedule_version(draft, actor=author)


def test_a_time_that_has_passed_is_refused(draft, author, reviewer):
    approved(draft, author, reviewer)

    with pytest.raises(DomainError):
        publish_version(draft, at=timezone.now() - timedelta(minutes=1), actor=author)


def test_nothing_is_published_before_it_is_approved(draft, author, reviewer):
    submit_version(draft, change_note="Sanat", actor=author)

    with pytest.raises(TransitionNotAllowed):
        publish_version(draft, actor=reviewer)


def test_swedish_is_awaited_where_a_network_serves_a_bilingual_municipality(draft, author, reviewer, network):
    approved(draft, author, reviewer)
    network.municipalities.add(MunicipalityFactory(languages="fi;sv"))

    with pytest.raises(NotReady):
        publish_version(draft, actor=author)

    return_version(draft, reason="Ruotsi puuttuu.", actor=reviewer)
    for field in ("purpose", "when", "for_orderer"):
        save_text(draft, language="sv", field=field, text="Svenska.", based_on="", actor=author)
    assert publish_version(approved(draft, author, reviewer), actor=author).published_from


@pytest.mark.parametrize("checked_days_ago", [30, 400])
def test_a_changed_or_aged_legal_basis_asks_for_a_check(draft, author, reviewer, checked_days_ago):
    LegalBasisFactory(version=draft, checked_on=timezone.localdate() - timedelta(days=checked_days_ago))
    approved(draft, author, reviewer)

    with pytest.raises(NotReady):
        publish_version(draft, actor=author)
    with pytest.raises(DomainError):
        check_law(draft, actor=author)
    check_law(draft, actor=reviewer)

    assert publish_version(draft, actor=author).published_from
    assert draft.legal_bases.get().checked_on == timezone.localdate()


def test_a_legal_basis_that_has_ended_must_be_changed(draft, author, reviewer):
    LegalBasisFactory(version=draft, valid_to=timezone.localdate() - timedelta(days=1))
    approved(draft, author, reviewer)

    with pytest.raises(DomainError):
        check_law(draft, actor=reviewer)
    with pytest.raises(NotReady, match="417/2007"):
        publish_version(draft, actor=author)


def test_a_version_keeps_the_name_it_was_published_under(draft, author, reviewer):
    publish_version(approved(draft, author, reviewer), actor=author)
    Method.objects.filter(pk=draft.method_id).update(name_fi="Myöhempi nimi")

    assert draft.texts.get(language="fi").name == draft.method.name_fi != "Myöhempi nimi"


def test_a_withdrawn_method_says_why_and_is_not_ordered(author):
    version, other = MethodFactory().versions.get(), MethodFactory()

    withdraw_method(version, reason="Korvattu uudella.", replaced_by=other, actor=author)

    assert state_of(fresh(version)) == VersionState.WITHDRAWN
    assert list(Method.objects.orderable()) == [other]
    assert Method.objects.published().count() == 2
    with pytest.raises(TransitionNotAllowed):
        withdraw_method(version, reason="Uudelleen.", actor=author)


def test_nothing_is_withdrawn_without_a_reason_or_for_itself(author):
    version = MethodFactory().versions.get()

    with pytest.raises(DomainError):
        withdraw_method(version, reason=" ", actor=author)
    with pytest.raises(DomainError):
        withdraw_method(version, reason="Syy", replaced_by=version.method, actor=author)


@pytest.mark.parametrize(
    ("days", "due", "overdue"), [(40, False, False), (20, True, False), (-59, True, False), (-61, True, True)]
)
def test_reviews_are_due_and_readers_hear_of_late_ones(db, days, due, overdue):
    today = timezone.localdate()
    version = MethodVersionFactory(review_on=today + timedelta(days=days))

    assert list(due_reviews(today)) == [version] * due
    assert review_is_overdue(version, today) == overdue


def test_a_review_date_is_moved_with_what_was_looked_at(author):
    version, day = MethodFactory().versions.get(), timezone.localdate() + timedelta(days=200)

    set_review_date(version, review_on=day, note="Lähteet luettu.", actor=author)

    assert fresh(version).review_on == day
    for wrong in ({"review_on": timezone.localdate(), "note": "Luettu."}, {"review_on": day, "note": ""}):
        with pytest.raises(DomainError):
            set_review_date(version, **wrong, actor=author)
