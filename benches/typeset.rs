//! Markdown → PDF, timed: `cargo bench --bench typeset`. With a file of Markdown and a name for the PDF, that one is set, and
//! `edition N` prints an edition of N sections (`typeset_vs_typst.py` uses both). Without, editions of 10 to 5,000 pages are made up
//! and set, which shows whether the time grows with the pages.

#![expect(clippy::disallowed_methods, reason = "a benchmark looks at files from outside")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use wirebrief::model::manuscript::Manuscript;
use wirebrief::typeset::{Fonts, Settings, lay_out, typeset};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match files.as_slice() {
        [name, sections] if name == "edition" => print!("{}", edition(sections.parse().expect("a number of sections"))),
        [markdown, pdf] => {
            let markdown = std::fs::read_to_string(markdown).expect("the Markdown can be read");
            let set = typeset(&manuscript(markdown), &Fonts::bundled(), &Settings::default());
            std::fs::write(pdf, set.output).expect("the PDF can be written");
        }
        _ => curve(),
    }
}

fn curve() {
    println!("{:>7} {:>10} {:>10} {:>10}", "pages", "layout s", "all s", "pages/s");
    for sections in [8, 75, 750, 3750] {
        let manuscript = manuscript(edition(sections));
        let fonts = Fonts::bundled();
        let start = Instant::now();
        let pages = lay_out(&manuscript, &fonts, &Settings::default()).output.frames.len();
        let layout = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let bytes = typeset(&manuscript, &fonts, &Settings::default()).output.len();
        let all = start.elapsed().as_secs_f64();
        println!("{pages:>7} {layout:>10.3} {all:>10.3} {:>10.0}   {} kB", pages as f64 / all, bytes / 1024);
    }
}

fn manuscript(markdown: String) -> Manuscript {
    Manuscript {
        title: "An edition".to_owned(),
        language: "en-GB".to_owned(),
        marking: Some("For internal use".to_owned()),
        footer: "As of 1 March 2023".to_owned(),
        markdown,
        images: BTreeMap::new(),
    }
}

/// About one and a third pages a section, of what a briefing consists of.
fn edition(sections: usize) -> String {
    let mut out = "# An edition\n\n".to_owned();
    for section in 1..=sections {
        let _ = writeln!(out, "## Section {section}\n");
        for paragraph in 0..6 {
            let _ = writeln!(
                out,
                "In the *district* of number {section} the spokesman said on {paragraph} March that **none of the reports** which \
                 the neighbouring administration had published were accurate, although representatives of three international \
                 organisations, among them one that runs hospitals, described considerable disruption of transport and \
                 communication [A{section}.{paragraph}](#a{section}). Further particulars were not stated.\n"
            );
        }
        let _ = writeln!(out, "| Day | Place | Killed | What was told |\n|:--|:--|--:|:--|");
        for row in 0..24 {
            let _ = writeln!(
                out,
                "| {row} March | Town {row} | {} | an explosion near the market, of which two accounts differ [A{section}.{row}](#a{section}) |",
                row * 7 % 13
            );
        }
        let _ = writeln!(
            out,
            "\n- first of a list\n- second, with a few more words in it\n\n### A{section}\n\nThe source.\n"
        );
    }
    out
}
