//! Everything rendered behind the answers, one page after another, until the next change.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::edition::Edition;
use super::preview::Preview;

/// Checks one edition at a time.
pub struct Checker {
    /// One thread: answers and the next reading go first.
    pool: ThreadPool,
    /// Which check is wanted.
    wanted: Arc<AtomicU64>,
}

impl Checker {
    pub fn new() -> Checker {
        // A panic is told on the terminal, and the preview goes on.
        let pool = ThreadPoolBuilder::new().num_threads(1).panic_handler(drop).build();
        let pool = pool.expect("the system has room for a thread");
        Checker { pool, wanted: Arc::default() }
    }

    /// Checks an edition, and tells the preview what was found.
    pub fn start(&self, preview: &Arc<Preview>, edition: Arc<Edition>) {
        let (preview, wanted) = (Arc::clone(preview), Arc::clone(&self.wanted));
        let mine = wanted.load(Ordering::Relaxed);
        self.pool.spawn(move || {
            let stopped = || wanted.load(Ordering::Relaxed) != mine;
            if let Some(diags) = edition.check(stopped) {
                preview.checked(&edition, diags);
            }
        });
    }

    /// Ends the check that is going on; nothing is told of it.
    pub fn stop(&self) {
        self.wanted.fetch_add(1, Ordering::Relaxed);
    }
}
