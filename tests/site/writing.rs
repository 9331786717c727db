//! Putting outputs into a folder or a ZIP, seen from outside: what is written, what is refused, what is left alone.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use norade::output::{Output, Tier};
use norade::write::{self, Written};
use tempfile::TempDir;

fn site(pages: &[(&str, &str)]) -> Vec<Output> {
    let output = |(path, text): &(&str, &str)| {
        let tier = if path.ends_with("index.html") { Tier::Index } else { Tier::Leaf };
        Output { path: path.to_string(), bytes: text.as_bytes().to_vec(), tier }
    };
    pages.iter().map(output).collect()
}

fn build(pages: &[(&str, &str)], dir: &Path) -> Result<Written, String> {
    write::folder(&site(pages), dir, &[]).map_err(|failure| failure.to_string())
}

fn refusal(pages: &[(&str, &str)], dir: &Path) -> String {
    build(pages, dir).expect_err("should be refused")
}

/// Every entry below `dir` but the writer's own, with the content of files.
fn tree(dir: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let all = everything(dir);
    all.into_iter().filter(|(path, _)| !path.starts_with(".norade-")).collect()
}

fn everything(dir: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let entries = walkdir::WalkDir::new(dir).min_depth(1).sort_by_file_name();
    let entry = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/");
        (path, entry.file_type().is_file().then(|| fs::read(entry.path()).unwrap()))
    };
    entries.into_iter().map(|found| entry(found.unwrap())).collect()
}

fn put(dir: &Path, path: &str, text: &str) {
    fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
    fs::write(dir.join(path), text).unwrap();
}

fn has(dir: &Path, path: &str, text: &str) -> bool {
    fs::read_to_string(dir.join(path)).is_ok_and(|found| found == text)
}

#[test]
fn creates_changes_removes_and_leaves_alone() {
    let dir = TempDir::new().unwrap();
    let dir = &dir.path().join("deep/public");
    let first = build(&[("index.html", "1"), ("a/x.html", "1"), ("a/b/y.html", "1"), ("same.css", "1")], dir);
    assert_eq!(first, Ok(Written { created: 4, changed: 0, removed: 0, unchanged: 0 }));
    let second = build(&[("index.html", "2"), ("a/x.html", "1"), ("new.html", "2"), ("same.css", "1")], dir);
    assert_eq!(second, Ok(Written { created: 1, changed: 1, removed: 1, unchanged: 2 }));
    let text = |text: &str| Some(text.as_bytes().to_vec());
    let expected = [
        ("a", None),
        ("a/x.html", text("1")),
        ("index.html", text("2")),
        ("new.html", text("2")),
        ("same.css", text("1")),
    ];
    assert_eq!(tree(dir), expected.map(|(path, bytes)| (path.to_owned(), bytes)));
}

#[test]
fn what_stays_the_same_keeps_its_time() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    let pages = [("index.html", "1"), ("a/x.html", "1")];
    build(&pages, dir).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let files = ["index.html", "a/x.html", ".norade-manifest"].map(|path| dir.join(path));
    for file in &files {
        File::options().write(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }
    assert_eq!(build(&pages, dir), Ok(Written { unchanged: 2, ..Written::default() }));
    for file in &files {
        assert_eq!(fs::metadata(file).unwrap().modified().unwrap(), long_ago, "{}", file.display());
    }
}

#[test]
fn the_order_of_the_outputs_does_not_matter() {
    let (one, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut outputs = site(&[("index.html", "1"), ("a/x.html", "2"), ("a/index.html", "3"), ("b.css", "4")]);
    write::folder(&outputs, one.path(), &[]).unwrap();
    outputs.reverse();
    write::folder(&outputs, other.path(), &[]).unwrap();
    assert_eq!(everything(one.path()), everything(other.path()));
}

#[test]
fn foreign_things_in_the_way_are_all_named_and_nothing_is_written() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    put(dir, "index.html", "mine");
    put(dir, "folder.html/notes.txt", "mine");
    put(dir, "lomas", "mine");
    let before = everything(dir);
    let told =
        refusal(&[("index.html", "1"), ("folder.html", "1"), ("lomas/x.html", "1"), ("new.html", "1")], dir);
    for named in ["`index.html`", "`folder.html`", "`lomas`"] {
        assert!(told.contains(named), "{told}");
    }
    assert!(
        told.starts_with("cannot build into `") && !told.contains('\n') && !told.contains("new.html"),
        "{told}"
    );
    assert_eq!(everything(dir), before);
}

