//! What cleaning makes of pages as they are found.

use super::*;
use crate::codebook::{Codebook, bundled};

/// The parts as `Kind: text`, white space collapsed.
fn parts(text: &str) -> Vec<String> {
    parts_of(text, None)
}

/// The same for a text that came with its headline.
fn parts_of(text: &str, given: Option<&str>) -> Vec<String> {
    let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
    let cleaned = clean(text, given, &[], &codebook.cleaning);
    let one_line = |span: Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    cleaned.parts.iter().map(|part| format!("{:?}: {}", part.kind, one_line(part.span))).collect()
}

const BODY: &str = "Officials said on Monday that six people had been killed in the east of the city.";

#[test]
fn a_rubric_stands_above_the_headline() {
    let parts = parts(&format!("World\n\nBomb kills six in the east\n\nBomb kills six in the east\n\n{BODY}\n"));
    assert_eq!(
        parts,
        [
            "Boilerplate: World",
            "Title: Bomb kills six in the east",
            "Repeat: Bomb kills six in the east",
            &format!("Paragraph: {BODY}")
        ]
    );
}

#[test]
fn a_site_name_behind_the_headline_is_a_credit() {
    let both = parts(&format!("Bomb kills six in the east | Lantern Daily\n\nBomb kills six in the east\n\n{BODY}"));
    assert_eq!(both[0], "Repeat: Bomb kills six in the east | Lantern Daily");
    assert_eq!(both[1], "Title: Bomb kills six in the east");
    let one = parts(&format!("Bomb kills six in the east | Lantern Daily\n\n{BODY}"));
    assert_eq!(one[..2], ["Title: Bomb kills six in the east", "Credit: | Lantern Daily"]);
}

#[test]
fn a_headline_may_be_glued_to_the_text() {
    let given = Some("Bomb kills six in the east");
    let glued = parts_of(&format!("Bomb kills six in the east{BODY}"), given);
    assert_eq!(glued, ["Title: Bomb kills six in the east", &format!("Paragraph: {BODY}")]);
    let cut = "Bomb kills six in the east of the city. Nobody claimed it, and the police said nothing.";
    assert_eq!(parts_of(cut, given), [format!("Paragraph: {cut}")]);
}

#[test]
fn the_address_spells_the_headline() {
    let head = "A second front\n\nThe province's mediators begin again\n\nFew believe in it";
    let titles = |address: &str| {
        let parts = parts(&format!("{head}\n\n{BODY}\n\nURL\n\n{address}"));
        parts.into_iter().filter(|part| part.starts_with("Title")).collect::<Vec<_>>()
    };
    let spelt = titles("https://example.org/asia/2023/02/20/the-provinces-mediators-begin-again");
    assert_eq!(spelt, ["Title: The province's mediators begin again"]);
    assert_eq!(titles("https://example.org/asia/7"), ["Title: A second front"]);
}

#[test]
fn an_outlets_name_above_sections_is_not_the_headline() {
    let parts = parts(&format!("The Meridian Courier\nAbroad this week\n\nBomb kills six in the east\n\n{BODY}"));
    assert_eq!(parts[0], "Credit: The Meridian Courier");
    assert_eq!(parts[2], "Title: Bomb kills six in the east");
}

#[test]
fn a_masthead_is_not_the_headline() {
    let text = format!(
        "FIELD LEDGER\nA bulletin for the aid sector\nIssue of 12 November 2021\n\nHunger outruns the trucks\n\n{BODY}"
    );
    let parts = parts(&text);
    assert_eq!(parts[0], "Credit: FIELD LEDGER");
    assert_eq!(parts[1], "Boilerplate: A bulletin for the aid sector");
    assert_eq!(parts[2], "Credit: Issue of 12 November 2021");
    assert_eq!(parts[3], "Title: Hunger outruns the trucks");
}

#[test]
fn an_article_may_begin_without_a_headline() {
    assert_eq!(parts(&format!("{BODY}\n\n{BODY} It was late."))[0], format!("Paragraph: {BODY}"));
}

#[test]
fn headings_stand_between_paragraphs_and_crumbs_behind_them() {
    let text = format!(
        "Bomb kills six\n\n{BODY}\n\nA quiet street\n\nIt had been quiet for a year, people in the street said.\n\nKabul\nTaliban\n"
    );
    let parts = parts(&text);
    assert_eq!(parts[2], "Heading: A quiet street");
    assert_eq!(parts[4..], ["Boilerplate: Kabul", "Boilerplate: Taliban"]);
}

