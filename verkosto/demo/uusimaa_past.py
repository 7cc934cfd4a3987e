"""The old meetings of Länsi- ja Keski-Uusimaa: a theme workshop of 2009 and a regional meeting of 2006."""

from datetime import date

from meetings.enums import AttendanceRole, DocumentKind, OutcomeKind
from verkosto.demo.days import at
from verkosto.demo.shapes import Goal, Life, Point, Present, Sitting
from verkosto.demo.uusimaa import LONG_NAME

NEW_NAME = "Ehkäisevä lastensuojelu arjen palveluissa"

THEME_WORKSHOP = Sitting(
    group=LONG_NAME,
    title=f"{LONG_NAME} – teemaverstas",
    document=DocumentKind.SUMMARY,
    starts=at(date(2009, 1, 15), "9.30"),
    ends=at(date(2009, 1, 15), "12.00"),
    place="Tuusulan sosiaalikeskus, kokoushuone Kataja",
    address="Kirjurinkuja 3, 2. krs",
    subject="Teemaverstaan käynnistäminen ja vuoden 2009 suunnitelma",
    present=(
        Present("Auli Harjukoski"),
        Present("Pentti Salolahti"),
        Present("Marjut Hakosuo", role=AttendanceRole.PRESENTER),
        Present("Ann-Christin Sjölund"),
        Present("Kalle Virtaharju", role=AttendanceRole.SECRETARY),
    ),
    points=(
        Point(
            "Kehittämisryhmien tavoitteista teemaverstaiksi",
            "Kuntatyöryhmät ovat käyneet teemat läpi syksyn kokouksissaan. Vastaanotto on ollut myönteinen, mutta "
            "osallistujien aika huolettaa.\n\n"
            "Verstas toimii vain, jos kunnat nimeävät siihen ihmiset, joilla on lupa ja aikaa tulla. Kuntien omat "
            "tarpeet ovat työn lähtökohta.",
        ),
        Point(
            "Teemaverstaan nimi",
            "Kehittämisryhmän antama nimi kertoo tehtävän tarkasti, mutta kukaan ei muista sitä. Keskusteltiin siitä, "
            "miltä sana lastensuojelu kuulostaa päiväkodissa ja koulussa: ehkäisevää työtä tehdään siellä joka "
            "päivä, vaikka sitä ei niin kutsuta.\n\n"
            f"Teemaverstaan uusi nimi on ”{NEW_NAME}”.",
            ((OutcomeKind.DECISION, f"Teemaverstaan uusi nimi on ”{NEW_NAME}”."),),
        ),
        Point(
            "Verstaan työtapa ja edustaja",
            "Verstaassa keskustellaan vapaasti ja opitaan toisilta. Verstaalle ei valita puheenjohtajaa. "
            "Hanketyöntekijät pitävät kirjaa.\n\n"
            "Verstaan edustajaksi valittiin Auli Harjukoski Tuusulasta.",
            (
                (OutcomeKind.DECISION, "Verstaalle ei valita puheenjohtajaa."),
                (OutcomeKind.DECISION, "Verstaan edustajaksi valittiin Auli Harjukoski Tuusulasta."),
            ),
        ),
        Point(
            "Varhaisen tuen toimintamalli Nurmijärvellä",
            "Marjut Hakosuo esitteli, miten päiväkodit, koulut ja neuvolat ovat sopineet "
            "[yhteisistä askelista|Varhainen tuki], kun lapsesta herää huoli. Kalvot ovat liitteenä.",
        ),
        Point(
            "Tavoitteet ja toimenpiteet",
            "Tavoitteet sovittiin vuodeksi. Kunnat kertovat syksyllä, miten ne ovat edenneet.",
            goals=(
                Goal(
                    "Lasten ja nuorten palvelujen rajoilla puhutaan toisten kanssa eikä toisista",
                    (
                        "vanhemmuutta tuetaan yhteisessä keskustelussa",
                        "vanhemmat kuullaan ennen kuin heistä päätetään",
                        "otetaan käyttöön muutama yhteinen väline",
                        "sovitaan toimintatavoista kirjallisesti",
                        "koulu saa tukea ensimmäiseen yhteydenottoon",
                    ),
                    (
                        (
                            "Kaksi alueellista työpajaa esimiehille, vetäjä verkoston ulkopuolelta",
                            "hanketyöntekijät",
                            "syksy 2009",
                        ),
                        (
                            "Jos rahoitus jatkuu, työpajoja järjestetään myös henkilöstölle kunnittain",
                            "hanketyöntekijät",
                            "",
                        ),
                    ),
                ),
                Goal(
                    "Kunnat saavat tukea omaan lastensuojelusuunnitelmaansa",
                    measures=(
                        (
                            "Kuntatyöryhmiltä kysytään, missä vaiheessa suunnitelmat ovat",
                            "Kalle Virtaharju",
                            "huhtikuu 2009",
                        ),
                    ),
                ),
            ),
        ),
        Point("Seuraava kokoontuminen", "Keskiviikkona 4.3.2009 klo 13–15.30 Kirkkonummella."),
    ),
    attachments=("Varhaisen tuen toimintamalli Nurmijärvellä, kalvot",),
    next_meeting="keskiviikkona 4.3.2009 klo 13–15.30",
    next_place="Kirkkonummi",
    then_named=NEW_NAME,
    life=Life.PUBLISHED,
)

