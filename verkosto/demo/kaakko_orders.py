"""Open orders of the bank around the day of loading: what waits, what is overdue, coming or postponed."""

from datetime import date, timedelta

from bank.enums import OrderKind, Outcome, PrintedWord, SlotRole
from verkosto.demo.days import later_month, month_of, next_season, workday, written
from verkosto.demo.shapes import DemoOrder

LEAD, TRAINEE, RESERVE, OBSERVER = SlotRole.LEAD, SlotRole.TRAINEE, SlotRole.RESERVE, SlotRole.OBSERVER
COUNTY = "Kymenlaakson hyvinvointialue"
SOUTH_COUNTY = "Etelä-Karjalan hyvinvointialue"


def open_orders(today: date) -> list[DemoOrder]:
    return [*_overdue(today), *_coming(today), *_postponed(today), *_waiting(today)]


def _waiting(today: date) -> list[DemoOrder]:
    """Nobody leads yet: what the coordinator has to fill."""
    return [
        DemoOrder(
            workday(today, -16),
            "Huolen puheeksioton koulutus alakoulun henkilökunnalle",
            OrderKind.TRAINING,
            "huolen-puheeksiotto",
            "Siltakylän koulu",
            "Jari Peltoniitty",
            "Pyhtää",
            "Siltakylän koulu, auditorio",
            next_season(today),
            "noin 25 opettajaa ja ohjaajaa",
            "Pyhtään kunta",
            "Opettajat huomaavat pulmia varhain mutta eivät tiedä, miten ottaisivat ne kotien kanssa puheeksi. "
            "Toivomme harjoittelua ja yhteisiä sanoja.",
            # Somebody steps in if needed, but nobody leads.
            team=(("Riikka Pellonperä", RESERVE),),
        ),
        DemoOrder(
            workday(today, -5),
            "Tulevaisuuden muistelu verkoston kanssa",
            OrderKind.CLIENT_WORK,
            "tulevaisuuden-muistelu",
            "Lastensuojelun avopalvelut",
            "Petri Salmivaara",
            "Kouvola",
            "Kouvola, paikka sovitaan",
            "mahdollisimman pian",
            "6–8 henkilöä",
            COUNTY,
            "Mukana on monta työntekijää, eikä kukaan meistä tiedä, kuka tekee mitä. Pelkään, että tapaamme ahkerasti "
            "ja silti kukaan ei ota seuraavaa askelta.",
        ),
        DemoOrder(
            workday(today, -3),
            "Teemaneuvonpito nuorten illoista ja vapaa-ajasta",
            OrderKind.PLANNING,
            "teemaneuvonpito",
            "Imatran kaupunki",
            "Minna Lohiniva",
            "Imatra",
            "nuorisotalo",
            later_month(today, 2),
            "nuorisotyö, koulut, vanhempainyhdistykset ja poliisi",
            "Imatran kaupunki",
        ),
        DemoOrder(
            workday(today, -1),
            "Läheisneuvonpito",
            OrderKind.CLIENT_WORK,
            "laheisneuvonpito",
            "Lapsiperheiden sosiaalityö",
            "Henna Louhisalo",
            "Kotka",
            "Kotka",
            written(workday(today, 24)),
            "läheiset ja kolme työntekijää",
            COUNTY,
            "Arjen apua on ollut vaikea järjestää niin, että se kestää. Tarvitsemme koollekutsujan, joka ei ole "
            "aiemmin ollut asiassa mukana.",
        ),
        DemoOrder(
            workday(today, -4),
            "Kysely: voiko läheisneuvonpidon tilata myös ruotsiksi?",
            OrderKind.ENQUIRY,
            "laheisneuvonpito",
            "Pyhtään kunta",
            municipality="Pyhtää",
            wished="ajankohta avoin",
        ),
    ]


def _overdue(today: date) -> list[DemoOrder]:
    """The date has passed, and nobody has told how it went."""
    last_month = today.replace(day=1) - timedelta(days=1)
    return [
        DemoOrder(
            workday(today, -75),
            "Ennakointidialogi perhekeskuksen ja neuvolan yhteistyöstä",
            OrderKind.PLANNING,
            "ennakointidialogit",
            "Perhekeskus Vuoksi",
            "Minna Lohiniva",
            "Imatra",
            "perhekeskus",
            month_of(last_month),
            "neuvolan, perheohjauksen ja varhaiskasvatuksen työntekijät",
            SOUTH_COUNTY,
            team=(("Heikki Vesterniemi", LEAD), ("Jonna Pihlajalampi", LEAD)),
        ),
        DemoOrder(
            workday(today, -40),
            "Tulevaisuuden muistelu verkoston kanssa",
            OrderKind.CLIENT_WORK,
            "tulevaisuuden-muistelu",
            "Lastensuojelun avopalvelut",
            "Petri Salmivaara",
            "Kouvola",
            "Kouvolan pääkirjasto, ryhmätyöhuone",
            written(workday(today, -9)),
            "7 henkilöä",
            COUNTY,
            "Yhteistyö on takkuillut, ja keskustelu kääntyy aina menneeseen. Haluan kuulla, mistä kukin toivoo "
            "kiitettävän vuoden päästä.",
            team=(("Irja Haapasuo", LEAD), ("Paavo Rekikoski", LEAD)),
        ),
        DemoOrder(
            workday(today, -30),
            "Huolten kartoitus kahdessa päiväkodissa",
            OrderKind.PLANNING,
            "huolen-kartoitus",
            "Varhaiskasvatuspalvelut",
            "Kirsi Hovinsaari",
            "Hamina",
            "Hamina",
            written(workday(today, -2)),
            "kahden päiväkodin henkilökunta, 18 henkeä",
            "Haminan kaupunki",
            team=(("Noora Kelosaari", LEAD),),
        ),
    ]


