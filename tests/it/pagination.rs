//! Where pages end, wherever they happen to: each case is pushed down the page line by line until it has crossed the edge.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wirebrief::model::manuscript::Manuscript;
use wirebrief::typeset::frame::{Frame, Item};
use wirebrief::typeset::{Fonts, Settings, lay_out};

/// More lines than a page has room for.
const PAGE: usize = 44;

fn pages(markdown: &str, fonts: &Fonts) -> Vec<Frame> {
    let manuscript = Manuscript {
        title: "T".to_owned(),
        language: "en-GB".to_owned(),
        marking: None,
        footer: String::new(),
        markdown: markdown.to_owned(),
        images: BTreeMap::new(),
    };
    lay_out(&manuscript, fonts, &Settings::default()).output.frames
}

/// The lines of a page's text from top to bottom, each with its height on the page.
fn lines(frame: &Frame) -> Vec<(f32, String)> {
    let mut lines: Vec<(f32, String)> = Vec::new();
    for item in &frame.items {
        let Item::Glyphs(run) = item else { continue };
        if run.node.is_none() {
            continue;
        }
        let y = run.baseline.to_pt();
        match lines.iter_mut().find(|(known, _)| (known - y).abs() < 0.1) {
            Some((_, text)) => text.push_str(&run.text),
            None => lines.push((y, run.text.clone())),
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines
}

/// Sets a text below more and more lines until it stands on the second page from its start, and gives each time the lines of
/// each page.
fn pushed_down(text: &str, check: impl Fn(usize, &[Vec<String>])) {
    let fonts = Fonts::bundled();
    let mut crossed = false;
    for filler in 0..=PAGE {
        let mut markdown = String::new();
        for line in 0..filler {
            let _ = writeln!(markdown, "filler {line}\n");
        }
        let pages: Vec<Vec<String>> = pages(&format!("{markdown}{text}"), &fonts)
            .iter()
            .map(|frame| lines(frame).into_iter().map(|(_, text)| text).collect())
            .collect();
        crossed |= pages.len() > 1 && pages[0].iter().all(|line| line.starts_with("filler"));
        check(filler, &pages);
    }
    assert!(crossed, "the text never crossed the edge: the test shows nothing");
}

fn page_of(pages: &[Vec<String>], start: &str) -> usize {
    let at = |lines: &Vec<String>| lines.iter().any(|line| line.trim_start().starts_with(start));
    pages.iter().position(at).unwrap_or_else(|| panic!("`{start}` was not set"))
}

fn together(text: &str, parts: &[&str]) {
    pushed_down(text, |filler, pages| {
        let places: Vec<usize> = parts.iter().map(|part| page_of(pages, part)).collect();
        assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{filler} lines above: {parts:?} on {places:?}");
    });
}

const TABLE: &str = "| Place | Killed |\n|--|--:|\n| Kabul | 3 |\n| Herat | 4 |\n| Zaranj | 5 |\n";

#[test]
fn words_that_lead_into_a_table_a_list_or_a_quote_stay_with_it() {
    together(&format!("The towns are these:\n\n{TABLE}"), &["The towns", "Place", "Kabul"]);
    together("The towns are these:\n\n- Kabul\n- Herat\n", &["The towns", "•Kabul"]);
    together("The mayor wrote:\n\n> Nobody was there.\n", &["The mayor", "Nobody"]);
    together("1. The towns are these:\n\n   - Kabul\n   - Herat\n", &["1.The towns", "•Kabul"]);
}

#[test]
fn a_heading_stays_with_what_it_heads_through_a_single_line() {
    together(
        &format!("## Towns\n\nIn the order of the toll.\n\n{TABLE}"),
        &["Towns", "In the order", "Place", "Kabul"],
    );
    together("## Towns\n\n### Large ones\n\nKabul is one.\n", &["Towns", "Large", "Kabul"]);
    together("## Towns\n\n---\n\nKabul is one.\n", &["Towns", "Kabul"]);
    let long = "Nobody who has written about the towns along the river ".repeat(6);
    together(&format!("## {long}\n\nKabul is one.\n"), &["Nobody", "Kabul"]);
}

#[test]
fn captions_stand_with_what_they_name() {
    together(&format!("*Table 1. The towns*\n\n{TABLE}"), &["Table 1.", "Place", "Kabul"]);
    together(&format!("{TABLE}\n*Table 1. The towns*\n"), &["Zaranj", "Table 1."]);
    together("![What it shows](gone.png)\n\n*Figure 1. The towns*\n", &["What it shows", "Figure 1."]);
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    let text = "word after word of it ".repeat(40);
    pushed_down(&format!("{text}\n\nend\n"), |filler, pages| {
        let of =
            |lines: &Vec<String>| lines.iter().filter(|line| line.contains("word") || line.contains("after")).count();
        let counts: Vec<usize> = pages.iter().map(of).filter(|count| *count > 0).collect();
        assert!(counts.iter().all(|count| *count >= 2), "{filler} lines above: {counts:?}");
    });
}

#[test]
fn what_is_kept_together_beyond_a_page_is_parted_all_the_same() {
    let fonts = Fonts::bundled();
    let chain = "Each announces the next:\n\n> It says:\n\n".repeat(400);
    let pages = pages(&chain, &fonts);
    assert!(pages.len() > 10);
    for frame in &pages[..pages.len() - 1] {
        let lines = lines(frame);
        let filled = lines.last().map_or(0.0, |(y, _)| *y);
        assert!(filled > frame.height.to_pt() * 0.8, "a page ends at {filled}");
    }
}
