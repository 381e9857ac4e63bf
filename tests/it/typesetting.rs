//! Markdown that nobody would print → pages all the same: nothing is lost, nothing runs over an edge, nothing takes for ever.

#![expect(clippy::disallowed_methods, reason = "a specification may be given to a test from outside")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Options, Parser};
use wirebrief::diag::Warned;
use wirebrief::model::manuscript::{Image, Manuscript};
use wirebrief::typeset::frame::{GlyphRun, Item};
use wirebrief::typeset::structure::Role;
use wirebrief::typeset::{Fonts, Layout, Settings, lay_out, typeset};

fn manuscript(markdown: &str) -> Manuscript {
    Manuscript {
        title: "Hard cases".to_owned(),
        language: "en-GB".to_owned(),
        marking: None,
        footer: String::new(),
        markdown: markdown.to_owned(),
        images: BTreeMap::new(),
    }
}

fn lay(markdown: &str, fonts: &Fonts) -> Warned<Layout> {
    lay_out(&manuscript(markdown), fonts, &Settings::default())
}

fn runs(layout: &Layout) -> impl Iterator<Item = &GlyphRun> {
    let items = layout.frames.iter().flat_map(|frame| &frame.items);
    items.filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
}

/// What the pages say, marks of items and what stands on every page left out, without white space.
fn said(layout: &Layout) -> String {
    let words = runs(layout)
        .filter(|run| run.node.is_some_and(|node| !matches!(layout.structure.node(node).role, Role::Label(_))));
    let text: String = words.map(|run| run.text.as_str()).collect();
    text.replace('\u{AD}', "").split_whitespace().collect()
}

/// The words of a Markdown text, as its reader gives them.
fn words(markdown: &str) -> Vec<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                text.push_str(&words);
            }
            _ => text.push(' '),
        }
    }
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first word that the pages do not have in its place.
fn lost(markdown: &str, fonts: &Fonts) -> Option<String> {
    let said = said(&lay(markdown, fonts).output);
    let mut at = 0;
    words(markdown).into_iter().find(|word| match said[at..].find(word.as_str()) {
        Some(found) => {
            at += found + word.len();
            false
        }
        None => true,
    })
}

fn in_the_margins(layout: &Layout) {
    for frame in &layout.frames {
        for item in &frame.items {
            let Item::Glyphs(run) = item else { continue };
            let (left, right) = (run.x.to_pt(), (run.x + run.width()).to_pt());
            assert!(left > 50.0 && right < frame.width.to_pt() - 50.0, "{left} to {right}: {:.60}", run.text);
            assert!(run.baseline.to_pt() > 0.0 && run.baseline < frame.height);
        }
    }
}

/// The words of a text that a PDF does not give back in their order, those left out that no font can show. Gives the first.
fn lost_in_pdf(markdown: &str, fonts: &Fonts) -> Option<String> {
    let Warned { output, warnings } = typeset(&manuscript(markdown), fonts, &Settings::default());
    let boxes: String =
        warnings.iter().filter_map(|told| told.to_string().split('`').nth(1).map(str::to_owned)).collect();
    let document = lopdf::Document::load_mem(&output).expect("what was written can be read");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("the text can be read").replace('\u{AD}', "");
    let text: String = text.split_whitespace().collect();
    let mut at = 0;
    let shown = words(markdown).into_iter().filter(|word| !word.contains(|c| boxes.contains(c)));
    shown.filter(|word| !word.is_empty()).find(|word| match text[at..].find(word.as_str()) {
        Some(found) => {
            at += found + word.len();
            false
        }
        None => true,
    })
}

/// The specification's own examples are under a licence that keeps them out of this repository: the test reads them from the
/// file that `COMMONMARK_SPEC` names, `spec.txt` of the package commonmark-spec, which `.ci/run` fetches.
#[test]
fn the_examples_of_the_specification_come_out_of_the_pdf() {
    let Some(spec) = std::env::var_os("COMMONMARK_SPEC") else {
        eprintln!("skipped: COMMONMARK_SPEC does not name a specification");
        return;
    };
    let spec = std::fs::read_to_string(spec).expect("the specification can be read").replace('→', "\t");
    let fence = "`".repeat(32);
    let (fonts, mut count, mut faults) = (Fonts::bundled(), 0, String::new());
    for part in spec.split(&format!("{fence} example\n")).skip(1) {
        let markdown = part.split("\n.\n").next().unwrap_or_default().trim_start_matches(".\n");
        count += 1;
        if let Some(word) = lost(markdown, &fonts).or_else(|| lost_in_pdf(markdown, &fonts)) {
            let _ = writeln!(faults, "example {count} loses `{word}`: {markdown:?}");
        }
    }
    assert!(count > 600, "{count} examples");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn constructions_of_every_kind_come_out() {
    let fonts = Fonts::bundled();
    let cases = [
        "Heading\n===\n\nsecond\n---\n\n    indented code\n\n~~~\nfenced\n~~~\n\n<div>html *as written*</div>\n",
        "* a\n\n  b\n* c\n    1) d\n    2) e\n       > f\n\n***\n\n+ g\n",
        "one  \ntwo\\\nthree &amp; &copy; &#35; \\*four\\* ~~five~~ ***six** seven* `` eight ` nine ``\n",
        "[ten][ref] ![eleven](gone.png) <https://example.org/twelve> <mail@example.org>\n\n[ref]: https://example.org 'title'\n",
        "| a | b |\n|:-:|--|\n| c \\| d | `e` |\n| f |\n\n- [ ] g\n- [x] h\n\ni[^n]\n\n[^n]: j\n\n    k\n",
    ];
    for case in cases {
        assert_eq!(lost(case, &fonts), None, "{case}");
    }
}

#[test]
fn depth_width_and_length_without_end_are_borne() {
    let fonts = Fonts::bundled();
    let columns = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(200));
    let cases = [
        format!("{}deep\n", "> ".repeat(10_000)),
        (0..200).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "- deep\n"),
        format!("{}{}{}", columns("head"), columns("--"), columns("cell").repeat(20)),
        format!("| a | b |\n|--|--|\n{}", "| row | with words |\n".repeat(10_000)),
        format!("> {}\n", "many words in one quotation ".repeat(300)),
        format!("{}deep\n", "1. ".repeat(5_000)),
        "a considerable number of hard breaks  \n".repeat(4_000),
        format!("noted[^n]\n\n[^n]: {}\n", "a note that is longer than its page ".repeat(6_000)),
        format!("# {}\n\n{}**\n", "heading ".repeat(3_000), "**bold ".repeat(2_000)),
    ];
    for case in cases {
        let layout = lay(&case, &fonts).output;
        in_the_margins(&layout);
        let words = words(&case);
        assert!(said(&layout).len() >= words.iter().map(String::len).sum(), "{case:.40}");
    }
}

