//! Quotation marks → quoted stretches. An odd mark costs nothing but itself.

use super::token::Tokens;

/// Tokens of the longest quotation in one paragraph; a mark that is not closed within is odd.
const LONGEST: usize = 2000;

/// A quoted stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// The opening mark.
    pub(super) open: usize,
    /// First token inside.
    pub(super) first: usize,
    /// One past the last token inside.
    pub(super) end: usize,
    /// One past the closing mark, or `end` where the quotation runs over the paragraph's end.
    pub(super) after: usize,
}

impl Quote {
    /// Number of words inside.
    pub(super) fn words(&self, tokens: &Tokens<'_>) -> usize {
        (self.first..self.end).filter(|&i| tokens.is_word(i)).count()
    }

    /// Whether the token stands inside.
    pub(super) fn holds(&self, i: usize) -> bool {
        self.open <= i && i < self.after
    }
}

/// The quotation that a token stands in. `quotes` are in order and do not overlap.
pub(super) fn holding(quotes: &[Quote], i: usize) -> Option<&Quote> {
    let next = quotes.partition_point(|quote| quote.open <= i);
    quotes[..next].last().filter(|quote| quote.holds(i))
}

/// All quoted stretches of the article, in order.
pub(super) fn quotes(tokens: &Tokens<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    for paragraph in tokens.paragraphs.windows(2) {
        paragraph_quotes(tokens, paragraph[0], paragraph[1], &mut found);
    }
    found
}

fn paragraph_quotes(tokens: &Tokens<'_>, first: usize, end: usize, found: &mut Vec<Quote>) {
    let mut i = first;
    while i < end {
        if !opens(tokens, i, first) {
            i += 1;
            continue;
        }
        let close = (i + 1..end.min(i + LONGEST)).find(|&j| closes(tokens, i, j, end));
        // a mark of the same kind that opens again before it closes: this one is odd
        let reopened = (i + 1..close.unwrap_or(end.min(i + LONGEST)))
            .find(|&j| tokens.mark(i) == Some('“') && tokens.mark(j) == Some('“'));
        match (close, reopened) {
            (_, Some(again)) => i = again,
            (Some(close), None) => {
                if close > i + 1 {
                    found.push(Quote { open: i, first: i + 1, end: close, after: close + 1 });
                }
                i = close + 1;
            }
            (None, None) => {
                // runs over the end: the next paragraph opens again
                if end < tokens.len() && matches!(tokens.mark(end), Some('“' | '"')) && end > i + 1 {
                    found.push(Quote { open: i, first: i + 1, end, after: end });
                    return;
                }
                i += 1;
            }
        }
    }
}

fn opens(tokens: &Tokens<'_>, i: usize, first: usize) -> bool {
    let start = tokens.at(i).span.start;
    let glued_before = i > first && tokens.at(i - 1).span.end == start;
    let glued_after = i + 1 < tokens.len() && tokens.at(i + 1).span.start == tokens.at(i).span.end;
    match tokens.mark(i) {
        Some('“' | '„' | '«') => true,
        Some('"') => glued_after && (!glued_before || matches!(tokens.mark(i - 1), Some('(' | '[' | '—' | '–' | '-'))),
        Some('‘') => glued_after && !glued_before,
        _ => false,
    }
}

fn closes(tokens: &Tokens<'_>, open: usize, i: usize, end: usize) -> bool {
    let mark = tokens.mark(i);
    let glued_before = tokens.at(i - 1).span.end == tokens.at(i).span.start;
    let glued_after = i + 1 < end && tokens.at(i + 1).span.start == tokens.at(i).span.end && tokens.is_word(i + 1);
    match tokens.mark(open) {
        Some('“' | '„') => mark == Some('”') || (mark == Some('"') && glued_before && !glued_after),
        Some('"') => (mark == Some('"') || mark == Some('”')) && glued_before && !glued_after,
        Some('‘') => mark == Some('’') && glued_before && !glued_after,
        Some('«') => mark == Some('»'),
        _ => false,
    }
}
