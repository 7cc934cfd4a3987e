"""The life of a bulletin and its mails: each refusal, what is frozen, who gets nothing."""

from datetime import date
from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail as outbox
from django.db import IntegrityError, connection, transaction

from bulletins.enums import BulletinState, SectionKind
from bulletins.models import BulletinMail, BulletinVersion, Section, Unsubscribed
from bulletins.queries import is_unsubscribed, recipients_of, unsubscribed_hash
from bulletins.services import (
    SectionRefused,
    add_section,
    correct_bulletin,
    edit_bulletin,
    edit_section,
    mail_bulletin,
    move_section,
    open_bulletin,
    publish_bulletin,
    remove_section,
    return_bulletin,
    submit_bulletin,
    subscribe_again,
    unsubscribe,
    withdraw_bulletin,
)
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import LogEntry, StoredFile
from network.services.erasing import erase_person
from tests.factories.bulletins import BulletinFactory, BulletinMailFactory
from tests.factories.network import GroupFactory, GroupMembershipFactory, PersonFactory, UserFactory

DAY = date(2008, 10, 10)


@pytest.fixture
def author(as_role):
    return as_role("coordinator")


@pytest.fixture
def reader(as_role):
    return as_role("secretary")


@pytest.fixture
def draft(network):
    return BulletinFactory(network=network, title_fi="Syksyn tiedote")


@pytest.fixture
def published(network):
    return BulletinFactory(network=network, published=True)


def said(version, language="fi"):
    return version.content["languages"][language]


def publish(bulletin, reader):
    """As somebody who has just opened the page."""
    bulletin.refresh_from_db()
    return publish_bulletin(bulletin, version=bulletin.version, actor=reader)


def test_bulletin_begins_with_the_sections_of_a_printed_one(network, author):
    bulletin = open_bulletin(network, day=DAY, title_fi="Syksyn tiedote", actor=author)

    assert [one.kind for one in bulletin.sections.all()] == [
        "projects", "text", "groups", "text", "trainings", "meetings", "questions", "decisions", "structure", "text",
        "contacts",
    ]  # fmt: skip
    assert list(bulletin.writers.all()) == [author]


def test_second_reader_publishes_and_the_author_cannot(draft, author, reader):
    submit_bulletin(draft, actor=author)

    with pytest.raises(DomainError, match="Joku muu lukee"):
        publish(draft, author)
    version = publish(draft, reader)

    assert (version.number, said(version)["title"], version.published_by) == (1, "Syksyn tiedote", reader)
    draft.refresh_from_db()
    assert draft.state == BulletinState.PUBLISHED
    assert [entry.action for entry in LogEntry.objects.of(draft)] == [
        "bulletins.bulletin.published",
        "bulletins.bulletin.submitted",
    ]


def test_bulletin_that_was_taken_back_meanwhile_is_read_once_more(draft, author, reader):
    read = submit_bulletin(draft, actor=author)
    return_bulletin(draft, actor=author)
    edit_section(draft.sections.get(), body_fi="<p>Toisin.</p>", version=0, actor=author)
    submit_bulletin(draft, actor=author)

    with pytest.raises(DomainError, match="Lue se vielä kerran"):
        publish_bulletin(draft, version=read.version, actor=reader)

    assert not draft.versions.exists()


def test_bulletin_is_published_though_too_many_documents_wait(draft, author, reader, monkeypatch):
    monkeypatch.setattr("core.documents.WAITING_AT_MOST", 0)
    submit_bulletin(draft, actor=author)

    publish(draft, reader)

    draft.refresh_from_db()
    assert (draft.state, StoredFile.objects.count()) == (BulletinState.PUBLISHED, 0)


def test_whoever_changed_a_section_is_no_second_reader(draft, author, reader):
    edit_section(draft.sections.get(), body_fi="<p>Toisin sanoin.</p>", version=0, actor=reader)
    submit_bulletin(draft, actor=author)

    with pytest.raises(DomainError, match="Joku muu lukee"):
        publish(draft, reader)