def _coming(today: date) -> list[DemoOrder]:
    """Agreed, with people who lead."""
    return [
        DemoOrder(
            workday(today, -28),
            "Tulevaisuuden muistelu koulun ja kodin yhteistyöstä",
            OrderKind.CLIENT_WORK,
            "tulevaisuuden-muistelu",
            "Korpilehdon yhtenäiskoulu",
            "Sari Ojalehto",
            "Kotka",
            "Korpilehdon koulu, luokka 12",
            f"{written(workday(today, 4))} klo 13–15.30",
            "9 henkilöä",
            "Kotkan kaupunki",
            "Kouluun tuleminen on käynyt raskaaksi, ja me koulussa olemme neuvottomia. Haluaisin suunnitelman, jossa "
            "jokainen tietää oman osuutensa.",
            team=(("Irja Haapasuo", LEAD), ("Oona Kivijuuri", TRAINEE)),
        ),
        DemoOrder(
            workday(today, -21),
            "Läheisneuvonpito",
            OrderKind.CLIENT_WORK,
            "laheisneuvonpito",
            "Lastensuojelun avopalvelut",
            "Petri Salmivaara",
            "Kouvola",
            "seurakuntatalo",
            written(workday(today, 11)),
            "läheisiä noin 10",
            COUNTY,
            "Toivon, että läheiset saavat rauhassa miettiä, miten he voivat auttaa, ennen kuin me työntekijät "
            "ehdotamme omia keinojamme.",
            team=(("Ville Harjunsivu", LEAD), ("Sanna Tuomikangas", RESERVE)),
        ),
        DemoOrder(
            workday(today, -12),
            "Suunnittelupalaveri opiskeluhuollon uusista työpareista",
            OrderKind.PLANNING,
            "suunnittelupalaveri",
            "Opiskeluhuolto",
            "Päivi Salpakari",
            "Lappeenranta",
            "Lappeenranta, koulutuskeskus",
            written(workday(today, 19)),
            "22 kuraattoria ja psykologia",
            SOUTH_COUNTY,
            team=(("Jonna Pihlajalampi", LEAD), ("Heikki Vesterniemi", LEAD), ("Tiia Suojaranta", OBSERVER)),
        ),
        DemoOrder(
            workday(today, -8),
            "Arviointidialogi perhetyön kokeilun päätteeksi",
            OrderKind.EVALUATION,
            "arviointidialogi",
            "Kaakon perhetuki ry",
            "Matti Kariniva",
            "Kotka",
            "yhdistyksen toimitila",
            later_month(today, 3),
            "12 perhetyöntekijää ja ohjausryhmä",
            "Kaakon perhetuki ry",
            team=(("Linnea Ahlskog", LEAD), ("Irja Haapasuo", LEAD)),
        ),
    ]


def _postponed(today: date) -> list[DemoOrder]:
    return [
        DemoOrder(
            workday(today, -55),
            "Alueneuvonpito kylän lapsiperheiden palveluista",
            OrderKind.PLANNING,
            "alueneuvonpito",
            "Virolahden kunta",
            municipality="Virolahti",
            place="kylätalo",
            wished=written(workday(today, -20)),
            participants="asukkaita ja palvelujen edustajia, 30–40 henkeä",
            payer="Virolahden kunta",
            team=(("Paavo Rekikoski", LEAD), ("Anna-Kaisa Teerisuo", LEAD)),
            outcome=PrintedWord.POSTPONED,
            note="Tupa varattiin vahingossa kahdesti. Uusi päivä sovitaan kyläyhdistyksen kanssa.",
        ),
        DemoOrder(
            workday(today, -18),
            "Työntekijöiden ennakointimetodi",
            OrderKind.CLIENT_WORK,
            "tyontekijoiden-ennakointimetodi",
            "Perhekeskus Vuoksi",
            "Minna Lohiniva",
            "Imatra",
            "perhekeskus",
            written(workday(today, -1)),
            "5 työntekijää",
            SOUTH_COUNTY,
            "Olen yksin huoleni kanssa ja haluan selvittää, mitä voin itse tehdä ja mitä siitä voi seurata.",
            team=(("Heikki Vesterniemi", LEAD), ("Aleksi Rantapuska", TRAINEE)),
            outcome=PrintedWord.POSTPONED,
        ),
    ]
