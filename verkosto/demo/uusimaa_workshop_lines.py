"""What was said on the demo's workshop day: invented, in the shape and size of such days."""

from workshops.enums import ReflectionKind, Topic

GAIN, USE, HINDER, IN_USE = ReflectionKind.GAIN, ReflectionKind.USE, ReflectionKind.HINDER, ReflectionKind.IN_USE

# Letter by letter: title, model, whose it is, presenters, room.
WORKSHOPS = (
    (
        "Olohuone neuvolassa",
        "Neuvolan aulassa on kerran viikossa avoin olohuone, jossa perheohjaaja on tavattavissa ilman aikaa.",
        "Mäntsälä",
        "Elina Kaislaranta, perhekeskuspäällikkö",
        "Kokoushuone Koivu",
    ),
    (
        "Kaksi työntekijää, yksi suunnitelma",
        "Perhetyö tehdään parina yli hallintorajan, ja perheellä on yksi suunnitelma.",
        "Hyvinkää",
        "Anu Haukiniemi, johtava kuraattori",
        "Kokoushuone Haapa",
    ),
    (
        "Arkikurssi vanhemmille",
        "Kuuden illan kurssi, jossa vanhemmat harjoittelevat arjen tilanteita toistensa kanssa.",
        "Kirkkonummi",
        "Jenni Tuulensuu, palvelupäällikkö",
        "Sali",
    ),
    (
        "Yhteinen pöytä",
        "Perhe kutsuu itse koolle ne, joista sille on apua, ja pitää tapaamisesta oman muistion.",
        "Vihti",
        "Olavi Kiviranta, varhaiskasvatuksen aluejohtaja",
        "Kokoushuone Mänty",
    ),
    (
        "Nuorten iltavastaanotto",
        "Vastaanotolle voi tulla iltaisin ilman lähetettä, myös kaverin kanssa.",
        "Lohja",
        "Tuija Hiidenlehto, perheohjaaja",
        "Kirjaston nurkka",
    ),
    (
        "Riidasta sopuun koulussa",
        "Kaksi koulutettua aikuista auttaa riidan osapuolia sopimaan itse.",
        "Raasepori",
        "Gunilla Vikstrand, skolkurator",
        "Luokka 2",
    ),
)

