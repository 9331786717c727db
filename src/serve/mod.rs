//! The preview: the site over HTTP while its sources are edited.
//!
//! In: the folder, whenever it changes. Out: the pages that a build would write, each made when it is asked for, with
//! one element added that reloads it (`page`). What is broken is told on the page, over the last good state
//! (`preview`); faults that only rendering shows are looked for behind the answers (`check`). Writes nothing, and
//! answers from what the build would write alone: no path of a request ever reaches the disk.
//!
//! The last room of the house: nothing but the command line imports it.

mod check;
mod edition;
mod http;
mod page;
mod preview;
mod watch;

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

pub use edition::{Edition, File};
pub use preview::{Answer, Preview, Report};

use crate::diag::{Language, Word};
use crate::failure::Failure;
use crate::load::Changes;
use crate::{Options, Reader};
use check::Checker;
use watch::Watch;

/// Where the preview is served.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The name or address of the machine; only this machine itself when left out.
    pub host: Option<String>,
    /// The first free port from [`PORT`] on when left out.
    pub port: Option<u16>,
}

/// The port that is tried first.
pub const PORT: u16 = 4000;

/// Serves the site until the program is interrupted. `started` is given the address, `tell` each report that
/// differs from the one before; `language` says in which the messages are to be now.
pub fn run(
    root: &Path,
    options: Options,
    place: &Place,
    started: impl FnOnce(SocketAddr),
    language: impl Fn() -> Language + Send + Sync + 'static,
    tell: impl Fn(&Report) + Send + Sync + 'static,
) -> Result<(), Failure> {
    let root = root.canonicalize().map_err(|error| Failure::io("read the folder", root, error))?;
    let listener = http::bind(place)?;
    let address = listener.local_addr().map_err(|error| Failure::io("listen at", "the port", error))?;
    let mut watch = Watch::new(&root)?;
    // Where folders cannot be watched there is no preview; later on that is told like any other fault.
    watch.cover()?;
    let preview = Arc::new(Preview::new(language, tell));
    let shown = Arc::clone(&preview);
    std::thread::spawn(move || follow(&shown, &root, &options, watch));
    started(address);
    http::serve(listener, preview, place.host.as_deref())
}

/// Takes in one change after another.
fn follow(preview: &Arc<Preview>, root: &Path, options: &Options, mut watch: Watch) {
    let checker = Checker::new();
    let mut reader = Reader::new(root.to_owned(), options.clone());
    let mut changes = Changes::All;
    loop {
        let reading = catch_unwind(AssertUnwindSafe(|| reader.read(&changes, &mut || watch.cover())));
        let reading = reading.unwrap_or_else(|_| {
            reader = Reader::new(root.to_owned(), options.clone());
            Err(Failure::refused(Word::FailedOnContent))
        });
        if let Some(edition) = preview.take(reading) {
            checker.start(preview, edition);
        }
        match watch.next() {
            Some(next) => changes = next,
            None => return preview.fail(&Failure::refused(Word::NoMoreChanges)),
        }
        checker.stop();
        preview.begin();
    }
}
