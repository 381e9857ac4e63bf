//! The command line: what the user asks for, and how the answer looks on a terminal and to a calling program.

mod after;
mod args;
mod check;
mod deliver;
mod exit;
mod explain;
mod extract;
mod log;
mod plan;
mod programs;
mod run;
mod terminal;
mod verify;
mod world;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use self::args::{Args, Command};
use self::exit::{Exit, Failure};
use self::terminal::Terminal;
use self::world::RealWorld;
use crate::config::{self, Overrides, Settings};
use crate::diag::{Diagnostic, Location};
use crate::world::World;

/// Does what the process's arguments ask for.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; they go to standard output.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            let _ = error.print();
            return exit.into();
        }
    };
    let terminal = Terminal::new();
    let world = RealWorld::new(&terminal);
    let done = match args.command {
        Command::Run(run) => run::run(&world, &terminal, &run),
        Command::Extract(extract) => extract::extract(&world, &terminal, &extract),
        Command::Verify(verify) => verify::verify(&world, &terminal, &verify),
        Command::Check(check) => check::check(&world, &terminal, &check),
        Command::Explain(explain) => explain::explain(&world, &terminal, &explain),
        Command::Deliver(deliver) => deliver::deliver(&world, &terminal, &deliver),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(Failure { exit, diagnostic }) => {
            terminal.clear();
            terminal.show(&diagnostic);
            exit.into()
        }
    }
}

/// Reads a configuration and shows its warnings.
fn settings(world: &dyn World, terminal: &Terminal, path: &Path, overrides: &Overrides) -> Result<Settings, Failure> {
    let at = |message: String| Diagnostic::error(message).at(Location::path(path.display().to_string()));
    let unreadable = |error: std::io::Error| {
        Failure::config(
            at(format!("the configuration cannot be read: {error}"))
                .hint("name another file with `--config`, or write one; `title` and `corpus` are enough"),
        )
    };
    let bytes = world.read(path).map_err(unreadable)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text),
        Err(_) => {
            return Err(Failure::config(at("the configuration is not UTF-8".to_owned()).hint("save it as UTF-8")));
        }
    };
    let source = config::Source { path: path.to_owned(), text };
    let loaded = config::load(&source, overrides, world.now()).map_err(Failure::config)?;
    terminal.show_all(&loaded.warnings);
    Ok(loaded.output)
}