# By workshop: what it tells, who says it ("" for nobody), the words.
COMMENTS = (
    (
        (GAIN, "Siuntio", "Vanhemmat tulevat juttelemaan ennen kuin huoli on iso"),
        (USE, "Vihti", "Olohuone sopisi perhekeskuksen aamupäiviin sellaisenaan"),
        (USE, "Järvenpää", "Kokeillaan ensin kirjaston lastenosastolla, jossa perheet jo ovat"),
        (HINDER, "Järvenpää", "Perheohjaajan aikaa on irrotettava muualta"),
        (GAIN, "Järvenpää", "Hyvä huomio: kahvi on tärkeämpi kuin esitteet"),
        ("", "", "Kaivattaisiin meilläkin, mutta neuvolan aula on ahdas"),
    ),
    (
        (USE, "Tuusula", "Parityön otamme käyttöön ensin kahdessa perheessä"),
        (GAIN, "Raasepori", "Yksi suunnitelma kolmen sijaan helpottaa perhettä ja meitä"),
        (HINDER, "Järvenpää", "Kahden esimiehen kalenterit on vaikea sovittaa yhteen"),
        (GAIN, "Järvenpää", "Työpari huomaa sen, mitä toinen on jo lakannut näkemästä"),
        (IN_USE, "Järvenpää", "Pareja on meillä kotipalvelussa, suunnitelma on vielä kummallakin omansa"),
        (USE, "Järvenpää", "Suunnitelman pohja on niin selkeä, että pyydämme sen käyttöömme"),
        (USE, "Järvenpää", "Perhe voisi itse valita, kumpi työntekijöistä on yhteyshenkilö"),
    ),
    (
        (USE, "", "Kurssi tarvitaan Hyvinkäälle, ohjaajia on jo kaksi"),
        (GAIN, "", "Illat alkavat ruualla, ja siksi niihin jaksetaan tulla"),
        (USE, "Mäntsälä", "Harjoitukset on kuvattu niin tarkasti, että niillä pääsee alkuun heti"),
        (IN_USE, "Raasepori", "Vastaavia iltoja on pidetty ruotsiksi kolmena keväänä"),
        (GAIN, "Nurmijärvi", "Vanhemmat opettavat toisiaan, ohjaaja pitää vain kellosta huolta"),
        (USE, "Järvenpää", "Ensimmäinen kurssi voitaisiin pitää tammikuussa"),
        (HINDER, "Järvenpää", "Lastenhoito kurssi-illoiksi on järjestämättä ja maksamatta"),
        (USE, "Järvenpää", "Ohjaajia voisi lainata naapurista ja maksaa takaisin omilla illoilla"),
        (GAIN, "Järvenpää", "Isät on kutsuttu omilla sanoillaan, ja heitä tulee"),
        (USE, "Järvenpää", "Koulunkäynnin aloittaville perheille oma lyhyempi kurssi"),
        (USE, "Järvenpää", "Koko henkilöstölle tarjolle yhden illan näytekurssi"),
    ),
    (
        (USE, "Hyvinkää", "Tapaamisen muistio jäisi perheelle, me pyytäisimme siitä kopion"),
        (HINDER, "Hyvinkää", "Kaikki perheet eivät tiedä, keitä kutsua; joku auttaa listan kanssa"),
        (GAIN, "Kerava", "Pöydän ympärillä on viisi ihmistä eikä viisitoista"),
        (USE, "Mäntsälä", "Kutsukirje otetaan meillä käyttöön melkein sanasta sanaan"),
        (GAIN, "Siuntio", "Perhe puhuu ensin, ja se muuttaa kaiken muun"),
        (USE, "Siuntio", "Voisi yhdistää nelivuotiaan neuvolakäyntiin"),
        (GAIN, "Raasepori", "Rohkaiseva esimerkki siitä, että lyhyempi kokous riittää"),
        ("", "", "Tällaista on Nurmijärvellä kaivattu erityisesti koulun vaihtuessa"),
        (IN_USE, "Järvenpää", "Verkostotapaamisia on, kutsuja on vain aina ollut joku meistä"),
        (USE, "Järvenpää", "Sähköinen kutsu, jonka perhe lähettää omasta puhelimestaan"),
        (HINDER, "Järvenpää", "Ei käy sellaisenaan silloin, kun vanhemmat ovat keskenään riidassa"),
        (USE, "Järvenpää", "Järjestöjen väki mukaan pöytään, jos perhe niin haluaa"),
        (HINDER, "Järvenpää", "Salassapidosta on sovittava ennen tapaamista eikä sen aikana"),
        (GAIN, "Tuusula", "Saimme omaan tapaamiskäytäntöömme kolme korjausta"),
    ),
    (
        (USE, "", "Tuusulassa nuorisotalo olisi auki samaan aikaan, siitä voisi aloittaa"),
        (GAIN, "Hyvinkää", "Nuori saa tulla kaverin kanssa, ja kaveri jää usein asiakkaaksi"),
        (USE, "Kerava", "Iltavuoro kerran kahdessa viikossa on meille mahdollinen"),
        (GAIN, "Kerava", "Ovella ei kysytä mitään, ja silti asia selviää"),
        (USE, "Kerava", "Samaa matalaa kynnystä voisi kokeilla esikoulun vanhemmille"),
        (GAIN, "Raasepori", "Kolmen kysymyksen alkukeskustelu on helppo oppia"),
        (USE, "Nurmijärvi", "Etsivä nuorisotyö voisi saattaa perille ensimmäisellä kerralla"),
        (HINDER, "Nurmijärvi", "Bussit lakkaavat kylille kello seitsemän"),
        (GAIN, "Järvenpää", "Kevyt tapa puuttua, ei vaadi uutta organisaatiota"),
        (USE, "Järvenpää", "Koulupudokkaille oma hetki ennen muita"),
        (USE, "Järvenpää", "Terveydenhoitaja ja nuoriso-ohjaaja tutustumaan Lohjalle jo tänä syksynä"),
    ),
    (
        (USE, "Siuntio", "Kaksi opettajaa koulutukseen ja sopimusvihko jokaiseen luokkaan"),
        (GAIN, "Nurmijärvi", "Sovittelu päättyy aina siihen, mitä osapuolet itse lupaavat"),
    ),
)
OTHER_COMMENTS = (
    (GAIN, "Lohja", "Oli hyvä esitellä omaa: kysymykset veivät mallia eteenpäin"),
    (USE, "Lohja", "Toisen kunnan valmis lomake säästää meiltä talven työn"),
    (GAIN, "Lohja", "Innostus tarttui samassa huoneessa, sähköpostilla se ei tartu"),
    (GAIN, "Nurmijärvi", "Naapureissa on ratkaistu juuri ne asiat, joita meillä vasta mietitään"),
    (GAIN, "Nurmijärvi", "Puhuttiin siitä, mitä maanantaina tehdään"),
    (USE, "Vihti", "Ensi vuoden suunnitelmaan kaksi uutta kohtaa"),
    (GAIN, "Vihti", "Työtä voi jakaa rohkeammin ammattien kesken"),
    (GAIN, "Vihti", "Lähdemme kotiin iloisempina kuin tulimme"),
)

