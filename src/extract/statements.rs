//! Speech words, quotations and noun phrases → statements: source, cue and content.

use std::collections::BTreeSet;

use super::dates::DateMention;
use super::incidents::Article;
use super::memory::Memory;
use super::offices::Scope;
use super::quotes::Quote;
use super::reading::Reading;
use super::segments;
use super::sentence;
use super::speakers::{Cast, Found};
use super::stance;
use crate::codebook::scan::Shape;
use crate::codebook::speech::{Cue, Takes};
use crate::model::actor::Speaker;
use crate::model::evidence::Span;
use crate::model::statement::{Form, Stance, Statement};

/// Fewest words of a quotation that stands without a cue.
const LEAST_WORDS: usize = 5;

/// A statement in tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Who.
    pub(super) speaker: Speaker,
    /// The cue's words.
    cue: String,
    /// Stance that the cue says.
    pub(super) cue_stance: Option<Stance>,
    /// Content, in token ranges.
    pub(super) pieces: Vec<(usize, usize)>,
    form: Form,
    date: Option<DateMention>,
    /// Sentence of the cue.
    sentence: usize,
    rule: &'static str,
}

impl Draft {
    /// All tokens of the content.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.pieces.iter().flat_map(|&(first, end)| first..end)
    }
}

/// All statements of the article, in the order of their contents.
pub(super) fn statements(article: &Article<'_>, quotes: &[Quote]) -> Vec<Statement> {
    let mut finder = Finder { article, quotes, used: vec![false; quotes.len()], cast: Cast::default(), last: None };
    let mut memory = Memory::default();
    let mut found: Vec<Statement> = Vec::new();
    let mut known: BTreeSet<Vec<Span>> = BTreeSet::new();
    for reading in article.readings {
        let mut drafts = finder.sentence(reading, &memory);
        memory.note(&reading.names);
        drafts.sort_by_key(|d| d.pieces.first().copied());
        for draft in drafts {
            if let Some(mut statement) = finish(article, &draft, &memory) {
                goes_on(&mut statement, found.last(), draft.sentence);
                if known.insert(statement.content_spans.clone()) {
                    found.push(statement);
                }
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
            self.cast.note_person(&draft.speaker);
            if draft.form == Form::Direct {
                self.last = Some((draft.clone(), reading.sentence.paragraph));
            }
        }
        drafts
    }

    /// Statements of one cue.
    fn cued(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue) -> Vec<Draft> {
        let reading = scope.reading;
        let (first, end) = (reading.sentence.first, reading.sentence.end);
        match cue.takes {
            Takes::Source => self.according(scope, i, after, cue).into_iter().collect(),
            Takes::Whole => {
                let region = self.region_start(scope, i, first);
                let Some(found) = self.cast.before(scope, region, i) else { return Vec::new() };
                let stop = self.clause_end(i, end);
                vec![self.draft(
                    scope,
                    found.speaker,
                    i,
                    after,
                    cue,
                    vec![(i, stop)],
                    Form::Indirect,
                    "statement/whole",
                )]
            }
            _ => self.spoken(scope, i, after, cue, first, end),
        }
    }

    fn spoken(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue, first: usize, end: usize) -> Vec<Draft> {
        let tokens = self.article.tokens;
        let preceding = self.quote_before(i, first);
        let region = preceding.map_or_else(|| self.region_start(scope, i, first), |q| self.quotes[q].after.max(first));
        let gap_is_empty = (region..i).all(|t| !tokens.is_word(t) || tokens.low(t).ends_with("ly"));
        let trailing_speaker = preceding.is_some() && gap_is_empty;
        let mut rest = after;
        let found = if trailing_speaker {
            let stop = self.next_quote(after, end).map_or(end, |q| self.quotes[q].open);
            let found = self.cast.after(scope, after, stop);
            if let Some(f) = &found {
                rest = f.end;
            }
            found
        } else if preceding.is_some() && tokens.is_capital(region) && (region..i).any(|t| tokens.mark(t) == Some(',')) {
            // “…,” Jane Doe, an analyst said
            self.cast.after(scope, region, i).or_else(|| self.subject(scope, region, i))
        } else {
            self.subject(scope, region, i)
        };
        let Some(Found { speaker, first: subject_first, .. }) = found else { return Vec::new() };
        let mut drafts = Vec::new();
        // “…,” he said
        if let Some(q) = preceding {
            let clause = self.clause_between(self.quotes[q].after, i, subject_first);
            if !clause {
                let mut pieces = self.whole_quote(q, first);
                self.used[q] = true;
                // … “and more.”
                if let Some(next) = self.next_quote(rest, end)
                    && self.adjacent(rest, self.quotes[next].open)
                    && !tokens.is_capital(self.quotes[next].first)
                {
                    pieces.push((self.quotes[next].first, self.quotes[next].end));
                    self.used[next] = true;
                }
                let form =
                    if self.quotes[q].words(tokens) >= 3 || pieces.len() > 1 { Form::Direct } else { Form::Mixed };
                drafts.push(self.draft(scope, speaker, i, after, cue, pieces, form, "statement/quote-before"));
                return drafts;
            }
        }
        // he said: “…”
        if let Some(q) = self.next_quote(rest, end)
            && self.opens_content(scope, rest, self.quotes[q].open)
        {
            self.used[q] = true;
            let pieces = vec![(self.quotes[q].first, self.quotes[q].end)];
            let form = Form::Direct;
            drafts.push(self.draft(scope, speaker, i, after, cue, pieces, form, "statement/quote-after"));
            return drafts;
        }
        // … , he said.
        let postposed = tokens.mark(subject_first.saturating_sub(1)) == Some(',')
            && subject_first > first
            && self.closes_sentence(after, end);
        if postposed {
            let from = first;
            let to = subject_first - 1;
            if to > from + 2 {
                drafts.push(self.mixed_or_indirect(scope, speaker, i, after, cue, from, to, "statement/clause-before"));
            }
            return drafts;
        }
        if let Some((from, to)) = self.clause_after(scope, after, end, cue) {
            drafts.push(self.mixed_or_indirect(scope, speaker, i, after, cue, from, to, "statement/clause-after"));
        }
        drafts
    }

    /// `…, adding that …`: the subject is that of the verb before.
    fn subject(&mut self, scope: &Scope<'_>, region: usize, i: usize) -> Option<Found> {
        let tokens = self.article.tokens;
        let participle = tokens.low(i).ends_with("ing");
        if participle && (i == region || matches!(tokens.mark(i - 1), Some(',')) || tokens.low(i - 1) == "and") {
            // the last subject of the sentence
            let mut at = i;
            while at > scope.reading.sentence.first {
                at -= 1;
                let cue = scope.codebook.speech.cues.longest(tokens, at);
                if let Some((_, cue)) = cue
                    && cue.takes != Takes::Source
                    && !tokens.low(at).ends_with("ing")
                    && !self.inside(at)
                {
                    let from = self.region_start(scope, at, scope.reading.sentence.first);
                    if let Some(found) = self.cast.before(scope, from, at) {
                        return Some(found);
                    }
                }
            }
            // the subject of the sentence itself
            return self.leading_subject(scope, i);
        }
        // `repeatedly dismissed`, `and denied`: shared subject
        if i > region && tokens.is(i - 1, &["and", "but"])
            || (i > region + 1 && tokens.low(i - 1).ends_with("ly") && tokens.is(i - 2, &["and", "but"]))
        {
            return self.leading_subject(scope, i);
        }
        self.cast.before(scope, region, i)
    }

    /// The noun phrase with which the sentence begins.
    fn leading_subject(&mut self, scope: &Scope<'_>, stop: usize) -> Option<Found> {
        let tokens = self.article.tokens;
        let first = scope.reading.sentence.first;
        let verb = (first + 1..stop).find(|&t| {
            tokens.is(t, &["has", "have", "had", "is", "was", "were", "are"])
                || scope.codebook.speech.cues.longest(tokens, t).is_some()
                || (tokens.low(t).ends_with("ed") && !tokens.is_capital(t))
        })?;
        self.cast.before(scope, first, verb)
    }

    /// `…, according to X` and `According to X, …`.
    fn according(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue) -> Option<Draft> {
        let tokens = self.article.tokens;
        let (first, end) = (scope.reading.sentence.first, scope.reading.sentence.end);
        let found = self.cast.after(scope, after, end)?;
        let (from, to) = if i <= first + 1 {
            let comma = (found.first..end).find(|&t| tokens.mark(t) == Some(','))?;
            (comma + 1, end)
        } else {
            (first, i)
        };
        let (mut from, mut to) = (from, to);
        while to > from && matches!(tokens.mark(to - 1), Some('.' | ',' | ';')) {
            to -= 1;
        }
        while from < to && !tokens.is_word(from) && !matches!(tokens.form(from), Shape::Mark('“' | '"' | '$')) {
            from += 1;
        }
        (to > from + 2)
            .then(|| self.mixed_or_indirect(scope, found.speaker, i, after, cue, from, to, "statement/according"))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a statement")]
    fn mixed_or_indirect(
        &mut self,
        scope: &Scope<'_>,
        speaker: Speaker,
        i: usize,
        after: usize,
        cue: Cue,
        from: usize,
        to: usize,
        rule: &'static str,
    ) -> Draft {
        let mut form = Form::Indirect;
        let first = self.quotes.partition_point(|quote| quote.open < from);
        for (q, _) in self.quotes.iter().enumerate().skip(first).take_while(|(_, quote)| quote.end <= to) {
            form = Form::Mixed;
            self.used[q] = true;
        }
        self.draft(scope, speaker, i, after, cue, vec![(from, to)], form, rule)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a statement")]
    fn draft(
        &self,
        scope: &Scope<'_>,
        speaker: Speaker,
        i: usize,
        after: usize,
        cue: Cue,
        pieces: Vec<(usize, usize)>,
        form: Form,
        rule: &'static str,
    ) -> Draft {
        let tokens = self.article.tokens;
        let first = scope.reading.sentence.first;
        // "On 21 September, the Taliban said", "said on Monday", "told reporters on Monday"
        let outside = |d: &&DateMention| !pieces.iter().any(|&(a, b)| a <= d.first && d.end <= b);
        let date = scope
            .reading
            .dates
            .iter()
            .filter(|d| d.dates())
            .filter(outside)
            .find(|d| {
                segments::dates_speech(tokens, d, first)
                    || (d.first <= first + 1 && d.end <= i)
                    || (d.first >= after && d.first - after <= 8)
            })
            .cloned();
        Draft {
            speaker,
            cue: tokens.words(i, after),
            cue_stance: cue.stance,
            pieces,
            form,
            date,
            sentence: scope.reading.index,
            rule,
        }
    }

    /// `The officer was of good cheer: “…”`: a colon is cue enough where a speaker begins the sentence.
    fn introduced(&mut self, scope: &Scope<'_>) -> Option<Draft> {
        let tokens = self.article.tokens;
        let sentence = scope.reading.sentence;
        let q = (0..self.quotes.len()).find(|&q| {
            let quote = &self.quotes[q];
            !self.used[q]
                && quote.open > sentence.first
                && quote.open < sentence.end
                && tokens.mark(quote.open - 1) == Some(':')
        })?;
        let quote = self.quotes[q];
        if quote.words(tokens) < LEAST_WORDS {
            return None;
        }
        let found = self.leading_subject(scope, quote.open)?;
        found.speaker.name.as_ref()?;
        self.used[q] = true;
        Some(Draft {
            cue: ":".to_owned(),
            speaker: found.speaker,
            cue_stance: None,
            pieces: vec![(quote.first, quote.end)],
            form: Form::Direct,
            date: None,
            sentence: scope.reading.index,
            rule: "statement/colon",
        })
    }

    /// Quotations that begin a sentence and have no cue go on with the last speaker of this or the last paragraph.
    fn uncued(&mut self, reading: &Reading) -> Vec<Draft> {
        let tokens = self.article.tokens;
        let sentence = reading.sentence;
        let mut drafts = Vec::new();
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            let begins = quote.open == sentence.first;
            let alone = quote.after + 1 >= sentence.end || quote.end >= sentence.end;
            if self.used[q] || !begins || !alone || quote.words(tokens) < LEAST_WORDS {
                continue;
            }
            // the cue may stand after a later sentence of the same quotation
            if quote.after > sentence.end && self.cue_follows(quote.after) {
                continue;
            }
            let Some((last, paragraph)) = &self.last else { continue };
            if sentence.paragraph - paragraph > 1 {
                continue;
            }
            self.used[q] = true;
            drafts.push(Draft {
                cue: last.cue.clone(),
                speaker: last.speaker.clone(),
                cue_stance: None,
                pieces: vec![(quote.first, quote.end)],
                form: Form::Direct,
                date: None,
                sentence: reading.index,
                rule: "statement/goes-on",
            });
        }
        drafts
    }
}

/// Words that show no stance of their own, right after the same speaker's denial, go on with it.
fn goes_on(statement: &mut Statement, before: Option<&Statement>, sentence: usize) {
    let open = statement.rules.iter().any(|r| r == "stance/default");
    let Some(before) = before.filter(|b| open && b.stance == Stance::Denial) else { return };
    let near = before.evidence.last().and_then(|e| e.sentence).is_some_and(|n| sentence as u32 <= n);
    if near && before.speaker.name.is_some() && before.speaker.name == statement.speaker.name {
        statement.stance = Stance::Denial;
        statement.denied = Some(statement.content.clone());
        statement.rules.push("stance/goes-on".to_owned());
    }
}

fn finish(article: &Article<'_>, draft: &Draft, memory: &Memory) -> Option<Statement> {
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
    let (stance, stance_rule) = stance::stance(tokens, draft, article.codebook);
    let about = stance::about(tokens, draft, &article.readings[draft.sentence].names, memory, article.codebook);
    let from = draft.pieces.first().map_or(0, |p| p.0);
    let to = draft.pieces.last().map_or(0, |p| p.1);
    let evidence = article
        .sentences
        .iter()
        .enumerate()
        .filter(|(index, s)| {
            *index == draft.sentence
                || (s.first < to && from < s.end && draft.tokens().any(|t| s.first <= t && t < s.end))
        })
        .map(|(index, _)| sentence::evidence(article.document, article.sentences, index))
        .collect();
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
