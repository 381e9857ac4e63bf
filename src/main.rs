//! Parses the command line, calls `cli`, and turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    wirebrief::cli::main()
}
