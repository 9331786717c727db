# The words of the theme in English.

skip = Skip to content
menu = Main menu
crumbs = Breadcrumbs
home = Home
on-this-page = On this page
anchor = Link to the section “{ $title }”

status = Status
status-stub = Not described yet
status-draft = Draft
status-published = Published
status-retired = No longer used
reviewed = Reviewed
not-reviewed = Not reviewed
date = { $y }-{ $m }-{ $d }

more = and { $n } more
other-names = { $n ->
    [one] Other name
   *[other] Other names
}
empty-section = There is nothing in this section yet.
not-told = The source does not tell.
yes = Yes
no = No
mentions = Also mentioned in
pager = Previous and next page
previous = Previous
next = Next

count = { $n ->
    [one] { $n }{"\u00A0"}{ $one }
   *[other] { $n }{"\u00A0"}{ $other }
}
places = { $n ->
    [one] in { $n } place
   *[other] in { $n } places
}
again = in several places
described = Described
here = This page
linked = Linked
linked-legend = Linked with this one
arrows = What is linked with what
arrows-many = { $n ->
    [one] { $n } link could not be read in a picture, so the links are only listed.
   *[other] { $n } links could not be read in a picture, so they are only listed.
}
leads-to = leads to
goes-with = is linked with
map-part = Only this page and those linked with it stand here; all { $n } are on the page of the map.
applies = Applies
siblings = Related pages
letters = Letters
see = see
matrix-empty = The table has no marks yet.
matrix-none = Without marks
stubs = Not described yet ({ $n })
filter = Filter
filter-by = Filter by
filter-marked = Only { $rows } with a mark in the columns shown
filter-clear = Clear the filter
share = Link to this selection
total = Total
total-whole = The totals are of the whole table, not of the part shown.
key = Key
matrix-past = Skip the table
matrix-shown = Rows shown: { $rows } of { $allrows }, columns: { $columns } of { $allcolumns }, marks: { $marks }.
matrix-cell-filled = the link is given
matrix-cell-none = empty cell: the entry is described, and gives no such link
matrix-cell-unknown = hatched cell: the entry is not described yet, so nobody has said whether there is a link
matrix-keys = The arrow keys move between filled cells and headings.
csv-shown = Download the part shown (CSV)
csv-part = part

cite = Cite this page
cite-numbered = section { $n }
cite-section = section
quoted = “{ $text }”
copy = Copy
copied = Copied

coverage-described = { $other } described
coverage-unreviewed = Not reviewed, of those described
coverage-each = { $n } in each section
coverage-sections = { $other } by section
coverage-kinds = All content in numbers
of = { $n } of { $total }
key = Key
told-written = Written
told-written-key = the section has content
told-partly = In part
told-partly-key = there is content, but the source does not tell a part of it
told-untold = Source silent
told-untold-key = there is no content, since the source does not tell
told-said-none = Said: none
told-said-none-key = the content says that there is nothing here
told-empty = Empty
told-empty-key = the section has not been written yet
kind = Kind
count-all = All
count-described = Described
count-published = Published
count-drafts = Drafts
count-stubs = Not described yet
count-retired = No longer used
count-reviewed = Reviewed
count-unreviewed = Not reviewed

information = Further information
support = Support
report = Report a mistake on this page
edition = Edition

not-found = Page not found
not-found-text = There is no page at this address. Check that the address is spelt correctly, or start from one of the lists.
to-home = To the home page
described-of = Described: { $known } of { $total }.
not-concerned = not concerned

csv-separator = ,
csv = Download CSV

words = { $n ->
    [one] { $one }
   *[other] { $other }
}
address-number = { $name }, section { $n }
address-section = { $name }, “{ $section }”
handbook-with = With whom
handbook-needs = What it takes

checklist-lead = Fill it in here and print it, or print it empty and fill it in by hand. What you enter is sent nowhere.
checklist-empty = There is nothing on this list yet.
state = State
state-open = Not started
state-partly = In part
state-done = Done
state-not-applicable = Not applicable
item-state = State of item { $n }
item-number = No.
item-list = List
item-address = Address
item-words = Item
note = Note
note-of = on item { $n }
checklist-what = to print or fill in
