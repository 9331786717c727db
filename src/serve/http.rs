//! HTTP: requests to answers. The only user of axum and, with the preview's own news, of tokio.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, future, stream};
use tokio::sync::watch::Receiver;

use super::page::OWN;
use super::preview::{Preview, Report, Shown};
use super::{PORT, Place};
use crate::diag::Word;
use crate::failure::Failure;

const SCRIPT: &str = include_str!("reload.js");
const STYLE: &str = include_str!("reload.css");

/// How soon a page asks again for a server that has ended.
const RETRY: Duration = Duration::from_millis(500);

/// Takes the port that was asked for, or the next free one.
pub fn bind(place: &Place) -> Result<TcpListener, Failure> {
    let host = place.host.as_deref().unwrap_or("127.0.0.1");
    let open = |port: u16| {
        let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
        TcpListener::bind(addresses.as_slice())
    };
    let taken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::AddrInUse;
    let refused = |port: u16, error| Failure::io("listen at", format!("{host}:{port}"), error);
    if let Some(port) = place.port {
        return open(port).map_err(|error| match taken(&error) {
            true => Failure::refused(Word::PortTaken.with("port", port.to_string())),
            false => refused(port, error),
        });
    }
    for port in PORT..u16::MAX {
        match open(port) {
            Err(error) if taken(&error) => {}
            opened => return opened.map_err(|error| refused(port, error)),
        }
    }
    Err(Failure::refused(Word::NoPortFree.with("port", PORT.to_string())))
}

/// Answers requests until the program is interrupted.
pub fn serve(listener: TcpListener, preview: Arc<Preview>, host: Option<&str>) -> Result<(), Failure> {
    let failed = |error| Failure::io("listen at", "the port", error);
    let hosts = Hosts(host.map(str::to_owned));
    let respond = move |request: Request| respond(Arc::clone(&preview), hosts.clone(), request);
    let router = Router::new().fallback(respond);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().map_err(failed)?;
    let ended = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let serving = pin!(async { axum::serve(listener, router).await });
        match future::select(serving, pin!(interrupted())).await {
            future::Either::Left((served, _)) => served,
            future::Either::Right((interrupted, _)) => interrupted,
        }
    });
    // Pages that wait for news would wait for ever.
    runtime.shutdown_background();
    ended.map_err(failed)
}

/// Waits for Ctrl-C, or for the system's request to end.
async fn interrupted() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        let control_c = pin!(tokio::signal::ctrl_c());
        future::select(control_c, pin!(terminated.recv())).await;
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// The names under which the preview may be asked: a page of another site whose name leads to this machine
/// is not let in.
#[derive(Clone)]
struct Hosts(Option<String>);

impl Hosts {
    fn allow(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let header = headers.get(header::HOST).map(|host| host.to_str().unwrap_or_default());
        let asked: Vec<&str> =
            header.into_iter().chain(uri.authority().map(|found| found.as_str())).collect();
        !asked.is_empty() && asked.into_iter().all(|host| self.knows(without_port(host)))
    }

    fn knows(&self, host: &str) -> bool {
        let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let host = bare(host);
        let address = host.parse::<IpAddr>().ok();
        let given = self.0.as_deref().map(bare);
        // Where every address of the machine is listened at, any of them may be asked; a name may not.
        let everywhere = [IpAddr::from(Ipv4Addr::UNSPECIFIED), IpAddr::from(Ipv6Addr::UNSPECIFIED)];
        let open = given
            .as_ref()
            .and_then(|given| given.parse().ok())
            .is_some_and(|given| everywhere.contains(&given));
        host == "localhost"
            || address == Some(Ipv4Addr::LOCALHOST.into())
            || address == Some(Ipv6Addr::LOCALHOST.into())
            || given == Some(host)
            || (open && address.is_some())
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => {
            // The colons of a bare IPv6 address are no port's.
            if name.contains(':') && !name.ends_with(']') { host } else { name }
        }
        _ => host,
    }
}

async fn respond(preview: Arc<Preview>, hosts: Hosts, request: Request) -> Response {
    let uri = request.uri();
    if !hosts.allow(uri, request.headers()) {
        return plain(
            StatusCode::FORBIDDEN,
            "this preview is for this machine alone; `--host` names another\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        return ([(header::ALLOW, "GET, HEAD")], refused).into_response();
    }
    let Some(path) = site_path(uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "the path is no text in UTF-8\n");
    };
    match path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) {
        Some("reload.js") => own("text/javascript; charset=utf-8", SCRIPT),
        Some("reload.css") => own("text/css; charset=utf-8", STYLE),
        Some("events") => news(preview, uri.query().unwrap_or_default()),
        _ => page(preview, path).await,
    }
}

