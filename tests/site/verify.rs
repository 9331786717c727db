//! Whether a bundle is whole, and who signed it: what is told of damage, of lies and of keys.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;

use crate::built::files;
use crate::support::{Run, Site, norade};
use crate::unzipped::{opened, unzipped};

/// The keys of RFC 8410, section 10.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";
/// Made by `openssl genpkey -algorithm ed25519 | openssl pkey -pubout`.
const OTHER: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAHQaj7LuOFYBcUphAiIh1WJCAbHFL2IeRJWzvtQT8yKE=
-----END PUBLIC KEY-----
";

type Files = BTreeMap<String, Vec<u8>>;

/// A folder with `site.zip`, signed, unpacked to `test`, and the keys.
struct Sent {
    folder: tempfile::TempDir,
}

/// The signed bundle of a small site.
static BUNDLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let site = Site::new().file("key.pem", PRIVATE);
    let run = site.run(&["bundle", "--sign", "key.pem"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    fs::read(site.path("site.zip")).expect("the bundle")
});

impl Sent {
    fn new() -> Sent {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sent = Sent { folder };
        sent.write("site.zip", &*BUNDLE);
        sent.write("pub.pem", PUBLIC);
        for (path, bytes) in unzipped(&BUNDLE) {
            sent.write(&path, bytes);
        }
        sent
    }

    fn at(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let at = self.at().join(path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("make the folder");
        fs::write(at, bytes).expect("write");
    }

    fn verify(&self, arguments: &[&str]) -> Run {
        let before = files(self.at());
        let run = norade(self.at(), &[&["verify"], arguments].concat());
        assert!(files(self.at()) == before, "nothing is written");
        run
    }

    /// Verifies, expecting these faults.
    #[track_caller]
    fn expect(&self, arguments: &[&str], faults: &[&str]) {
        let run = self.verify(arguments);
        assert_eq!(run.code, 1, "{run:?}");
        let told: Vec<&str> = run.stdout.lines().collect();
        let (last, told) = told.split_last().expect("a verdict");
        assert_eq!(told, faults);
        assert!(
            last.starts_with(&format!("`{}` is not whole: {} fault", arguments[0], faults.len())),
            "{last}"
        );
    }

    /// Verifies with a key, expecting whole files that nobody is proven to have sent.
    #[track_caller]
    fn expect_unproven(&self, bundle: &str, key: &str, told: &str) {
        let run = self.verify(&[bundle, "--key", key]);
        let whole = format!("{told}\n`{bundle}`: every file is as `manifest.json` lists it, but ");
        assert!(run.code == 1 && run.stdout.starts_with(&whole), "{run:?}");
    }

    /// Puts a ZIP of these files in the place of the bundle.
    fn zip(&self, files: &Files) {
        self.write("site.zip", zipped(files));
    }
}

fn zipped(files: &Files) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), SimpleFileOptions::default()).expect("a file of the ZIP");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a ZIP").into_inner()
}

/// The manifest of a bundle that names one file, as it says.
fn manifest(path: &str, bytes: &[u8]) -> Vec<u8> {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let file = serde_json::json!({ "path": path, "size": bytes.len(), "sha256": hash });
    let manifest = serde_json::json!({ "format": 1, "tool": "x", "title": "x", "files": [file] });
    manifest.to_string().into_bytes()
}

#[test]
fn a_whole_bundle_is_told_with_what_it_is() {
    let sent = Sent::new();
    let count = unzipped(&BUNDLE).len() - 2;
    for place in ["site.zip", "test"] {
        let run = sent.verify(&[place]);
        let whole = format!("`{place}` is whole: {count} files of “Test”, as `manifest.json` lists them\n");
        let unchecked = "signature: there is one, not checked; `--key PUB.pem` checks it\n";
        assert_eq!((run.code, run.stdout), (0, whole.clone() + unchecked));
        let run = sent.verify(&[place, "--key", "pub.pem"]);
        assert_eq!((run.code, run.stdout), (0, whole + "signature: by the owner of this key\n"));
    }
}

#[test]
fn the_folder_may_lie_in_one_that_a_program_has_unpacked_it_to() {
    let sent = Sent::new();
    fs::create_dir(sent.at().join("site")).expect("make the folder");
    fs::rename(sent.at().join("test"), sent.at().join("site/another name")).expect("move");
    assert_eq!(sent.verify(&["site"]).code, 0);
    sent.write("site/more.txt", "x");
    sent.expect(
        &["site"],
        &["this is no bundle: it should have one folder that holds `manifest.json`, and has none or several"],
    );
}

