# The words of the theme in English.

unstyled = Extract the ZIP file first if this page was opened from one: its styles were not found.
skip = Skip to content
languages = This page in other languages
translated-not = This page has not been translated. Its text is in the original language.
translated-partly = Parts of this page have not been translated. They are in the original language.
translated-before = The original has changed since this page was translated.
translated-changed = Out of date:
translated-original = See the original.
changed-heading = the heading
changed-description = the description
changed-text = the text
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
replaced-by = In its place
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
    [one] { $n } link would be illegible in a picture, so the links are only listed.
   *[other] { $n } links would be illegible in a picture, so they are only listed.
}
leads-to = leads to
goes-with = is linked with
map-part = Only this page and those linked with it are shown here; all { $n } are on the page of the map.
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
total-whole = The totals are for the whole table, not for the part shown.
key = Key
matrix-past = Skip the table
matrix-shown = Rows shown: { $rows } of { $allrows }, columns: { $columns } of { $allcolumns }, marks: { $marks }.
matrix-cell-filled = the link is given
matrix-cell-none = empty cell: the entry is described, and gives no such link
matrix-cell-unknown = hatched cell: the entry is not described yet, so nobody has said whether there is a link
matrix-keys = The arrow keys move between filled cells and headings.
csv-shown = Download the part shown (CSV)
csv-part = part
picker-jump = Go to what was found
picker-page = page
picker-chosen = Chosen
picker-clear = Clear the choice
picker-whole = Nothing is chosen, so all that is known is shown.
picker-unsupported = Choosing does not work in this browser, so all that is known is shown. For one alone, see its own page.
picker-nothing = Nothing is known yet about what is chosen.
picker-count = { $name }: { $n } of { $total }.

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
told-written = Written
told-written-key = the section has content
told-partly = In part
told-partly-key = there is content, but the source does not tell a part of it
told-untold = Not in the source
told-untold-key = there is no content, since the source does not tell
told-said-none = Stated as none
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
edit = Edit this page
edition = Edition

accessibility = Accessibility
accessibility-statement = Accessibility statement
statement-commitment = { $body } is committed to making this website one that everybody can use.
statement-scope = What the statement is about
statement-body = Who answers for the website
statement-law = What sets the requirements
statement-status = How accessible is this website?
statement-status-full = The website meets all accessibility requirements.
statement-status-partial = The website meets some of the accessibility requirements. What it does not meet, and why, is listed below.
statement-status-none = The website does not meet the accessibility requirements. What it does not meet, and why, is listed below.
statement-standard = Standard
statement-wcag = Guidelines tested
statement-exceptions = Content that is not accessible
statement-reason-noncompliance = The requirements are not met
statement-reason-disproportionate-burden = Meeting the requirements would be a disproportionate burden
statement-reason-outside-scope = The requirements do not apply to it
statement-alternatives = Alternatives
statement-ask = If you need content in another form, write to:
statement-preparation = How this statement was prepared
statement-prepared = Prepared
statement-reviewed = Last reviewed
statement-method = Method
statement-method-self-assessment = Self-assessment
statement-method-third-party = Assessment by a third party
statement-assessor = Assessed by
statement-evidence = Report of the assessment
statement-feedback = Feedback and contact
statement-feedback-text = Write or call if something on this website is not accessible to you, or if you have found a fault that is not mentioned here. Say which page it is on, and in what form you need the content.
statement-unit = Answered by
statement-email = E-mail
statement-phone = Telephone
statement-response = Answered within
statement-enforcement = Enforcement procedure
statement-enforcer = Enforcement body
statement-address = Address
statement-site = Website
no-statement = There is no accessibility statement for this website yet.
no-statement-report = If there is something on this website that you cannot use, write to:
tests = What automatic tests check
tests-of = The website is made with the tool “norade”. The tests of the tool open, in a browser, the pages that it makes in its own design from the content that comes with it. They check:
tests-rules = that pages, light and dark, 320 and 1280 pixels wide, meet the A and AA criteria of WCAG 2.0 to 2.2, as far as the program “axe” can tell;
tests-narrow = that no page scrolls sideways at a width of 320 pixels;
tests-zoom = that text of twice the size is neither lost nor covered;
tests-keyboard = that everything can be reached by keyboard, with a focus that is always visible and never covered;
tests-targets = that links and buttons are at least 24 pixels in size;
tests-settings = that pages honour the reader’s settings (less motion, forced colours) and print in full;
tests-script = that the content is the same without JavaScript;
tests-hosts = that pages ask nothing of other websites and cause no errors;
tests-html = that the HTML is valid (Nu Html Checker).
tests-limits = What the tests do not tell
tests-limits-text = Automatic tests find only a part of the barriers. Whether a text is understandable, whether its order makes sense, and whether the website is comfortable to use with a screen reader, only people can assess.
tests-limits-site = Where the content or the design of this website is not what comes with the tool, these tests have not checked it.

moved = This page has moved
moved-text = What used to be “{ $id }” is here now:
not-found = Page not found
not-found-text = There is no page at this address. Check that the address is spelt correctly, or start from one of the lists.
to-home = To the home page
not-found-nearest = Were you looking for one of these?
not-found-codes = By code
described-of = Described: { $known } of { $total }.
not-concerned = not applicable

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

