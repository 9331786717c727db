//! The preview: over HTTP as a browser sees it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value as Json;

use crate::served::as_built;
use crate::support::Site;

/// Nothing here takes nearly so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; ended when dropped.
struct Preview {
    program: Child,
    address: String,
}

struct Response {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Preview {
    fn of(site: &Site) -> Preview {
        Preview::with(site, &["--port", "0"])
    }

    fn with(site: &Site, arguments: &[&str]) -> Preview {
        let mut program = Command::new(env!("CARGO_BIN_EXE_norade"))
            .current_dir(site.root())
            .env_remove("NORADE_LANG")
            .env("LC_ALL", "C")
            .arg("serve")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let out = program.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("the program says where it serves");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Preview { program, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the preview listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time can be set");
        stream
    }

    fn get(&self, path: &str) -> Response {
        self.send("GET", path, &self.address)
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).expect("a text")
    }

    fn send(&self, method: &str, path: &str, host: &str) -> Response {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("send");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the end of the head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in ASCII");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Response { status, head: head.to_ascii_lowercase(), body: bytes[end + 4..].to_vec() }
    }

    /// What an open page is told.
    fn news(&self, page: &str) -> News {
        let served = self.text(page);
        let mark =
            served.split("data-mark=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a mark");
        let mut stream = self.connect();
        let path = format!("/_norade/events?page={page}&mark={mark}");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("send");
        News(BufReader::new(stream))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

struct News(BufReader<TcpStream>);

impl News {
    /// Waits for the next event: its name and data.
    fn next(&mut self) -> (String, String) {
        let mut event = String::new();
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("news come in time") > 0, "the stream has ended");
            if let Some(name) = line.strip_prefix("event: ") {
                event = name.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data:") {
                return (event, data.trim().to_owned());
            }
        }
    }

    #[track_caller]
    fn reload(&mut self) {
        loop {
            let (event, data) = self.next();
            if event == "reload" {
                return;
            }
            assert_eq!(event, "diagnostics", "{data}");
        }
    }

    /// Waits for the news of something wrong, or of nothing.
    #[track_caller]
    fn diagnostics(&mut self) -> Vec<Json> {
        let (event, data) = self.next();
        assert_eq!(event, "diagnostics");
        let data: Json = serde_json::from_str(&data).expect("JSON");
        data["diagnostics"].as_array().expect("a list").clone()
    }
}

fn site() -> Site {
    Site::new()
        .control("F1-1", "", "## One\n\nText of one, see F1-2.\n")
        .control("F1-2", "", "Text of two.\n")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nText.\n")
        .file("content/assets/pixel.png", b"\x89PNG")
}

const ONE: &str = "/controls/f1-1.html";

fn control(id: &str, body: &str) -> String {
    format!("+++\nid = \"{id}\"\ntitle = \"Control {id}\"\n+++\n{body}")
}

#[test]
fn each_file_is_the_built_one_but_for_one_element_and_the_policy() {
    let site = site();
    site.build();
    let preview = Preview::of(&site);
    let files = crate::built::files(&site.path("public"));
    let built = files.iter().filter(|(path, _)| !path.starts_with(".norade-"));
    for (path, bytes) in built {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains("cache-control: no-store"), "{}", answer.head);
        let served = if path.ends_with(".html") { as_built(&answer.body) } else { answer.body };
        assert!(served == *bytes, "{path} differs");
        assert!(!String::from_utf8_lossy(bytes).contains("_norade"), "{path} was built for the preview");
    }
    let page = preview.text(ONE);
    assert!(page.contains(" data-source=\"content/control/F1-1.md\" "), "{page}");
    assert!(preview.text("/families/f1.html").contains(" data-source=\"content/family.toml\" "));
    assert!(preview.text("/").contains(" data-source=\"content/model.toml\" "));
}

/// How an editor saves, and what does it.
type Way<'a> = (&'a str, &'a dyn Fn(&str));

#[test]
fn a_saved_change_is_told_and_served_whichever_way_an_editor_saves() {
    let site = site();
    let preview = Preview::of(&site);
    let path = site.path("content/control/F1-1.md");
    let ways: [Way; 4] = [
        ("written over", &|text| std::fs::write(&path, text).expect("write")),
        ("renamed", &|text| {
            let temporary = site.path("content/control/F1-1.md~new.tmp");
            std::fs::write(&temporary, text).expect("write");
            std::fs::rename(&temporary, &path).expect("rename");
        }),
        ("removed and made again", &|text| {
            std::fs::remove_file(&path).expect("remove");
            std::fs::write(&path, text).expect("write");
        }),
        ("written in parts", &|text| {
            let mut file = std::fs::File::create(&path).expect("open");
            for part in text.as_bytes().chunks(7) {
                file.write_all(part).expect("write");
                file.sync_data().expect("write");
            }
        }),
    ];
    for (way, save) in ways {
        let body = format!("## One\n\nThis was {way}.\n");
        loop {
            let mut news = preview.news(ONE);
            save(&control("F1-1", &body));
            news.reload();
            // What was half written may have been seen on the way.
            if preview.text(ONE).contains(&format!("This was {way}.")) {
                break;
            }
        }
        assert_eq!(preview.get(ONE).status, 200);
    }
}

