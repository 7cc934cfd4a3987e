"""Kaakkois-Suomi: a network with a consultant bank. Its organisations, people and members; all people are invented."""

from datetime import date

from bank.enums import Category
from network.enums import GroupKind, OrganisationKind
from verkosto.demo.shapes import BankMember, DemoNetwork, Somebody, Unit

MERGER = date(2008, 12, 31)  # the last day of the towns that became the new Kouvola
COUNTIES = date(2022, 12, 31)  # the last day on which towns arranged social services themselves
SINCE_COUNTIES = date(2023, 1, 1)

UNITS = (
    Unit("Kymenlaakson hyvinvointialue", OrganisationKind.COUNTY, "Kotka", valid_from=SINCE_COUNTIES),
    Unit("Etelä-Karjalan hyvinvointialue", OrganisationKind.COUNTY, "Lappeenranta", valid_from=SINCE_COUNTIES),
    Unit("Kouvolan kaupunki", OrganisationKind.MUNICIPALITY, "Kouvola"),
    Unit("Kotkan kaupunki", OrganisationKind.MUNICIPALITY, "Kotka"),
    Unit("Haminan kaupunki", OrganisationKind.MUNICIPALITY, "Hamina"),
    Unit("Pyhtään kunta", OrganisationKind.MUNICIPALITY, "Pyhtää"),
    Unit("Virolahden kunta", OrganisationKind.MUNICIPALITY, "Virolahti"),
    Unit("Miehikkälän kunta", OrganisationKind.MUNICIPALITY, "Miehikkälä"),
    Unit("Lappeenrannan kaupunki", OrganisationKind.MUNICIPALITY, "Lappeenranta"),
    Unit("Imatran kaupunki", OrganisationKind.MUNICIPALITY, "Imatra"),
    Unit("Elimäen kunta", OrganisationKind.MUNICIPALITY, "Elimäki", valid_to=MERGER),
    Unit("Anjalankosken kaupunki", OrganisationKind.MUNICIPALITY, "Anjalankoski", valid_to=MERGER),
    Unit("Kuusankosken kaupunki", OrganisationKind.MUNICIPALITY, "Kuusankoski", valid_to=MERGER),
    Unit("Varhaiskasvatus", OrganisationKind.UNIT, "Elimäki", "Elimäen kunta", valid_to=MERGER),
    Unit("Kouvolan sosiaalitoimisto", OrganisationKind.UNIT, "Kouvola", "Kouvolan kaupunki", valid_to=COUNTIES),
    Unit("Kotkan itäinen sosiaalitoimisto", OrganisationKind.UNIT, "Kotka", "Kotkan kaupunki", valid_to=COUNTIES),
    Unit("Lastensuojelun avopalvelut", OrganisationKind.UNIT, "Kouvola", "Kymenlaakson hyvinvointialue"),
    Unit("Lapsiperheiden sosiaalityö", OrganisationKind.UNIT, "Kotka", "Kymenlaakson hyvinvointialue"),
    Unit("Perhekeskus Vuoksi", OrganisationKind.UNIT, "Imatra", "Etelä-Karjalan hyvinvointialue"),
    Unit("Opiskeluhuolto", OrganisationKind.UNIT, "Lappeenranta", "Etelä-Karjalan hyvinvointialue"),
    Unit("Varhaiskasvatuspalvelut", OrganisationKind.UNIT, "Hamina", "Haminan kaupunki"),
    Unit("Korpilehdon yhtenäiskoulu", OrganisationKind.SCHOOL, "Kotka", "Kotkan kaupunki"),
    Unit("Siltakylän koulu", OrganisationKind.SCHOOL, "Pyhtää", "Pyhtään kunta"),
    Unit("Honkaharjun ja Lehtorinteen lastenkodit", OrganisationKind.UNIT, "Kouvola", valid_to=COUNTIES),
    Unit("Ruskeasannan koulukoti", OrganisationKind.SCHOOL, "Kouvola", valid_to=date(2016, 7, 31)),
    Unit("Kaakon perhetuki ry", OrganisationKind.ASSOCIATION, "Kotka"),
    Unit("Kouvolan seudun vertaisyhdistykset ry", OrganisationKind.ASSOCIATION, "Kouvola"),
    Unit("Ristiaallokko-hanke", OrganisationKind.PROJECT, "Lappeenranta", valid_to=date(2010, 12, 31)),
    Unit("Kotipolku-hanke", OrganisationKind.PROJECT, "Kouvola", valid_to=date(2009, 12, 31)),
    Unit("Kaakon kehittämiskeskus", OrganisationKind.EXPERTISE_CENTRE, "Kouvola"),
)

