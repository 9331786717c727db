//! The offline bundle: what is in it, what it says of itself, and what cannot be put into it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::support::Site;
use crate::unzipped::unzipped;

/// The files of the bundle of a site that has none of its errors.
fn bundled(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let run = site.run(&["bundle"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    unzipped(&std::fs::read(site.path("site.zip")).expect("the bundle"))
}

fn manifest(files: &BTreeMap<String, Vec<u8>>) -> serde_json::Value {
    let bytes = files.iter().find(|(path, _)| path.ends_with("/manifest.json")).expect("a manifest").1;
    serde_json::from_slice(bytes).expect("the manifest is JSON")
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("a text")
}

#[test]
fn one_folder_holds_the_site_and_what_opens_it() {
    let site =
        Site::new().file("site.toml", "title = \"A test, for all\"\nlanguage = \"en\"\nedition = \"3\"\n");
    let files = bundled(&site);
    let around: Vec<&String> =
        files.keys().filter(|path| !path.starts_with("a-test-for-all/site/")).collect();
    assert_eq!(
        around,
        ["a-test-for-all/READ-ME.txt", "a-test-for-all/START.html", "a-test-for-all/manifest.json"]
    );
    site.build();
    assert_eq!(files["a-test-for-all/site/index.html"], site.page("index.html").into_bytes());
    let start = text(&files, "a-test-for-all/START.html");
    assert!(start.contains("href=\"site/index.html\"") && start.contains("href=\"site/theme/style.css\""));
    assert!(start.contains("default-src 'none'") && start.contains("href=\"READ-ME.txt\""), "{start}");
    let read_me = text(&files, "a-test-for-all/READ-ME.txt");
    assert!(read_me.starts_with("\u{feff}A test, for all\r\nEdition 3\r\n\r\nSTART\r\n"), "{read_me}");
    assert_eq!(read_me.matches('\n').count(), read_me.matches("\r\n").count());
    assert!(read_me.contains("open START.html"), "{read_me}");
}

#[test]
fn a_bundle_in_latvian_has_latvian_names_in_ascii() {
    let site = Site::new().file("site.toml", "title = \"Šķūņu pārvaldība\"\nlanguage = \"lv\"\n");
    let files = bundled(&site);
    for path in ["SAKUMS.html", "LASI-MANI.txt", "vietne/index.html"] {
        assert!(files.contains_key(&format!("skunu-parvaldiba/{path}")), "{path}");
    }
    let read_me = text(&files, "skunu-parvaldiba/LASI-MANI.txt");
    for told in ["Izvērsiet ZIP arhīvu", "SharePoint", "Teams", "E-pasta", "ZIBATMIŅA", "norade verify"] {
        assert!(read_me.contains(told), "{told}: {read_me}");
    }
}

#[test]
fn the_page_that_opens_the_site_leads_to_its_other_languages() {
    let languages = "[languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\n";
    let site = Site::new().file("site.toml", format!("title = \"Test\"\nlanguage = \"en\"\n{languages}"));
    let files = bundled(&site);
    assert!(text(&files, "test/START.html").contains("href=\"site/lv/index.html\""));
    assert!(files.contains_key("test/site/lv/index.html"));
}

#[test]
fn the_manifest_lists_every_other_file() {
    let files = bundled(&Site::new());
    let manifest = manifest(&files);
    assert_eq!(manifest["format"], 1);
    assert_eq!(manifest["tool"], concat!("norade ", env!("CARGO_PKG_VERSION")));
    assert_eq!(manifest["title"], "Test");
    assert!(manifest["edition"].is_null() && manifest["source"].is_null(), "{manifest}");
    let listed: Vec<(String, u64, String)> =
        serde_json::from_value::<Vec<serde_json::Value>>(manifest["files"].clone())
            .expect("a list")
            .into_iter()
            .map(|file| {
                let text = |key: &str| file[key].as_str().expect("a text").to_owned();
                (text("path"), file["size"].as_u64().expect("a size"), text("sha256"))
            })
            .collect();
    let hash = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let there: Vec<(String, u64, String)> = files
        .iter()
        .map(|(path, bytes)| (path.strip_prefix("test/").expect("one folder").to_owned(), bytes))
        .filter(|(path, _)| path != "manifest.json")
        .map(|(path, bytes)| (path, bytes.len() as u64, hash(bytes)))
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn paths_that_not_every_system_unpacks_are_refused_with_their_source() {
    let long = format!("assets/{}/{}.pdf", "a".repeat(60), "b".repeat(60));
    let site = Site::new().file(&format!("content/{long}"), "x");
    let run = site.run(&["bundle"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        format!(
            "error: cannot put `test/site/{long}` into a bundle: it has 142 characters, and at most 120 are allowed; \
             it comes from `content/{long}`, which needs another name\n"
        )
    );
    let site = Site::new().file("themes/default/static/ķ.css", "x");
    let run = site.run(&["bundle"]);
    assert!(run.stderr.contains("`test/site/theme/ķ.css`") && run.stderr.contains("`themes/…/static/ķ.css`"));
    assert!(run.code == 2 && !site.path("site.zip").exists());
}

#[test]
fn a_theme_cannot_lead_out_of_the_bundle() {
    let words =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/strings/en.ftl"));
    for (key, path) in [("bundle-read-me", "../x.txt"), ("bundle-site", "../x"), ("bundle-start", "/x.html")]
    {
        let words = format!("{}\n{key} = {path}\n", words.as_ref().expect("the words"));
        let words = words.replacen(&format!("\n{key} = "), "\nformer = ", 1);
        let site = Site::new().file("themes/default/strings/en.ftl", words);
        let run = site.run(&["bundle"]);
        assert!(run.code == 2 && run.stderr.contains("is not relative or has an empty"), "{}", run.stderr);
        assert!(!site.path("site.zip").exists());
    }
}

#[test]
fn a_fault_of_the_start_page_is_told_with_its_place() {
    let site = Site::new().file("themes/default/templates/start.html", "{{ nowhere }}");
    let run = site.run(&["bundle"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("themes/default/templates/start.html:1:4"), "{}", run.stderr);
    assert!(!site.path("site.zip").exists());
}

#[cfg(unix)]
mod source {
    use std::process::Command;

    use super::*;

    fn git(site: &Site, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(site.root()).args(["-c", "user.name=Anna", "-c", "user.email=anna@example.lv"]);
        let said = git.args(arguments).output().expect("git runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).expect("UTF-8").trim().to_owned()
    }

    fn committed() -> (Site, String) {
        let site = Site::new().file(".gitignore", "/site.zip\n/content/secret.toml\n");
        git(&site, &["init", "-q"]);
        git(&site, &["add", "."]);
        git(&site, &["commit", "-q", "-m", "First"]);
        let commit = git(&site, &["rev-parse", "HEAD"]);
        (site, commit)
    }

    #[test]
    fn a_bundle_names_the_commit_and_whether_it_is_just_that() {
        let (site, commit) = committed();
        let source = |site: &Site| manifest(&bundled(site))["source"].clone();
        assert_eq!(source(&site), serde_json::json!({ "commit": commit, "dirty": false }));
        let first = std::fs::read(site.path("site.zip")).expect("the bundle");
        site.write("notes.txt", "outside of what is built");
        site.write("content/.person.toml.swp", "of an editor");
        bundled(&site);
        assert!(
            first == std::fs::read(site.path("site.zip")).expect("the bundle"),
            "the same commit, the same bytes"
        );
        let read_me = unzipped(&first)["test/READ-ME.txt"].clone();
        assert!(
            String::from_utf8(read_me).expect("a text").contains(&format!("Source commit: {commit}\r\n"))
        );
        site.write("content/pages/new.md", "+++\ntitle = \"New\"\n+++\n");
        assert_eq!(source(&site), serde_json::json!({ "commit": commit, "dirty": true }));
    }

    #[test]
    fn a_linked_worktree_has_a_commit_too() {
        let (site, commit) = committed();
        git(&site, &["worktree", "add", "-q", "other"]);
        assert_eq!(site.run(&["bundle", "--root", "other", "--out", "a.zip"]).code, 0);
        let files = unzipped(&std::fs::read(site.path("a.zip")).expect("the bundle"));
        assert_eq!(manifest(&files)["source"]["commit"], commit);
    }

    #[test]
    fn a_repository_that_git_cannot_read_is_told() {
        let site = Site::new().file(".git", "gitdir: nowhere\n");
        let run = site.run(&["bundle"]);
        assert_eq!(run.code, 0);
        assert!(run.stderr.starts_with("note: the bundle names no source commit: "), "{}", run.stderr);
    }

    #[test]
    fn nothing_among_the_files_makes_git_run_a_program() {
        // A monitor of files in the repository's own settings, and a bare repository that poses as the site's folder.
        let (site, _) = committed();
        git(&site, &["config", "core.fsmonitor", "touch ran; false"]);
        bundled(&site);
        assert!(!site.path("ran").exists());
        let (outer, _) = committed();
        let inner = outer.path("inner");
        git(&outer, &["init", "-q", "--bare", "inner"]);
        for path in ["site.toml", "content/model.toml"] {
            std::fs::create_dir_all(inner.join(path).parent().expect("a folder")).expect("make the folder");
            std::fs::copy(outer.path(path), inner.join(path)).expect("copy");
        }
        let settings =
            "[core]\nbare = false\nworktree = .\nfsmonitor = touch ran; false\nrepositoryformatversion = 0\n";
        std::fs::write(inner.join("config"), settings).expect("write");
        let run = outer.run(&["bundle", "--root", "inner", "--out", "b.zip"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!outer.path("ran").exists() && !inner.join("ran").exists());
    }
}