#[test]
fn many_foreign_files_are_counted() {
    let dir = TempDir::new().unwrap();
    let names: Vec<String> = (10..40).map(|number| format!("{number}.html")).collect();
    names.iter().for_each(|name| put(dir.path(), name, "mine"));
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
    let told = refusal(&pages, dir.path());
    assert!(
        told.contains("`19.html`") && !told.contains("`20.html`") && told.contains("and 20 more"),
        "{told}"
    );
}

#[test]
fn foreign_files_beside_the_site_stay_for_ever() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    put(dir, "CNAME", "mine");
    build(&[("index.html", "1"), ("a/x.html", "1")], dir).unwrap();
    put(dir, "a/mine.txt", "mine");
    put(dir, ".norade-tmp-mine", "mine");
    build(&[("index.html", "2")], dir).unwrap();
    build(&[], dir).unwrap();
    assert!(["CNAME", "a/mine.txt", ".norade-tmp-mine"].iter().all(|path| has(dir, path, "mine")));
    assert_eq!(tree(dir).len(), 3, "the page is gone, the folder that holds something foreign is not");
}

#[test]
fn a_folder_that_no_build_has_made_stays_when_it_is_empty() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("mine")).unwrap();
    build(&[("index.html", "1"), ("mine/x.html", "1")], dir.path()).unwrap();
    build(&[("index.html", "1")], dir.path()).unwrap();
    assert!(dir.path().join("mine").is_dir());
}

#[test]
fn what_somebody_has_changed_or_removed_of_ours_is_mended() {
    let dir = TempDir::new().unwrap();
    let pages = [("index.html", "1"), ("a.html", "1")];
    build(&pages, dir.path()).unwrap();
    put(dir.path(), "index.html", "hacked");
    fs::remove_file(dir.path().join("a.html")).unwrap();
    assert_eq!(build(&pages, dir.path()), Ok(Written { created: 1, changed: 1, ..Written::default() }));
}

#[test]
fn a_folder_with_foreign_things_in_the_place_of_a_file_is_refused() {
    let dir = TempDir::new().unwrap();
    build(&[("index.html", "1"), ("a/x", "1")], dir.path()).unwrap();
    put(dir.path(), "a/mine.txt", "mine");
    let before = everything(dir.path());
    assert!(refusal(&[("index.html", "2"), ("a", "2")], dir.path()).contains("`a` is a folder"));
    assert_eq!(everything(dir.path()), before);
}

#[test]
fn leftovers_of_a_killed_build_go() {
    let dir = TempDir::new().unwrap();
    put(dir.path(), ".norade-tmp/tree/a/x.html", "to");
    put(dir.path(), ".norade-tmp/3", "to");
    build(&[("index.html", "1")], dir.path()).unwrap();
    assert!(!dir.path().join(".norade-tmp").exists());
    put(dir.path(), ".norade-tmp/3", "to");
    build(&[("index.html", "1")], dir.path()).unwrap();
    assert!(!dir.path().join(".norade-tmp").exists());
}

#[test]
fn a_damaged_manifest_owns_nothing() {
    for damage in [
        "",
        "norade manifest 1\n",
        "norade manifest 1\nlinked old.html\n",
        "\0\u{1}",
        "norade manifest 9\nend 0\n",
    ] {
        let dir = TempDir::new().unwrap();
        let dir = dir.path();
        build(&[("index.html", "1"), ("old.html", "1")], dir).unwrap();
        put(dir, ".norade-manifest", damage);
        let told = refusal(&[("index.html", "2")], dir);
        assert!(told.contains("damaged") && told.contains("build again"), "{told}");
        let adopted = build(&[("index.html", "1"), ("new.html", "1")], dir);
        assert_eq!(adopted, Ok(Written { created: 1, unchanged: 1, ..Written::default() }), "{damage:?}");
        assert!(has(dir, "old.html", "1"), "nobody knows whose this is");
        assert!(build(&[("index.html", "2")], dir).is_ok(), "the manifest is whole again");
    }
}

#[test]
fn a_manifest_that_names_what_lies_outside_is_damaged() {
    let outer = TempDir::new().unwrap();
    let dir = &outer.path().join("public");
    put(outer.path(), "secret", "mine");
    let absolute = outer.path().join("secret");
    for path in ["../secret", "a/../../secret", absolute.to_str().unwrap(), "..\\secret"] {
        put(dir, ".norade-manifest", &format!("norade manifest 1\nfolder ..\nlinked {path}\nend 2\n"));
        build(&[("index.html", "1")], dir).unwrap();
        assert!(has(outer.path(), "secret", "mine"), "{path}");
    }
}

