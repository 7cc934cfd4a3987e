"""Methods for tests: a small entry with a Finnish text; give children by their own factories."""

import factory
from factory.django import DjangoModelFactory

from methods.enums import Category, MethodKind, Orderability
from methods.models import FacilitatorRule, Method, MethodSynonym, MethodText, ZonePlacement


class MethodFactory(DjangoModelFactory):
    class Meta:
        model = Method
        skip_postgeneration_save = True

    code = factory.Sequence("menetelma-{}".format)
    kind = MethodKind.METHOD
    orderability = Orderability.ORDER_FACILITATOR
    position = factory.Sequence(lambda number: number * 10 % 30000)
    name_fi = factory.Sequence("Menetelmä {}".format)
    name_sv = factory.Sequence("Metod {}".format)
    name_en = factory.Sequence("Method {}".format)
    text = factory.RelatedFactory("tests.factories.methods.MethodTextFactory", factory_related_name="method")


class MethodTextFactory(DjangoModelFactory):
    class Meta:
        model = MethodText

    method = factory.SubFactory(MethodFactory, text=None)
    language = "fi"
    purpose = "Osalliset puhuvat vuorollaan. Yhteinen suunnitelma syntyy siitä, mitä kukin aikoo tehdä."


class MethodSynonymFactory(DjangoModelFactory):
    class Meta:
        model = MethodSynonym

    method = factory.SubFactory(MethodFactory)
    language = "fi"
    text = factory.Sequence("toinen nimi {}".format)


class ZonePlacementFactory(DjangoModelFactory):
    class Meta:
        model = ZonePlacement

    method = factory.SubFactory(MethodFactory)
    zone = 3
    first_step = 4
    last_step = 5
    source = "Lähde, luku 1"


class FacilitatorRuleFactory(DjangoModelFactory):
    class Meta:
        model = FacilitatorRule

    method = factory.SubFactory(MethodFactory)
    category = Category.CONSULTANT
    count = 2
