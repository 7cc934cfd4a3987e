import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from core.audit import record, record_view
from core.models import AuditSeal, ErasureEntry, LogEntry, ViewLog
from tests.factories.network import NetworkFactory, OrganisationFactory, UserFactory


@pytest.mark.django_db
def test_record_names_act_target_network_and_actor():
    organisation, user = OrganisationFactory(), UserFactory()

    entry = record("network.organisation.renamed", organisation, actor=user, changes={"name": ["A", "B"]})

    entry.refresh_from_db()
    assert (entry.action, entry.target_type, entry.target_id, entry.network_id, entry.actor, entry.changes) == (
        "network.organisation.renamed",
        "network.organisation",
        organisation.pk,
        organisation.network_id,
        user,
        {"name": ["A", "B"]},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_record_of_the_system_has_no_actor(actor):
    entry = record("network.network.loaded", NetworkFactory(), actor=actor)

    entry.refresh_from_db()
    assert (entry.actor, entry.changes) == (None, {})


@pytest.mark.django_db
def test_record_is_undone_with_its_transaction():
    network = NetworkFactory()

    with transaction.atomic():
        record("network.network.loaded", network, actor=None)
        transaction.set_rollback(True)

    assert LogEntry.objects.count() == 0


@pytest.mark.django_db
def test_entries_of_an_object_are_newest_first_and_of_it_alone(django_assert_num_queries):
    organisation, user = OrganisationFactory(), UserFactory()
    first = record("network.organisation.added", organisation, actor=user)
    second = record("network.organisation.renamed", organisation, actor=user)
    record("network.organisation.added", OrganisationFactory(), actor=user)
    record("network.network.loaded", NetworkFactory(pk=organisation.pk + 1000), actor=user)

    with django_assert_num_queries(1):
        entries = [(entry, str(entry.actor)) for entry in LogEntry.objects.of(organisation)]

    assert entries == [(second, user.name), (first, user.name)]


@pytest.mark.django_db
def test_record_view_tells_who_read_what():
    organisation, user = OrganisationFactory(), UserFactory()

    record_view(user, organisation, "concern")

    assert list(ViewLog.objects.values_list("user", "target_type", "target_id", "what")) == [
        (user.pk, "network.organisation", organisation.pk, "concern")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET target_id = 0", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [LogEntry, ViewLog])
def test_database_refuses_to_change_or_delete_what_was_logged(model, statement):
    network, user = NetworkFactory(), UserFactory()
    record("network.network.loaded", network, actor=user)
    record_view(user, network, "concern")
    before = list(model.objects.values())

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement.format(model._meta.db_table))

    assert list(model.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("model", [LogEntry, ViewLog, AuditSeal, ErasureEntry])
def test_database_refuses_to_empty_a_log(model):
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        # Tests have it off (tests/conftest.py).
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER never_emptied")
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_log_entry_cannot_be_saved_again():
    entry = record("network.network.loaded", NetworkFactory(), actor=None)
    entry.action = "network.network.forged"

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        entry.save()

    assert LogEntry.objects.get().action == "network.network.loaded"
