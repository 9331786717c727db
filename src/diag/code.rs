//! The codes of all diagnostics. They are stable: a tool may rely on them.

macro_rules! codes {
    ($($variant:ident = $name:literal,)*) => {
        /// A kind of mistake.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        pub enum Code {
            $($variant,)*
        }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name under which messages and tools know it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    TomlSyntax = "toml-syntax",
    QuoteInText = "quote-in-text",
    CurlyQuotes = "curly-quotes",
    ReferenceAsTable = "reference-as-table",
    RowBrackets = "row-brackets",
    MissingEquals = "missing-equals",
    MissingComma = "missing-comma",
    BrokenText = "broken-text",
    InvisibleCharacter = "invisible-character",
    UnclosedText = "unclosed-text",
    UnclosedList = "unclosed-list",
    UnquotedText = "unquoted-text",
    DuplicateKey = "duplicate-key",
    ConflictMark = "conflict-mark",
    FrontMatterMissing = "front-matter-missing",
    FrontMatterUnclosed = "front-matter-unclosed",
    UnknownKey = "unknown-key",
    WrongType = "wrong-type",
    NotAChoice = "not-a-choice",
    MissingField = "missing-field",
    BadDate = "bad-date",
    BadBoolean = "bad-boolean",
    BadUrl = "bad-url",
    UnsafeUrl = "unsafe-url",
    BadEmail = "bad-email",
    BasePath = "base-path",
    EditUrl = "edit-url",
    SecurityContact = "security-contact",
    BadLanguage = "bad-language",
    StatementIncomplete = "statement-incomplete",
    StatementContradiction = "statement-contradiction",
    UnknownId = "unknown-id",
    InvisibleInId = "invisible-in-id",
    UnknownCode = "unknown-code",
    WrongKind = "wrong-kind",
    SelfReference = "self-reference",
    ReferenceToDraft = "reference-to-draft",
    ReferenceToRetired = "reference-to-retired",
    NotRetired = "not-retired",
    DuplicateId = "duplicate-id",
    DuplicateRow = "duplicate-row",
    IdPattern = "id-pattern",
    FileName = "file-name",
    SameUrl = "same-url",
    TooFew = "too-few",
    TooMany = "too-many",
    ParentCycle = "parent-cycle",
    MisplacedField = "misplaced-field",
    ReferenceInText = "reference-in-text",
    ListItem = "list-item",
    BlankLeft = "blank-left",
    NotTold = "not-told",
    UnknownHeading = "unknown-heading",
    RepeatedHeading = "repeated-heading",
    TextBeforeHeading = "text-before-heading",
    HeadingHere = "heading-here",
    HeadingLevel = "heading-level",
    HeadingAttribute = "heading-attribute",
    BadAnchor = "bad-anchor",
    AnchorTaken = "anchor-taken",
    BrokenLink = "broken-link",
    BrokenAnchor = "broken-anchor",
    BrokenAsset = "broken-asset",
    ExternalPicture = "external-picture",
    PipeInTable = "pipe-in-table",
    HeadingMark = "heading-mark",
    ListMark = "list-mark",
    OpenReference = "open-reference",
    HtmlElement = "html-element",
    HtmlUnbalanced = "html-unbalanced",
    NotUtf8 = "not-utf-8",
    Unreadable = "unreadable",
    SymlinkLoop = "symlink-loop",
    OutsideLink = "outside-link",
    StrayFile = "stray-file",
    AssetType = "asset-type",
    AssetName = "asset-name",
    PageName = "page-name",
    UnknownFolder = "unknown-folder",
    ModelMissing = "model-missing",
    ThemeMissing = "theme-missing",
    ModelFormat = "model-format",
    ModelUnknownName = "model-unknown-name",
    ModelUnfitName = "model-unfit-name",
    NameTaken = "name-taken",
    BadName = "bad-name",
    BadPattern = "bad-pattern",
    QualifierMany = "qualifier-many",
    OtherNames = "other-names",
    NestedRecord = "nested-record",
    BlockContent = "block-content",
    NeedlessKey = "needless-key",
    TemplateError = "template-error",
    TranslationKey = "translation-key",
    TranslationUndeclared = "translation-undeclared",
    TranslationOfNothing = "translation-of-nothing",
    TranslationMissing = "translation-missing",
    LabelMissing = "label-missing",
    WordsMissing = "words-missing",
    TranslationStale = "translation-stale",
    TranslationUnmarked = "translation-unmarked",
    LedgerLine = "ledger-line",
    AddressLost = "address-lost",
    AnchorLost = "anchor-lost",
    TooHeavy = "too-heavy",
    TooManyRequests = "too-many-requests",
}

impl Code {
    /// Whether it says that something is not written yet, which is no fault of a draft.
    pub fn is_of_unfinished(self) -> bool {
        matches!(self, Code::BlankLeft | Code::MissingField | Code::TooFew)
    }

    /// Whether it says that a file, or a value in it, cannot be read as what its author meant.
    pub fn is_syntax(self) -> bool {
        use Code::*;
        matches!(
            self,
            TomlSyntax
                | QuoteInText
                | CurlyQuotes
                | ReferenceAsTable
                | RowBrackets
                | MissingEquals
                | MissingComma
                | BrokenText
                | InvisibleCharacter
                | UnclosedText
                | UnclosedList
                | BadBoolean
                | UnquotedText
                | DuplicateKey
                | ConflictMark
                | FrontMatterMissing
                | FrontMatterUnclosed
                | NotUtf8
                | Unreadable
        )
    }
}
