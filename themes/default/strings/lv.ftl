# The words of the theme in Latvian.

unstyled = Vispirms izvērsiet ZIP arhīvu, ja lapa ir atvērta no tā: lapas noformējums nav atrasts.
skip = Pāriet uz saturu
languages = Šī lapa citās valodās
translated-not = Šī lapa nav iztulkota. Teksts ir oriģinālvalodā.
translated-partly = Šī lapa ir iztulkota daļēji. Pārējais teksts ir oriģinālvalodā.
translated-before = Kopš šīs lapas tulkošanas oriģināls ir mainījies.
translated-changed = Novecojis:
translated-original = Skatīt oriģinālu.
changed-heading = nosaukums
changed-description = apraksts
changed-text = teksts
menu = Galvenā izvēlne
crumbs = Atrašanās vieta vietnē
home = Sākums
on-this-page = Šajā lapā
anchor = Saite uz sadaļu „{ $title }”

status = Statuss
status-stub = Vēl nav aprakstīts
status-draft = Melnraksts
status-published = Publicēts
status-retired = Vairs netiek lietots
replaced-by = To aizstāj
reviewed = Pārskatīts
not-reviewed = Nav pārskatīts
date = { $d }.{ $m }.{ $y }.

more = un vēl { $n }
other-names = { $n ->
    [one] Cits nosaukums
   *[other] Citi nosaukumi
}
empty-section = Šai sadaļai satura pagaidām nav.
not-told = Avots to nepasaka.
yes = Jā
no = Nē
mentions = Pieminēts arī
pager = Iepriekšējā un nākamā lapa
previous = Iepriekš
next = Tālāk

count = { $n ->
    [one] { $n }{"\u00A0"}{ $one }
   *[other] { $n }{"\u00A0"}{ $other }
}
places = { $n ->
    [one] { $n } vietā
   *[other] { $n } vietās
}
again = vairākās vietās
described = Aprakstīts
here = Šī lapa
linked = Saistīts
linked-legend = Saistīts ar šo
arrows = Kas ar ko saistīts
arrows-many = { $n ->
    [one] { $n } saite attēlā nebūtu salasāma, tāpēc saites ir tikai uzskaitītas.
   *[other] { $n } saites attēlā nebūtu salasāmas, tāpēc tās ir tikai uzskaitītas.
}
leads-to = ved uz
goes-with = saistīts ar
map-part = Šeit ir tikai šī lapa un ar to saistītās; visas { $n } ir atsevišķajā kartes lapā.
applies = Attiecas
siblings = Saistītās lapas
letters = Burti
see = skatīt
matrix-empty = Tabulā pagaidām nav nevienas atzīmes.
matrix-none = Bez atzīmēm
stubs = Vēl nav aprakstīti ({ $n })
filter = Filtrs
filter-by = Filtrēt pēc
filter-marked = Tikai { $rows } ar atzīmi redzamajās kolonnās
filter-clear = Notīrīt filtru
share = Saite uz šo atlasi
total = Kopā
total-whole = Kopskaiti attiecas uz visu tabulu, ne tikai uz redzamo daļu.
key = Apzīmējumi
matrix-past = Izlaist tabulu
matrix-shown = Redzamas rindas: { $rows } no { $allrows }, kolonnas: { $columns } no { $allcolumns }, atzīmes: { $marks }.
matrix-cell-filled = saistība ir norādīta
matrix-cell-none = tukša šūna: ieraksts ir aprakstīts, un saistība tajā nav norādīta
matrix-cell-unknown = svītrota šūna: ieraksts vēl nav aprakstīts, un nav zināms, vai saistība ir
matrix-keys = Starp aizpildītajām šūnām un virsrakstiem var pārvietoties ar bultiņu taustiņiem.
csv-shown = Lejupielādēt redzamo daļu (CSV)
csv-part = atlase
picker-jump = Uz izvēles rezultātu
picker-page = lapa
picker-chosen = Izvēlēts
picker-clear = Notīrīt izvēli
picker-whole = Nekas nav izvēlēts, tāpēc redzams viss, kas ir zināms.
picker-unsupported = Šajā pārlūkprogrammā izvēle nedarbojas, tāpēc redzams viss, kas ir zināms. Par vienu atsevišķi stāsta tā paša lapa.
picker-nothing = Par izvēlēto pagaidām nekas nav zināms.
picker-count = { $name }: { $n } no { $total }.

cite = Atsauce
cite-numbered = { $n }. sadaļa
cite-section = sadaļa
quoted = „{ $text }”
copy = Kopēt
copied = Nokopēts

