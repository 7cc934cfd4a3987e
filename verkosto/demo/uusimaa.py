"""Länsi- ja Keski-Uusimaa: a network of fifteen municipalities that works in groups; all people are invented."""

from datetime import date

from network.enums import GroupKind, OrganisationKind
from verkosto.demo.shapes import DemoNetwork, Somebody, Unit

SINCE_COUNTIES = date(2023, 1, 1)
MERGER = date(2008, 12, 31)
# Name and genitive of each member.
MUNICIPALITIES = (
    ("Hanko", "Hangon kaupunki"),
    ("Hyvinkää", "Hyvinkään kaupunki"),
    ("Inkoo", "Inkoon kunta"),
    ("Järvenpää", "Järvenpään kaupunki"),
    ("Karkkila", "Karkkilan kaupunki"),
    ("Kerava", "Keravan kaupunki"),
    ("Kirkkonummi", "Kirkkonummen kunta"),
    ("Lohja", "Lohjan kaupunki"),
    ("Mäntsälä", "Mäntsälän kunta"),
    ("Nurmijärvi", "Nurmijärven kunta"),
    ("Pornainen", "Pornaisten kunta"),
    ("Raasepori", "Raaseporin kaupunki"),
    ("Siuntio", "Siuntion kunta"),
    ("Tuusula", "Tuusulan kunta"),
    ("Vihti", "Vihdin kunta"),
)

UNITS = (
    Unit("Länsi-Uudenmaan hyvinvointialue", OrganisationKind.COUNTY, "Lohja", valid_from=SINCE_COUNTIES),
    Unit("Keski-Uudenmaan hyvinvointialue", OrganisationKind.COUNTY, "Hyvinkää", valid_from=SINCE_COUNTIES),
    *(Unit(organisation, OrganisationKind.MUNICIPALITY, name) for name, organisation in MUNICIPALITIES),
    Unit("Karjaan kaupunki", OrganisationKind.MUNICIPALITY, "Karjaa", valid_to=MERGER),
    Unit("Tammisaaren kaupunki", OrganisationKind.MUNICIPALITY, "Tammisaari", valid_to=MERGER),
    Unit("Lapsiperheiden palvelut", OrganisationKind.UNIT, "Lohja", "Länsi-Uudenmaan hyvinvointialue"),
    Unit("Service på svenska", OrganisationKind.UNIT, "Raasepori", "Länsi-Uudenmaan hyvinvointialue"),
    Unit("Perhekeskukset", OrganisationKind.UNIT, "Järvenpää", "Keski-Uudenmaan hyvinvointialue"),
    Unit("Opiskeluhuolto", OrganisationKind.UNIT, "Hyvinkää", "Keski-Uudenmaan hyvinvointialue"),
    Unit("Sivistyspalvelut", OrganisationKind.UNIT, "Tuusula", "Tuusulan kunta"),
    Unit("Bildningstjänster", OrganisationKind.UNIT, "Raasepori", "Raaseporin kaupunki"),
    Unit("Varhaiskasvatus", OrganisationKind.UNIT, "Vihti", "Vihdin kunta"),
    Unit("Lapsuuden kehittämisyksikkö", OrganisationKind.PROJECT, valid_to=date(2009, 12, 31)),
    Unit("Uudenmaan kehittämiskeskus", OrganisationKind.EXPERTISE_CENTRE, "Kerava"),
    Unit("Perheiden talo ry", OrganisationKind.ASSOCIATION, "Kerava"),
)

