# The words of the theme in Latvian.

skip = Pāriet uz saturu
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
key = Apzīmējumi
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
edition = Izdevums

not-found = Lapa nav atrasta
not-found-text = Šajā adresē lapas nav. Pārbaudiet, vai adrese ir uzrakstīta pareizi, vai sāciet ar kādu no sarakstiem.
to-home = Uz sākumlapu
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
