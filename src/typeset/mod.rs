//! Manuscript → blocks → lines → pages → PDF.
//!
//! Markdown becomes blocks; their text is shaped and broken into lines; lines, rows and pictures are stacked into pages, and
//! each page is a [`Frame`]: glyphs, rules and links at their places. Only the last step knows that there is such a thing as
//! PDF. Nothing here reads a file or a clock, and nothing can fail: bad text gives a warning.

mod block;
pub mod dump;
mod flow;
pub mod font;
pub mod frame;
mod inline;
pub mod length;
mod pdf;
mod picture;
pub mod settings;
pub mod structure;
mod style;
mod text;

pub use font::{FontChoice, FontError, FontUse, Fonts};
pub use frame::Frame;
pub use picture::Picture;
pub use settings::{Contents, Look, Paper, Settings};
pub use structure::Structure;
pub use style::Colour;

use crate::diag::Warned;
use crate::model::manuscript::Manuscript;

/// Sets a manuscript as PDF. The same manuscript, fonts and settings give the same bytes.
///
/// Warnings tell of characters that no font has, of pictures that cannot be shown and of links that lead nowhere.
pub fn typeset(manuscript: &Manuscript, fonts: &Fonts, settings: &Settings) -> Warned<Vec<u8>> {
    let Warned { output: layout, mut warnings } = lay_out(manuscript, fonts, settings);
    let about = pdf::About { title: &manuscript.title, language: &manuscript.language };
    let Warned { output, warnings: more } = pdf::pdf(layout, fonts, about);
    warnings.extend(more);
    Warned { output, warnings }
}

/// A manuscript on its pages.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The pages.
    pub frames: Vec<Frame>,
    /// The pictures that they show, each once.
    pub pictures: Vec<Picture>,
    /// What the parts of the text are to each other.
    pub structure: Structure,
}

/// Lays a manuscript out on pages, without writing them.
pub fn lay_out(manuscript: &Manuscript, fonts: &Fonts, settings: &Settings) -> Warned<Layout> {
    let document = block::read(&manuscript.markdown);
    flow::lay_out(&document, manuscript, fonts, settings)
}

