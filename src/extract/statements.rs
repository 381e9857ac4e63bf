//! Speech words, quotations and noun phrases → statements: source, cue and content.

use std::collections::BTreeSet;

use super::about;
use super::affiliation;
use super::cast::Cast;
use super::continued::{goes_on, joined, one_stance};
use super::dates::DateMention;
use super::declared;
use super::head;
use super::incidents::Article;
use super::memory::Memory;
use super::offices::Scope;
use super::quotes::Quote;
use super::reading::Reading;
use super::sentence;
use super::stance;
use super::token::Tokens;
use super::transcript::{self, TURN};
use super::turns;
use crate::codebook::events::Word;
use crate::codebook::scan::Shape;
use crate::codebook::speech::Takes;
use crate::model::actor::Speaker;
use crate::model::evidence::Span;
use crate::model::statement::{Form, Stance, Statement};

/// A statement in tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Who.
    pub(super) speaker: Speaker,
    /// The cue's words.
    pub(super) cue: String,
    /// Stance that the cue says.
    pub(super) cue_stance: Option<Stance>,
    /// Stance of the verb that a participle leans on: `condemned the raid, saying …`. `None` for every other cue.
    pub(super) leads: Option<Stance>,
    /// Content, in token ranges.
    pub(super) pieces: Vec<(usize, usize)>,
    /// Direct, indirect or mixed.
    pub(super) form: Form,
    /// When it was said.
    pub(super) date: Option<DateMention>,
    /// Sentence of the cue.
    pub(super) sentence: usize,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

impl Draft {
    /// All tokens of the content.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.pieces.iter().flat_map(|&(first, end)| first..end)
    }
}

/// All statements of the article, in the order of their contents.
pub(super) fn statements(article: &Article<'_>, quotes: &[Quote]) -> Vec<Statement> {
    let rulers = affiliation::rulers(article).map(|(name, titles)| (name.to_owned(), titles.to_vec()));
    let cast = Cast { rulers, government: affiliation::government(article), ..Cast::default() };
    let mut finder = Finder { article, quotes, used: vec![false; quotes.len()], cast, last: None };
    let mut memory = Memory::default();
    let mut found: Vec<Statement> = Vec::new();
    let mut known: BTreeSet<Vec<Span>> = BTreeSet::new();
    let violent = violent(article);
    let head = head::head(article.document.record.title.as_deref(), article.codebook);
    let turns = turns::turns(article, &head);
    let author = head.speakers.first().filter(|_| head.declares && turns.is_empty());
    // the quotation of the last statement, which the next one may go on with
    let mut held: Option<Draft> = None;
    for reading in article.readings {
        let mut drafts = finder.sentence(reading, &memory);
        finder.avowed(reading, &memory, &mut drafts);
        if let Some(turn) = turns::holding(&turns, reading.sentence.first) {
            transcript::sentence(article, reading, turn, &mut drafts);
        } else if let Some(author) = author.filter(|_| drafts.is_empty()) {
            drafts.extend(declared::sentence(article.tokens, reading, author));
        }
        let scope = Scope { tokens: article.tokens, reading, memory: &memory, codebook: article.codebook };
        let bodies = affiliation::bodies(&scope);
        memory.note(&reading.names);
        memory.note_bodies(bodies);
        for draft in &mut drafts {
            exact(article.tokens, quotes, draft);
        }
        drafts.sort_by_key(|d| d.pieces.first().copied());
        lean(&mut drafts);
        for draft in drafts {
            let Some(mut statement) = finish(article, &draft, &memory, violent) else { continue };
            if !declared::keeps(draft.rule, statement.stance)
                || draft.rule == TURN && !transcript::matters(article, reading, &statement)
            {
                continue;
            }
            if let (Some(before), Some(last)) = (held.take(), found.last_mut())
                && let Some(joined) = joined(article, &before, &draft)
                && let Some(whole) = finish(article, &joined, &memory, violent).filter(|_| one_stance(last, &statement))
            {
                known.insert(whole.content_spans.clone());
                *last = whole;
                held = Some(joined);
                continue;
            }
            goes_on(article, &mut statement, found.last(), draft.sentence);
            if known.insert(statement.content_spans.clone()) {
                found.push(statement);
                held = Some(draft);
            }
        }
    }
    found.sort_by(|a, b| a.content_spans.first().cmp(&b.content_spans.first()));
    found
}

pub(super) struct Finder<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) quotes: &'a [Quote],
    pub(super) used: Vec<bool>,
    pub(super) cast: Cast,
    /// The last quotation with its speaker, for those that go on without a cue.
    pub(super) last: Option<(Draft, usize)>,
}

impl Finder<'_> {
    fn sentence(&mut self, reading: &Reading, memory: &Memory) -> Vec<Draft> {
        let article = self.article;
        let scope = Scope { tokens: article.tokens, reading, memory, codebook: article.codebook };
        let (first, end) = (reading.sentence.first, reading.sentence.end);
        let mut drafts = Vec::new();
        self.cast.meet(&scope);
        let mut i = first;
        while i < end {
            let cue = article.codebook.speech.cues.longest(article.tokens, i).map(|(after, &cue)| (after, cue));
            let Some((after, cue)) = cue else {
                i += 1;
                continue;
            };
            let written_small = article.tokens.form(i) == Shape::Lower || cue.takes == Takes::Source;
            if written_small && !self.inside(i) && self.speaks(reading, i, after, cue) {
                drafts.extend(self.cued(&scope, i, after, cue));
            }
            i = after;
        }
        drafts.extend(self.introduced(&scope));
        drafts.extend(self.uncued(reading));
        for draft in &drafts {
            let end = draft.pieces.last().map_or(0, |p| p.1);
            self.cast.note_person(&draft.speaker, end);
            if draft.form == Form::Direct {
                self.last = Some((draft.clone(), reading.sentence.paragraph));
            }
        }
        drafts
    }
}