SECOND_WORKSHOP = Sitting(
    group=NEW_NAME,
    title=f"{NEW_NAME} – teemaverstas",
    document=DocumentKind.SUMMARY,
    starts=at(date(2009, 3, 4), "13.00"),
    ends=at(date(2009, 3, 4), "15.30"),
    place="Kirkkonummen kunnantalo",
    subject="Syksyn työpajojen suunnittelu",
    present=(
        Present("Auli Harjukoski"),
        Present("Marjut Hakosuo"),
        Present("Ann-Christin Sjölund"),
        Present("Kalle Virtaharju", role=AttendanceRole.SECRETARY),
    ),
    points=(
        Point(
            "Kuntien suunnitelmien tilanne",
            "Yhdeksän kuntaa on vastannut. Neljässä suunnitelma on valtuuston käsittelyssä, kolmessa työ on alussa ja "
            "kaksi toivoo apua alkuun pääsemiseen.",
        ),
        Point(
            "Syksyn työpajat",
            "Työpajat pidetään Lohjalla ja Järvenpäässä. Ann-Christin Sjölund selvittää, saadaanko toiseen "
            "ruotsinkielinen ryhmä.",
            (
                (OutcomeKind.DECISION, "Työpajat pidetään Lohjalla ja Järvenpäässä."),
                (
                    OutcomeKind.ACTION,
                    "Ann-Christin Sjölund selvittää, saadaanko toiseen ruotsinkielinen ryhmä.",
                    "Ann-Christin Sjölund",
                    "toukokuu 2009",
                ),
            ),
        ),
        Point("Seuraava kokoontuminen", "Päivä sovitaan, kun työpajojen vetäjät on varattu."),
    ),
    next_meeting="syksyllä 2009",
    life=Life.SIGNED,
)