#[test]
fn paths_that_lead_out_or_collide_are_refused() {
    let dir = TempDir::new().unwrap();
    let dir = &dir.path().join("public");
    for path in ["../x", "/x", "a//x", "./x", "a\\x", "c:x", "", ".norade-lock", "a\nb"] {
        assert!(refusal(&[(path, "1")], dir).starts_with("cannot write a file named `"), "{path:?}");
        assert!(write::zip(&site(&[(path, "1")]), &dir.with_extension("zip"), &[]).is_err(), "{path:?}");
    }
    assert!(refusal(&[("a", "1"), ("a", "2")], dir).contains("twice"));
    assert!(refusal(&[("a", "1"), ("a-b", "2"), ("a/b", "2")], dir).contains("as a file and as a folder"));
    assert!(!dir.exists());
}

#[test]
fn folders_of_sources_are_refused() {
    let root = TempDir::new().unwrap();
    let root = root.path();
    put(root, "content/model.toml", "mine");
    put(root, "site.toml", "mine");
    let sources = [root.join("content"), root.join("site.toml"), root.join("themes")];
    let refused = |dir: PathBuf| {
        write::folder(&site(&[("index.html", "1")]), &dir, &sources).map_err(|failure| failure.to_string())
    };
    let before = everything(root);
    for dir in [
        "",
        "content",
        "content/new",
        "content/new/../newer",
        "new/../content",
        "themes",
        "themes/x",
        "content/..",
        "..",
    ] {
        let told = refused(root.join(dir)).expect_err(dir);
        assert!(told.contains("a source of the site"), "{dir}: {told}");
    }
    assert_eq!(everything(root), before);
    for dir in ["public", "content-public", "themes2"] {
        assert!(refused(root.join(dir)).is_ok(), "{dir}");
    }
}

#[test]
fn a_second_build_is_refused_while_the_first_one_runs() {
    let dir = TempDir::new().unwrap();
    build(&[("index.html", "1")], dir.path()).unwrap();
    let first = File::open(dir.path().join(".norade-lock")).unwrap();
    first.lock().unwrap();
    assert!(refusal(&[("index.html", "2")], dir.path()).contains("another build is writing there"));
    assert!(has(dir.path(), "index.html", "1"));
    drop(first);
    build(&[("index.html", "2")], dir.path()).unwrap();
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told_with_its_path() {
    let dir = TempDir::new().unwrap();
    put(dir.path(), "public", "mine");
    let told = refusal(&[("index.html", "1")], &dir.path().join("public"));
    assert!(told.starts_with("cannot make the folder `") && told.contains("public`: "), "{told}");
    assert!(has(dir.path(), "public", "mine"));
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn are_never_followed_out_of_the_folder() {
        let outer = TempDir::new().unwrap();
        let dir = &outer.path().join("public");
        put(outer.path(), "secret/x.html", "mine");
        fs::create_dir(dir).unwrap();
        symlink("../secret", dir.join("lomas")).unwrap();
        symlink("../secret/x.html", dir.join("x.html")).unwrap();
        let told = refusal(&[("index.html", "1"), ("lomas/x.html", "mine"), ("x.html", "mine")], dir);
        assert!(
            told.contains("`lomas` is a symbolic link") && told.contains("`x.html` is a symbolic link"),
            "{told}"
        );
        assert_eq!(tree(dir).len(), 2, "nothing has come");
        assert!(has(outer.path(), "secret/x.html", "mine"));
    }

    #[test]
    fn that_took_the_place_of_ours_are_not_followed_to_remove() {
        let outer = TempDir::new().unwrap();
        let dir = &outer.path().join("public");
        build(&[("index.html", "1"), ("lomas/x.html", "1"), ("y.html", "1")], dir).unwrap();
        put(outer.path(), "secret/x.html", "mine");
        fs::remove_dir_all(dir.join("lomas")).unwrap();
        fs::remove_file(dir.join("y.html")).unwrap();
        symlink("../secret", dir.join("lomas")).unwrap();
        symlink("../secret/x.html", dir.join("y.html")).unwrap();
        build(&[("index.html", "2")], dir).unwrap();
        assert!(has(outer.path(), "secret/x.html", "mine"));
        assert!(dir.join("lomas").is_symlink() && dir.join("y.html").is_symlink());
    }

    #[test]
    fn in_the_place_of_the_writers_own_files_are_refused() {
        for name in [".norade-lock", ".norade-manifest", ".norade-tmp"] {
            let outer = TempDir::new().unwrap();
            let dir = &outer.path().join("public");
            put(outer.path(), "secret/x", "mine");
            fs::create_dir(dir).unwrap();
            symlink("../secret", dir.join(name)).unwrap();
            assert!(refusal(&[("index.html", "1")], dir).contains(name));
            assert!(has(outer.path(), "secret/x", "mine"));
        }
    }

    #[test]
    fn to_the_output_folder_are_followed_unless_they_lead_to_sources() {
        let outer = TempDir::new().unwrap();
        put(outer.path(), "content/model.toml", "mine");
        fs::create_dir(outer.path().join("www")).unwrap();
        symlink("www", outer.path().join("public")).unwrap();
        symlink("content", outer.path().join("alias")).unwrap();
        build(&[("index.html", "1")], &outer.path().join("public")).unwrap();
        assert!(has(outer.path(), "www/index.html", "1"));
        let sources = [outer.path().join("content")];
        for alias in ["alias", "alias/new"] {
            let told = write::folder(&[], &outer.path().join(alias), &sources).unwrap_err().to_string();
            assert!(told.contains("a source of the site"), "{told}");
        }
    }

    #[test]
    fn a_pipe_in_the_way_is_refused_and_never_opened() {
        let dir = TempDir::new().unwrap();
        let made = std::process::Command::new("mkfifo").arg(dir.path().join("x.html")).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(refusal(&[("x.html", "1")], dir.path()).contains("`x.html` is not a plain file"));
        }
    }

    #[test]
    fn files_are_readable_by_a_web_server() {
        use std::os::unix::fs::PermissionsExt;
        let dir = TempDir::new().unwrap();
        build(&[("index.html", "1")], dir.path()).unwrap();
        put(dir.path(), "plain", "");
        let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
        assert_eq!(mode("index.html"), mode("plain"), "as the user's own settings have it");
    }
}

