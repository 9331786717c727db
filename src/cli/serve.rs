//! `norade serve`.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use super::{Outcome, SiteArguments, site};
use crate::diag::{Word, text};
use crate::failure::{Failure, reason};
use crate::serve::{self, Place, Report};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The port [default: the first free one from 4000 on]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Where to listen for other machines: a name or an address of this one [default: this machine alone]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

/// Serves the site until it is interrupted.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (root, options) = site::place(&arguments.site)?;
    let place = Place { host: arguments.host.clone(), port: arguments.port };
    let of_site = root.clone();
    let language = move || site::language(Some(&of_site));
    let started = |address: SocketAddr| {
        let address = format!("http://{}/", reachable(address));
        // Who cannot read it finds it in the browser.
        let _ = super::print(format!("{address}\n").as_bytes());
        super::say(&text::say(Word::EndsBy, language()));
        if arguments.open
            && let Err(error) = open(&address)
        {
            let said = Word::NoBrowser.with("reason", reason(&error));
            super::say(&text::say(said, language()));
        }
    };
    serve::run(&root, options, &place, started, language.clone(), tell)?;
    Ok(Outcome::Clean)
}

/// Where a browser on this machine finds what listens at an address.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    address
}

fn tell(report: &Report) {
    match &report.failure {
        Some(failure) => super::say(&format!("{}: {failure}", text::say(Word::Error, report.language))),
        None if report.diagnostics.is_empty() => super::say(&text::say(Word::NoErrors, report.language)),
        None => site::tell(&report.diagnostics, &report.sources, report.language),
    }
}

/// Asks the system to show an address in the user's browser.
fn open(address: &str) -> std::io::Result<()> {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
}
