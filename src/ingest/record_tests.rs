//! What is read from a text, and in which order.

use super::*;
use crate::codebook::bundled;
use crate::model::document::{PublishedBasis, Record};
use crate::world::memory::Memory;

fn codebook() -> Codebook {
    Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right")
}

fn record(text: &str) -> Record {
    document("a.txt".to_owned(), text.to_owned(), &Given::default(), &codebook()).record
}

const BODY: &str = "Officials said on Monday that six people had been killed in the east of the city.";

#[test]
fn publisher_and_origin_are_what_the_text_states() {
    for (text, publisher, origin) in [
        (format!("Bomb kills six\n\n{BODY}\n\nSource: VOA News"), Some("VOA News"), Some("VOA")),
        (format!("Bomb kills six\n\n{BODY}\n\n(SJ/VOA)\n\nNewsGram\nwww.newsgram.com"), Some("NewsGram"), Some("VOA")),
        (format!("Bomb kills six\n\nVia Southfront.org,\n\n{BODY}"), None, Some("Southfront")),
        (format!("Bomb kills six\n\n{BODY}\n\nReuters reported."), None, Some("Reuters")),
        (format!("Bomb kills six\n\nKABUL (Reuters) - {BODY}"), Some("Reuters"), Some("Reuters")),
        (
            format!("Bomb kills six\n\nKABUL (Reuters) - {BODY}\n\nNewsGram\nwww.newsgram.com"),
            Some("NewsGram"),
            Some("Reuters"),
        ),
        (format!("THE EASTERN GAZETTE\n\nBomb kills six people\n\n{BODY}"), Some("The Eastern Gazette"), None),
        (format!("Bomb kills six\n\n{BODY}\n\n© 2021 Radio Tern. All rights reserved."), Some("Radio Tern"), None),
        (
            format!("Bomb kills six\n\n{BODY}\n\nBy Le Courrier du Lac with AFP"),
            Some("Le Courrier du Lac"),
            Some("AFP"),
        ),
        (format!("Bomb kills six\n\n{BODY}\n\nURL: https://www.reuters.com/world/bomb-7"), Some("Reuters"), None),
        (format!("Bomb kills six\n\n{BODY}\n\nURL: https://example.org/world/bomb-7"), None, None),
        (format!("PRESS RELEASE 25 MARCH 2023\n\nBomb kills six people\n\n{BODY}"), None, None),
        (format!("Bomb kills six\n\n{BODY}"), None, None),
    ] {
        let record = record(&text);
        assert_eq!((record.publisher.as_deref(), record.origin.as_deref()), (publisher, origin), "{text}");
    }
}

#[test]
fn the_keys_of_a_record_above_a_text_date_it() {
    let text =
        format!("Bomb kills six people\n\nregion_name: South Asia\ndate_published: 2023-02-20\nitem_id: 7\n\n{BODY}");
    let record = record(&text);
    assert_eq!(record.published.map(|p| p.date.to_string()).as_deref(), Some("2023-02-20"));
    assert_eq!(record.title.as_deref(), Some("Bomb kills six people"));
}

#[test]
fn a_captions_date_is_the_earliest_day_and_never_the_publication() {
    let text = format!("Bomb kills six\n\nFILE - A street in Kabul, Jan. 5, 2023. A raid, Feb. 14, 2023.\n\n{BODY}");
    let document = document("a.txt".to_owned(), text, &Given::default(), &codebook());
    assert_eq!(document.record.published, None);
    let (date, evidence) = document.anchor.expect("the caption has dates");
    assert_eq!(date.to_string(), "2023-02-14");
    assert_eq!(document.record.not_before, Some(date));
    assert_eq!(evidence.text, &document.text[evidence.start..evidence.end]);
}