#[test]
fn every_file_that_differs_is_missing_or_is_foreign_is_named() {
    let sent = Sent::new();
    sent.write("test/site/index.html", "changed");
    sent.write("test/site/ķēms\n.html", "new");
    sent.write("test/extra.txt", "new");
    fs::remove_file(sent.at().join("test/START.html")).expect("remove");
    let faults = [
        "missing: `START.html`",
        "differs: `site/index.html`",
        "foreign: `extra.txt`",
        "foreign: `site/ķēms .html`, a name that has something that not every system allows in file names (letters without marks, digits, `-`, `_` and `.` are allowed everywhere)",
    ];
    sent.expect(&["test"], &faults);
    let mut zip: Files = unzipped(&BUNDLE);
    zip.insert("test/site/index.html".into(), b"changed".into());
    zip.insert("test/extra.txt".into(), b"new".into());
    zip.insert("other/x.txt".into(), b"new".into());
    zip.insert("../x.txt".into(), b"new".into());
    zip.insert("test/../../x.txt".into(), b"new".into());
    zip.remove("test/START.html");
    sent.zip(&zip);
    let faults = [
        "missing: `START.html`",
        "differs: `site/index.html`",
        "foreign: `extra.txt`",
        "foreign: `../x.txt`, outside the folder of the bundle",
        "foreign: `other/x.txt`, outside the folder of the bundle",
        "foreign: `../../x.txt`, a name that is not relative or has an empty, `.` or `..` segment",
    ];
    sent.expect(&["site.zip"], &faults);
}