#[test]
fn a_word_without_end_is_broken_and_told() {
    let fonts = Fonts::bundled();
    let Warned { output, warnings } = lay(&format!("so {} it", "w".repeat(1_000_000)), &fonts);
    in_the_margins(&output);
    assert_eq!(said(&output).len(), 1_000_004);
    let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told, [format!("a word is wider than the line: `{}…`", "w".repeat(30))]);
}

#[test]
fn signs_without_shape_or_with_too_much_of_it_are_borne() {
    let fonts = Fonts::bundled();
    for case in [
        "\u{301}\u{301}\u{301} lone \u{64B} marks",
        "control \u{1}\u{7F}\u{9B}31m signs",
        "over\u{202E}ride\u{202D} and \u{2066}isolate\u{2069} and \u{200F}mark",
        "کابل\u{202E} abc \u{202C}12",
        "\u{FFFD}\u{FFFF}\u{10FFFF} what is none",
        "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467} family",
    ] {
        let layout = lay(case, &fonts).output;
        in_the_margins(&layout);
        let said = said(&layout);
        assert!(
            !said.contains(|c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        );
        assert_eq!(lost(case, &fonts).filter(|word| word.is_ascii() && word != "31m"), None, "{case:?}");
    }
    let heap = format!("a{}\n", "\u{301}".repeat(20_000));
    assert!(!lay(&heap, &fonts).output.frames.is_empty());
}

#[test]
fn pictures_that_are_none_leave_their_words() {
    let fonts = Fonts::bundled();
    let follows =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='file:///etc/passwd'/></svg>";
    let mut manuscript = manuscript("![gone](a.png)\n\n![broken](b.png)\n\n![huge](c.jpg)\n\n![outside](d.svg)\n");
    let mut huge = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3];
    huge.extend([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
    for (path, data) in [("b.png", b"\x89PNG\r\n\x1a\nno more".to_vec()), ("c.jpg", huge), ("d.svg", follows.to_vec())]
    {
        manuscript.images.insert(path.to_owned(), Image { data });
    }
    let Warned { output, warnings } = lay_out(&manuscript, &fonts, &Settings::default());
    assert_eq!(said(&output), "gonebrokenhuge");
    let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "the picture `a.png` (line 1 of the Markdown) is missing",
            "the picture `b.png` (line 3 of the Markdown) is damaged",
            "the picture `c.jpg` (line 5 of the Markdown) is too large",
        ]
    );
}

#[test]
fn editions_in_one_process_do_not_touch_each_other() {
    let fonts = Fonts::bundled();
    let drawing =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><g opacity='0.5'><rect width='9' height='9'/>\
        </g><text y='20'>a</text><text y='30' font-weight='bold'>b</text></svg>";
    let texts = [
        "# One\n\nکابل and *more*, 50\u{A0}km\n\n![a](a.svg)\n",
        "# Two\n\n| a |\n|--|\n| b[^1] |\n\n[^1]: c\n\n![a](a.svg \"Figure 1\")\n",
        "three 中",
        "## Four\n\n- [a](#four)\n- [b](https://example.org)\n\n> ΑΘΗΝΑ **и** Łódź\n",
    ];
    let set = |text: &str| {
        let mut manuscript = manuscript(text);
        manuscript.images.insert("a.svg".to_owned(), Image { data: drawing.to_vec() });
        typeset(&manuscript, &fonts, &Settings::default()).output
    };
    let alone: Vec<_> = texts.iter().map(|text| set(text)).collect();
    for threads in [1, 2, 7] {
        std::thread::scope(|scope| {
            let (set, alone) = (&set, &alone);
            let workers: Vec<_> = (0..threads)
                .map(|first| {
                    // Each in another order, one after the other and beside those of the others.
                    scope.spawn(move || {
                        let order = (0..texts.len()).map(|place| (place * 3 + first) % texts.len());
                        order.filter(|&place| set(texts[place]) != alone[place]).count()
                    })
                })
                .collect();
            let others: usize = workers.into_iter().map(|worker| worker.join().expect("it ends")).sum();
            assert_eq!(others, 0, "{threads} threads");
        });
    }
}
