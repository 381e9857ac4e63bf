//! The commands and their flags.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Turns a folder of news articles into a briefing in which every figure points to its source.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(Run),
    Extract(Extract),
    Verify(Verify),
    Explain(Explain),
    Deliver(Deliver),
    Check(Check),
}

/// Make the briefing and deliver it: read the corpus, write the edition, send it where the configuration says
#[derive(Debug, ClapArgs)]
pub(super) struct Run {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "briefing.yaml")]
    pub(super) config: PathBuf,

    /// The day that the briefing stands for, as in 2023-03-01 [default: the configuration's, else today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,

    /// Folder for editions [default: the configuration's, else `reports` beside it]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// The edition whose ids are kept, or `none` [default: the newest one of an earlier day]
    #[arg(long, value_name = "DIR|none")]
    pub(super) previous: Option<PathBuf>,

    /// Say what would be made and sent, and to whom; write and send nothing
    #[arg(long = "dry-run")]
    pub(super) preview: bool,

    /// Log each stage on standard error, as text or as JSON lines
    #[arg(long, value_name = "FORM")]
    pub(super) log: Option<LogForm>,

    /// Say where the edition is even if nobody watches
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// How a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogForm {
    Text,
    Json,
}

/// Deliver an edition that is already made, by all ways that the configuration names; what has gone does not go again
#[derive(Debug, ClapArgs)]
pub(super) struct Deliver {
    /// Folder of the edition, as in reports/khorasan/2023-03-01
    pub(super) edition: PathBuf,

    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "briefing.yaml")]
    pub(super) config: PathBuf,

    /// Send again what broke off so that nobody knows whether it arrived; a reader may then have it twice
    #[arg(long)]
    pub(super) resend_unknown: bool,

    /// Send again what was refused
    #[arg(long)]
    pub(super) resend_failed: bool,

    /// Say what would be sent, and to whom, and who has it; send nothing
    #[arg(long = "dry-run", conflicts_with_all = ["resend_unknown", "resend_failed"])]
    pub(super) preview: bool,

    /// Log each stage on standard error, as text or as JSON lines
    #[arg(long, value_name = "FORM")]
    pub(super) log: Option<LogForm>,
}

/// Print the facts of documents, one JSON line each
#[derive(Debug, ClapArgs)]
pub(super) struct Extract {
    /// The configuration whose codebook and corpus are used [default: the bundled codebook]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Threads to work on [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: Option<u16>,

    /// Print also what was recognised on the way
    #[arg(long)]
    pub(super) trace: bool,

    /// Files and folders; `-` for JSON lines on standard input [default: the configuration's corpus]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// Hold a written edition against the corpus: every figure, quote, date and citation
#[derive(Debug, ClapArgs)]
pub(super) struct Verify {
    /// Folder of the edition, as in reports/khorasan/2023-03-01
    pub(super) edition: PathBuf,

    /// The configuration that names the corpus
    #[arg(long, value_name = "FILE", default_value = "briefing.yaml")]
    pub(super) config: PathBuf,

    /// The edition before it [default: found beside it by its hash]
    #[arg(long, value_name = "DIR")]
    pub(super) previous: Option<PathBuf>,
}

/// Say why an incident of an edition is what it is: reports, figures, origins, merges, near misses
#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// Id of an incident, as in 2021-08-26-kabul-airport-suicide-bombing, or its label, as in I2; or an article, as in A2 or its path in the corpus
    #[arg(value_name = "ID|PATH")]
    pub(super) item: String,

    /// Folder of the edition [default: the newest one where the configuration has them written]
    #[arg(long, value_name = "DIR")]
    pub(super) edition: Option<PathBuf>,

    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "briefing.yaml")]
    pub(super) config: PathBuf,
}

/// Try a configuration: its codebook, its corrections and all its templates
#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "briefing.yaml")]
    pub(super) config: PathBuf,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "write it as year-month-day, as in 2023-03-01".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Args::command().debug_assert();
    }
}
