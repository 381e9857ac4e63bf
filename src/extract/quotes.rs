//! Quotation marks → quoted stretches. An odd mark costs nothing but itself.

use super::token::Tokens;
use crate::codebook::scan::{Shape, is_apostrophe};

/// Tokens of the longest quotation in one paragraph; a mark that is not closed within is odd.
const LONGEST: usize = 2000;

/// Tokens of the longest quotation in single marks.
const LONGEST_SINGLE: usize = 150;

/// Tokens of the longest one that no comma or stop closes.
const MOST_WORDS_SINGLE: usize = 12;

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
        let Some(mark) = opening(tokens, i, first) else {
            i += 1;
            continue;
        };
        let inside = i + mark.width();
        let limit = end.min(i + mark.longest());
        // a mark of the same kind that opens again before it closes: this one is odd
        let again = if tokens.mark(i) == Some('“') {
            (inside..limit)
                .find(|&j| matches!(tokens.mark(j), Some('“' | '”')))
                .filter(|&j| tokens.mark(j) == Some('“'))
        } else {
            None
        };
        match (close(tokens, mark, inside, again.unwrap_or(limit), end), again) {
            (None, Some(again)) => i = again,
            (Some(close), _) => {
                if close > inside {
                    found.push(Quote { open: i, first: inside, end: close, after: close + mark.width() });
                }
                i = close + mark.width();
            }
            (None, None) => {
                // runs over the end: the next paragraph opens again
                let again = end < tokens.len() && opening(tokens, end, end) == Some(mark) && mark != Mark::Single;
                if again && end > inside {
                    found.push(Quote { open: i, first: inside, end, after: end });
                    return;
                }
                i += 1;
            }
        }
    }
}

/// Kinds of quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `“…”`, `„…”`
    Curly,
    /// `"…"`
    Straight,
    /// Two single marks that stand for a double one, as wires write it: `''…''`.
    Twin,
    /// `«…»`
    Guillemet,
    /// `‘…’` and `'…'`, as British papers have it. Apostrophes look the same.
    Single,
}

impl Mark {
    fn width(self) -> usize {
        if self == Self::Twin { 2 } else { 1 }
    }

    /// Tokens within which it must close.
    fn longest(self) -> usize {
        if self == Self::Single { LONGEST_SINGLE } else { LONGEST }
    }
}

fn glued(tokens: &Tokens<'_>, i: usize) -> bool {
    i > 0 && i < tokens.len() && tokens.at(i - 1).span.end == tokens.at(i).span.start
}

fn single(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.mark(i).is_some_and(|mark| is_apostrophe(mark) || matches!(mark, '‘' | '`'))
}

fn twin(tokens: &Tokens<'_>, i: usize) -> bool {
    single(tokens, i) && single(tokens, i + 1) && glued(tokens, i + 1)
}

fn opening(tokens: &Tokens<'_>, i: usize, first: usize) -> Option<Mark> {
    let behind = i > first && glued(tokens, i);
    match tokens.mark(i)? {
        '“' | '„' => Some(Mark::Curly),
        '«' => Some(Mark::Guillemet),
        '"' => {
            let bracket = matches!(tokens.mark(i.saturating_sub(1)), Some('(' | '[' | '—' | '–' | '-'));
            (glued(tokens, i + 1) && (!behind || bracket)).then_some(Mark::Straight)
        }
        _ if twin(tokens, i) => (!behind && glued(tokens, i + 2)).then_some(Mark::Twin),
        _ if single(tokens, i) => {
            let opens = !behind && glued(tokens, i + 1) && tokens.is_word(i + 1);
            (opens && !matches!(tokens.form(i + 1), Shape::Digits) && tokens.mark(i) != Some('’'))
                .then_some(Mark::Single)
        }
        _ => None,
    }
}

/// The token that closes. Of single marks, one behind a comma or stop closes; else one that cannot be an apostrophe.
fn close(tokens: &Tokens<'_>, mark: Mark, inside: usize, limit: usize, end: usize) -> Option<usize> {
    if mark != Mark::Single {
        return (inside..limit).find(|&j| closes(tokens, mark, j, end));
    }
    let mut plain = None;
    for j in inside + 1..limit {
        if opening(tokens, j, inside) == Some(Mark::Single) {
            break;
        }
        if single(tokens, j) && glued(tokens, j) && !(glued(tokens, j + 1) && tokens.is_word(j + 1)) {
            if matches!(tokens.mark(j - 1), Some(',' | '.' | '?' | '!' | '…')) {
                return Some(j);
            }
            plain = plain.or(Some(j));
        }
    }
    // "the boys' school": a word of the plural that owns what follows
    plain.filter(|&j| j - inside <= MOST_WORDS_SINGLE && (!tokens.low(j - 1).ends_with('s') || !tokens.is_word(j + 1)))
}

fn closes(tokens: &Tokens<'_>, mark: Mark, i: usize, end: usize) -> bool {
    // "the term 'cell,' "
    let behind = glued(tokens, i) || single(tokens, i - 1);
    let ahead = i + 1 < end && glued(tokens, i + 1) && tokens.is_word(i + 1);
    match mark {
        Mark::Curly => tokens.mark(i) == Some('”') || (tokens.mark(i) == Some('"') && behind && !ahead),
        Mark::Straight => matches!(tokens.mark(i), Some('"' | '”')) && behind && !ahead,
        Mark::Twin => twin(tokens, i) && behind,
        Mark::Guillemet => tokens.mark(i) == Some('»'),
        Mark::Single => false,
    }
}