# How the municipalities go on: about what, who says it, the words, points, who does it, by when ("{}" is a month).
FURTHER_WORK = (
    (
        Topic.CONTENT, "Kerava", "Iltavastaanotto kokeiluun keväällä",
        ("Tila nuorisotalolta", "Kaksi työntekijää vuoroonsa"), "nuorisopalvelut", "{1}",
    ),
    (
        Topic.CONTENT, "Siuntio", "Neuvolakäyntiin oma hetki perheen verkostolle",
        ("Kutsukirje kahdella kielellä", "Muistio jää perheelle"), "perhekeskus", "{2}",
    ),
    (Topic.CONTENT, "Siuntio", "Varhaiskasvatuksen esite kirjoitetaan vanhempien kysymyksistä alkaen", (), "", ""),
    (Topic.CONTENT, "Raasepori", "Perheillä on yksi yhteinen suunnitelma perhetyössä ja koulussa", (), "", "{3}"),
    (Topic.SPREADING, "Mäntsälä", "Päivän mallit esitellään lautakunnalle", (), "perhekeskuspäällikkö", "{1}"),
    (Topic.SPREADING, "Mäntsälä", "Kuntatyöryhmä käy yhteenvedon läpi kohta kohdalta", (), "", ""),
    (Topic.SPREADING, "Lohja", "Kooste päivästä kaikille lapsiperheiden kanssa työskenteleville", (), "", ""),
    (Topic.SPREADING, "Raasepori", "Samma dag ordnas på svenska för personalen", (), "", "{2}"),
    (Topic.SPREADING, "Nurmijärvi", "Jokainen osallistuja kertoo omassa tiimissään yhden asian", (), "", ""),
    (
        Topic.COOPERATION, "Tuusula", "Arkikurssi vuorotellen kolmessa kunnassa, ohjaajat yhteiset", (),
        "perhekeskukset yhdessä", "{3}",
    ),
    (Topic.COOPERATION, "Nurmijärvi", "Etsivä nuorisotyö mukaan opiskeluhuollon kokouksiin", (), "", "{1}"),
    (Topic.COOPERATION, "Vihti", "Vierailu kahteen kuntaan, joiden malli kiinnosti eniten", (), "", "{1}"),
)  # fmt: skip
ORGANISING = (
    ("Tuusula", "Esimiehet sopivat aikataulusta seuraavassa kokouksessaan", "esimiesten kokous", "{0}"),
    ("Tuusula", "Kurssin ohjaajat nimetään yhdessä naapurikuntien kanssa", "", "{1}"),
    ("Kerava", "Iltavuoron palkat ensi vuoden talousarvioon", "nuorisopäällikkö", "{1}"),
    ("Kerava", "Päällekkäiset ryhmät lopetetaan ensin, uutta rahaa ei tarvita", "", "{3}"),
    ("Nurmijärvi", "Yhteenveto kuntatyöryhmän kokoukseen", "", "{0}"),
    ("Nurmijärvi", "Alkukeskustelun kolme kysymystä käyttöön heti", "jokainen itse", ""),
    ("Nurmijärvi", "Uuden mallin aloittamisesta tehdään ensin suunnitelma", "", "{2}"),
    ("Järvenpää", "Lasten ja nuorten johtoryhmä valitsee, mistä mallista aloitetaan", "johtoryhmä", "{1}"),
    ("Mäntsälä", "Vastuuhenkilö kullekin mallille", "kuntatyöryhmä", "{0}"),
    ("Mäntsälä", "Laajempi käyttöönotto vasta, kun talous sallii", "", ""),
    ("Hyvinkää", "Palataan asiaan, kun omat parityön kokemukset on koottu", "", "{2}"),
    ("Siuntio", "Aloitetaan niin pian kuin kaksi työntekijää on koulutettu", "", "{1}"),
    ("Siuntio", "Naapurikunnilta kysytään, lähtevätkö ne mukaan", "perhekeskus", "{0}"),
    ("Siuntio", "Tieto kaikille, joiden työhön tämä vaikuttaa", "", "{0}"),
    ("Lohja", "Aineisto toimitetaan vastuuryhmien puheenjohtajille", "", "{0}"),
    ("Lohja", "Suunnitteluun on varattava vuosi; käytännössä opitaan loput", "", "{3}"),
    ("Raasepori", "Asia viedään kuntatyöryhmään", "", "{0}"),
    ("Raasepori", "Nykyiseen perhetyöhön lisätään heti yhteinen suunnitelma", "perhetyö", "{1}"),
    ("Vihti", "Esimiehille esitetään päätettäväksi kaksi kokeilua", "kuntatyöryhmä", "{0}"),
    ("Vihti", "Kokeilut liitetään hankkeisiin, jotka ovat jo käynnissä", "", "{2}"),
)