PEOPLE = (
    # The accounts.
    Somebody("Hanna Suvikallio", "verkostokoordinaattori", "Uudenmaan kehittämiskeskus", date(2018, 1, 1)),
    Somebody(
        "Kalle Virtaharju",
        "kehittämispäällikkö",
        "Uudenmaan kehittämiskeskus",
        date(2010, 1, 1),
        earlier=(("projektikoordinaattori", "Lapsuuden kehittämisyksikkö", date(2005, 8, 1), date(2009, 12, 31)),),
    ),
    Somebody("Maria Strandgård", "ledande socialarbetare", "Service på svenska", SINCE_COUNTIES),
    Somebody("Eeva Rantasilta", "menetelmätoimittaja", "Uudenmaan kehittämiskeskus", date(2022, 9, 1)),
    Somebody("Solveig Ekholmen", "metodredaktör", "Uudenmaan kehittämiskeskus", date(2023, 1, 1)),
    # Those who meet today.
    Somebody("Elina Kaislaranta", "perhekeskuspäällikkö", "Perhekeskukset", SINCE_COUNTIES),
    Somebody("Risto Mäntylampi", "sivistysjohtaja", "Sivistyspalvelut"),
    Somebody("Anu Haukiniemi", "johtava kuraattori", "Opiskeluhuolto"),
    Somebody("Jenni Tuulensuu", "palvelupäällikkö", "Lapsiperheiden palvelut", SINCE_COUNTIES),
    Somebody("Olavi Kiviranta", "varhaiskasvatuksen aluejohtaja", "Varhaiskasvatus"),
    Somebody("Saara Lepistömäki", "toiminnanjohtaja", "Perheiden talo ry"),
    Somebody("Gunilla Vikstrand", "skolkurator", "Bildningstjänster"),
    Somebody("Henrik Sandåker", "rektor", "Bildningstjänster"),
    Somebody("Camilla Bergvik", "barnatillsyningsman", "Service på svenska"),
    Somebody("Markku Ahdenperä", "nuorisosihteeri", "Keravan kaupunki"),
    Somebody("Tuija Hiidenlehto", "perheohjaaja", "Lapsiperheiden palvelut"),
    # Those who met in 2009.
    Somebody("Auli Harjukoski", "projektikoordinaattori", "Tuusulan kunta", until=date(2013, 5, 31)),
    Somebody("Pentti Salolahti", "palvelulinjan johtaja", "Vihdin kunta", until=date(2014, 12, 31)),
    Somebody("Marjut Hakosuo", "varhaisen tuen koordinaattori", "Nurmijärven kunta", until=date(2020, 8, 31)),
    Somebody("Ann-Christin Sjölund", "ledande socialarbetare", "Kirkkonummen kunta", until=date(2017, 6, 30)),
)

LONG_NAME = "Lastensuojelulain mukaisen ehkäisevän työn lujittaminen lapsiperheiden arjen palveluissa"

GROUPS = (
    ("Kehittämisyksikön jatkon kehittämisryhmä", GroupKind.DEVELOPMENT_GROUP),
    ("Hallinnonalojen yhteistyön kehittämisryhmä", GroupKind.DEVELOPMENT_GROUP),
    ("Lasten ja nuorten mielen hyvinvoinnin kehittämisryhmä", GroupKind.DEVELOPMENT_GROUP),
    ("Vanhempien kumppanuuden kehittämisryhmä", GroupKind.DEVELOPMENT_GROUP),
    ("Utvecklingsgruppen för verksamheten på svenska", GroupKind.DEVELOPMENT_GROUP),
    (LONG_NAME, GroupKind.THEME_WORKSHOP),
    ("Opiskeluhuollon teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Kriisien kohtaamisen teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Matalan kynnyksen teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Perhekeskusten teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Kasvatuskumppanuuden teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Lasten ja vanhempien äänen teemaverstas", GroupKind.THEME_WORKSHOP),
    ("Vihdin kuntatyöryhmä", GroupKind.MUNICIPAL_GROUP),
    ("Verkoston ohjausryhmä", GroupKind.STEERING_GROUP),
    ("Alueen kehittäjien tapaaminen", GroupKind.REGIONAL_MEETING),
)

UUSIMAA = DemoNetwork(
    slug="uusimaa",
    name_fi="Länsi- ja Keski-Uudenmaan lapsuuden kehittämisverkosto",
    name_sv="Västra och Mellersta Nylands utvecklingsnätverk för barndomen",
    municipalities=tuple(name for name, _organisation in MUNICIPALITIES),
    units=UNITS,
    people=PEOPLE,
    groups=GROUPS,
)
