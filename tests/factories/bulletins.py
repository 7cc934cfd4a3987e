"""Bulletins for tests. All names are invented."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from bulletins.enums import BulletinState, SectionKind
from bulletins.models import Bulletin, BulletinMail, BulletinVersion, Section
from bulletins.queries import content_of
from tests.factories.network import NetworkFactory, PersonFactory, UserFactory

DAY = date(2008, 10, 10)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    kind = SectionKind.TEXT
    body_fi = "<p>Kehittämistyö etenee.</p>"


class BulletinFactory(DjangoModelFactory):
    """A draft with one section; ``published=True`` gives it a version 1 as it stands."""

    class Meta:
        model = Bulletin
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    day = DAY
    title_fi = factory.Sequence("Tiedote {}".format)

    @factory.post_generation
    def sections(self, create, extracted, **kwargs):
        for position, fields in enumerate(extracted if extracted is not None else [{}]):
            SectionFactory(bulletin=self, position=position, **fields)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if extracted:
            BulletinVersion.objects.create(
                bulletin=self, number=1, day=self.day, content=content_of(self), published_by=UserFactory()
            )
            self.state = BulletinState.PUBLISHED
            self.save()


class BulletinMailFactory(DjangoModelFactory):
    class Meta:
        model = BulletinMail

    version = factory.LazyFunction(lambda: BulletinFactory(published=True).versions.get())
    person = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..version.network"))
    name_label = factory.SelfAttribute("person.name")
    email = factory.SelfAttribute("person.email")
