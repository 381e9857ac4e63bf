//! No text may bring the extraction down: the fixture's articles, mangled a few thousand times, all go through, and every
//! slice that comes out is in the text.

use std::path::Path;

use wirebrief::codebook::Codebook;
use wirebrief::extract::extract;
use wirebrief::ingest::{Given, document};

/// A small generator of numbers (xorshift), so that a failure can be made again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

const SPLINTERS: [&str; 24] = [
    "“", "”", "\"", "‘", "’", "'s", "\n\n", "\n", ",", ".", " and ", " of ", " said ", " killed ", " raúl ", " İ ",
    "1,000", " the ", " on Sunday ", "-", "…", "$", "\u{202e}", "\u{0301}",
];

#[expect(clippy::disallowed_methods, reason = "a test reads the fixture itself")]
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/afghanistan/corpus");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the fixture is there").map(|e| e.expect("it can be listed").path()).collect();
    paths.sort();
    paths.iter().map(|p| std::fs::read_to_string(p).expect("an article is text")).collect()
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn mangle(text: &mut String, dice: &mut Dice) {
    let at = boundary(text, dice.roll(text.len() + 1));
    let other = boundary(text, at + dice.roll(60));
    match dice.roll(5) {
        0 => text.insert_str(at, SPLINTERS[dice.roll(SPLINTERS.len())]),
        1 => text.replace_range(at..other, ""),
        2 => {
            let copy = text[at..other].to_owned();
            text.insert_str(at, &copy);
        }
        3 => text.replace_range(at..other, SPLINTERS[dice.roll(SPLINTERS.len())]),
        _ => text.truncate(boundary(text, at.max(200))),
    }
}

#[test]
fn mangled_articles_go_through_and_every_slice_is_in_the_text() {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs compile");
    let mut dice = Dice(0x5eed_1234_5678_9abc);
    for article in articles() {
        for _ in 0..60 {
            let mut text = article.clone();
            for _ in 0..=dice.roll(40) {
                mangle(&mut text, &mut dice);
            }
            let document = document("mangled.txt".to_owned(), text, &Given::default(), &codebook);
            let facts = extract(&document, &codebook, true);
            let evidence = facts
                .incidents
                .iter()
                .flat_map(|i| &i.evidence)
                .chain(facts.statements.iter().flat_map(|s| &s.evidence))
                .chain(facts.conditions.iter().flat_map(|c| &c.evidence));
            for slice in evidence {
                assert_eq!(&document.text[slice.start..slice.end], slice.text);
            }
            for statement in &facts.statements {
                let joined: Vec<&str> = statement.content_spans.iter().map(|s| s.of(&document.text)).collect();
                assert_eq!(joined.join(" "), statement.content);
            }
        }
    }
}

#[test]
fn an_article_without_a_full_stop_takes_time_in_proportion_to_its_length() {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs compile");
    let text = "Kabul\n\nOfficials in Kabul said a bomb killed three people and ".to_owned()
        + &"no one spoke of it and ".repeat(20_000);
    let document = document("long.txt".to_owned(), text, &Given::default(), &codebook);
    // no clock: a quadratic walk over 100,000 tokens would not come back
    assert!(extract(&document, &codebook, false).statements.len() < 1000);
}