#[test]
fn what_the_text_states_goes_before_what_came_with_it() {
    let given = Given { published: Some("2021-10-05T08:00:00Z".to_owned()), ..Given::default() };
    let basis = |text: String| document("20211006.txt".to_owned(), text, &given, &codebook()).record.published;
    let dated = basis(format!("Bomb kills six\n\nPublished: 4 October 2021\n\n{BODY}")).expect("it is dated");
    assert_eq!((dated.date.to_string().as_str(), dated.basis), ("2021-10-04", PublishedBasis::Dateline));
    assert_eq!(basis(BODY.to_owned()).map(|p| p.basis), Some(PublishedBasis::Metadata));
}

#[test]
fn a_file_that_cannot_be_read_is_skipped_with_the_reason() {
    let world = Memory::default().with("c/a.txt", "x".repeat(50)).with("c/b.txt", "%PDF-1.7");
    let corpus = vec![Corpus { path: "c".into(), written: "c".to_owned(), ..Corpus::default() }];
    let settings = Settings { corpus, limit: 20, ..Settings::default() };
    let inputs = find(&world, &settings).expect("the corpus exists");
    let reasons: Vec<String> =
        inputs.iter().map(|input| read(&world, input, &codebook(), &settings).skipped.remove(0).reason).collect();
    assert_eq!(reasons, ["is longer than 0 MB", "is a PDF file: save its text as .txt or .md"]);
}

#[test]
fn a_date_after_as_of_is_told_of_and_the_next_best_counts() {
    let raw = |id: &str| Raw {
        id: id.to_owned(),
        text: format!("Bomb kills six\n\nPublished: 4 October 2031\n\n{BODY}"),
        ..Raw::default()
    };
    let settings = Settings { as_of: chrono::NaiveDate::from_ymd_opt(2023, 3, 1), ..Settings::default() };
    let document = document_of(raw("2021-10-05-bomb.txt"), &codebook(), &settings).expect("it is English");
    assert_eq!(
        document.record.published.map(|p| (p.date.to_string(), p.basis)),
        Some(("2021-10-05".to_owned(), PublishedBasis::FileName))
    );
    assert_eq!(document.warnings, ["the publication date 2031-10-04 lies after 2023-03-01 and is not used"]);
    // Where nothing says otherwise, the article is later than the briefing, which then leaves it out.
    let document = document_of(raw("bomb.txt"), &codebook(), &settings).expect("it is English");
    assert_eq!(document.record.published.map(|p| p.date.to_string()).as_deref(), Some("2031-10-04"));
    // A file of many documents is named after the day that it was made.
    let document = document_of(raw("2021-10-05.jsonl#2"), &codebook(), &settings).expect("it is English");
    assert_eq!(document.record.published.map(|p| p.date.to_string()).as_deref(), Some("2031-10-04"));
}

#[test]
fn the_analyst_goes_before_everything() {
    let file = "documents:\n- {document: a.txt, published: 2021-10-06, publisher: Radio Tern, title: Six die}\n\
        - {document: b.txt, leave_out: true, reason: satire}\n- {document: c.txt, language: ps}\n";
    let corrections = Corrections::parse("c.yaml", file).expect("it is right").0;
    let settings = Settings { corrections, ..Settings::default() };
    let text = format!("Bomb kills six\n\nPublished: 4 October 2021\n\n{BODY}");
    let of =
        |id: &str| document_of(Raw { id: id.to_owned(), text: text.clone(), ..Raw::default() }, &codebook(), &settings);
    let record = of("a.txt").expect("it is read").record;
    assert_eq!(
        record.published.map(|p| (p.date.to_string(), p.basis)),
        Some(("2021-10-06".to_owned(), PublishedBasis::Correction))
    );
    assert_eq!((record.publisher.as_deref(), record.title.as_deref()), (Some("Radio Tern"), Some("Six die")));
    assert_eq!(of("b.txt").expect_err("it is left out").reason, "is left out by the analyst: satire");
    assert_eq!(of("c.txt").expect_err("it is said to be Pashto").reason, "is in Pashto, not in English");
}
