"""Who gets a bulletin by mail, and who no longer does."""

from django.core import mail as outbox
from django.urls import reverse

from bulletins.models import BulletinMail, Unsubscribed
from tests.bulletins.pages import url
from tests.factories.bulletins import BulletinFactory, BulletinMailFactory
from tests.factories.network import GroupFactory, GroupMembershipFactory, PersonFactory


def test_recipients_are_shown_before_anything_is_sent(author, network, django_capture_on_commit_callbacks):
    bulletin = BulletinFactory(network=network, published=True)
    group = GroupFactory(network=network)
    aada = PersonFactory(network=network, first_name="Aada", email="aada@kunta.example")
    mute = PersonFactory(network=network, email="")
    for person in (aada, mute):
        GroupMembershipFactory(group=group, person=person)
    address = f"{url('bulletin-mail', bulletin.pk)}?ryhma={group.pk}"

    shown = author.get(address)
    assert (shown.context["recipients"].people, shown.context["recipients"].without) == ([aada], [mute])
    assert BulletinMail.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        author.post(address, {"people": [aada.pk]})

    assert [one.to for one in outbox.outbox] == [["aada@kunta.example"]]
    assert author.get(address).context["recipients"].had == [aada]


def test_stranger_cannot_be_posted_as_a_recipient(author, network):
    bulletin = BulletinFactory(network=network, published=True)
    stranger = PersonFactory(network=network)
    group = GroupMembershipFactory(group=GroupFactory(network=network)).group

    response = author.post(f"{url('bulletin-mail', bulletin.pk)}?ryhma={group.pk}", {"people": [stranger.pk]})

    assert response.status_code == 422
    assert BulletinMail.objects.count() == 0


def test_unsubscribing_asks_first_and_takes_the_button_of_a_mail_program(client, network):
    client.handler.enforce_csrf_checks = True
    mail = BulletinMailFactory(version=BulletinFactory(network=network, published=True).versions.get())
    address = reverse("public-bulletins:unsubscribe", args=[mail.key])

    asked = client.get(address)
    assert (asked.context["is_off"], Unsubscribed.objects.count()) == (False, 0)
    assert mail.email not in asked.content.decode()
    client.post(address, {"List-Unsubscribe": "One-Click"})

    assert Unsubscribed.objects.count() == 1
    assert client.get(address).context["is_off"]


def test_bulletins_are_wanted_again_at_the_same_address(client, network):
    mail = BulletinMailFactory(version=BulletinFactory(network=network, published=True).versions.get())
    address = reverse("public-bulletins:unsubscribe", args=[mail.key])
    client.post(address)
    asked = client.get(address)

    back = client.post(address, {"again": "1"})

    assert 'name="again"' in asked.content.decode()
    assert (back.url, Unsubscribed.objects.count()) == (address, 0)
    assert client.get(address).context["is_off"] is False