# Own words, and the scales: what it was about, use for one's own work, arrangements.
FEEDBACK = (
    ("Alustus kokosi tutut asiat tuoreella tavalla", 4, 4, 5),
    ("Alustuksen olisi voinut jättää pois", 3, 4, 4),
    ("Päivä, jossa tehtiin eikä vain kuunneltu", 5, 5, 5),
    ("Toisen kunnan arki näytettiin sellaisena kuin se on", 5, 4, 4),
    ("Sain kolme asiaa, jotka otan käyttöön huomenna", 5, 5, None),
    ("Pajojen vetäjät olivat valmistautuneet hyvin", 5, 4, 5),
    ("Keskustelut pienissä ryhmissä olivat parasta", 4, 4, 4),
    ("Keskustelu jäi kesken joka pajassa", 4, 3, 2),
    ("Olisin halunnut vielä kolmanteen pajaan", 4, 4, 3),
    ("Ohjelma tuli ajoissa ja oli selkeä", 4, None, 5),
    ("Oman kunnan hetki lopussa oli tarpeen", 5, 5, 4),
    ("Lähden kotiin monta ajatusta rikkaampana", 5, 5, 4),
    ("Tällaisia päiviä lisää", 5, 5, 5),
)

# What two municipalities have told since: whose step (its first words), how it stands, the words.
NEWS = (
    ("Esimiehille esitetään", "done", "Kokeilut alkoivat kahdessa päiväkodissa."),
    ("Kokeilut liitetään", "open", "Yhteen hankkeeseen on jo sovittu, toinen odottaa päätöstä."),
    ("Vierailu kahteen", "dropped", "Kumpikin kunta kävi sen sijaan meillä."),
)
