//! A day that an article tells of as past: the article cannot be older.
//!
//! Only a full date counts, in a sentence of the article that tells it with a verb in the past and says nothing of what is to
//! come: a deadline, a plan and a forecast bear dates, too.

use chrono::NaiveDate;

use super::day::{Day, days};
use crate::model::evidence::Span;

/// Verbs in the past that do not end in `-ed`.
const PAST: [&str; 14] =
    ["was", "were", "had", "did", "took", "left", "came", "went", "began", "became", "broke", "blew", "struck", "shot"];
/// Words beside which a date may lie ahead.
const AHEAD: [&str; 22] = [
    "will", "would", "shall", "may", "might", "could", "should", "by", "until", "till", "deadline", "scheduled",
    "planned", "plans", "expected", "due", "promised", "agreed", "pledged", "if", "next", "expires",
];

/// Bytes on either side of a date that are looked at: longer sentences are rare, and a text without a stop stays cheap.
const REACH: usize = 600;

/// The latest day that a paragraph tells of as past, with the range of the sentence that does; `None` where none does.
pub(super) fn latest(paragraph: &str) -> Option<(NaiveDate, Span)> {
    let told = days(paragraph).into_iter().filter_map(|found| {
        let Day::Full(date) = found.day else { return None };
        let sentence = sentence(paragraph, found.range.start);
        is_past(sentence.of(paragraph)).then_some((date, sentence))
    });
    told.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// The sentence around a place, as far as a stop before a capital tells.
fn sentence(paragraph: &str, at: usize) -> Span {
    let ends = |text: &str| text.ends_with(['.', '!', '?', '”', '"']);
    let border = |near: usize| (0..=near).rev().find(|i| paragraph.is_char_boundary(*i)).unwrap_or(0);
    let mut start = border(at.saturating_sub(REACH));
    let end = border(at.saturating_add(REACH).min(paragraph.len()));
    let blanks = paragraph[start..end].match_indices(' ').map(|(index, _)| start + index);
    for index in blanks.collect::<Vec<_>>() {
        let is_end = ends(&paragraph[..index]) && paragraph[index + 1..].starts_with(|c: char| !c.is_lowercase());
        // "Oct. 4" and "4 Oct. 2021" go on in figures.
        let goes_on = paragraph[index + 1..].starts_with(|c: char| c.is_ascii_digit());
        if is_end && !goes_on {
            if index > at {
                return Span::new(start, index);
            }
            start = index + 1;
        }
    }
    Span::new(start, end)
}

fn is_past(sentence: &str) -> bool {
    let mut past = false;
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is = |list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(word));
        if is(&AHEAD) {
            return false;
        }
        past |= is(&PAST) || (word.len() > 4 && word.ends_with("ed"));
    }
    past
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(paragraph: &str) -> Option<String> {
        latest(paragraph).map(|(date, _)| date.to_string())
    }

    #[test]
    fn what_is_told_as_past_dates_from_below() {
        assert_eq!(day("On 26 August 2021 a bomber killed 182 people at the gate.").as_deref(), Some("2021-08-26"));
        assert_eq!(day("It was the worst since Aug. 26, 2021. He spoke.").as_deref(), Some("2021-08-26"));
        let two = "The hotel was stormed on 12 December 2022. A mosque was hit on 2 September 2022, too.";
        assert_eq!(day(two).as_deref(), Some("2022-12-12"));
    }

    #[test]
    fn what_lies_ahead_or_is_no_full_date_does_not() {
        for open in [
            "The trial will open on 5 March 2024.",
            "Troops were to leave by 31 August 2021.",
            "The ministry promised that schools would open on 21 March 2023.",
            "A bomber killed six people on 26 August.",
            "The contract runs from 1 May 2023 to 1 May 2024.",
        ] {
            assert_eq!(day(open), None, "{open}");
        }
    }

    #[test]
    fn the_sentence_that_tells_it_is_given() {
        let text = "He spoke. On Oct. 4, 2021 two people died, officials said; it was late. More came.";
        let (_, span) = latest(text).expect("it tells of a day");
        assert_eq!(span.of(text), "On Oct. 4, 2021 two people died, officials said; it was late.");
    }
}