coverage-described = { $other }: aprakstīti
coverage-unreviewed = Nav pārskatīti (no aprakstītajiem)
coverage-each = katrā sadaļā – { $n }
coverage-sections = { $other } pa sadaļām
coverage-kinds = Viss saturs skaitļos
of = { $n } no { $total }
told-written = Uzrakstīts
told-written-key = sadaļā ir saturs
told-partly = Daļēji
told-partly-key = saturs ir, bet daļu ziņu avots nepasaka
told-untold = Avots nepasaka
told-untold-key = satura nav, jo avots to nepasaka
told-said-none = Norādīts, ka nav
told-said-none-key = saturā ir norādīts, ka šeit nekā nav
told-empty = Tukšs
told-empty-key = sadaļa vēl nav uzrakstīta
kind = Veids
count-all = Kopā
count-described = Aprakstīti
count-published = Publicēti
count-drafts = Melnraksti
count-stubs = Vēl nav aprakstīti
count-retired = Vairs netiek lietoti
count-reviewed = Pārskatīti
count-unreviewed = Nav pārskatīti

information = Plašāka informācija
support = Atbalsts
report = Ziņot par kļūdu šajā lapā
edit = Labot šo lapu
edition = Izdevums

accessibility = Piekļūstamība
accessibility-statement = Piekļūstamības paziņojums
statement-commitment = { $body } apņemas šo tīmekļvietni veidot tā, lai tā būtu piekļūstama ikvienam.
statement-scope = Uz ko paziņojums attiecas
statement-body = Par tīmekļvietni atbild
statement-law = Piekļūstamības prasības nosaka
statement-status = Cik piekļūstama ir šī tīmekļvietne?
statement-status-full = Tīmekļvietne pilnībā atbilst piekļūstamības prasībām.
statement-status-partial = Tīmekļvietne piekļūstamības prasībām atbilst daļēji. Kas un kāpēc neatbilst, ir uzskaitīts tālāk.
statement-status-none = Tīmekļvietne piekļūstamības prasībām neatbilst. Kas un kāpēc neatbilst, ir uzskaitīts tālāk.
statement-standard = Standarts
statement-wcag = Pārbaudē izmantotās vadlīnijas
statement-exceptions = Nepiekļūstamais saturs
statement-reason-noncompliance = Neatbilstība prasībām
statement-reason-disproportionate-burden = Prasību izpilde radītu nesamērīgu slogu
statement-reason-outside-scope = Prasības uz šo saturu neattiecas
statement-alternatives = Piekļūstamības alternatīvas
statement-ask = Ja saturs Jums ir vajadzīgs citā veidā, rakstiet:
statement-preparation = Ziņas par paziņojuma sagatavošanu
statement-prepared = Sagatavots
statement-reviewed = Pēdējo reizi pārskatīts
statement-method = Izvērtēšanas veids
statement-method-self-assessment = Pašnovērtējums
statement-method-third-party = Trešās personas veikts izvērtējums
statement-assessor = Izvērtēja
statement-evidence = Izvērtējumu apliecinošs dokuments
statement-feedback = Atsauksmēm un saziņai
statement-feedback-text = Rakstiet vai zvaniet, ja kaut kas šajā tīmekļvietnē Jums nav piekļūstams vai ja esat pamanījuši nepilnību, kas šeit nav minēta. Norādiet lapas adresi un to, kādā veidā saturs Jums ir vajadzīgs.
statement-unit = Atbild
statement-email = E-pasts
statement-phone = Tālrunis
statement-response = Atbildes termiņš
statement-enforcement = Izpildes nodrošināšanas procedūra
statement-enforcer = Uzraugošā iestāde
statement-address = Adrese
statement-site = Tīmekļvietne
no-statement = Piekļūstamības paziņojums par šo vietni vēl nav sagatavots.
no-statement-report = Ja kaut ko šajā vietnē nevarat izmantot, rakstiet:
tests = Ko pārbauda automātiskie testi
tests-of = Vietne ir izveidota ar rīku „norade”. Rīka testi pārlūkā atver lapas, ko rīks ar savu pamatdizainu veido no komplektā iekļautā satura. Tie pārbauda:
tests-rules = vai lapas – gaišas un tumšas, 320 un 1280 pikseļu platumā – atbilst WCAG 2.0–2.2 A un AA līmeņa kritērijiem, ciktāl to spēj noteikt programma „axe”;
tests-narrow = vai 320 pikseļu platumā lapa nav jāritina uz sāniem;
tests-zoom = vai divkārt palielināts teksts nepazūd un nepārklājas;
tests-keyboard = vai viss ir sasniedzams ar tastatūru, bet fokuss vienmēr ir redzams un nav aizsegts;
tests-targets = vai saites un pogas ir vismaz 24 pikseļus lielas;
tests-settings = vai lapas ievēro lietotāja iestatījumus – mazāk kustību, piespiedu krāsas – un drukājas pilnībā;
tests-script = vai bez JavaScript saturs ir tas pats;
tests-hosts = vai lapas neprasa neko no citām vietnēm un nerada kļūdas;
tests-html = vai HTML pieraksts ir pareizs (Nu Html Checker).
tests-limits = Ko testi nepasaka
tests-limits-text = Automātiskie testi atrod tikai daļu šķēršļu. Vai teksts ir saprotams, vai secība ir loģiska un vai ar ekrānlasītāju vietni ir ērti lietot, var izvērtēt tikai cilvēks.
tests-limits-site = Šīs vietnes saturu un tās pašas dizainu, ja tie atšķiras no rīka komplektā iekļautajiem, šie testi nav pārbaudījuši.

