"""Methods for tests: a small published entry with a Finnish text; give parts by their own factories."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from methods.enums import Category, MethodKind, Orderability
from methods.models import (
    Evidence,
    FacilitatorRule,
    KeptDocument,
    LegalBasis,
    Method,
    MethodSynonym,
    MethodVersion,
    Participant,
    Phase,
    SituationOfVersion,
    VersionText,
    ZonePlacement,
)

PURPOSE = "Osalliset puhuvat vuorollaan. Yhteinen suunnitelma syntyy siitä, mitä kukin aikoo tehdä."

FACTS = ("orderability", "needs_follow_up", "unchecked", "sources")


class MethodFactory(DjangoModelFactory):
    """A method with one version; ``FACTS`` are given to that."""

    class Meta:
        model = Method

    code = factory.Sequence("menetelma-{}".format)
    kind = MethodKind.METHOD
    position = factory.Sequence(lambda number: number * 10 % 30000)
    name_fi = factory.Sequence("Menetelmä {}".format)
    name_sv = factory.Sequence("Metod {}".format)
    name_en = factory.Sequence("Method {}".format)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        facts = {name: kwargs.pop(name) for name in FACTS if name in kwargs}
        method = super()._create(model_class, *args, **kwargs)
        MethodVersionFactory(method=method, **facts)
        return method


def bare_method(**fields):
    """A method without a version: nobody but editors sees it."""
    method = MethodFactory.build(**fields)
    method.save()
    return method


class MethodVersionFactory(DjangoModelFactory):
    """A published version with a Finnish text, of a method of its own; ``published_from=None`` makes a draft."""

    class Meta:
        model = MethodVersion

    method = factory.LazyFunction(bare_method)
    number = factory.LazyAttribute(lambda version: version.method.versions.count() + 1)
    orderability = Orderability.ORDER_FACILITATOR
    published_from = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))
    submitted_at = content_reviewed_at = language_reviewed_at = factory.SelfAttribute("published_from")
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=300))
    sources = ["Lähde"]
    change_note = "Ensimmäinen"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        VersionTextFactory(version=version)
        return version


class PartFactory(DjangoModelFactory):
    """A row of a version, of one of its own unless it is given."""

    class Meta:
        abstract = True

    version = factory.SubFactory(MethodVersionFactory)


class VersionTextFactory(PartFactory):
    class Meta:
        model = VersionText

    language = "fi"
    purpose = PURPOSE
    when = "Kun monta auttajaa toimii rinnakkain."
    for_orderer = "Tilaaja kutsuu osallistujat."


class MethodSynonymFactory(DjangoModelFactory):
    class Meta:
        model = MethodSynonym

    method = factory.SubFactory(MethodFactory)
    language = "fi"
    text = factory.Sequence("toinen nimi {}".format)


class ZonePlacementFactory(PartFactory):
    class Meta:
        model = ZonePlacement

    zone = 3
    first_step = 4
    last_step = 5
    source = "Lähde, luku 1"


class FacilitatorRuleFactory(PartFactory):
    class Meta:
        model = FacilitatorRule

    category = Category.CONSULTANT
    count = 2


class SituationFactory(PartFactory):
    class Meta:
        model = SituationOfVersion

    situation = "many_helpers"


class ParticipantFactory(PartFactory):
    class Meta:
        model = Participant

    party = "family"


class PhaseFactory(PartFactory):
    class Meta:
        model = Phase

    text_fi = "Jokainen puhuu vuorollaan."


class KeptDocumentFactory(PartFactory):
    class Meta:
        model = KeptDocument

    text_fi = "Suunnitelma"
    kept = "participants"


class LegalBasisFactory(PartFactory):
    class Meta:
        model = LegalBasis

    act_fi = "Lastensuojelulaki"
    number = "417/2007"
    section = "32 §"
    text_fi = "Läheisverkosto kartoitetaan ennen sijoitusta."
    checked_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class EvidenceFactory(PartFactory):
    class Meta:
        model = Evidence

    line = "effect"
    finding = "not_shown"
    text_fi = "Vaikutusta ei ole osoitettu."
    source = "Lähde"
