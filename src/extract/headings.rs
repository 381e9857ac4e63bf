//! Dates that stand as section headings, as in a chronology: what follows one happened on that day.

use super::dates::{self, DateMention};
use super::timex::{Anchor, Expression};
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::model::date::Precision;
use crate::model::document::{Document, PartKind};
use crate::model::evidence::Evidence;

/// Most words beside the date in a heading that dates what follows: `12 March 2021, morning`.
const BESIDE: usize = 2;

/// The day that a heading gives each paragraph of the article; `None` for paragraphs under no date. One date alone is more likely the
/// article's own, so that there must be two. What follows the last heading may be the end of the article: it dates no more
/// paragraphs than the longest of the sections before it has.
pub(super) fn dates(document: &Document, codebook: &Codebook, anchor: &Anchor) -> Vec<Option<DateMention>> {
    let mut paragraphs: Vec<Option<DateMention>> = Vec::new();
    // where each section begins that stands under a date
    let mut sections: Vec<usize> = Vec::new();
    let mut longest = 1;
    let mut day: Option<DateMention> = None;
    let mut since = 0;
    for part in &document.parts {
        match part.kind {
            PartKind::Heading => {
                if day.is_some() {
                    longest = longest.max(paragraphs.len() - since);
                }
                let mut lower = String::new();
                let tokens = Tokens::of_span(document, part.span, &codebook.vocabulary, &mut lower);
                day = heading(&tokens, anchor).map(|mut date| {
                    date.timex.source = Some(Evidence {
                        document: document.record.id.clone(),
                        start: part.span.start,
                        end: part.span.end,
                        text: part.span.of(&document.text).to_owned(),
                        sentence: None,
                    });
                    date
                });
                since = paragraphs.len();
                if day.is_some() {
                    sections.push(since);
                }
            }
            PartKind::Paragraph => paragraphs.push(day.clone()),
            _ => {}
        }
    }
    if sections.len() < 2 {
        return vec![None; paragraphs.len()];
    }
    if day.is_some() {
        paragraphs.iter_mut().skip(since + longest).for_each(|date| *date = None);
    }
    paragraphs
}

/// The day that a heading consists of.
fn heading(tokens: &Tokens<'_>, anchor: &Anchor) -> Option<DateMention> {
    let date = dates::dates(tokens, 0, tokens.len(), anchor, None).into_iter().next()?;
    let beside = (0..date.first).chain(date.end..tokens.len()).filter(|&i| tokens.is_word(i)).count();
    let whole = matches!(date.expression, Expression::Day { .. }) && date.first == 0 && beside <= BESIDE;
    let one =
        date.timex.precision == Precision::Day && date.timex.start.is_some() && date.timex.start == date.timex.end;
    (whole && one).then_some(date)
}
