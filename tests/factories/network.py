"""Networks, people and organisations for tests. All names are invented."""

import secrets

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from factory.django import DjangoModelFactory, Password
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from network.enums import GroupKind, MailTime, NoticeKind, OrganisationKind, RoleKind
from network.models import (
    Commitment,
    Group,
    GroupMembership,
    ImportPreview,
    Municipality,
    Network,
    Notice,
    Organisation,
    Person,
    Position,
    Role,
    Theme,
    User,
)
from network.sheets.people import SHEET as PEOPLE_SHEET

PASSWORD = "correct-horse-battery"


class UserFactory(DjangoModelFactory):
    """``UserFactory(verified=True)`` may also sign in with ``PASSWORD`` on the sign-in page.

    With ``second_step=True`` the account has an authenticator app and recovery codes.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = Password(PASSWORD)

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)

    @factory.post_generation
    def second_step(self, create, extracted, **kwargs):
        if create and extracted:
            TOTP.activate(self, generate_totp_secret())
            RecoveryCodes.activate(self)


def add_passkey(user, name="Puhelin"):
    """A passkey as a browser registers it; nobody has its private half, so it signs nobody in."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: secrets.token_bytes(32), -3: secrets.token_bytes(32)})
    credential = AttestedCredentialData.create(bytes(16), secrets.token_bytes(16), key)
    data = AuthenticatorData.create(secrets.token_bytes(32), 0x45, 0, credential)
    client = CollectedClientData.create("webauthn.create", secrets.token_bytes(32), "http://testserver")
    response = {
        "id": websafe_encode(credential.credential_id),
        "rawId": websafe_encode(credential.credential_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(bytes(client)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": response}
    )


class NetworkFactory(DjangoModelFactory):
    """``NetworkFactory(members=[user])`` gives users the role of a group member, ``roles={kind: [users]}`` others."""

    class Meta:
        model = Network
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"network-{n}")
    name_fi = factory.Sequence(lambda n: f"Verkosto {n}")
    name_sv = factory.Sequence(lambda n: f"Nätverk {n}")

    @factory.post_generation
    def members(self, create, extracted, **kwargs):
        for user in extracted or []:
            RoleFactory(network=self, user=user, kind=RoleKind.MEMBER)

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for kind, users in (extracted or {}).items():
            for user in users:
                RoleFactory(network=self, user=user, kind=kind)


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    network = factory.SubFactory(NetworkFactory)
    kind = RoleKind.MEMBER


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{n % 1000:03}")
    name_fi = factory.Sequence(lambda n: f"Kunta {n}")
    name_sv = factory.Sequence(lambda n: f"Kommun {n}")
    languages = "fi"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Organisaatio {n}")
    kind = OrganisationKind.MUNICIPALITY


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    network = factory.SubFactory(NetworkFactory)
    first_name = factory.Sequence(lambda n: f"Etu{n}")
    last_name = factory.Sequence(lambda n: f"Suku{n}")
    email = factory.LazyAttribute(lambda person: f"{person.first_name}.{person.last_name}@example.org".lower())
    phone = "050 000 0000"


class PositionFactory(DjangoModelFactory):
    """The organisation is in the network of the person unless one is given."""

    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(
        OrganisationFactory,
        network=factory.LazyAttribute(lambda organisation: organisation.factory_parent.person.network),
    )
    title = "sosiaalityöntekijä"


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Kehittämisryhmä {n}")
    kind = GroupKind.DEVELOPMENT_GROUP


class GroupMembershipFactory(DjangoModelFactory):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..group.network"))


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence("teema {}".format)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    network = factory.SubFactory(NetworkFactory)
    kind = NoticeKind.ROLE
    about = "network.role_given"
    key = factory.Sequence("network.role_given:{}".format)
    path = factory.LazyAttribute(lambda notice: notice.network.get_absolute_url())
    mail = MailTime.AT_ONCE


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    network = factory.SubFactory(NetworkFactory)
    number = 1
    text_fi = "Pidän salassa sen, minkä kuulen."


class ImportPreviewFactory(DjangoModelFactory):
    """One person, read of a workbook."""

    class Meta:
        model = ImportPreview

    network = factory.SubFactory(NetworkFactory)
    created_by = factory.SubFactory(UserFactory)
    file_name = "vaki.xlsx"
    rows = factory.LazyFunction(
        lambda: [
            ["people", 2, dict.fromkeys(PEOPLE_SHEET.names, "") | {"last_name": "Esimerkki", "first_name": "Maija"}]
        ]
    )