/// Words of the shortest quotation that is a content by itself.
const LEAST_EXACT: usize = 4;

/// Words of a quotation that is the content even where more words lead to it.
const LONG_EXACT: usize = 6;

/// `he said they were “a gang that kills for money”`: the exact words are the content where they are a good part of it.
fn exact(tokens: &Tokens<'_>, quotes: &[Quote], draft: &mut Draft) {
    let &[(first, end)] = draft.pieces.as_slice() else { return };
    let from = quotes.partition_point(|q| q.open < first);
    let mut inside = quotes[from..].iter().take_while(|q| q.after <= end);
    let (Some(quote), None) = (inside.next(), inside.next()) else { return };
    let from = if first > 0 && tokens.low(first - 1) == "that" { first - 1 } else { first };
    let length = |a: usize, b: usize| tokens.span(a, b).of(tokens.text).len();
    let (quoted, all) = (length(quote.open, quote.after), length(from, end));
    // a long quotation that ends the clause says more than the words that lead to it
    let words = quote.words(tokens);
    let ends = words >= LONG_EXACT && !(quote.after..end).any(|t| tokens.is_word(t));
    // but what leads to several sentences, or to the words before “she said”, is the subject of all that follows
    let several = (quote.first..quote.end.saturating_sub(2)).any(|t| matches!(tokens.mark(t), Some('.' | '!' | '?')));
    let least = match draft.rule {
        "statement/quote-in-clause" => 70,
        _ if several => 70,
        _ if ends => 38,
        _ => 55,
    };
    if draft.form == Form::Mixed && words >= LEAST_EXACT && quoted * 100 >= all * least {
        draft.pieces = vec![(quote.first, quote.end)];
    }
}

/// Sentences within which news says what it is about.
const LEAD: usize = 6;

/// Whether the article opens with an act of violence.
fn violent(article: &Article<'_>) -> bool {
    let strong = |r: &Reading| r.words.iter().any(|w| matches!(w.word, Word::Trigger(t) if !t.weak));
    article.readings.iter().take(LEAD).any(strong)
}

/// `condemned the raid, saying: “…”`: the words that follow do what the verb before them says, where they show nothing else.
fn lean(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, draft) = (drafts[i - 1].clone(), &mut drafts[i]);
        let same = before.sentence == draft.sentence && before.speaker.name == draft.speaker.name;
        if same && draft.cue_stance.is_none() && draft.cue.ends_with("ing") && before.speaker.name.is_some() {
            draft.leads = before.cue_stance;
        }
    }
}

fn finish(article: &Article<'_>, draft: &Draft, memory: &Memory, violent: bool) -> Option<Statement> {
    let tokens = article.tokens;
    let mut spans: Vec<Span> = Vec::new();
    for &(first, end) in &draft.pieces {
        let mut end = end;
        while end > first && tokens.mark(end - 1) == Some(',') {
            end -= 1;
        }
        if end > first {
            spans.push(trim_quotes(tokens.text, tokens.span(first, end)));
        }
    }
    let content = spans.iter().map(|s| s.of(tokens.text)).collect::<Vec<_>>().join(" ");
    if content.trim().is_empty() {
        return None;
    }
    let (stance, stance_rule) = stance::stance(tokens, draft, article.codebook, violent);
    let about = about::about(tokens, draft, &article.readings[draft.sentence].names, memory, article.codebook);
    let from = draft.pieces.first().map_or(0, |p| p.0);
    let to = draft.pieces.last().map_or(0, |p| p.1);
    let touched = article.sentences.partition_point(|s| s.end <= from);
    let holds = |s: &sentence::Sentence| draft.tokens().any(|t| s.first <= t && t < s.end);
    let mut numbers: Vec<usize> = (touched..article.sentences.len())
        .take_while(|&n| article.sentences[n].first < to)
        .filter(|&n| n == draft.sentence || holds(&article.sentences[n]))
        .collect();
    if !numbers.contains(&draft.sentence) {
        numbers.push(draft.sentence);
        numbers.sort_unstable();
    }
    let evidence = numbers.into_iter().map(|n| sentence::evidence(article.document, article.sentences, n)).collect();
    let denied = (stance == Stance::Denial).then(|| content.clone());
    Some(Statement {
        speaker: draft.speaker.clone(),
        cue: draft.cue.clone(),
        form: draft.form,
        content,
        content_spans: spans,
        denied,
        stance,
        about,
        date: draft.date.as_ref().map(|d| d.timex.clone()),
        reported_on: article.document.record.published.map(|p| p.date),
        evidence,
        rules: vec![draft.rule.to_owned(), stance_rule.to_owned()],
    })
}

/// Outer quotation marks off, where they enclose the whole.
fn trim_quotes(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let inner = slice
        .strip_prefix(['“', '"', '‘'])
        .and_then(|s| s.strip_suffix(['”', '"', '’']))
        .filter(|s| !s.contains(['“', '”', '"']));
    match inner {
        Some(inner) => {
            let start = span.start + (inner.as_ptr() as usize - slice.as_ptr() as usize);
            Span::new(start, start + inner.len())
        }
        None => span,
    }
}