#[cfg(test)]
mod look_tests;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use super::frame::{GlyphRun, Item};
    use super::*;

    pub(super) fn manuscript(markdown: &str) -> Manuscript {
        Manuscript {
            title: "A title".into(),
            language: "en-GB".into(),
            marking: Some("For internal use".into()),
            footer: "As of 1 March 2023".into(),
            markdown: markdown.into(),
            images: BTreeMap::new(),
        }
    }

    pub(super) fn lay(markdown: &str) -> Warned<Vec<Frame>> {
        let Warned { output, warnings } = lay_out(&manuscript(markdown), &Fonts::bundled(), &Settings::default());
        Warned { output: output.frames, warnings }
    }

    pub(super) fn runs(frame: &Frame) -> impl Iterator<Item = &GlyphRun> {
        frame.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
    }

    pub(super) fn said(frame: &Frame) -> Vec<&str> {
        runs(frame).map(|run| run.text.trim()).collect()
    }

    #[test]
    fn a_page_as_it_stands() {
        let frames = lay("# Title\n\nOne **two** [A2.10](#a2).\n\n## A2\n\n1. item\n").output;
        insta::assert_snapshot!(dump::dump(&frames), @r#"
        page 1 595.3×841.9
          anchor 70.9 #title
          outline 70.9 1 "Title"
          62.4,90.8 f6 21.0 "Title"
          rect 62.4,101.9 470.6×0.9
          62.4,122.1 f0 10.0 "One "
          83.9,122.1 f2 10.0 "two"
          101.8,122.1 f0 10.0 " "
          104.2,122.1 f4 8.0 "A2.10"
          122.5,122.1 f0 10.0 "."
          link 104.2,115.3 18.3×9.2 #a2
          anchor 146.8 #a2
          outline 146.8 2 "A2"
          62.4,159.8 f6 13.5 "A2"
          65.1,179.6 f0 10.0 "1."
          78.4,179.6 f0 10.0 "item"
          482.6,43.9 f6 7.5 "For internal use"
          rect 62.4,794.0 470.6×0.3
          499.5,805.0 f4 7.5 "page 1 of 1"
          62.4,805.0 f4 7.5 "As of 1 March 2023"
        "#);
    }

    #[test]
    fn furniture_is_on_every_page_and_the_title_from_the_second() {
        let frames = lay(&"Some words.\n\n".repeat(80)).output;
        let (first, second) = (said(&frames[0]), said(&frames[1]));
        assert_eq!(frames.len(), 3);
        assert!(first.contains(&"For internal use") && first.contains(&"page 1 of 3") && !first.contains(&"A title"));
        assert!(second.contains(&"For internal use") && second.contains(&"page 2 of 3") && second.contains(&"A title"));
    }

    #[test]
    fn no_heading_ends_a_page_and_no_line_stands_alone() {
        for filler in 20..60 {
            let text = "word ".repeat(60);
            let frames = lay(&format!("{}## Heading\n\n{text}\n", "line\n\n".repeat(filler))).output;
            let page = frames.iter().position(|frame| said(frame).contains(&"Heading")).expect("it was set");
            let lines = runs(&frames[page]).filter(|run| run.text.starts_with("word")).count();
            assert!(lines >= 2, "{filler}: {lines} lines below the heading");
        }
    }

    #[test]
    fn a_long_table_repeats_its_head_and_stays_in_the_margins() {
        let mut markdown = "| Head | Second |\n|---|--:|\n".to_owned();
        for row in 0..200 {
            let _ = writeln!(markdown, "| row {row} with some words | {row} |");
        }
        let frames = lay(&markdown).output;
        assert!(frames.len() > 3);
        for frame in &frames {
            assert_eq!(said(frame).iter().filter(|text| **text == "Head").count(), 1);
        }
    }

    #[test]
    fn nothing_runs_over_the_edges() {
        let wide = format!("|{}\n|{}\n|{}\n", " head |".repeat(60), "--|".repeat(60), " Donaudampfschiff |".repeat(60));
        let deep = format!("{}deep and {}\n", "> ".repeat(40), "w".repeat(400));
        let high = format!("| a | b |\n|--|--|\n| {} | x |\n", "many words ".repeat(3000));
        for markdown in [wide, deep, high, "x".repeat(5000)] {
            for frame in lay(&markdown).output {
                for run in runs(&frame) {
                    let (left, right) = (run.x.to_pt(), (run.x + run.width()).to_pt());
                    assert!(left > 50.0 && right < frame.width.to_pt() - 50.0, "{left} to {right}: {:?}", run.text);
                    assert!(run.baseline < frame.height && run.baseline.to_pt() > 0.0);
                }
            }
        }
    }

    /// What stands on a page below the short rule over the notes.
    fn foot(frame: &Frame) -> Vec<&str> {
        let short = |item: &Item| matches!(item, Item::Rect(rect, _) if rect.width == length::Abs::pt(72.0));
        let after = frame.items.iter().skip_while(|item| !short(item));
        let runs = after.filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None });
        runs.filter(|run| run.node.is_some()).map(|run| run.text.trim()).collect()
    }

    #[test]
    fn notes_stand_at_the_foot_of_the_page_that_refers_to_them() {
        let filler = "line\n\n".repeat(45);
        let frames =
            lay(&format!("One.[^a]\n\n{filler}Two.[^b] One again.[^a]\n\n[^a]: First.\n\n[^b]: Second.\n")).output;
        assert_eq!(frames.len(), 2);
        assert_eq!(foot(&frames[0]), ["1", "First."]);
        assert_eq!(foot(&frames[1]), ["2", "Second."]);
    }

    #[test]
    fn a_long_note_runs_on_and_notes_of_notes_follow() {
        let long = "many words ".repeat(1500);
        let frames = lay(&format!("One.[^a]\n\n[^a]: {long}.[^b]\n\n[^b]: To itself.[^b]\n")).output;
        assert!(frames.len() > 2);
        let words: usize = frames.iter().flat_map(foot).map(|text| text.matches("many").count()).sum();
        assert_eq!(words, 1500);
        assert!(foot(frames.last().expect("a page")).join(" ").ends_with("To itself. 2"));
        for run in frames.iter().flat_map(runs) {
            assert!(run.baseline.to_pt() < 842.0 - 35.0);
        }
    }

    #[test]
    fn hostile_text_is_only_text() {
        let cases = [
            ">".repeat(10_000),
            "- ".repeat(3_000),
            format!("{}a{}", "*".repeat(5_000), "*".repeat(5_000)),
            "[".repeat(10_000),
            "![".repeat(2_000),
            "<".repeat(10_000),
            "a\u{301}".repeat(3_000),
            "\u{202E}\u{0}\u{FEFF}".repeat(100),
            "| |\n|-|\n".to_owned(),
            "#\n\n- \n\n1.\n\n>\n\n```\n```\n".to_owned(),
        ];
        for case in cases {
            assert!(!typeset(&manuscript(&case), &Fonts::bundled(), &Settings::default()).output.is_empty());
        }
    }

    #[test]
    fn the_same_bytes_each_time() {
        let text =
            manuscript("# Title\n\nSome *text*, a [link](https://example.org).\n\n| a | b |\n|--|--|\n| 1 | 2 |\n");
        let set = || typeset(&text, &Fonts::bundled(), &Settings::default()).output;
        assert_eq!(set(), set());
    }

    #[test]
    fn paper_is_as_asked() {
        let frames =
            lay_out(&manuscript("x"), &Fonts::bundled(), &Settings { paper: Paper::Letter, ..Settings::default() })
                .output
                .frames;
        assert_eq!((frames[0].width.to_pt(), frames[0].height.to_pt()), (612.0, 792.0));
    }

    #[test]
    fn warnings_name_the_trouble_once() {
        let warnings =
            lay("中 and 中 again. [gone](#nowhere) [gone](#nowhere)\n\n![What it shows](charts/x.svg)\n").warnings;
        let messages: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "the picture `charts/x.svg` (line 3 of the Markdown) is missing",
                "no font has the character `中` (U+4E2D)",
                "no heading has the anchor `#nowhere` that a link leads to",
            ]
        );
    }

    #[test]
    fn fonts_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Fonts::bundled());
    }
}
