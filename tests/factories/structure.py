"""Parts of a structure for tests. All names are invented."""

from datetime import date

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from core.attached import Fitness
from structure.enums import ContactRole, PartKind
from structure.models import AskedOrganisation, Call, CallFile, GroupPlace, Part, PartContact, PartVersion, Project
from tests.factories.network import GroupFactory, NetworkFactory, OrganisationFactory, PersonFactory

FIRST = date(2008, 1, 1)


class PartFactory(DjangoModelFactory):
    """An area. A theme: ``PartFactory(network=…, kind="theme", name="…", name__number=2, name__area=area)``."""

    class Meta:
        model = Part
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    kind = PartKind.AREA
    valid_from = FIRST

    @factory.post_generation
    def name(self, create, extracted, **kwargs):
        name = extracted or f"Kehittämisalue {self.pk}"
        PartVersion.objects.create(part=self, name_fi=name, valid_from=self.valid_from, **kwargs)


class GroupPlaceFactory(DjangoModelFactory):
    class Meta:
        model = GroupPlace

    group = factory.SubFactory(GroupFactory)
    part = factory.SubFactory(PartFactory, network=factory.SelfAttribute("..group.network"))
    valid_from = FIRST


class PartContactFactory(DjangoModelFactory):
    class Meta:
        model = PartContact

    part = factory.SubFactory(PartFactory)
    person = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..part.network"))
    role = ContactRole.LEADER
    valid_from = FIRST


class CallFactory(DjangoModelFactory):
    """A question of no theme; ``CallFactory(network=…, themes=[theme])``."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    title = "Kehittämisteemat 2009–2010"
    asked_on = FIRST
    due_on = date(2008, 3, 1)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        self.themes.set(extracted or [])


class CallFileFactory(DjangoModelFactory):
    """A file that the worker has found fit; ``CallFileFactory(call=…)``."""

    class Meta:
        model = CallFile

    call = factory.SubFactory(CallFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="liite.pdf"))
    file_name = "liite.pdf"
    content_type = "application/pdf"
    sha256 = "0" * 64
    size = 8
    fitness = Fitness.FIT


class AskedOrganisationFactory(DjangoModelFactory):
    class Meta:
        model = AskedOrganisation

    organisation = factory.SubFactory(OrganisationFactory, network=factory.SelfAttribute("..call.network"))
    call = factory.SubFactory(CallFactory)
    organisation_label = factory.SelfAttribute("organisation.name")


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda number: f"Hanke {number}")
    valid_from = FIRST