moved = Lapa ir pārvietota
moved-text = Tas, ko agrāk apzīmēja „{ $id }”, tagad ir šeit:
not-found = Lapa nav atrasta
not-found-text = Šajā adresē lapas nav. Pārbaudiet, vai adrese ir uzrakstīta pareizi, vai sāciet ar kādu no sarakstiem.
to-home = Uz sākumlapu
not-found-nearest = Varbūt meklējāt
not-found-codes = Pēc koda
described-of = Aprakstīti: { $known } no { $total }.
not-concerned = neattiecas

# Latvian spreadsheets take the comma for the decimal sign.
csv-separator = ;
csv = Lejupielādēt CSV

words = { $n ->
    [one] { $one }
   *[other] { $other }
}
address-number = { $name }, { $n }. sadaļa
address-section = { $name }, „{ $section }”
handbook-with = Ar ko kopā
handbook-needs = Kas tam nepieciešams

checklist-lead = Aizpildiet šeit un izdrukājiet vai izdrukājiet tukšu un aizpildiet ar roku. Ievadītais nekur netiek nosūtīts.
checklist-empty = Šajā sarakstā punktu pagaidām nav.
state = Stāvoklis
state-open = Nav sākts
state-partly = Daļēji
state-done = Izdarīts
state-not-applicable = Neattiecas
item-state = { $n }. punkta stāvoklis
item-number = Nr.
item-list = Saraksts
item-address = Adrese
item-words = Punkts
note = Piezīme
note-of = pie { $n }. punkta
checklist-what = izdrukāt vai aizpildīt

checklist-kept = Ierakstītais glabājas tikai šajā lapā, līdz to saglabājat failā. Vienā failā var būt vairāki aizpildīti saraksti.
checklist-save = Saglabāt failā
checklist-open = Atvērt failu
checklist-csv = Ierakstītais kā CSV
checklist-print = Drukāt
checklist-saved = Fails „{ $file }” nodots lejupielādei.
checklist-opened = Atvērts fails „{ $file }”.
checklist-joined = Fails „{ $file }” atvērts un pievienots iesāktajam; nesaglabātais nav zudis.
checklist-changed = Kopš saglabāšanas saraksts ir mainījies: skatiet izmaiņas zemāk.
checklist-foreign = Fails „{ $file }” pieder citam sarakstam – „{ $name }”. Šeit nekas nav mainīts.
checklist-too-large = Failā ietilpst līdz 5 MB, bet šie saraksti aizņem vairāk. Fails nav saglabāts: noņemiet kādu sarakstu un saglabājiet to atsevišķi.
checklist-damaged = Failu „{ $file }” nevar nolasīt kā kontrolsarakstu. Šeit nekas nav mainīts.
checklist-newer = Fails „{ $file }” ir saglabāts jaunākā formātā, ko šī lapa vēl neprot nolasīt. Šeit nekas nav mainīts.
copies = Aizpildītie saraksti
copy-unnamed = bez nosaukuma
copy-add = Pievienot vēl vienu
copy-remove = Noņemt šo
copy-added = Pievienots saraksts „{ $name }”.
copy-removed = Noņemts saraksts „{ $name }”.
copy-remove-sure = Vai noņemt „{ $name }”? Tajā ierakstītais zudīs.
changes = Kas mainījies kopš saglabāšanas
changes-editions = Saglabāts izdevumā { $then }, šis ir izdevums { $now }.
changes-same = Punkti nav mainījušies.
changes-new = Jauni punkti
changes-reworded = Pārformulēti punkti (stāvoklis un piezīme palikuši)
changes-gone = Punkti, kuru šeit vairs nav (atbildes paliek failā)
changes-before = { $n }. punkts, agrāk: „{ $text }”
item-new = Jauns
item-reworded = Pārformulēts
checklist-blank-csv = Tukšs saraksts kā CSV
search-label = Ko meklēt
search-hint = Vārdus var rakstīt jebkurā formā, ar garumzīmēm vai bez tām. Frāzi liek pēdiņās; vārdu, kura lapā nedrīkst būt, raksta ar mīnusu.
search-script = Meklēšanai pārlūkprogrammā jābūt ieslēgtam JavaScript. Bez tā lapu var atrast sarakstos.
search-found-one = Atrasta {"{n}"} lapa
search-found-other = Atrastas {"{n}"} lapas
search-none = Nekas nav atrasts
search-failed = Meklēšanas datus neizdevās ielādēt. Lapu var atrast alfabētiskajā rādītājā.
search-instead = meklēts
search-any = Viss
search-all = Visi rezultāti
search-more = Rādīt vēl
search-pages = Citas lapas
search-partial = nevienā lapā nav visu vārdu
search-unset = nav izvēlēts
search-titles = un vēl

