//! What our own words stand for: in the place of a placeholder, in a refusal, in what a command says.

macro_rules! words {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A word or a sentence of ours; `[words]` in `messages.toml` has it in every language.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Word {
            $($variant,)*
        }

        impl Word {
            pub const ALL: &[Word] = &[$(Word::$variant,)*];

            /// The name under which the table has it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Word::$variant => $name,)*
                }
            }
        }
    };
}

words! {
    // Types of values.
    Text = "text",
    WholeNumber = "whole-number",
    Number = "number",
    Truth = "truth",
    Date = "date",
    List = "list",
    Table = "table",
    Count = "count",
    Day = "day",
    IdText = "id-text",
    IdList = "id-list",
    TableList = "table-list",
    NumberList = "number-list",
    TruthList = "truth-list",
    DateList = "date-list",
    TextList = "text-list",
    NameOrTable = "name-or-table",
    Localized = "localized",
    CountedTable = "counted-table",
    // What a name in the model stands for.
    Kind = "kind",
    Relation = "relation",
    InverseRelation = "inverse-relation",
    RelationOrInverse = "relation-or-inverse",
    Field = "field",
    FieldOrRelation = "field-or-relation",
    RecordField = "record-field",
    TextQualifier = "text-qualifier",
    ChoiceQualifier = "choice-qualifier",
    RelationTarget = "relation-target",
    Column = "column",
    View = "view",
    Order = "order",
    Layout = "layout",
    FieldType = "field-type",
    ViewType = "view-type",
    BodyPart = "body-part",
    HandbookPart = "handbook-part",
    // What would fit in the place of a name.
    OneTextField = "one-text-field",
    OneTextColumn = "one-text-column",
    OneChoiceField = "one-choice-field",
    ManyRecordField = "many-record-field",
    BandTextField = "band-text-field",
    RelationToKind = "relation-to-kind",
    RelationWithStatements = "relation-with-statements",
    RelationOfFound = "relation-of-found",
    Grouping = "grouping",
    GroupingOrColumn = "grouping-or-column",
    KindAlone = "kind-alone",
    // Where a name is taken.
    InNamed = "in-named",
    InThisKind = "in-this-kind",
    OnEveryPage = "on-every-page",
    // What a key of a block needs.
    OwnerTable = "owner-table",
    OwnerList = "owner-list",
    OwnerRelation = "owner-relation",
    OwnerAny = "owner-any",
    OwnerHandbook = "owner-handbook",
    // What is weighed.
    FirstView = "first-view",
    Css = "css",
    JavaScript = "javascript",
    Navigation = "navigation",
    // Characters that nobody sees.
    NoBreakSpace = "no-break-space",
    NarrowNoBreakSpace = "narrow-no-break-space",
    SoftHyphen = "soft-hyphen",
    ZeroWidthSpace = "zero-width-space",
    WordJoiner = "word-joiner",
    ByteOrderMark = "byte-order-mark",
    ZeroWidth = "zero-width",
    // What is wrong with a file, in our words and in place of the system's.
    KeyWithoutValue = "key-without-value",
    UnclosedHeader = "unclosed-header",
    UnclosedTable = "unclosed-table",
    MissingComma = "missing-comma",
    MissingEquals = "missing-equals",
    MissingKey = "missing-key",
    MissingQuote = "missing-quote",
    NeedlessComma = "needless-comma",
    NeedlessEquals = "needless-equals",
    UnfitKey = "unfit-key",
    UnknownEscape = "unknown-escape",
    NeedlessRest = "needless-rest",
    LeadingZero = "leading-zero",
    ControlCharacter = "control-character",
    CannotBeRead = "cannot-be-read",
    NotFound = "not-found",
    PermissionDenied = "permission-denied",
    HeldOpen = "held-open",
    DeniedOrHeldOpen = "denied-or-held-open",
    AlreadyExists = "already-exists",
    StorageFull = "storage-full",
    ReadOnly = "read-only",
    NotADirectory = "not-a-directory",
    IsADirectory = "is-a-directory",
    DirectoryNotEmpty = "directory-not-empty",
    // What the commands say.
    Error = "error",
    Warning = "warning",
    Help = "help",
    Note = "note",
    Errors = "errors",
    Warnings = "warnings",
    Files = "files",
    NothingWritten = "nothing-written",
    Sound = "sound",
    Built = "built",
    Recorded = "recorded",
    NoEdition = "no-edition",
    Bundled = "bundled",
    // What is said of a bundle.
    NoCommit = "no-commit",
    NoGit = "no-git",
    Faults = "faults",
    Whole = "whole",
    NotWhole = "not-whole",
    WholeUnproven = "whole-unproven",
    EditionIs = "edition-is",
    CommitIs = "commit-is",
    CommitAndMore = "commit-and-more",
    SignatureFits = "signature-fits",
    SignatureUnchecked = "signature-unchecked",
    SignatureNone = "signature-none",
    // What is wrong with a bundle.
    Differs = "differs",
    Missing = "missing",
    Foreign = "foreign",
    ForeignNoFile = "foreign-no-file",
    ForeignPath = "foreign-path",
    ForeignOutside = "foreign-outside",
    ForeignFolder = "foreign-folder",
    Unreadable = "unreadable",
    NoManifest = "no-manifest",
    ManifestMalformed = "manifest-malformed",
    ManifestFormat = "manifest-format",
    ManifestPath = "manifest-path",
    ManifestTwice = "manifest-twice",
    ZipDamaged = "zip-damaged",
    ZipBegins = "zip-begins",
    ZipEnds = "zip-ends",
    ZipUnlisted = "zip-unlisted",
    ZipLists = "zip-lists",
    ZipTorn = "zip-torn",
    ZipUnknown = "zip-unknown",
    ZipLocked = "zip-locked",
    NoSignature = "no-signature",
    SignatureMissing = "signature-missing",
    SignatureDiffers = "signature-differs",
    // What the machine refused, by the operation.
    CannotRead = "cannot-read",
    CannotReadFolder = "cannot-read-folder",
    CannotWrite = "cannot-write",
    CannotWriteTo = "cannot-write-to",
    CannotRemove = "cannot-remove",
    CannotMakeFolder = "cannot-make-folder",
    CannotLock = "cannot-lock",
    CannotFind = "cannot-find",
    CannotListen = "cannot-listen",
    CannotWatch = "cannot-watch",
    CannotDo = "cannot-do",
    // What the program refuses.
    UnknownMessages = "unknown-messages",
    NoSiteIn = "no-site-in",
    NoSiteHere = "no-site-here",
    NoFolder = "no-folder",
    NoBaseUrl = "no-base-url",
    ThemeNotUtf8 = "theme-not-utf-8",
    WrongExtension = "wrong-extension",
    NoFileThere = "no-file-there",
    HoldsSource = "holds-source",
    InsideSource = "inside-source",
    LockIsNoFile = "lock-is-no-file",
    AnotherBuild = "another-build",
    StagingIsNoFolder = "staging-is-no-folder",
    ManifestIsNoFile = "manifest-is-no-file",
    ManifestDamaged = "manifest-damaged",
    InTheWay = "in-the-way",
    InTheWayAndMore = "in-the-way-and-more",
    NotByABuild = "not-by-a-build",
    IsALink = "is-a-link",
    IsAForeignFolder = "is-a-foreign-folder",
    IsNoPlainFile = "is-no-plain-file",
    LinkForFolder = "link-for-folder",
    FileForFolder = "file-for-folder",
    PathUnfit = "path-unfit",
    HoldsControl = "holds-control",
    IsNotInside = "is-not-inside",
    IsReserved = "is-reserved",
    WrittenTwice = "written-twice",
    FileAndFolder = "file-and-folder",
    BundlePath = "bundle-path",
    BundlePathFrom = "bundle-path-from",
    IsNotPortable = "is-not-portable",
    IsTooLong = "is-too-long",
    KeyEncrypted = "key-encrypted",
    NoPrivateKey = "no-private-key",
    KeyIsPrivate = "key-is-private",
    NoPublicKey = "no-public-key",
    // What the preview says.
    PortTaken = "port-taken",
    NoPortFree = "no-port-free",
    ManyFolders = "many-folders",
    ManyWatchers = "many-watchers",
    FailedOnContent = "failed-on-content",
    NoMoreChanges = "no-more-changes",
    EndsBy = "ends-by",
    NoBrowser = "no-browser",
    NoErrors = "no-errors",
    NotYet = "not-yet",
    // Why the site's own files are not changed.
    TwoEntries = "two-entries",
    FormerId = "former-id",
    NoEntry = "no-entry",
    NoEntryButNear = "no-entry-but-near",
    IdUnfit = "id-unfit",
    IdOfTranslation = "id-of-translation",
    IdAgainstPattern = "id-against-pattern",
    IdTaken = "id-taken",
    IdWasTaken = "id-was-taken",
    IdAlready = "id-already",
    ReferenceUneditable = "reference-uneditable",
    OwnPlace = "own-place",
    RetiredAlready = "retired-already",
    RetiredLikeThis = "retired-like-this",
    NoKind = "no-kind",
    NoKindButNear = "no-kind-but-near",
    NotEmpty = "not-empty",
    ChangedElsewhere = "changed-elsewhere",
    FileThere = "file-there",
    FormattedOtherwise = "formatted-otherwise",
    MendFirst = "mend-first",
    BringsIn = "brings-in",
    // What the commands say of a change.
    NothingChanged = "nothing-changed",
    Done = "done",
    Renamed = "renamed",
    Retired = "retired",
    Formatted = "formatted",
    LaidOut = "laid-out",
    SiteNow = "site-now",
    Next = "next",
    Noted = "noted",
    StaysInWords = "stays-in-words",
    MorePlaces = "more-places",
    FillIn = "fill-in",
    IsADraft = "is-a-draft",
    IsRequired = "is-required",
    // What the comments of a new entry say.
    IdOf = "id-of",
    Or = "or",
    StillReferred = "still-referred",
}