#[test]
fn broken_content_is_told_over_the_last_good_state_until_it_is_mended() {
    let site = site();
    let preview = Preview::of(&site);
    let before = preview.text(ONE);
    let mut news = preview.news(ONE);
    assert_eq!(news.diagnostics(), [] as [Json; 0]);
    site.write("content/control/F1-1.md", control("F1-1", "Text.\n\nSee [[F1-9]].\n"));
    let told = news.diagnostics();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["file"], "content/control/F1-1.md");
    assert_eq!(told[0]["line"], 7);
    assert_eq!(told[0]["message"], "unknown ID `F1-9`");
    assert_eq!(preview.text(ONE), before);
    site.write("content/control/F1-1.md", control("F1-1", "Mended.\n"));
    news.reload();
    assert_eq!(news.diagnostics(), [] as [Json; 0]);
    assert!(preview.text(ONE).contains("Mended."));
}

#[test]
fn a_page_that_is_gone_is_not_found_and_comes_back() {
    let site = site();
    let preview = Preview::of(&site);
    let mut news = preview.news("/controls/f1-2.html");
    site.write("content/control/F1-1.md", control("F1-1", "Text.\n"));
    std::fs::remove_file(site.path("content/control/F1-2.md")).expect("remove");
    news.reload();
    let answer = preview.get("/controls/f1-2.html");
    assert_eq!(answer.status, 404);
    assert!(String::from_utf8_lossy(&answer.body).contains("Page not found"));
    let mut news = preview.news("/controls/f1-2.html");
    site.write("content/control/F1-2.md", control("F1-2", "Back.\n"));
    news.reload();
    assert!(preview.text("/controls/f1-2.html").contains("Back."));
}

#[test]
fn a_first_state_that_is_broken_is_told_and_does_not_end_the_preview() {
    let site = site().file("content/control/F1-1.md", control("F1-1", "See [[F1-9]] <b>.\n"));
    let preview = Preview::of(&site);
    let answer = preview.get(ONE);
    let text = String::from_utf8(answer.body).expect("a text");
    assert_eq!(answer.status, 503);
    assert!(text.contains("<code>content/control/F1-1.md:5:5</code> unknown ID `F1-9`"), "{text}");
    let mut news = preview.news(ONE);
    site.write("content/control/F1-1.md", control("F1-1", "Sound.\n"));
    news.reload();
    assert!(preview.text(ONE).contains("Sound."));
    std::fs::rename(site.path("content"), site.path("elsewhere")).expect("rename");
    let told = loop {
        let mut news = preview.news(ONE);
        let told = news.diagnostics();
        if !told.is_empty() {
            break told;
        }
        news.next();
    };
    assert!(told[0]["message"].as_str().is_some_and(|told| told.contains("content")), "{told:?}");
    assert!(preview.text(ONE).contains("Sound."));
    let mut news = preview.news(ONE);
    assert_eq!(news.diagnostics().len(), 1);
    std::fs::rename(site.path("elsewhere"), site.path("content")).expect("rename");
    while !news.diagnostics().is_empty() {}
    site.write("content/control/F1-1.md", control("F1-1", "Watched again.\n"));
    news.reload();
    assert!(preview.text(ONE).contains("Watched again."));
}

#[test]
fn faults_of_rendering_are_found_on_pages_that_nobody_has_asked_for() {
    let site = site();
    let preview = Preview::of(&site);
    let template = "themes/default/templates/page.html";
    let fault = || {
        let text = "{% extends \"base.html\" %}\n{% block main %}{{ body.nothing.at.all }}{% endblock %}\n";
        site.write(template, text);
    };
    // What a page is told that is opened when there is something wrong, or nothing.
    let told = |wrong: bool| loop {
        let (event, data) = preview.news(ONE).next();
        if event == "diagnostics" {
            let told: Json = serde_json::from_str(&data).expect("JSON");
            if (told["diagnostics"] != Json::Array(Vec::new())) == wrong {
                break told;
            }
        }
    };
    // What is right again after a fault is told once all has been rendered.
    fault();
    told(true);
    std::fs::remove_file(site.path(template)).expect("remove");
    told(false);
    let before = preview.text(ONE);
    fault();
    let report = told(true);
    assert_eq!(report["diagnostics"][0]["file"], template, "{report}");
    assert_eq!(report["diagnostics"][0]["line"], 2, "{report}");
    // The page is that of the state before, and stays so while the fault is there.
    assert_eq!(preview.text(ONE), before);
    std::fs::remove_file(site.path(template)).expect("remove");
    told(false);
    assert_eq!(preview.text(ONE), before);
}

