//! From a save to the page: how long after the `rename(2)` of a source the last byte of its changed page has come.
//!
//! Prints the median, the 95th percentile and the longest of [`SAVES`] saves, on sites of 1,000 and 10,000 entries:
//! of saves that change the text of an entry, of saves that change its title, a mention and a heading too, and of saves
//! that change a relation.

mod corpus;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use norade::Options;
use norade::diag::Language;
use norade::serve::{self, Place};

const SAVES: usize = 200;

/// Makes another text of one, with a mark that was not in it.
type Change = fn(&str, &str) -> String;

fn main() {
    for entries in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().to_owned();
        corpus::write(&root, entries).expect("write the corpus");
        let (started, address) = channel();
        let site = root.clone();
        // It ends with the program.
        std::thread::spawn(move || {
            let place = Place { port: Some(0), ..Place::default() };
            let started = move |address| started.send(address).expect("somebody waits for it");
            serve::run(&site, Options::default(), &place, started, Language::default, |_| ())
                .expect("it can be served");
        });
        let mut browser = Browser::new(address.recv().expect("it says where it serves"));
        browser.get("/index.html");
        let changes: [(&str, Change); 3] =
            [("text", text), ("title, mention, heading", heading), ("relation", relation)];
        for (name, change) in changes {
            let mut times: Vec<Duration> =
                (0..SAVES).map(|number| save(&root, &mut browser, entries, number, change)).collect();
            times.sort_unstable();
            let at = |percent: usize| times[(SAVES * percent).div_ceil(100) - 1];
            println!(
                "{entries} entries, {name}: median {:.1?}, 95 % within {:.1?}, longest {:.1?}",
                at(50),
                at(95),
                at(100)
            );
        }
    }
}

/// A save of one entry, and its page asked for until the change is on it.
fn save(root: &Path, browser: &mut Browser, entries: usize, number: usize, change: Change) -> Duration {
    let id = corpus::id(number * 7919 % entries);
    let source = root.join(format!("content/item/{id}.md"));
    let temporary = root.join("saved.tmp");
    let mark = format!("saved{number}x{}", change as usize);
    let before = std::fs::read_to_string(&source).expect("read");
    std::fs::write(&temporary, change(&before, &mark)).expect("write");
    let page = format!("/ieraksti/{}.html", id.to_lowercase());
    let start = Instant::now();
    std::fs::rename(&temporary, &source).expect("rename");
    while !browser.get(&page).contains(&mark) {}
    start.elapsed()
}

fn text(before: &str, mark: &str) -> String {
    format!("{before}\nThis was {mark}.\n")
}

fn heading(before: &str, mark: &str) -> String {
    let titled = before.replacen("title = \"", &format!("title = \"{mark} "), 1);
    format!("{titled}\n## {mark}\n\nSee [[C1-3]].\n")
}

fn relation(before: &str, mark: &str) -> String {
    let other = if before.contains("\"C1-1\"") { "C1-2" } else { "C1-1" };
    text(&before.replacen("uses = [", &format!("uses = [\"{other}\", "), 1), mark)
}

/// A client that keeps its connection.
struct Browser {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Browser {
    fn new(address: SocketAddr) -> Browser {
        let stream = TcpStream::connect(address).expect("the preview listens");
        stream.set_nodelay(true).expect("it can be set");
        Browser { address, stream: BufReader::new(stream) }
    }

    fn get(&mut self, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes()).expect("send");
        let (mut line, mut length) = (String::new(), 0);
        while line != "\r\n" {
            line.clear();
            self.stream.read_line(&mut line).expect("a head");
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        String::from_utf8(body).expect("a text")
    }
}