/// The path inside the site that a request is for, in letters; a folder's index.
fn site_path(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.trim_start_matches('/').bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push(match byte {
            b'%' => (digit(rest.next())? * 16 + digit(rest.next())?) as u8,
            byte => byte,
        });
    }
    let mut path = String::from_utf8(bytes).ok()?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    Some(path)
}

async fn page(preview: Arc<Preview>, path: String) -> Response {
    // Who asks behind a change sees it.
    let _ = preview.watch().wait_for(|shown| !shown.busy).await;
    let asked = path.clone();
    let (answer, folder) = tokio::task::spawn_blocking(move || {
        let answer = preview.answer(&asked);
        let folder = answer.status == 404 && preview.answer(&format!("{asked}/index.html")).status == 200;
        (answer, folder)
    })
    .await
    .expect("answering does not panic");
    if folder {
        // Links of an index are relative to its folder.
        let name = path.rsplit('/').next().unwrap_or_default();
        let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let target = format!("{}/", encoded.replace('+', "%20"));
        return with_headers((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, target)]).into_response());
    }
    let status = StatusCode::from_u16(answer.status).expect("a status that is known");
    with_headers(
        (status, [(header::CONTENT_TYPE, answer.content_type)], Body::from(answer.bytes)).into_response(),
    )
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    with_headers((status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn own(content_type: &'static str, text: &'static str) -> Response {
    with_headers(([(header::CONTENT_TYPE, content_type)], text).into_response())
}

fn with_headers(response: Response) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    (headers, response).into_response()
}

/// What an open page is told: that it has changed, and what is wrong.
struct News {
    preview: Arc<Preview>,
    shown: Receiver<Shown>,
    path: String,
    /// What the page is known by; nothing once it has been told to reload.
    mark: Option<String>,
    told: Option<Arc<Report>>,
    /// Whether what is shown now has been told.
    current: bool,
}

fn news(preview: Arc<Preview>, query: &str) -> Response {
    let mut asked = url::form_urlencoded::parse(query.as_bytes());
    let mut value = |name: &str| asked.find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let path = value("page").and_then(|page| site_path(&page));
    let (Some(path), Some(mark)) = (path, value("mark")) else {
        return plain(StatusCode::BAD_REQUEST, "a page and its mark are to be named\n");
    };
    let shown = preview.watch();
    let news = News { preview, shown, path, mark: Some(mark), told: None, current: false };
    Sse::new(stream_of(news)).into_response()
}

fn stream_of(news: News) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(news, |mut news| async { Some((Ok(news.next().await?), news)) })
}

impl News {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.current {
                self.shown.changed().await.ok()?;
            }
            let report = Arc::clone(&self.shown.wait_for(|shown| !shown.busy).await.ok()?.report);
            self.current = false;
            if let Some(mark) = &self.mark {
                let (preview, path) = (Arc::clone(&self.preview), self.path.clone());
                let now = tokio::task::spawn_blocking(move || preview.answer(&path).mark);
                if format!("{:016x}", now.await.ok()?) != *mark {
                    self.mark = None;
                    return Some(Event::default().event("reload").data("now"));
                }
            }
            self.current = true;
            if self.told.as_ref().is_none_or(|told| !Arc::ptr_eq(told, &report)) {
                let data = report.json().to_string();
                self.told = Some(report);
                return Some(Event::default().event("diagnostics").retry(RETRY).data(data));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once_and_folders_have_an_index() {
        let path = |path: &str| site_path(path);
        assert_eq!(path("/").as_deref(), Some("index.html"));
        assert_eq!(path("/a/").as_deref(), Some("a/index.html"));
        assert_eq!(path("/a%20b/%C4%81.html").as_deref(), Some("a b/ā.html"));
        assert_eq!(path("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
        assert_eq!(path("/a+b").as_deref(), Some("a+b"));
        for wrong in ["/%", "/%4", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_that_may_lead_here_by_a_trick_are_not_known() {
        let loopback = Hosts(None);
        for host in ["localhost", "localhost:4000", "LOCALHOST:1", "127.0.0.1:4000", "[::1]:4000", "[::1]"] {
            assert!(loopback.knows(without_port(host)), "{host}");
        }
        for host in [
            "",
            "example.org",
            "127.0.0.1.example.org:4000",
            "localhost.example.org",
            "10.0.0.1:4000",
            "[::2]",
        ] {
            assert!(!loopback.knows(without_port(host)), "{host}");
        }
        let named = Hosts(Some("desk.local".into()));
        assert!(named.knows("desk.local") && named.knows("localhost") && !named.knows("10.0.0.1"));
        let open = Hosts(Some("0.0.0.0".into()));
        assert!(open.knows("10.0.0.1") && open.knows("0.0.0.0") && !open.knows("example.org"));
    }
}