#[test]
fn a_manifest_that_lies_is_refused() {
    let sent = Sent::new();
    let outside = fs::read(sent.at().join("pub.pem")).expect("a file outside");
    let absolute = sent.at().join("pub.pem").display().to_string();
    for path in [
        "../pub.pem",
        "a/../../pub.pem",
        &absolute,
        "..\\pub.pem",
        "C:\\x",
        "C:x",
        "x\0",
        "",
        ".",
        "nul",
        "a/",
    ] {
        sent.write("test/manifest.json", manifest(path, &outside));
        let run = sent.verify(&["test"]);
        assert_eq!(run.code, 1, "{path:?}");
        assert!(
            run.stdout.starts_with("`manifest.json` cannot be trusted: it names `"),
            "{path:?}: {}",
            run.stdout
        );
    }
    for path in ["manifest.json", "manifest.json.sig"] {
        sent.write("test/manifest.json", manifest(path, b""));
        assert!(
            sent.verify(&["test"]).stdout.contains("which is the manifest itself, its signature"),
            "{path}"
        );
    }
    let twice = r#"{"format":1,"tool":"x","title":"x","files":[
        {"path":"a","size":0,"sha256":""},{"path":"A","size":0,"sha256":""}]}"#;
    sent.write("test/manifest.json", twice);
    assert!(sent.verify(&["test"]).stdout.contains("it names `A`, which is"));
    sent.write("test/manifest.json", r#"{"format":2,"else":[]}"#);
    assert!(
        sent.verify(&["test"])
            .stdout
            .contains("has the format 2, which this version of norade does not know")
    );
    for damaged in ["", "[]", "{\"format\":1}", "{\"format\":1,\"format\":1}", "\0\0"] {
        sent.write("test/manifest.json", damaged);
        assert!(sent.verify(&["test"]).stdout.starts_with("`manifest.json` is damaged: "), "{damaged:?}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let sent = Sent::new();
    sent.write("outside/START.html", fs::read(sent.at().join("test/START.html")).expect("the page"));
    let link = |target: &str, name: &str| {
        let at = sent.at().join(name);
        let _ = fs::remove_file(&at);
        std::os::unix::fs::symlink(sent.at().join(target), at).expect("link");
    };
    link("outside/START.html", "test/START.html");
    link("outside", "test/more");
    let no_file = |name: &str| format!("foreign: `{name}`, a link or something else that is no plain file");
    sent.expect(&["test"], &["missing: `START.html`", &no_file("START.html"), &no_file("more")]);
    fs::rename(sent.at().join("test/manifest.json"), sent.at().join("outside/manifest.json")).expect("move");
    link("outside/manifest.json", "test/manifest.json");
    assert_eq!(sent.verify(&["test"]).code, 1);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("test/manifest.json", SimpleFileOptions::default()).expect("a file of the ZIP");
    writer.write_all(&manifest("a", b"x")).expect("its bytes");
    writer.add_symlink("test/a", "x", SimpleFileOptions::default()).expect("a link");
    sent.write("site.zip", writer.finish().expect("a ZIP").into_inner());
    sent.expect(&["site.zip"], &["missing: `a`", &no_file("a")]);
}

#[test]
fn damaged_and_deceiving_archives_are_refused() {
    let sent = Sent::new();
    for bytes in
        [&b""[..], b"PK", &BUNDLE[..BUNDLE.len() / 2], &BUNDLE[10..], &[&b"MZ"[..], &BUNDLE].concat()]
    {
        sent.write("site.zip", bytes);
        let run = sent.verify(&["site.zip"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.stdout.starts_with("this is no ZIP file, or a damaged one: "), "{}", run.stdout);
    }
    let mut commented = BUNDLE.to_vec();
    let length = commented.len();
    commented[length - 2] = 1;
    for bytes in [&[&BUNDLE[..], b"more"].concat(), &[&commented[..], b"x"].concat()] {
        sent.write("site.zip", bytes);
        let told = "this is no ZIP file, or a damaged one: something stands behind its end";
        sent.expect(&["site.zip"], &[told]);
    }
    // Two files of one name: the bundle is whole by the second, and programs differ in which they unpack.
    let mut files = unzipped(&BUNDLE);
    files.insert("test/START.htmx".into(), b"another".into());
    let mut bytes = zipped(&files);
    replace(&mut bytes, b"test/START.htmx", b"test/START.html");
    sent.write("site.zip", &bytes);
    let run = sent.verify(&["site.zip"]);
    assert!(run.stdout.contains("its list of files does not fit what it holds"), "{run:?}");
    // A name in the first header that is not that of the directory at the end.
    let mut bytes = BUNDLE.to_vec();
    let at = bytes.windows(15).position(|found| found == b"test/START.html").expect("the first header");
    bytes[at + 5] = b'X';
    sent.write("site.zip", &bytes);
    assert_eq!(sent.verify(&["site.zip"]).code, 1);
    // Locked with a password: the first bit of the flags in both headers.
    let mut bytes = zipped(&BTreeMap::from([
        ("test/manifest.json".into(), manifest("a", b"x")),
        ("test/a".into(), b"x".into()),
    ]));
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|found| found == signature).expect("a header");
        bytes[at + flags] |= 1;
    }
    sent.write("site.zip", &bytes);
    let run = sent.verify(&["site.zip"]);
    assert!(run.code == 1 && run.stdout.contains("unreadable: `a`: it is locked with a password"), "{run:?}");
}

#[test]
fn an_empty_folder_is_foreign() {
    let sent = Sent::new();
    fs::create_dir_all(sent.at().join("test/more/inner")).expect("folders");
    sent.expect(&["test"], &["foreign: `more/inner`, an empty folder"]);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in unzipped(&BUNDLE) {
        writer.start_file(path, SimpleFileOptions::default()).expect("a file of the ZIP");
        writer.write_all(&bytes).expect("its bytes");
    }
    for folder in ["test", "test/site", "test/more"] {
        writer.add_directory(folder, SimpleFileOptions::default()).expect("a folder of the ZIP");
    }
    sent.write("site.zip", writer.finish().expect("a ZIP").into_inner());
    sent.expect(&["site.zip"], &["foreign: `more`, an empty folder"]);
}

#[test]
fn digits_of_a_hash_may_be_capitals() {
    let sent = Sent::new();
    let text = String::from_utf8(manifest("a", b"x")).expect("a text");
    let (head, hash) = text.split_once("\"sha256\":").expect("a hash");
    sent.write("other/manifest.json", format!("{head}\"sha256\":{}", hash.to_ascii_uppercase()));
    sent.write("other/a", "x");
    assert_eq!(sent.verify(&["other"]).code, 0, "{:?}", sent.verify(&["other"]));
}

/// Replaces every occurrence by something as long.
fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    for at in 0..bytes.len() - from.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
}

#[test]
fn no_more_is_unpacked_than_the_manifest_says() {
    let sent = Sent::new();
    let mut files = Files::from([("test/manifest.json".into(), manifest("a", b"x"))]);
    files.insert("test/a".into(), vec![b'x'; 1 << 26]);
    sent.zip(&files);
    sent.expect(&["site.zip"], &["differs: `a`"]);
    files.insert("test/manifest.json".into(), vec![b' '; (64 << 20) + 1]);
    files.insert("test/a".into(), Vec::new());
    sent.zip(&files);
    assert_eq!(sent.verify(&["site.zip"]).code, 1);
}