def test_what_was_published_never_changes_and_a_correction_is_another_version(draft, author, reader):
    submit_bulletin(draft, actor=author)
    first = publish(draft, reader)
    before = said(first)["sections"]
    correct_bulletin(draft, reason="Päivä oli väärä", actor=reader)
    edit_section(draft.sections.get(), body_fi="<p>Korjattu.</p>", version=0, actor=reader)
    submit_bulletin(draft, actor=reader)
    second = publish(draft, author)

    first.refresh_from_db()
    assert said(first)["sections"] == before
    assert (second.number, second.reason, said(second)["sections"][0]["html"]) == (
        2,
        "Päivä oli väärä",
        "<p>Korjattu.</p>",
    )


def test_bulletin_that_says_nothing_in_a_language_is_not_submitted(network, author):
    bulletin = BulletinFactory(network=network, title_sv="Höstens meddelande")

    with pytest.raises(DomainError, match="ei vielä kerro"):
        submit_bulletin(bulletin, actor=author)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("draft", return_bulletin),
        ("review", submit_bulletin),
        ("published", submit_bulletin),
        ("published", return_bulletin),
    ],
)
def test_act_outside_the_table_of_states_is_refused(network, author, state, act):
    bulletin = BulletinFactory(network=network, state=state)

    with pytest.raises(TransitionNotAllowed):
        act(bulletin, actor=author)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_only_what_a_second_reader_has_is_published(network, reader, state):
    with pytest.raises(TransitionNotAllowed):
        publish(BulletinFactory(network=network, state=state), reader)


@pytest.mark.parametrize("state", ["draft", "review"])
def test_only_a_published_bulletin_is_corrected(network, author, state):
    with pytest.raises(TransitionNotAllowed):
        correct_bulletin(BulletinFactory(network=network, state=state), reason="Syy", actor=author)


def test_bulletin_with_its_second_reader_is_changed_by_nobody(network, author):
    bulletin = BulletinFactory(network=network, state="review")
    section = bulletin.sections.get()
    acts = [
        lambda: edit_bulletin(bulletin, day=DAY, title_fi="Uusi", title_sv="", version=0, actor=author),
        lambda: add_section(bulletin, kind=SectionKind.TEXT, actor=author),
        lambda: edit_section(section, body_fi="<p>Uusi</p>", version=0, actor=author),
        lambda: move_section(section, up=True, actor=author),
        lambda: remove_section(section, actor=author),
    ]

    for act in acts:
        with pytest.raises(TransitionNotAllowed):
            act()


def test_older_version_of_draft_and_section_is_a_conflict(draft, author):
    edit_bulletin(draft, day=DAY, title_fi="Uusi", title_sv="", version=0, actor=author)
    edit_section(draft.sections.get(), body_fi="<p>Uusi</p>", version=0, actor=author)

    with pytest.raises(EditConflict):
        edit_bulletin(draft, day=DAY, title_fi="Vanha", title_sv="", version=0, actor=author)
    with pytest.raises(EditConflict):
        edit_section(draft.sections.get(), body_fi="<p>Vanha</p>", version=0, actor=author)


def test_sections_change_places_and_go(draft, author):
    second = add_section(draft, kind=SectionKind.GROUPS, actor=author)
    move_section(second, up=True, actor=author)
    move_section(second, up=True, actor=author)

    assert [one.kind for one in draft.sections.all()] == ["groups", "text"]
    remove_section(Section.objects.get(pk=second.pk), actor=author)
    assert [one.kind for one in draft.sections.all()] == ["text"]


