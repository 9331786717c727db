//! What the preview shows is what a build writes, after any series of changes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use norade::diag::Language;
use norade::load::Changes;
use norade::serve::Preview;
use norade::{Options, Reader};
use proptest::prelude::*;
use regex::bytes::Regex;

use crate::support::{MODEL, Site};

/// A served page without what the preview has added, which stands there once.
pub fn as_built(page: &[u8]) -> Vec<u8> {
    let element = Regex::new("<script src=\"/_norade/reload.js\"[^>]*></script>").expect("an expression");
    assert_eq!(element.find_iter(page).count(), 1, "{}", String::from_utf8_lossy(page));
    let without = element.replace(page, &b""[..]);
    let policy =
        Regex::new("(http-equiv=\"Content-Security-Policy\" content=\"[^\"]*); connect-src 'self'\"");
    let policy = policy.expect("an expression");
    assert_eq!(policy.find_iter(&without).count(), 1, "{}", String::from_utf8_lossy(page));
    policy.replace(&without, &b"$1\""[..]).into_owned()
}

/// A file with what may stand in it; nothing stands for its removal.
type Choice = (&'static str, &'static [Option<&'static str>]);

const ENTRY: &str = "+++\ntitle = \"One\"\n+++\n## Part\n\nSee F1-2 and [[F1-3]].\n";

const FILES: &[Choice] = &[
    (
        "content/control/F1-1.md",
        &[
            Some(ENTRY),
            // Of the same fields and headings, so that nothing outside of the page changes but what it mentions.
            Some("+++\ntitle = \"Uno\"\n+++\n## Part\n\nA warning about F1-8, and F1-2.\n"),
            Some("+++\ntitle = \"One\"\n+++\nMore.\n\n## Part\n\nA broken [link](../no.md), [[F1-3]].\n"),
            Some(
                "+++\ntitle = \"Changed\"\nlevel = \"high\"\nsteps = \"\"\"\n- do [[F1-2]]\n\"\"\"\n+++\nText.\n",
            ),
            Some("+++\ntitle = \"One\"\n+++\n## Other part\n\n```rust\nfn main() {}\n```\n"),
            Some("+++\ntitle = \"One\"\n+++\nSee [[F1-2#steps]] and [[F1-9]].\n"),
            Some("+++\ntitle = \"One\"\nstatus = \"draft\"\n+++\n"),
            Some("+++\ntitle = \"One\n+++\n"),
            Some("no front matter"),
            None,
        ],
    ),
    (
        "content/control/F1-2.md",
        &[
            Some("+++\ntitle = \"Two\"\nsteps = \"\"\"\n- a\n- b\n\"\"\"\n+++\n"),
            Some(
                "+++\ntitle = \"Two\"\naliases = [\"F1-7\"]\nowners = [{ person = \"anna\", part = \"A\", work = \"- w\" }]\n+++\n[part](F1-1.md#part)\n",
            ),
            Some(
                "+++\ntitle = \"Two\"\naliases = [\"F1-8\", \"F1-7\"]\nstatus = \"retired\"\nreplaced_by = \"F1-7\"\n+++\n",
            ),
            Some("+++\ntitle = \"A title before all others\"\nowners = [\"anna\", \"bert\"]\n+++\n"),
            // Of other relations alone.
            Some("+++\ntitle = \"Two\"\nowners = [\"anna\"]\nsteps = \"\"\"\n- a\n- b\n\"\"\"\n+++\n"),
            Some(
                "+++\ntitle = \"Two\"\nowners = [{ person = \"anna\", part = \"C\", work = \"- F1-1\" }]\n+++\n[row](#owners--anna--c)\n",
            ),
            Some("+++\nid = \"F1-3\"\ntitle = \"Two\"\n+++\n"),
            None,
        ],
    ),
    (
        "content/control/F1-3.md",
        &[
            Some("+++\ntitle = \"Three\"\n+++\nSee F1-1, F1-7.\n"),
            Some("+++\ntitle = \"Three\"\n+++\nSee [[F1-1#part]] and [[F1-1#other-part]].\n"),
            Some(
                "+++\ntitle = \"Three\"\nstatus = \"retired\"\nreplaced_by = \"F1-2\"\n+++\nSee F1-1, F1-7.\n",
            ),
            Some(
                "+++\ntitle = \"Three\"\nstatus = \"retired\"\nreplaced_by = \"F1-1\"\naliases = [\"F1-8\"]\n+++\nSee F1-1.\n",
            ),
            None,
        ],
    ),
    (
        "content/person.toml",
        &[
            Some("[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n"),
            Some(
                "[[entries]]\nid = \"bert\"\ntitle = \"Bert\"\n\n[[entries]]\nid = \"anna\"\ntitle = \"Zanna\"\n",
            ),
            Some("[[entries]]\nid = \"anna\"\n"),
        ],
    ),
    ("content/family/F2.md", &[Some("+++\ntitle = \"Second\"\n+++\n[one](../control/F1-1.md)\n"), None]),
    ("content/pages/index.md", &[Some("+++\ntitle = \"Home\"\n+++\nSee F1-1.\n"), None]),
    (
        "content/pages/about.md",
        &[
            Some("+++\ntitle = \"About\"\nmenu = true\n+++\n[data](dati/norade.json) ![](../assets/a.png)\n"),
            Some("+++\ntitle = \"About\"\nfooter = true\n+++\nText.\n"),
            None,
        ],
    ),
    ("content/assets/a.png", &[Some("one"), Some("two"), None]),
    ("content/stray.txt", &[Some("?"), None]),
    ("content/notes/x.md", &[Some("+++\n+++\n"), None]),
    (
        "site.toml",
        &[
            Some("title = \"Test\"\nlanguage = \"en\"\n"),
            Some(
                "title = \"Cits\"\nlanguage = \"lv\"\nbase_url = \"https://example.org/a/\"\ntheme = \"mine\"\n",
            ),
            Some(
                "title = \"Test\"\nlanguage = \"en\"\nedit_url = \"https://example.org/{path}\"\n[budget]\npages = [\"F1-1\"]\nrequests = 2\n",
            ),
            Some("title = \"Test\"\nlanguage = \"en\"\n[budget]\nfirst_view_kb = 900\n"),
            Some("title = \"Test\nlanguage = \"en\"\n"),
            None,
        ],
    ),
    ("themes/mine/static/style.css", &[Some("body{}"), Some("p{}"), None]),
    ("themes/mine/strings/lv.ftl", &[Some("home = Mājas\n"), None]),
    (
        "themes/default/templates/404.html",
        &[
            Some("{% extends \"base.html\" %}{% block main %}Gone.{% endblock %}"),
            Some("{% extends \"base.html\" %}{% block main %}{{ body.nothing.more }}{% endblock %}"),
            Some("{% if %}"),
            None,
        ],
    ),
    ("themes/default/static/extra.js", &[Some("1"), None]),
];

/// What the model may be, besides what `support` has.
const MODELS: [&str; 5] = [
    "",
    "\n[[views]]\nid = \"search\"\ntype = \"search\"\npath = \"find\"\ntitle = \"Find\"\n",
    "\n[[views]]\nid = \"m\"\ntype = \"matrix\"\npath = \"m\"\ntitle = \"M\"\nrows = \"control\"\ncolumns = \"person\"\nrelation = \"owners\"\ncell = \"part\"\n",
    "\n[[kinds]]\nid = \"notes\"\nlabel = \"Note\"\nplural = \"Notes\"\n",
    "\n[[kinds]\n",
];

/// A change to the folder.
#[derive(Debug, Clone)]
enum Change {
    /// One of [`FILES`] gets one of its texts.
    File(usize, usize),
    Model(usize),
    /// A folder moves away, or back.
    Move(usize),
    /// A file takes the place of another.
    Rename(usize, usize),
    /// Half a file, then the whole.
    Halves(usize, usize),
}

const FOLDERS: [&str; 4] = ["content/control", "content/pages", "themes/mine", "content"];

fn changes() -> impl Strategy<Value = Change> {
    let file = || (0..FILES.len()).prop_flat_map(|at| (Just(at), 0..FILES[at].1.len()));
    prop_oneof![
        8 => file().prop_map(|(at, text)| Change::File(at, text)),
        1 => (0..MODELS.len()).prop_map(Change::Model),
        1 => (0..FOLDERS.len()).prop_map(Change::Move),
        1 => (0..3usize, 0..3usize).prop_map(|(a, b)| Change::Rename(a, b)),
        1 => file().prop_map(|(at, text)| Change::Halves(at, text)),
    ]
}

/// Makes a change, and says which paths it is about.
fn apply(site: &Site, change: &Change) -> Changes {
    let mut changes = Changes::default();
    let mut put = |path: &str, text: Option<&str>| {
        // A folder that is made is told of too.
        let made = Path::new(path).ancestors().skip(1).filter(|folder| !site.root().join(folder).exists());
        made.for_each(|folder| changes.add(folder.to_string_lossy().into_owned()));
        changes.add(path.to_owned());
        match text {
            Some(text) => site.write(path, text),
            None => drop(std::fs::remove_file(site.path(path))),
        }
    };
    match *change {
        Change::File(at, text) => put(FILES[at].0, FILES[at].1[text]),
        Change::Halves(at, text) => {
            // An empty template makes a page without a policy, which is no page.
            if let Some(text) = FILES[at].1[text] {
                put(FILES[at].0, Some(&text[..text.len() / 2]));
                put(FILES[at].0, Some(text));
            }
        }
        Change::Model(at) => put("content/model.toml", Some(&format!("{MODEL}{}", MODELS[at]))),
        Change::Move(at) => {
            let (here, away) = (site.path(FOLDERS[at]), site.path(&format!("{}-away", FOLDERS[at])));
            let back = away.exists() && !here.exists();
            let (from, to) = if back { (away, here) } else { (here, away) };
            if !to.exists() {
                let _ = std::fs::rename(from, to);
                changes.add(FOLDERS[at].to_owned());
                changes.add(format!("{}-away", FOLDERS[at]));
            }
        }
        Change::Rename(from, to) => {
            let _ = std::fs::rename(site.path(FILES[from].0), site.path(FILES[to].0));
            changes.add(FILES[from].0.to_owned());
            changes.add(FILES[to].0.to_owned());
        }
    }
    changes
}

/// What a build of the folder writes, or nothing; and what `check` tells, or why the machine refused.
fn build(root: &Path) -> (Option<BTreeMap<String, Vec<u8>>>, serde_json::Value) {
    let built = norade::read(root, &Options::default()).and_then(|mut site| {
        let outputs = norade::outputs(&mut site)?;
        Ok((outputs, site))
    });
    match built {
        Ok((outputs, site)) => {
            let sound = !site.diags.has_errors();
            let files = outputs.into_iter().map(|output| (output.path, output.bytes)).collect();
            let told = norade::diag::json::document(
                &site.diags.clone().sorted(&site.sources),
                &site.sources,
                Language::default(),
            );
            (sound.then_some(files), told["diagnostics"].clone())
        }
        Err(failure) => (None, serde_json::json!([{ "severity": "error", "message": failure.to_string() }])),
    }
}

/// The preview shows the last state that could be built, and tells what is wrong with this one.
#[track_caller]
fn compare(preview: &Preview, root: &Path, good: &mut BTreeMap<String, Vec<u8>>) {
    let (built, told) = build(root);
    assert_eq!(preview.report().json()["diagnostics"], told);
    if let Some(built) = built {
        *good = built;
    }
    for (path, bytes) in good.iter() {
        let answer = preview.answer(path);
        assert_eq!(answer.status, 200, "{path}");
        let served = if path.ends_with(".html") { as_built(&answer.bytes) } else { answer.bytes };
        assert!(served == *bytes, "{path} differs");
    }
    for path in FILES.iter().map(|(path, _)| path.replace("content/", "").replace(".md", ".html")) {
        let path = path.to_lowercase();
        let status = if good.contains_key(&path) { 200 } else { 404 };
        assert!(good.is_empty() || preview.answer(&path).status == status, "{path}");
    }
}

/// Takes in a site, and what each step changes in it; what is shown is compared each time.
#[track_caller]
fn follow<Step: FnOnce(&Site) -> Changes>(site: &Site, steps: impl IntoIterator<Item = Step>) {
    let mut reader = Reader::new(site.root().to_owned(), Options::default());
    let preview = Arc::new(Preview::new(Language::default, |_| ()));
    let mut good = BTreeMap::new();
    let mut take_in = |changes: &Changes| {
        preview.begin();
        if let Some(edition) = preview.take(reader.read(changes, &mut || Ok(()))) {
            let found = edition.check(|| false).expect("nobody stops it");
            preview.checked(&edition, found);
        }
        compare(&preview, site.root(), &mut good);
    };
    take_in(&Changes::All);
    assert_eq!(preview.answer("index.html").status, 200, "it begins with a sound site");
    for step in steps {
        take_in(&step(site));
    }
}

#[test]
fn what_has_taken_the_place_of_an_entry_reaches_all_who_name_it() {
    let site = Site::new();
    let texts = [
        "replaced_by = \"F1-2\"",
        "replaced_by = \"F1-4\"",
        "",
        "aliases = [\"F1-8\"]",
        "aliases = [\"F1-9\"]\nreplaced_by = \"F1-8\"",
        "replaced_by = \"F1-2\"\naliases = [\"F1-9\", \"F1-8\"]",
    ];
    let text = |front: &str| format!("+++\ntitle = \"Three\"\nstatus = \"retired\"\n{front}\n+++\n");
    let path = "content/control/F1-3.md";
    let site = ["F1-2", "F1-4"].iter().fold(site, |site, id| site.control(id, "", "See F1-8.\n"));
    let site = site.control("F1-1", "", "See [[F1-3]].\n").file(path, text(""));
    let steps = texts.map(|front| {
        move |site: &Site| {
            site.write(path, text(front));
            let mut changes = Changes::default();
            changes.add(path.to_owned());
            changes
        }
    });
    follow(&site, steps);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_is_served_is_what_is_built(series in proptest::collection::vec(changes(), 1..12)) {
        let site = Site::new();
        for (path, texts) in FILES.iter().filter(|(path, _)| path.ends_with(".md")) {
            site.write(path, texts[0].expect("each has a text"));
        }
        site.write("content/assets/a.png", "one");
        std::fs::remove_file(site.path("content/notes/x.md")).expect("remove");
        follow(&site, series.iter().map(|change| |site: &Site| apply(site, change)));
    }
}