#[test]
fn what_follows_the_comment_form_is_not_the_article() {
    let text = format!(
        "Bomb kills six\n\n{BODY}\n\n{BODY} No one claimed it.\n\n2 comments\n\nI heard it too, it was very loud in our street."
    );
    assert!(parts(&text).iter().rev().take(2).all(|part| part.starts_with("Boilerplate")));
}

#[test]
fn a_comment_counter_above_the_story_ends_nothing() {
    let text = format!(
        "Bomb kills six\n\n2 comments\n\n{BODY}\n\nThe police said that nobody had been arrested by the evening."
    );
    assert_eq!(parts(&text).iter().filter(|part| part.starts_with("Paragraph")).count(), 2);
}

#[test]
fn the_dateline_is_parted_from_the_first_sentence() {
    let parts =
        parts(&format!("Bomb kills six\n\nKABUL, Oct. 4 (Harbour Wire) — {BODY}\n\n{BODY} It was late. (SJ/VOA)"));
    assert_eq!(parts[1], "Credit: KABUL, Oct. 4 (Harbour Wire) —");
    assert_eq!(parts[2], format!("Paragraph: {BODY}"));
    assert_eq!(parts[4], "Credit: (SJ/VOA)");
}

#[test]
fn days_as_headings_of_a_timeline_do_not_date_the_article() {
    let text = format!("A year of attacks\n\n26 August 2021\n\n{BODY}\n\n3 October 2021\n\n{BODY} It was late.");
    let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
    assert!(clean(&text, None, &[], &codebook.cleaning).notes.is_empty());
}

#[test]
fn nothing_is_lost_and_nothing_overlaps() {
    for text in [
        "",
        "\n\n",
        "One",
        "A\nB\nC",
        "Title\n\n(Reuters)",
        "KABUL (Reuters) - ",
        "Leave a Reply",
        "By Jane Doe\n2021-09-21",
    ] {
        let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
        let cleaned = clean(text, None, &[], &codebook.cleaning);
        assert!(cleaned.parts.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text:?}");
        let covered: usize = cleaned.parts.iter().map(|p| p.span.of(text).split_whitespace().count()).sum();
        assert_eq!(covered, text.split_whitespace().count(), "{text:?}");
    }
}

#[test]
fn an_outlet_stands_with_its_edition_or_month_beside_it() {
    let edition = parts(&format!("Bomb kills six in the east\n\nDW (English)\n2023-08-16T07:57:08Z\n\n{BODY}\n"));
    assert_eq!(edition[..2], ["Title: Bomb kills six in the east", "Credit: DW (English)"]);
    let month = parts(&format!("Bomb kills six in the east\n\nReuters, May 2023\n\n{BODY}\n"));
    assert_eq!(month[1], "Credit: Reuters, May 2023");
    let none = parts(&format!("Bomb kills six in the east\n\n{BODY}\n\nReuters (and others)\n\n{BODY} Again.\n"));
    assert_eq!(none[2], "Heading: Reuters (and others)");
}

#[test]
fn a_kicker_stands_above_the_headline() {
    let parts = parts(&format!("Asia | Border trade\nBomb kills six in the east\n\n{BODY}\n"));
    assert_eq!(parts[..2], ["Boilerplate: Asia | Border trade", "Title: Bomb kills six in the east"]);
}

#[test]
fn a_masthead_in_mixed_case_stands_above_the_day_of_the_issue() {
    let dated = parts(&format!("The Stone Courant\nSunday 10 October 2021\n\nHow many died in the east?\n\n{BODY}\n"));
    assert_eq!(dated[2], "Title: How many died in the east?");
    let edition = parts(&format!("Hill Press | English page\n\nAgain a bomb in the east\n\n{BODY}\n"));
    assert_eq!(edition[..2], ["Credit: Hill Press | English page", "Title: Again a bomb in the east"]);
    // A headline of capitals with its day below, and no other headline, is one.
    let headline = parts(&format!("Bomb Kills Six\nSunday 10 October 2021\n\n{BODY}\n"));
    assert_eq!(headline[0], "Title: Bomb Kills Six");
}