PEOPLE = (
    # The accounts.
    Somebody("Marja Koivuranta", "verkostokoordinaattori", "Kaakon kehittämiskeskus", date(2019, 8, 1)),
    Somebody("Petri Salmivaara", "johtava sosiaalityöntekijä", "Lastensuojelun avopalvelut", SINCE_COUNTIES),
    Somebody("Irja Haapasuo", "perhetyön ohjaaja", "Lapsiperheiden sosiaalityö", SINCE_COUNTIES),
    Somebody("Tuomo Lehtikangas", "kehittämissuunnittelija", "Kaakon kehittämiskeskus", date(2021, 2, 1)),
    Somebody("Outi Vainiokorpi", "varhaiskasvatuksen päällikkö", "Varhaiskasvatuspalvelut"),
    Somebody("Eeva Rantasilta", "menetelmätoimittaja", "Kaakon kehittämiskeskus", date(2022, 9, 1)),
    Somebody("Osmo Kallioranta", "menetelmätoimittaja", "Kaakon kehittämiskeskus", date(2023, 1, 1)),
    Somebody("Jorma Niittymetsä", "hallintopäällikkö", "Kaakon kehittämiskeskus", date(2015, 1, 1)),
    # Those who order.
    Somebody("Sari Ojalehto", "koulukuraattori", "Korpilehdon yhtenäiskoulu"),
    Somebody("Kirsi Hovinsaari", "päiväkodin johtaja", "Varhaiskasvatuspalvelut"),
    Somebody("Jari Peltoniitty", "rehtori", "Siltakylän koulu"),
    Somebody("Minna Lohiniva", "vastaava perheohjaaja", "Perhekeskus Vuoksi"),
    Somebody("Päivi Salpakari", "opiskeluhuollon päällikkö", "Opiskeluhuolto"),
    Somebody("Henna Louhisalo", "sosiaalityöntekijä", "Lapsiperheiden sosiaalityö"),
    Somebody("Raija Koskiluoma", "johtaja", "Ruskeasannan koulukoti", until=date(2016, 7, 31)),
    Somebody("Matti Kariniva", "toiminnanjohtaja", "Kaakon perhetuki ry"),
    # The bank of 2008 and 2009.
    Somebody("Kaarina Hietasalmi", "perhetyöntekijä", "Pyhtään kunta"),
    Somebody("Leena Ketunmaa", "suunnittelija", "Kaakon kehittämiskeskus"),
    Somebody("Sirkka Alhonsaari", "perheneuvoja", "Kouvolan kaupunki"),
    Somebody("Raili Mustalampi", "erityislastentarhanopettaja", "Kouvolan kaupunki"),
    Somebody("Tarmo Ylikorpela", "projektipäällikkö", "Kotkan kaupunki"),
    Somebody("Helvi Kuusirinne", "sosiaaliohjaaja", "Kouvolan kaupunki"),
    Somebody("Anneli Pajuharju", "perhetyöntekijä", "Haminan kaupunki"),
    Somebody("Seija Vuolteentaka", "sosiaalityöntekijä", "Kotkan kaupunki"),
    Somebody("Terhi Saunakallio", "terveydenhoitaja", "Kotkan kaupunki"),
    Somebody("Arja Lähdesvirta", "päivähoidon ohjaaja", "Haminan kaupunki"),
    # The bank of today.
    Somebody("Mari Honkasalmi", "johtava perhetyöntekijä", "Lastensuojelun avopalvelut"),
    Somebody("Anna-Kaisa Teerisuo", "psykologi", "Opiskeluhuolto"),
    Somebody("Riikka Pellonperä", "erityisopettaja", "Kouvolan kaupunki"),
    Somebody("Paavo Rekikoski", "perheneuvoja", "Kouvolan kaupunki"),
    Somebody("Sanna Tuomikangas", "sosiaaliohjaaja", "Perhekeskus Vuoksi"),
    Somebody("Ville Harjunsivu", "sosiaalityöntekijä", "Lapsiperheiden sosiaalityö"),
    Somebody("Noora Kelosaari", "varhaiskasvatuksen erityisopettaja", "Varhaiskasvatuspalvelut"),
    Somebody("Timo Raudasmäki", "koulupsykologi", "Opiskeluhuolto"),
    Somebody("Linnea Ahlskog", "familjerådgivare", "Pyhtään kunta"),
    Somebody("Jonna Pihlajalampi", "kehittäjäsosiaalityöntekijä", "Lastensuojelun avopalvelut"),
    Somebody("Heikki Vesterniemi", "nuorisotyön koordinaattori", "Imatran kaupunki"),
    Somebody("Oona Kivijuuri", "perheohjaaja", "Perhekeskus Vuoksi"),
    Somebody("Aleksi Rantapuska", "koulukuraattori", "Opiskeluhuolto"),
    Somebody("Tiia Suojaranta", "sosiaaliohjaaja", "Lapsiperheiden sosiaalityö"),
    Somebody("Mikael Grönstrand", "ungdomsarbetare", "Pyhtään kunta"),
)