#[test]
fn a_zip_is_the_same_for_the_same_outputs_and_holds_them() {
    let dir = TempDir::new().unwrap();
    let (one, other) = (dir.path().join("one.zip"), dir.path().join("other.zip"));
    let mut outputs =
        site(&[("index.html", &"teksts ".repeat(1000)), ("lomas/ķīlis.html", "1"), ("tukšs", "")]);
    write::zip(&outputs, &one, &[]).unwrap();
    outputs.reverse();
    write::zip(&outputs, &other, &[]).unwrap();
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let mut archive = zip::ZipArchive::new(File::open(&one).unwrap()).unwrap();
    assert_eq!(archive.len(), 3);
    assert!(archive.file_names().map(|name| name.unwrap()).is_sorted());
    for output in &outputs {
        let mut entry = archive.by_name(&output.path).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, output.bytes);
        assert_eq!(entry.unix_mode(), Some(0o100_644));
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
    }
    assert!(fs::metadata(&one).unwrap().len() < 1000, "compressed");
}

/// The general purpose flag and the name as another program reads them, by the format's own description (APPNOTE 4.4.4).
#[test]
fn names_beyond_ascii_are_marked_as_utf_8_in_a_zip() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("site.zip");
    write::zip(&site(&[("ķ.html", "1")]), &file, &[]).unwrap();
    let bytes = fs::read(&file).unwrap();
    assert_eq!(bytes[..4], *b"PK\x03\x04");
    assert_eq!(u16::from_le_bytes([bytes[6], bytes[7]]) & 0x0800, 0x0800);
    assert_eq!(&bytes[30..37], "ķ.html".as_bytes());
}

#[test]
fn a_zip_replaces_an_older_one_and_leftovers_beside_it_go() {
    let dir = TempDir::new().unwrap();
    put(dir.path(), "site.zip", "older");
    put(dir.path(), ".norade-tmp-site.zip.4194304999", "torn");
    put(dir.path(), ".norade-tmp-site.zip.mine", "mine");
    put(dir.path(), ".norade-tmp-other.zip.1", "of another");
    write::zip(&site(&[("index.html", "1")]), &dir.path().join("site.zip"), &[]).unwrap();
    let names: Vec<String> = everything(dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [".norade-tmp-other.zip.1", ".norade-tmp-site.zip.mine", "site.zip"]);
}

#[test]
fn a_zip_that_cannot_be_written_is_told_with_its_path() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("taken.zip")).unwrap();
    for name in ["taken.zip", "no/such/folder.zip"] {
        let told =
            write::zip(&site(&[("index.html", "1")]), &dir.path().join(name), &[]).unwrap_err().to_string();
        assert!(told.starts_with("cannot write `") && told.contains(name), "{told}");
    }
    assert_eq!(everything(dir.path()).len(), 1, "no litter");
}