#[test]
fn a_signature_covers_all_and_needs_the_right_key() {
    let sent = Sent::new();
    sent.write("other.pem", OTHER);
    let differs = "the signature does not fit: `manifest.json` has changed since, or the owner of another key has signed it";
    sent.expect_unproven("site.zip", "other.pem", differs);
    sent.expect_unproven("test", "other.pem", differs);
    let manifest = fs::read_to_string(sent.at().join("test/manifest.json")).expect("the manifest");
    sent.write("test/manifest.json", manifest.replace("\"Test\"", "\"Best\""));
    sent.expect_unproven("test", "pub.pem", differs);
    assert_eq!(sent.verify(&["test"]).code, 0, "whole, and nobody was asked who made it");
    sent.write("test/manifest.json.sig", "short");
    let none = "`manifest.json.sig` is no Ed25519 signature: that has 64 bytes";
    sent.expect_unproven("test", "pub.pem", none);
    assert_eq!(sent.verify(&["test"]).code, 1);
    fs::remove_file(sent.at().join("test/manifest.json.sig")).expect("remove");
    let missing = "the bundle is not signed: there is no `manifest.json.sig`";
    sent.expect_unproven("test", "pub.pem", missing);
    // Both are told of one in which a file differs too.
    let start = fs::read(sent.at().join("test/START.html")).expect("the page");
    sent.write("test/START.html", "x");
    sent.expect(&["test", "--key", "pub.pem"], &["differs: `START.html`", missing]);
    sent.write("test/START.html", start);
    assert!(
        sent.verify(&["test"]).stdout.ends_with("signature: none, so nothing tells who made the bundle\n")
    );
}

#[test]
fn what_is_no_key_is_refused_and_never_told() {
    let site = Site::new()
        .file("key.pem", PRIVATE)
        .file("pub.pem", PUBLIC)
        .file("locked.pem", PRIVATE.replace("PRIVATE", "ENCRYPTED PRIVATE"))
        .file("torn.pem", PRIVATE.replace("MC4CAQ", "MC4CAg"));
    let refused = |arguments: &[&str], told: &str| {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(told) && run.stdout.is_empty(), "{run:?}");
        assert!(!run.stderr.contains("INTuctv"), "{run:?}");
    };
    for file in ["pub.pem", "torn.pem", "site.toml"] {
        refused(&["bundle", "--sign", file], "holds no Ed25519 private key (PKCS#8 in PEM)");
    }
    refused(&["bundle", "--sign", "locked.pem"], "is encrypted, and norade asks for no password");
    refused(&["bundle", "--sign", "nowhere.pem"], "cannot read `nowhere.pem`");
    refused(&["verify", "x.zip", "--key", "key.pem"], "holds a private key, which belongs to whoever signs");
    refused(&["verify", "x.zip", "--key", "site.toml"], "holds no Ed25519 public key (SPKI in PEM)");
    refused(&["verify", "x.zip", "--key", "pub.pem"], "cannot read `x.zip`");
    assert!(!site.path("site.zip").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_changed_byte_of_any_file_is_found(file: prop::sample::Index, byte: prop::sample::Index, bit in 0..8u8) {
        let sent = Sent::new();
        let files = unzipped(&BUNDLE);
        let (path, bytes) = files.iter().nth(file.index(files.len())).expect("a file");
        let mut bytes = bytes.clone();
        let at = byte.index(bytes.len());
        bytes[at] ^= 1 << bit;
        sent.write(path, bytes);
        let run = sent.verify(&["test", "--key", "pub.pem"]);
        prop_assert_eq!(run.code, 1, "{}: {:?}", path, run);
    }

    #[test]
    fn a_file_that_is_gone_or_more_is_found(file: prop::sample::Index, name in "[a-z]{1,8}") {
        let sent = Sent::new();
        let files = unzipped(&BUNDLE);
        let (path, bytes) = files.iter().nth(file.index(files.len())).expect("a file");
        fs::remove_file(sent.at().join(path)).expect("remove");
        let gone = sent.verify(&["test", "--key", "pub.pem"]);
        prop_assert_eq!(gone.code, 1, "{}: {:?}", path, gone);
        sent.write(path, bytes);
        let more = format!("{path}.{name}");
        sent.write(&more, "");
        let run = sent.verify(&["test", "--key", "pub.pem"]);
        let told = format!("foreign: `{}`", more.strip_prefix("test/").expect("in the folder"));
        prop_assert!(more == "test/manifest.json.sig" || run.code == 1 && run.stdout.contains(&told), "{:?}", run);
    }

    /// A byte of the archive either is found, or belongs to what unpacks to no file: a time stamp, a permission.
    #[test]
    fn a_changed_byte_of_the_archive_is_found_or_changes_no_file(byte: prop::sample::Index, bit in 0..8u8) {
        let sent = Sent::new();
        let mut bytes = BUNDLE.clone();
        let at = byte.index(bytes.len());
        bytes[at] ^= 1 << bit;
        sent.write("site.zip", &bytes);
        let run = sent.verify(&["site.zip", "--key", "pub.pem"]);
        let same = || opened(&bytes).is_ok_and(|files| files == unzipped(&BUNDLE));
        prop_assert!(run.code == 1 || run.code == 0 && same(), "{}: {:?}", at, run);
    }

    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        let sent = Sent::new();
        sent.write("site.zip", bytes);
        prop_assert_eq!(sent.verify(&["site.zip"]).code, 1);
    }
}
