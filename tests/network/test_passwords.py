"""Which passwords are refused, and that those of one's own are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories.network import PASSWORD, MunicipalityFactory, NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places():
    NetworkFactory(name_fi="Kaakon lastensuojeluverkosto", name_sv="Sydöstra nätverket")
    MunicipalityFactory(name_fi="Esimerkkilä", name_sv="Exempelby")


@pytest.mark.parametrize(
    "password",
    [
        "Verkosto2027!!",
        "verkosto-demo-2027",
        "V3rk0st0p4nkki",
        "Esimerkkilä2027!",
        "exempelby.exempelby",
        "Lastensuojelu123",
        "kaakonlastensuojeluverkosto",
        "Salasana123456",
        "Tervetuloa2027",
        "P4ssw0rd2027!!",
        "dragondragon",
        "!!!princess12345",
        "aaaabbbbaaaabbbb",
    ],
)
def test_password_that_is_tried_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "kolme vihreää kuusta", "Esimerkkilän torilla satoi vettä", "hw8-Fjq2-Zr5t-Lk", "8391-2274-0056-11a"],
)
def test_password_of_ones_own_is_taken(password):
    validate_password(password)


@pytest.mark.parametrize("password", ["aada.esimerkki", "Aada Esimerkki 1"])
def test_name_and_address_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, UserFactory.build(email="aada.esimerkki@kunta.example", name="Aada Esimerkki"))


def test_refusal_tells_why_in_the_users_language():
    with pytest.raises(ValidationError, match="ensimmäisiä"):
        validate_password("Esimerkkilä2027!")