GROUPS = (
    ("Verkostopankin toimijat", GroupKind.WORKING_GROUP),
    ("Huolen puheeksioton työryhmä", GroupKind.WORKING_GROUP),
    ("Läheisneuvonpidon työryhmä", GroupKind.WORKING_GROUP),
    ("Verkostokonsulttien työryhmä", GroupKind.WORKING_GROUP),
    ("Kehittämisverkoston ohjausryhmä", GroupKind.STEERING_GROUP),
    ("Kotkan ja Haminan seudun kehittämisryhmä", GroupKind.DEVELOPMENT_GROUP),
)

TRAINER, MAPPER = Category.WORRY_TRAINER, Category.WORRY_MAPPER
CONVENER, CONSULTANT, TRAINEE = Category.CONVENER, Category.CONSULTANT, Category.CONSULTANT_TRAINEE
BEGINNING = date(2007, 9, 1)

MEMBERS = (
    BankMember("Kaarina Hietasalmi", BEGINNING, ((CONVENER, 2005), (CONSULTANT, 2006)), date(2017, 5, 31)),
    BankMember("Leena Ketunmaa", BEGINNING, ((CONSULTANT, 2006),), date(2014, 12, 31)),
    BankMember("Sirkka Alhonsaari", BEGINNING, ((CONSULTANT, 2006),), date(2011, 6, 30)),
    BankMember("Raili Mustalampi", BEGINNING, ((CONSULTANT, 2007), (MAPPER, 2005)), date(2018, 8, 31)),
    BankMember("Tarmo Ylikorpela", BEGINNING, ((CONSULTANT, 2007),), date(2012, 3, 31)),
    BankMember("Helvi Kuusirinne", BEGINNING, ((CONVENER, 2006),), date(2013, 9, 30)),
    BankMember("Anneli Pajuharju", BEGINNING, ((CONVENER, 2007),), date(2016, 12, 31)),
    BankMember("Seija Vuolteentaka", date(2008, 1, 15), ((CONVENER, 2007),), date(2019, 1, 31)),
    BankMember("Terhi Saunakallio", BEGINNING, ((TRAINER, 2004),), date(2015, 7, 31)),
    BankMember("Arja Lähdesvirta", BEGINNING, ((TRAINER, 2005), (MAPPER, 2005)), date(2020, 5, 31)),
    BankMember("Mari Honkasalmi", date(2009, 3, 1), ((CONSULTANT, 2010),)),
    BankMember("Anna-Kaisa Teerisuo", date(2009, 3, 1), ((CONSULTANT, 2010),)),
    BankMember("Riikka Pellonperä", date(2008, 9, 1), ((TRAINER, 2008),)),
    BankMember("Paavo Rekikoski", date(2012, 2, 1), ((CONSULTANT, 2012),)),
    BankMember("Irja Haapasuo", date(2014, 9, 1), ((CONSULTANT, 2014), (CONVENER, 2016))),
    BankMember("Sanna Tuomikangas", date(2018, 1, 1), ((CONVENER, 2018),)),
    BankMember("Ville Harjunsivu", date(2020, 9, 1), ((CONVENER, 2020),)),
    BankMember("Noora Kelosaari", date(2017, 3, 1), ((TRAINER, 2017), (MAPPER, 2019))),
    BankMember("Timo Raudasmäki", date(2021, 1, 1), ((MAPPER, 2021),)),
    BankMember("Linnea Ahlskog", date(2016, 9, 1), ((CONSULTANT, 2016), (TRAINER, 2018))),
    BankMember("Jonna Pihlajalampi", date(2022, 4, 1), ((CONSULTANT, 2022),)),
    BankMember("Heikki Vesterniemi", date(2019, 4, 1), ((CONSULTANT, 2019),)),
    BankMember("Oona Kivijuuri", date(2026, 3, 1), ((TRAINEE, None),)),
    BankMember("Aleksi Rantapuska", date(2026, 3, 1), ((TRAINEE, None), (MAPPER, 2024))),
    BankMember("Tiia Suojaranta", date(2026, 3, 1), ((TRAINEE, None),)),
    BankMember("Mikael Grönstrand", date(2026, 3, 1), ((TRAINEE, None),)),
)

HOLDERS = (("Kotkan kaupunki", date(2003, 1, 1)), ("Kaakon kehittämiskeskus", BEGINNING))

KAAKKO = DemoNetwork(
    slug="kaakko",
    name_fi="Kaakkois-Suomen kehittämisverkosto",
    name_sv="Sydöstra Finlands utvecklingsnätverk",
    municipalities=(
        "Hamina",
        "Iitti",
        "Imatra",
        "Kotka",
        "Kouvola",
        "Lappeenranta",
        "Lemi",
        "Luumäki",
        "Miehikkälä",
        "Parikkala",
        "Pyhtää",
        "Rautjärvi",
        "Ruokolahti",
        "Savitaipale",
        "Taipalsaari",
        "Virolahti",
    ),
    units=UNITS,
    people=PEOPLE,
    groups=GROUPS,
    members=MEMBERS,
    holders=HOLDERS,
)