checklist-kept = What you enter is kept on this page alone until you save it to a file. One file may hold several lists.
checklist-save = Save to a file
checklist-open = Open a file
checklist-csv = What is entered, as CSV
checklist-print = Print
checklist-saved = The file “{ $file }” has been handed over for download.
checklist-opened = The file “{ $file }” is open.
checklist-joined = The file “{ $file }” is open, added to what you had begun; nothing unsaved is lost.
checklist-changed = The list has changed since it was saved: see the changes below.
checklist-foreign = The file “{ $file }” belongs to another list, “{ $name }”. Nothing has been changed here.
checklist-too-large = A file holds up to 5 MB, and these lists take more. Nothing has been saved: remove a list and save it separately.
checklist-damaged = The file “{ $file }” cannot be read as a checklist. Nothing has been changed here.
checklist-newer = The file “{ $file }” was saved in a newer format that this page cannot read yet. Nothing has been changed here.
copies = Lists filled in
copy-unnamed = unnamed
copy-add = Add another
copy-remove = Remove this one
copy-added = The list “{ $name }” has been added.
copy-removed = The list “{ $name }” has been removed.
copy-remove-sure = Remove “{ $name }”? What is entered in it will be lost.
changes = What has changed since it was saved
changes-editions = Saved with edition { $then }; this is edition { $now }.
changes-same = The items are the same.
changes-new = New items
changes-reworded = Items in other words (state and note are kept)
changes-gone = Items that are no longer here (answers stay in the file)
changes-before = Item { $n }, before: “{ $text }”
item-new = New
item-reworded = Reworded
checklist-blank-csv = The empty list as CSV
search-label = What to look for
search-hint = Words may be in any form. Put a phrase in quotation marks, and a minus before a word that must not be there.
search-script = Search needs JavaScript. Without it, pages can be found in the lists.
search-found-one = {"{n}"} page found
search-found-other = {"{n}"} pages found
search-none = Nothing was found
search-failed = The search data could not be loaded. Pages can be found in the A–Z.
search-instead = looked for
search-any = All
search-all = All results
search-more = Show more
search-pages = Other pages
search-partial = no page has all the words
search-unset = any
search-titles = and another

fields-every = Every entry
fields-key = Key
fields-means = Meaning
fields-form = How it is written
fields-pattern = form of the ID:
fields-own-name = Name
fields-required = required
fields-many = may be several
fields-headings = Parts of the text, each below its heading:
form-text = text in quotation marks
form-markdown = text with Markdown
form-statements = a list of statements
form-date = a date such as 2026-01-31
form-url = a web address
form-email = an e-mail address
form-number = a number
form-boolean = true or false
form-choice = one of the values
form-relation = an ID
form-record = rows with
form-anchors = a table, such as former_anchors.old = "new"
form-names = names in quotation marks
diagnostics-code = Code
diagnostics-says = What it says
diagnostics-mend = What was expected, and how to mend it
diagnostics-warning = warning

bundle-start = START.html
bundle-read-me = READ-ME.txt
bundle-site = site
bundle-open = Open the site
bundle-whole = The site works without a network as long as the folder is whole. How to keep it and pass it on is told in
bundle-commit = Source commit:
bundle-dirty = (with changes that are not in it)
read-me =
    START

    1. Extract the ZIP file. Windows: right-click the file, “Extract All…”.
       When the file is only opened, Windows shows the inside of the ZIP, and
       pages open from there without their styles and links.
    2. In the extracted folder, open { bundle-start }. The site opens in the
       browser; it needs no server, no network and no administrator.

    If Windows warns that the file comes from the internet, open “Properties”
    of the ZIP file before extracting it and tick “Unblock”.

    SHAREPOINT, TEAMS AND E-MAIL

    Send and keep the whole ZIP file there, not single pages or an extracted
    folder.

    - SharePoint and Teams download .html files one by one, or show them
      without scripts and styles: links, search and checklists do not work
      so. Download the ZIP file and extract it on your own disk.
    - E-mail systems often hold back or remove .html attachments, and a
      preview shows a single page only. Save the ZIP attachment and extract
      it. If the ZIP is held back too, send a link to where it is kept.

    NETWORK SHARES AND MEMORY STICKS

    Copy the whole extracted folder, not { bundle-start } alone. It may be
    read-only, and have any name and place: the site writes nothing into it.
    What is entered in a checklist is lost when the page is closed, unless it
    has been saved to a file.

    WHETHER ANYTHING IS DAMAGED

    manifest.json has the size and the SHA-256 of each file. The program norade
    compares them:

        norade verify FILE.zip
        norade verify FOLDER

    It names each file that differs, is missing or is foreign. Thumbs.db,
    desktop.ini and .DS_Store, which systems write into folders by themselves,
    are foreign too, and do the site no harm. With a manifest.json.sig beside
    it, the bundle is signed; with the publisher’s public key,

        norade verify FILE.zip --key PUB.pem

    says whether the publisher has signed it.

    Without norade, Windows shows the SHA-256 of one file with

        certutil -hashfile FILE SHA256

    It has to be the one that manifest.json has.