/// What a placeholder stands for: an author's or the system's own text, which stays as it is, or words of ours.
#[derive(Clone, PartialEq, Debug)]
pub enum Fact {
    Text(String),
    Said(Said),
    /// One after the other.
    List(Vec<Said>),
}

/// A word of ours with what its placeholders stand for. Where the table has a form for each plural category, `count`
/// decides.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
    pub word: Word,
    pub facts: Vec<(&'static str, Fact)>,
}

impl Word {
    pub fn with(self, name: &'static str, value: impl Into<Fact>) -> Said {
        Said::from(self).with(name, value)
    }
}

impl Said {
    pub fn with(mut self, name: &'static str, value: impl Into<Fact>) -> Said {
        self.facts.push((name, value.into()));
        self
    }
}

impl Said {
    /// What a character that nobody sees is called.
    pub fn invisible(c: char) -> Option<Said> {
        Some(match c {
            '\u{A0}' => Word::NoBreakSpace.into(),
            '\u{202F}' => Word::NarrowNoBreakSpace.into(),
            '\u{AD}' => Word::SoftHyphen.into(),
            '\u{200B}' => Word::ZeroWidthSpace.into(),
            '\u{2060}' => Word::WordJoiner.into(),
            '\u{FEFF}' => Word::ByteOrderMark.into(),
            c if crate::id::is_invisible(c) => Word::ZeroWidth.with("code", format!("{:04X}", c as u32)),
            _ => return None,
        })
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Said {
        Said { word, facts: Vec::new() }
    }
}

impl From<Word> for Fact {
    fn from(word: Word) -> Fact {
        Fact::Said(word.into())
    }
}

impl From<Said> for Fact {
    fn from(said: Said) -> Fact {
        Fact::Said(said)
    }
}

impl From<Vec<Said>> for Fact {
    fn from(list: Vec<Said>) -> Fact {
        Fact::List(list)
    }
}

macro_rules! texts {
    ($($type:ty),*) => {
        $(impl From<$type> for Fact {
            fn from(value: $type) -> Fact {
                Fact::Text(value.to_string())
            }
        })*
    };
}

texts!(&str, &&str, String, &String, usize, i32, std::path::Display<'_>);