#[test]
fn only_files_of_the_site_are_served() {
    let site = site().file("public/secret.html", "secret").file("secret.txt", "secret");
    let preview = Preview::of(&site);
    let paths = [
        "/site.toml",
        "/content/model.toml",
        "/content/control/F1-1.md",
        "/secret.txt",
        "/public/secret.html",
        "/../secret.txt",
        "/controls/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/assets/..%2f..%2f..%2fsecret.txt",
        "//etc/passwd",
        "/assets/%00",
        "/assets/",
        "/theme/",
        "/_norade/",
        "/_norade/reload.js/",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(text.contains("Page not found") && !text.contains("secret<"), "{path}: {text}");
    }
    assert_eq!(preview.get("/%ff").status, 400);
    assert_eq!(preview.get("/assets/pixel.png").body, b"\x89PNG");
    assert_eq!(preview.get("/assets/p%69xel.png?x#y").body, b"\x89PNG");
}

#[test]
fn folders_lead_to_their_index_and_the_site_stands_at_the_path_of_its_address_too() {
    let config = "title = \"Test\"\nlanguage = \"en\"\nbase_url = \"https://example.org/a/path/\"\n";
    let site = site().file("site.toml", config);
    let preview = Preview::of(&site);
    let index = preview.text("/controls/");
    assert_eq!(preview.text("/controls/index.html"), index);
    assert_eq!(preview.text("/a/path/controls/"), index);
    let answer = preview.get("/controls");
    assert_eq!(answer.status, 307);
    assert!(answer.head.contains("location: controls/"), "{}", answer.head);
    assert_eq!(preview.get("/a/path/theme/style.css").status, 200, "as 404.html asks for it");
}

#[test]
fn other_methods_and_other_names_are_refused() {
    let site = site();
    let preview = Preview::of(&site);
    let head = preview.send("HEAD", ONE, &preview.address);
    assert_eq!((head.status, head.body.len()), (200, 0));
    let length = preview.get(ONE).body.len();
    assert!(head.head.contains(&format!("content-length: {length}")), "{}", head.head);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = preview.send(method, ONE, &preview.address);
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"), "{}", answer.head);
    }
    let port = preview.address.rsplit(':').next().expect("a port");
    for host in ["localhost".to_owned(), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(preview.send("GET", ONE, &host).status, 200, "{host}");
    }
    for host in ["example.org", "example.org:80", "127.0.0.1.example.org", "10.0.0.1", ""] {
        let answer = preview.send("GET", ONE, host);
        assert_eq!(answer.status, 403, "{host}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("Control"), "{host}");
    }
    assert_eq!(preview.send("GET", &format!("http://example.org{ONE}"), &preview.address).status, 403);
}

#[test]
fn a_port_that_is_taken_is_told_and_without_one_the_next_is_found() {
    let site = site();
    let preview = Preview::with(&site, &[]);
    let next = Preview::with(&site, &[]);
    assert_ne!(preview.address, next.address);
    assert_eq!(next.get("/").status, 200);
    let port = preview.address.rsplit(':').next().expect("a port");
    let run = site.run(&["serve", "--port", port]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&format!("port {port} is taken by another program")), "{}", run.stderr);
    assert!(preview.address.starts_with("127.0.0.1:"), "{}", preview.address);
}

#[test]
fn says_how_it_ends() {
    let site = Site::new().file("site.toml", "title = \"T\"\nlanguage = \"en\"\nmessages = \"lv\"\n");
    let mut program = Command::new(env!("CARGO_BIN_EXE_norade"))
        .current_dir(site.root())
        .args(["serve", "--port", "0"])
        .env_remove("NORADE_LANG")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let told = program.stderr.take().expect("it is piped");
    BufReader::new(told).read_line(&mut line).expect("the program says how it ends");
    let _ = program.kill().and_then(|()| program.wait());
    assert_eq!(line, "Lai beigtu, spiediet Ctrl+C\n");
}

#[test]
fn speaks_the_language_of_the_messages_that_the_site_asks_for_now() {
    let site = Site::new().control("F1-1", "level = \"x\"", "");
    let preview = Preview::of(&site);
    let page = preview.text("/");
    assert!(page.contains("<html lang=\"en\">") && page.contains("This site cannot be built yet"), "{page}");
    let mut news = preview.news("/");
    assert_eq!(news.diagnostics()[0]["message"], "`x` is not a choice of `level`");
    site.write("site.toml", "title = \"Test\"\nlanguage = \"en\"\nmessages = \"lv\"\n");
    news.reload();
    assert_eq!(preview.news("/").diagnostics()[0]["message"], "vērtība `x` laukā `level` nav atļauta");
    let page = preview.text("/");
    assert!(page.contains("<html lang=\"lv\">") && page.contains("Šo vietni vēl nevar uzbūvēt"), "{page}");
    assert!(page.contains("data-language=\"lv\""), "{page}");
    assert!(page.contains("vajadzīga viena no šīm: `low`, `high`"), "{page}");
}

#[cfg(unix)]
#[test]
fn ends_cleanly_when_it_is_interrupted() {
    for signal in ["-INT", "-TERM"] {
        let site = site();
        let mut preview = Preview::of(&site);
        let _open = preview.news(ONE);
        let id = preview.program.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill runs").success());
        let status = preview.program.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}