@pytest.mark.parametrize(
    "text",
    [
        {"body_fi": "<p>Kysy: Aada@Kunta.example</p>"},
        {"body_fi": "<p>Kysy: aada@kunta.example.</p>"},
        {"body_fi": "<p>Kysy aada@<strong>kunta.example</strong>!</p>"},
        {"body_fi": '<p><a href="mailto:aada@kunta.example">Aada</a></p>'},
        {"body_sv": "<p>aada@work.example?</p>"},
        {"heading_fi": "Kysy: aada@kunta.example"},
    ],
    ids=str,
)
def test_address_of_somebody_of_the_network_is_refused_in_own_text(draft, author, network, text):
    PersonFactory(network=network, email="aada@kunta.example", user=UserFactory(email="aada@work.example"))

    with pytest.raises(SectionRefused, match="sähköpostiosoite") as refused:
        edit_section(draft.sections.get(), **text, version=0, actor=author)

    assert [refused.value.field] == list(text)


def test_address_of_somebody_of_the_network_is_refused_in_a_title(network, author):
    PersonFactory(network=network, email="aada@kunta.example")

    with pytest.raises(SectionRefused, match="sähköpostiosoite"):
        open_bulletin(network, day=DAY, title_sv="Fråga aada@kunta.example", actor=author)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET content = '{{}}'",
        "UPDATE {} SET published_at = now()",
        "UPDATE {} SET number = 9",
        "DELETE FROM {}",
    ],
)
def test_database_refuses_to_change_or_delete_what_was_published(published, statement):
    before = published.versions.values().get()

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement.format(BulletinVersion._meta.db_table))

    assert published.versions.values().get() == before


def test_withdrawn_bulletin_is_a_draft_again_and_none_of_it_is_public(published, author):
    withdraw_bulletin(published, reason="Väärä päivä", actor=author)

    published.refresh_from_db()
    assert published.state == BulletinState.DRAFT
    assert [one.withdrawal_reason for one in published.versions.all()] == ["Väärä päivä"]
    with pytest.raises(DomainError, match="julkisilla sivuilla"):
        withdraw_bulletin(published, reason="Taas", actor=author)


def test_withdrawal_and_correction_need_a_reason(published, author):
    with pytest.raises(SectionRefused):
        withdraw_bulletin(published, reason="  ", actor=author)
    with pytest.raises(SectionRefused):
        correct_bulletin(published, reason="", actor=author)


def test_mail_has_title_and_link_and_no_content(published, author, network, django_capture_on_commit_callbacks):
    person = PersonFactory(network=network, email="aada@kunta.example")
    with django_capture_on_commit_callbacks(execute=True):
        (mail,) = mail_bulletin(published, people=[person], actor=author)

    (sent,) = outbox.outbox
    assert sent.to == ["aada@kunta.example"]
    assert published.title_fi in sent.body
    assert f"/tiedotteet/oma/{published.pk}/?kieli=fi" in sent.body
    assert "Kehittämistyö etenee" not in sent.body
    assert sent.extra_headers["List-Unsubscribe"].endswith(f"/tiedotteet/peru/{mail.key}/>")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    mail.refresh_from_db()
    assert mail.sent_at is not None
    entry = LogEntry.objects.get(action="bulletins.bulletin.mailed")
    assert entry.changes["recipient"] == [None, f"bulletins.bulletinmail:{mail.pk}"]


def test_unsubscribed_address_gets_nothing_and_is_stored_as_a_hash(published, author, network):
    person = PersonFactory(network=network, email="aada@kunta.example")
    group = GroupMembershipFactory(group=GroupFactory(network=network), person=person).group
    unsubscribe(
        BulletinMailFactory(version=BulletinFactory(network=network, published=True).versions.get(), person=person)
    )

    row = Unsubscribed.objects.get()
    assert "aada" not in row.address_hash
    assert len(row.address_hash) == 64
    found = recipients_of(published.versions.get(), [group], DAY)
    assert (found.people, found.unsubscribed) == ([], [person])
    # Whatever the page showed: another spelling of the address too.
    with pytest.raises(DomainError, match="ei ole ketään"):
        mail_bulletin(published, people=[person], actor=author)
    assert outbox.outbox == []


