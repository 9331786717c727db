//! The command line: what was typed, and a file per command that carries it out.
//!
//! The only user of clap. Results go to standard output, diagnostics and what was done to standard
//! error. Exit codes: 0 clean, 1 the content has errors or a bundle is not whole, 2 usage, configuration or the
//! machine failed.

mod build;
mod bundle;
mod change;
mod check;
mod export;
mod fmt;
mod init;
mod ledger;
mod new;
mod rename;
mod retire;
mod schema;
mod serve;
mod site;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diag::{Word, text};
use crate::failure::Failure;

/// Turns a structured method, kept as TOML and Markdown, into a cross-linked guidance site.
#[derive(Parser)]
#[command(name = "norade", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into a folder
    Build(build::Arguments),
    /// Show the site in the browser while it is edited
    Serve(serve::Arguments),
    /// Say what is wrong with the content, all at once, without writing anything
    Check(check::Arguments),
    /// Write the site as one ZIP file, for readers without a network
    Bundle(bundle::Arguments),
    /// Say whether a bundle is whole, and who has signed it
    Verify(verify::Arguments),
    /// Write the site's facts for other programs
    Export(export::Arguments),
    /// Give an entry another ID, in its file and in every reference; the old one stays as an alias
    Rename(rename::Arguments),
    /// Say of an entry that it is no longer used, and what has taken its place
    Retire(retire::Arguments),
    /// Bring the content into one form: keys in the order of the model, dashes, quotation marks, spaces
    Fmt(fmt::Arguments),
    /// Lay out a new entry from the model
    New(new::Arguments),
    /// Write a small site to begin with, with a model of its own
    Init(init::Arguments),
    /// Write down the addresses and anchors of the site as published by its edition
    Ledger(ledger::Arguments),
    /// Write JSON Schemas of the content files, for editors that complete and check TOML
    Schema(schema::Arguments),
}

impl Command {
    /// The site's folder, as given.
    fn root(&self) -> Option<&Path> {
        let root = match self {
            Command::Build(arguments) => &arguments.site.root,
            Command::Serve(arguments) => &arguments.site.root,
            Command::Check(arguments) => &arguments.site.root,
            Command::Bundle(arguments) => &arguments.site.root,
            Command::Export(arguments) => &arguments.site.root,
            Command::Rename(arguments) => &arguments.root,
            Command::Retire(arguments) => &arguments.root,
            Command::Fmt(arguments) => &arguments.root,
            Command::New(arguments) => &arguments.root,
            Command::Ledger(arguments) => &arguments.root,
            Command::Init(_) | Command::Verify(_) => &None,
            Command::Schema(arguments) => &arguments.root,
        };
        root.as_deref()
    }
}

/// Which site, and how.
#[derive(Args)]
struct SiteArguments {
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The address the site is published at, in the place of the one in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
}

/// How a command ended, when the machine did not fail.
enum Outcome {
    Clean,
    /// The content has errors; they have been told.
    ContentErrors,
    /// A bundle is not as its manifest or its signature says; the faults have been told.
    NotWhole,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are results; everything else is a usage error.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let run = || match &arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Bundle(arguments) => bundle::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Rename(arguments) => rename::run(arguments),
        Command::Retire(arguments) => retire::run(arguments),
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Ledger(arguments) => ledger::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
    };
    match site::check_language().and_then(|()| run()) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors | Outcome::NotWhole) => ExitCode::from(1),
        Err(failure) => {
            let language = site::language(arguments.command.root());
            say(&format!("{}: {}", text::say(Word::Error, language), failure.told(language)));
            ExitCode::from(2)
        }
    }
}

/// A line to standard error. A closed pipe is no reason to stop.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A result to standard output.
fn print(bytes: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write to", "standard output", error))
        }
        _ => Ok(()),
    }
}
