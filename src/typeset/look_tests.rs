//! What readers of the page see: cover block, contents, wide tables, header, words that are parted.

use super::frame::Item;
use super::tests::{lay, manuscript, runs, said};
use super::*;

#[test]
fn a_cover_block_with_its_logo() {
    let markdown = "# Title\n\n**For the desk**\n\n| As of | Level |\n|---|---|\n| 1 March | **low** |\n\nText.\n";
    let logo = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='40'/></svg>";
    let settings = Settings { logo: Some(logo.to_vec()), ..Settings::default() };
    let layout = lay_out(&manuscript(markdown), &Fonts::bundled(), &settings).output;
    insta::assert_snapshot!(dump::dump(&layout.frames));
    let torn = Settings { logo: Some(b"<svg".to_vec()), ..Settings::default() };
    let warnings = lay_out(&manuscript(markdown), &Fonts::bundled(), &torn).warnings;
    assert_eq!(warnings.iter().map(ToString::to_string).collect::<Vec<_>>(), ["the logo is damaged"]);
}

#[test]
fn contents_are_listed_with_the_pages_on_which_sections_begin() {
    let section = |number: usize| format!("## Section {number}\n\n{}", "line\n\n".repeat(number * 9));
    let markdown = format!("# Title\n\nFirst of all.\n\n{}", (1..=7).map(section).collect::<String>());
    let contents = |contents: Contents| {
        let settings = Settings { contents, ..Settings::default() };
        let layout = lay_out(&manuscript(&markdown), &Fonts::bundled(), &settings).output;
        let mut begins: Vec<(String, usize)> = Vec::new();
        let mut listed: Vec<(String, usize)> = Vec::new();
        for (index, frame) in layout.frames.iter().enumerate() {
            for item in &frame.items {
                match item {
                    Item::Outline(entry) if entry.level == 2 => begins.push((entry.title.clone(), index + 1)),
                    Item::Link(link) => {
                        let (title, page) = link.text.split_once(", page ").expect("a line of the table");
                        listed.push((title.to_owned(), page.parse().expect("a number")));
                    }
                    _ => {}
                }
            }
        }
        (layout.frames.len(), begins, listed)
    };
    let (pages, begins, listed) = contents(Contents::From(3));
    assert!(pages > 5 && listed == begins, "{begins:?}\n{listed:?}");
    let (fewer, _, none) = contents(Contents::Never);
    assert_eq!(none, []);
    let (_, _, none) = contents(Contents::From(pages + 1));
    assert_eq!(none, []);
    let (_, _, last) = contents(Contents::From(fewer));
    assert_eq!(last, listed);
}

#[test]
fn contents_stand_at_the_head_of_an_annex_where_there_is_one() {
    let section = |number: usize| format!("## Section {number}\n\n{}", "line\n\n".repeat(40));
    let part = |numbers: std::ops::Range<usize>| numbers.map(section).collect::<String>();
    let markdown = format!("# Title\n\n{}# Annex\n\nLooked up.\n\n{}", part(1..4), part(4..7));
    let settings = Settings { contents: Contents::From(3), ..Settings::default() };
    let frames = lay_out(&manuscript(&markdown), &Fonts::bundled(), &settings).output.frames;
    let with = |wanted: &str| frames.iter().position(|frame| said(frame).contains(&wanted));
    let (annex, contents) = (with("Annex"), with("Contents"));
    assert!(annex > Some(2) && annex == contents, "{annex:?} {contents:?}");
    assert!(said(&frames[annex.unwrap_or_default() + 1]).contains(&"A title  ·  Section 4"));
}

#[test]
fn a_part_begins_a_page() {
    let frames = lay("# Title\n\nText.\n\n# Annex\n\nLooked up.\n").output;
    assert_eq!(frames.len(), 2);
    assert!(said(&frames[0]).contains(&"Text.") && said(&frames[1]).contains(&"Annex"));
    assert_eq!(lay("# Title\n\n## Section\n\nText.\n").output.len(), 1);
}

#[test]
fn a_wide_table_lies_across_with_its_caption_and_what_follows_stands_upright() {
    let row = |word: &str| format!("|{}\n", format!(" {word} |").repeat(13));
    let table = format!("{}{}{}", row("considerable"), row("---"), row("Nangarhar").repeat(70));
    let layout = lay(&format!("Before.\n\n**Its caption**\n\n{table}\nAfter.\n"));
    let across: Vec<bool> = layout.output.iter().map(|frame| frame.width > frame.height).collect();
    assert_eq!(across, [false, true, true, true, false]);
    assert!(said(&layout.output[1]).contains(&"Its caption"));
    for frame in &layout.output {
        let edge = frame.width.to_pt() - 62.0;
        assert!(runs(frame).all(|run| (run.x + run.width()).to_pt() < edge && run.baseline < frame.height));
        assert!(said(frame).contains(&"For internal use"));
    }
    assert!(layout.warnings.is_empty());
}

#[test]
fn the_section_is_named_in_the_header() {
    let frames = lay(&format!("# T\n\n## One\n\n{}## Two\n\nlast\n", "line\n\n".repeat(80))).output;
    assert!(said(&frames[1]).contains(&"A title  ·  One") && said(&frames[2]).contains(&"A title  ·  One"));
    assert!(!said(&frames[0]).contains(&"A title  ·  One"));
}

#[test]
fn soft_hyphens_are_never_printed_where_no_line_ends() {
    let word = "in\u{AD}ter\u{AD}na\u{AD}tion\u{AD}al";
    let frames = lay(&format!("Short {word}. {}", format!("{word} ").repeat(60))).output;
    let text: Vec<&str> = runs(&frames[0]).filter(|run| run.node.is_some()).map(|run| run.text.as_str()).collect();
    assert!(text.iter().any(|line| line.ends_with('\u{AD}')));
    assert!(text.iter().all(|line| !line.trim_end_matches('\u{AD}').contains('\u{AD}')));
}

#[test]
fn a_high_row_is_parted_by_the_end_of_a_page_and_says_all() {
    let words = "many words of one cell ".repeat(220);
    let markdown = format!("{}| a | b |\n|--|--|\n| {words} | x |\n| y | z |\n", "line\n\n".repeat(20));
    let frames = lay(&markdown).output;
    let lines = |frame: &Frame| runs(frame).filter(|run| run.text.contains("cell")).count();
    assert_eq!(frames.len(), 2);
    assert!(frames.iter().all(|frame| lines(frame) >= 3), "{} and {}", lines(&frames[0]), lines(&frames[1]));
    let cells: usize = frames.iter().flat_map(runs).map(|run| run.text.matches("cell").count()).sum();
    assert_eq!(cells, 220);
    assert!(frames.iter().all(|frame| said(frame).contains(&"b")), "the head is repeated");
}

#[test]
fn marks_of_lists_tell_levels_and_tasks_apart() {
    let frames = lay("- one\n  1. two\n     - three\n- [x] four\n- [ ] five\n").output;
    let marks: Vec<&str> = said(&frames[0]).into_iter().filter(|text| text.chars().count() == 1).collect();
    assert_eq!(marks, ["•", "–", "\u{2611}", "\u{2610}"]);
}
