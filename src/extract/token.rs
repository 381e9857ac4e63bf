//! Article text → tokens, with the numbers that the codebook's words have.

use super::number;
use super::words::{self, List};
use crate::codebook::lexicon::{Lexicons, Sequence, Vocabulary, WordId};
use crate::codebook::scan::{self, Scanned, Shape};
use crate::model::document::{Document, PartKind};
use crate::model::evidence::Span;

/// A token of the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'d> {
    /// Range in the document's text.
    pub(super) span: Span,
    /// Shape.
    pub(super) shape: Shape,
    word: WordId,
    /// Lexicons with phrases that it begins.
    opens: Lexicons,
    lower: &'d str,
    /// Sign of its normalised word.
    sign: u8,
    spaced: bool,
    /// Whether a number may begin here.
    opens_number: bool,
}

/// All tokens of the article's paragraphs, in order.
pub(super) struct Tokens<'d> {
    /// The document's text.
    pub(super) text: &'d str,
    all: Vec<Token<'d>>,
    /// First token of each paragraph, and the number of tokens at the end.
    pub(super) paragraphs: Vec<usize>,
}

impl<'d> Tokens<'d> {
    /// Cuts the paragraphs of a document. The normalised words are written into `lower`.
    pub(super) fn of(document: &'d Document, vocabulary: &Vocabulary, lower: &'d mut String) -> Self {
        let paragraphs = document.parts.iter().filter(|part| part.kind == PartKind::Paragraph);
        Self::of_spans(&document.text, paragraphs.map(|part| part.span), vocabulary, lower)
    }

    /// Cuts one stretch of a document, whatever its kind.
    pub(super) fn of_span(document: &'d Document, span: Span, vocabulary: &Vocabulary, lower: &'d mut String) -> Self {
        Self::of_spans(&document.text, std::iter::once(span), vocabulary, lower)
    }

    /// Cuts a text of its own, as a headline that stands in the metadata alone.
    pub(super) fn of_text(text: &'d str, vocabulary: &Vocabulary, lower: &'d mut String) -> Self {
        Self::of_spans(text, std::iter::once(Span::new(0, text.len())), vocabulary, lower)
    }

    fn of_spans(
        text: &'d str,
        spans: impl Iterator<Item = Span>,
        vocabulary: &Vocabulary,
        lower: &'d mut String,
    ) -> Self {
        // five bytes a token are few: no growing
        let (mut cut, mut paragraphs) = (Vec::with_capacity(text.len() / 5), Vec::new());
        lower.reserve(text.len());
        for part in spans {
            paragraphs.push(cut.len());
            let slice = part.of(text);
            let mut end = None;
            for token in scan::scan(slice) {
                scan::normalise(&slice[token.start..token.end], lower);
                cut.push((part.start, token, end != Some(token.start), lower.len()));
                end = Some(token.end);
            }
        }
        paragraphs.push(cut.len());
        let lower: &'d str = lower;
        let mut from = 0;
        let token = |(part, token, spaced, to): (usize, Scanned, bool, usize)| {
            let word = &lower[from..to];
            let (known, sign) = (vocabulary.known(word), words::sign(word));
            from = to;
            Token {
                span: Span::new(part + token.start, part + token.end),
                shape: token.shape,
                word: known.id,
                opens: known.opens(token.shape),
                lower: word,
                sign,
                spaced,
                opens_number: match token.shape {
                    Shape::Digits => true,
                    Shape::Mark(_) => false,
                    _ => number::opens(word, sign),
                },
            }
        };
        Self { text, all: cut.into_iter().map(token).collect(), paragraphs }
    }

    /// First token of the paragraph that the token at `i` stands in; 0 where there is none.
    pub(super) fn paragraph_start(&self, i: usize) -> usize {
        let behind = self.paragraphs.partition_point(|&first| first <= i);
        behind.checked_sub(1).map_or(0, |paragraph| self.paragraphs[paragraph])
    }

    /// Number of tokens.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The token at `i`.
    #[inline]
    pub(super) fn at(&self, i: usize) -> &Token<'d> {
        &self.all[i]
    }

    /// Normalised word of the token at `i`; empty past the end.
    #[inline]
    pub(super) fn low(&self, i: usize) -> &'d str {
        self.all.get(i).map_or("", |t| t.lower)
    }

    /// The token at `i` as written.
    #[inline]
    pub(super) fn raw(&self, i: usize) -> &'d str {
        self.all[i].span.of(self.text)
    }

    /// Shape of the token at `i`; a blank mark past the end.
    #[inline]
    pub(super) fn form(&self, i: usize) -> Shape {
        self.all.get(i).map_or(Shape::Mark(' '), |t| t.shape)
    }

    /// The mark at `i`, if it is one.
    #[inline]
    pub(super) fn mark(&self, i: usize) -> Option<char> {
        match self.form(i) {
            Shape::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// Whether the token at `i` is a word (not a mark).
    #[inline]
    pub(super) fn is_word(&self, i: usize) -> bool {
        i < self.all.len() && !matches!(self.form(i), Shape::Mark(_))
    }

    /// Whether a number or its hedge may begin at `i`: digits, or a word that such begin with.
    #[inline]
    pub(super) fn opens_number(&self, i: usize) -> bool {
        self.all.get(i).is_some_and(|t| t.opens_number)
    }

    /// Whether the token at `i` begins with a capital.
    #[inline]
    pub(super) fn is_capital(&self, i: usize) -> bool {
        matches!(self.form(i), Shape::Capital | Shape::Upper)
    }

    /// Range of the text from token `first` to before token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.all[first].span.start, self.all[end - 1].span.end)
    }

    /// The words from token `first` to before token `end` as written, with single blanks.
    pub(super) fn words(&self, first: usize, end: usize) -> String {
        let slice = self.span(first, end).of(self.text);
        slice.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether one of `words` stands at `i`.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "so that the words are known where they are compared")]
    pub(super) fn is<L: List>(&self, i: usize, words: &L) -> bool {
        let (word, sign) = self.all.get(i).map_or(("", 0), |t| (t.lower, t.sign));
        words.holds(word, sign)
    }
}

impl Sequence for Tokens<'_> {
    #[inline]
    fn word(&self, index: usize) -> Option<WordId> {
        self.all.get(index).map(|t| t.word)
    }

    #[inline]
    fn opens(&self, index: usize) -> Lexicons {
        self.all.get(index).map_or(0, |t| t.opens)
    }

    #[inline]
    fn shape(&self, index: usize) -> Shape {
        self.form(index)
    }

    #[inline]
    fn spaced(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|t| t.spaced)
    }
}
