//! The program: its arguments are read and carried out by [`norade::cli`].

fn main() -> std::process::ExitCode {
    norade::cli::main()
}