fields-every = Katrā ierakstā
fields-key = Atslēga
fields-means = Nozīme
fields-form = Kā raksta
fields-pattern = ID veids:
fields-own-name = Nosaukums
fields-required = obligāti
fields-many = var būt vairāki
fields-headings = Teksta daļas, katra zem sava virsraksta:
form-text = teksts pēdiņās
form-markdown = teksts ar Markdown
form-statements = apgalvojumu saraksts
form-date = datums, piemēram, 2026-01-31
form-url = tīmekļa adrese
form-email = e-pasta adrese
form-number = skaitlis
form-boolean = true vai false
form-choice = viena no vērtībām
form-relation = ID
form-record = rindas, kurās ir
form-anchors = tabula, piemēram, former_anchors.vecais = "jaunais"
form-names = nosaukumi pēdiņās
diagnostics-code = Kods
diagnostics-says = Ko paziņojums saka
diagnostics-mend = Kas gaidīts un kā labot
diagnostics-warning = brīdinājums

bundle-start = SAKUMS.html
bundle-read-me = LASI-MANI.txt
bundle-site = vietne
bundle-open = Atvērt vietni
bundle-whole = Vietne darbojas bez tīkla, kamēr mape ir vesela. Kā to glabāt un nodot tālāk, teikts failā
bundle-commit = Avota versija (git):
bundle-dirty = (un vēlākas izmaiņas, kas tajā vēl nav iekļautas)
read-me =
    SĀKUMS

    1. Izvērsiet ZIP arhīvu. Windows: ar peles labo pogu uz faila, „Izvilkt
       visu” („Extract All”). Ja fails tikai atvērts, Windows rāda arhīva
       iekšpusi, un lapas no turienes atveras bez noformējuma un saitēm.
    2. Izvērstajā mapē atveriet { bundle-start }. Vietne atveras pārlūkprogrammā;
       ne serveris, ne tīkls, ne administratora tiesības nav vajadzīgas.

    Ja Windows brīdina, ka fails nāk no interneta, pirms izvēršanas atveriet
    ZIP faila rekvizītus („Properties”) un atzīmējiet „Atbloķēt” („Unblock”).

    SHAREPOINT, TEAMS UN E-PASTS

    Sūtiet un glabājiet tur visu ZIP failu, nevis atsevišķas lapas vai
    izvērstu mapi.

    - SharePoint un Teams .html failu vai nu lejupielādē pa vienam, vai rāda
      bez skriptiem un noformējuma: saites, meklēšana un kontrolsaraksti tā
      nedarbojas. Lejupielādējiet ZIP failu un izvērsiet to savā datorā.
    - E-pasta sistēmas .html pielikumus mēdz aizturēt vai izmest, un
      priekšskatījumā redzama tikai viena lapa. Saglabājiet ZIP pielikumu un
      izvērsiet to. Ja arī ZIP aiztur, sūtiet saiti uz vietu, kur tas glabājas.

    TĪKLA MAPE UN ZIBATMIŅA

    Kopējiet visu izvērsto mapi, ne tikai { bundle-start }. Mapei pietiek ar
    lasīšanas tiesībām, un mapi var nosaukt un novietot pēc saviem ieskatiem:
    vietne tajā neko neieraksta. Kontrolsaraksta atzīmes pazūd, kad lapu aizver,
    ja tās nav saglabātas failā.

    VAI NEKAS NAV BOJĀTS

    Failā manifest.json ir norādīts katra faila izmērs un SHA-256. To pārbauda
    programma norade:

        norade verify FAILS.zip
        norade verify MAPE

    Tā nosauc katru failu, kurš atšķiras, kura trūkst vai kurš ir lieks. Kā
    liekus tā nosauc arī Thumbs.db, desktop.ini un .DS_Store, kurus mapē mēdz
    ierakstīt pati operētājsistēma; vietnei tie netraucē. Ja blakus ir
    manifest.json.sig, arhīvs ir parakstīts; ar izdevēja publisko atslēgu

        norade verify FAILS.zip --key PUB.pem

    pasaka, vai to parakstījis izdevējs.

    Ja programmas norade nav, viena faila SHA-256 Windows parāda ar komandu

        certutil -hashfile FAILS SHA256

    Tam jābūt tādam pašam, kāds tas ir failā manifest.json.