def test_hash_is_keyed_and_an_old_key_still_knows_its_addresses(published, network, settings):
    mail = BulletinMailFactory(version=published.versions.get())
    plain = sha256(f"bulletins:{network.pk}:{mail.email}".encode()).hexdigest()
    row = unsubscribe(mail)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert row.address_hash not in {plain, unsubscribed_hash(network, mail.email)}
    assert is_unsubscribed(network, mail.email) is True
    assert unsubscribe(mail) == row
    settings.SECRET_KEY_FALLBACKS = []
    assert is_unsubscribed(network, mail.email) is False


def test_plain_hashes_of_before_are_keyed_by_the_migration(published, network):
    mail = BulletinMailFactory(version=published.versions.get())
    plain = sha256(f"bulletins:{network.pk}:{mail.email}".encode()).hexdigest()
    Unsubscribed.objects.create(network=network, address_hash=plain)

    import_module("bulletins.migrations.0003_keyed_hashes").forwards(apps, None)

    assert Unsubscribed.objects.get().address_hash == unsubscribed_hash(network, mail.email)


def test_whoever_wants_bulletins_again_gets_them(published, network):
    person = PersonFactory(network=network, email="aada@kunta.example")
    mail = BulletinMailFactory(version=published.versions.get(), person=person, email="aada@kunta.example")
    unsubscribe(mail)

    subscribe_again(mail)
    subscribe_again(mail)

    assert is_unsubscribed(network, "Aada@kunta.example") is False
    assert LogEntry.objects.filter(action="bulletins.bulletin.subscribed_again").count() == 1


def test_mail_that_waits_is_not_sent_to_whoever_unsubscribes_meanwhile(
    published, author, network, django_capture_on_commit_callbacks
):
    person = PersonFactory(network=network, email="aada@kunta.example")
    with django_capture_on_commit_callbacks(execute=True):
        (mail,) = mail_bulletin(published, people=[person], actor=author)
        unsubscribe(mail)

    assert outbox.outbox == []


def test_unsubscribing_in_one_network_leaves_the_others(published, other_network, network):
    mail = BulletinMailFactory(version=published.versions.get())
    unsubscribe(mail)
    unsubscribe(mail)
    elsewhere = BulletinFactory(network=other_network, published=True).versions.get()
    person = PersonFactory(network=other_network, email=mail.email)
    group = GroupMembershipFactory(group=GroupFactory(network=other_network), person=person).group

    assert Unsubscribed.objects.count() == 1
    assert recipients_of(elsewhere, [group], DAY).people == [person]


def test_bulletin_is_mailed_once_to_an_address_and_only_while_published(published, draft, author, network):
    person = PersonFactory(network=network, email="aada@kunta.example")
    twin = PersonFactory(network=network, email="aada@kunta.example")
    mail_bulletin(published, people=[person, twin, PersonFactory(network=network, email="")], actor=author)

    assert BulletinMail.objects.count() == 1
    with pytest.raises(DomainError, match="ei ole ketään"):
        mail_bulletin(published, people=[person], actor=author)
    with pytest.raises(DomainError, match="julkaistu"):
        mail_bulletin(draft, people=[person], actor=author)


def test_member_who_wants_no_mail_is_told_on_the_page_of_notices(published, author, as_role, network):
    user = as_role("member")
    user.mail_choices.create(kind="bulletin", time="off")
    mail_bulletin(published, people=[PersonFactory(network=network, user=user)], actor=author)

    assert user.notices.get().path == f"/tiedotteet/oma/{published.pk}/"
    assert outbox.outbox == []


def test_erasing_a_person_takes_the_addresses_of_mails(published, network, admin, ledger):
    mail = BulletinMailFactory(version=published.versions.get())
    erase_person(mail.person, actor=admin)

    mail.refresh_from_db()
    assert (mail.email, mail.name_label) == (f"poistettu-{mail.pk}@poistettu.invalid", "Poistettu henkilö")