REGIONAL_MEETING = Sitting(
    group="Alueen kehittäjien tapaaminen",
    title="Lapsuuden ja lastensuojelun kehittäjien tapaaminen",
    starts=at(date(2006, 2, 20), "12.00"),
    ends=at(date(2006, 2, 20), "15.00"),
    place="Keravan kaupungintalo",
    subject="Päivän tavoitteet: kertoa, missä alueen ryhmissä kehitetään lastensuojelua; oppia tuntemaan toiset; "
    "sopia, miten tieto jatkossa kulkee.",
    present=(
        Present("Eero Tervaniemi", "yliopettaja", "ammattikorkeakoulu", AttendanceRole.CHAIR),
        Present("Eija Kannelmaa", "", "Hyvinkään kaupunki"),
        Present("Marjut Hakosuo", "perhetyöntekijä", "Nurmijärven kunta", AttendanceRole.PRESENTER),
        Present("Tiina Leppärinne", "", "Järvenpään kaupunki", AttendanceRole.PRESENTER),
        Present("Saara Lepistömäki", "", "Perheiden talo ry"),
        Present("Anja Vuorisola", "seutukehittäjä", "Karkkila ja Vihti", AttendanceRole.PRESENTER),
        Present("Harri Koivumetsä", "", "Mäntsälän kunta"),
        Present("Ulla Niemikangas", "", "Tuusulan kunta"),
        Present("Pentti Salolahti", "sosiaalityön johtaja", "Vihdin kunta"),
        Present("Pirkko Sammalsuo", "", "Keravan kaupunki"),
        Present("Kaija Ylihakala", "", "Lohjan kaupunki", AttendanceRole.PRESENTER),
        Present("Jukka Pohjasalmi", "", "Hyvinkään kaupunki"),
        Present("Johanna Rautiokangas", "lehtori", "ammattikorkeakoulu"),
        Present("Heli Vuonnala", "", "Pornaisten kunta"),
        Present("Stina Hägglund", "", "Karjaan kaupunki"),
        Present("Rolf Ekudden", "", "Tammisaaren kaupunki", AttendanceRole.PRESENTER),
        Present("Ann-Christin Sjölund", "socialarbetare", "Kirkkonummen kunta"),
        Present("Reijo Suopelto", "johtaja", "nuorisokoti, Siuntio"),
        Present("Auli Harjukoski", "", "Tuusulan kunta"),
        Present("Kalle Virtaharju", role=AttendanceRole.SECRETARY),
    ),
    points=(
        Point("Esittäytyminen", "Jokainen kertoi, mitä kehittää juuri nyt ja mistä toivoisi apua."),
        Point(
            "Alueen ryhmät ja niiden työ",
            "- Järvenpää: [sijaishuollon|Sijaishuolto] ja kriisityön yhteinen päivystys (liite 1)\n"
            "- Nurmijärvi: [varhainen tuki|Varhainen tuki] päiväkodeissa ja kouluissa (liite 2)\n"
            "- Karkkila ja Vihti: seudullinen [perhetyö|Perhetyö], neljäs toimintavuosi (liite 3)\n"
            "- Lohja: tukiperheiden valmennus ja työnohjaus (liite 4)\n"
            "- Tammisaari: [service på svenska|Service på svenska], gemensam jour med grannkommunerna (liite 5)\n"
            "- Hyvinkää: liite toimitetaan myöhemmin\n\n"
            "Esityksissä toistuivat [varhainen tuki|Varhainen tuki], perheiden kuntoutus, "
            "[sijaishuollon järjestäminen yhdessä|Sijaishuolto] sekä se, että kirjaaminen vie ajan tapaamisilta.",
        ),
        Point(
            "Miten jatkamme yhdessä",
            "Pienryhmät ehdottivat\n"
            "- tapaamista kerran vuodessa ja verkkokeskustelua sen välissä\n"
            "- tutustumiskäyntejä, joista isäntä saa kirjallisen palautteen\n"
            "- täydennyskoulutuksen suunnittelua yhdessä oppilaitosten kanssa\n"
            "- lyhyitä kirjoituksia siitä, mikä toimi ja mikä ei\n\n"
            "Ryhmä tapaa vuoden kuluttua helmikuussa. Kalle Virtaharju kokoaa esitykset ja lähettää ne kaikille.",
            (
                (OutcomeKind.DECISION, "Ryhmä tapaa vuoden kuluttua helmikuussa."),
                (
                    OutcomeKind.ACTION,
                    "Kalle Virtaharju kokoaa esitykset ja lähettää ne kaikille.",
                    "Kalle Virtaharju",
                    "maaliskuu 2006",
                ),
            ),
        ),
    ),
    attachments=(
        "Järvenpää, kalvot",
        "Nurmijärvi, esite",
        "Karkkila ja Vihti, väliraportti",
        "Lohja, valmennuksen ohjelma",
        "Ekenäs, presentation",
        "Hyvinkää, kalvot (toimitetaan myöhemmin)",
    ),
    next_meeting="vuoden kuluttua helmikuussa",
    life=Life.PUBLISHED,
)

PAST = (REGIONAL_MEETING, THEME_WORKSHOP, SECOND_WORKSHOP)
