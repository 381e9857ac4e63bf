//! Speech words, quotations and noun phrases → statements: source, cue and content.

use super::dates::DateMention;
use super::frames;
use super::incidents::Article;
use super::memory::Memory;
use super::quotes::Quote;
use super::reading::Reading;
use super::sentence;
use super::speakers::{Cast, Found, Scope};
use super::stance;
use crate::codebook::actors::Name;
use crate::codebook::events::Word;
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
    for reading in article.readings {
        let mut drafts = finder.sentence(reading, &memory);
        memory.note(&reading.names);
        drafts.sort_by_key(|d| d.pieces.first().copied());
        for draft in drafts {
            if let Some(statement) = finish(article, &draft, &memory) {
                let known = found.iter().any(|s| s.content_spans == statement.content_spans);
                if !known {
                    found.push(statement);
                }
            }
        }
    }
    found.sort_by(|a, b| a.content_spans.first().cmp(&b.content_spans.first()));
    found
}

struct Finder<'a> {
    article: &'a Article<'a>,
    quotes: &'a [Quote],
    used: Vec<bool>,
    cast: Cast,
    /// The last quotation with its speaker, for those that go on without a cue.
    last: Option<(Draft, usize)>,
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

    fn inside(&self, i: usize) -> bool {
        self.quotes.iter().any(|q| q.holds(i))
    }

    /// Not negated, not passive, not `claimed three lives`, not a noun.
    fn speaks(&self, reading: &Reading, i: usize, after: usize, cue: Cue) -> bool {
        let tokens = self.article.tokens;
        let first = reading.sentence.first;
        let before = |n: usize| if i >= first + n { tokens.low(i - n) } else { "" };
        if cue.takes == Takes::Source {
            return true;
        }
        let negated = (1..=3).any(|n| {
            matches!(before(n), "not" | "never" | "nor" | "no" | "without" | "declined" | "refused" | "neither")
                || before(n).ends_with("n't")
        }) || (4..=6).any(|n| before(n) == "nor" && before(n - 1) == "did");
        let passive = matches!(before(1), "was" | "were" | "is" | "are" | "been" | "be" | "being" | "as")
            && cue.takes != Takes::Whole;
        let infinitive = before(1) == "to"
            || matches!(before(1), "would" | "could" | "can" | "should" | "may" | "might" | "must" | "will");
        let determiner = matches!(
            before(1),
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "its"
                | "their"
                | "his"
                | "these"
                | "any"
                | "such"
                | "of"
                | "taliban's"
                | "'s"
        );
        let noun = determiner
            && matches!(
                tokens.low(i),
                "claim"
                    | "claims"
                    | "report"
                    | "reports"
                    | "warning"
                    | "warnings"
                    | "demand"
                    | "demands"
                    | "promise"
                    | "promises"
                    | "pledge"
                    | "pledges"
                    | "fears"
                    | "hopes"
                    | "denial"
                    | "denials"
                    | "comments"
                    | "calls"
                    | "estimates"
                    | "saying"
            );
        let lives = tokens.low(i) == "claimed" && (after..after + 4).any(|t| tokens.is(t, &["lives", "life"]));
        let negation_matters = cue.takes != Takes::Whole || negated;
        !(negated && negation_matters) && !passive && !infinitive && !noun && !lives
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

    /// Where the clause of the cue begins.
    fn region_start(&self, scope: &Scope<'_>, i: usize, first: usize) -> usize {
        let tokens = scope.tokens;
        let mut start = first;
        for t in first..i {
            if self.quotes.iter().any(|q| q.after == t + 1 && q.after <= i) || matches!(tokens.mark(t), Some(';' | ':'))
            {
                start = t + 1;
            }
            if tokens.is(t, &["that", "but", "while", "when", "because", "although", "though", "if", "as", "whereas"])
                && t + 1 < i
            {
                start = t + 1;
            }
            if tokens.low(t) == "and" && tokens.mark(t.saturating_sub(1)) == Some(',') && t + 1 < i {
                start = t + 1;
            }
        }
        start
    }

    /// The last quotation that closes before the cue in this sentence, with nothing but the speaker between.
    fn quote_before(&self, i: usize, first: usize) -> Option<usize> {
        let tokens = self.article.tokens;
        let q = self.quotes.iter().rposition(|q| q.after <= i && q.after > first && q.end > q.first)?;
        let quote = &self.quotes[q];
        if self.used[q] {
            return None;
        }
        let ends = matches!(tokens.mark(quote.end - 1), Some(',' | '?' | '!' | '.' | '…' | '—' | '-'))
            || matches!(tokens.mark(quote.after), Some(','));
        let clear = (quote.after..i).all(|t| !matches!(tokens.mark(t), Some(';' | '“' | '"')));
        let cues = (quote.after..i).any(|t| self.article.codebook.speech.cues.longest(tokens, t).is_some());
        (ends && clear && !cues && i - quote.after <= 40).then_some(q)
    }

    /// Whether a clause of its own stands between the quotation and the speaker.
    fn clause_between(&self, from: usize, cue: usize, subject: usize) -> bool {
        let tokens = self.article.tokens;
        subject > from + 3 && subject < cue && (from..subject).filter(|&t| tokens.is_word(t)).count() > 6
    }

    /// All sentences of a quotation up to its end; it may have begun in an earlier sentence.
    fn whole_quote(&self, q: usize, _first: usize) -> Vec<(usize, usize)> {
        let quote = &self.quotes[q];
        let mut pieces = vec![(quote.first, quote.end)];
        // a quotation that ran over the paragraph's end goes on with this one
        let mut at = q;
        while at > 0
            && self.quotes[at - 1].after == self.quotes[at - 1].end
            && self.quotes[at - 1].end == self.quotes[at].open
        {
            at -= 1;
            pieces.insert(0, (self.quotes[at].first, self.quotes[at].end));
        }
        pieces
    }

    fn next_quote(&self, from: usize, end: usize) -> Option<usize> {
        self.quotes.iter().position(|q| q.open >= from && q.open < end)
    }

    fn adjacent(&self, from: usize, open: usize) -> bool {
        (from..open).all(|t| !self.article.tokens.is_word(t) || self.article.tokens.is(t, &["and", "but", "that"]))
    }

    /// Only an addressee, a day or a colon stands between the cue and the quotation.
    fn opens_content(&self, scope: &Scope<'_>, from: usize, open: usize) -> bool {
        let tokens = self.article.tokens;
        if self.adjacent(from, open) {
            return true;
        }
        let colon = matches!(tokens.mark(open - 1), Some(':' | ','));
        let words = (from..open).filter(|&t| tokens.is_word(t)).count();
        let verb = (from..open).any(|t| {
            tokens.is(t, &["is", "are", "was", "were", "has", "have", "had", "that", "would", "will"])
                || scope
                    .codebook
                    .events
                    .longest(tokens, t)
                    .is_some_and(|(_, w)| w.iter().any(|w| matches!(w, Word::Harm(..) | Word::Trigger(_))))
        });
        (colon && words <= 16 && !verb)
            || (words <= 4 && !verb && (tokens.is(from, &["reporters", "the", "a"]) || tokens.is_capital(from)))
    }

    fn closes_sentence(&self, after: usize, end: usize) -> bool {
        let tokens = self.article.tokens;
        let words = (after..end).filter(|&t| tokens.is_word(t)).count();
        words <= 12
            && !(after..end).any(|t| tokens.is(t, &["that"]))
            && (words == 0
                || tokens.is(
                    after,
                    &[
                        "on", "in", "at", "this", "earlier", "late", "monday", "tuesday", "wednesday", "thursday",
                        "friday", "saturday", "sunday", "reporters", "without", "during",
                    ],
                )
                || matches!(tokens.mark(after), Some('.' | ',')))
    }

    /// The clause that follows the cue: after the addressee, the day and `that`.
    fn clause_after(&self, scope: &Scope<'_>, after: usize, end: usize, cue: Cue) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let mut from = after;
        // "told reporters in Washington on Monday that"
        if let Some(that) = (after..end.min(after + 14)).find(|&t| tokens.low(t) == "that") {
            let clear = !(after..that).any(|t| {
                tokens.is(t, &["is", "was", "were", "are", "has", "have", "had", "who", "which"])
                    || scope.codebook.speech.cues.longest(tokens, t).is_some()
            });
            if clear {
                from = that + 1;
            }
        }
        if from == after {
            loop {
                if let Some(date) = scope
                    .reading
                    .dates
                    .iter()
                    .find(|d| d.first == from || (tokens.low(from) == "on" && d.first == from + 1))
                {
                    from = date.end;
                } else if tokens.is(from, &["reporters", "journalists", "media"])
                    || matches!(tokens.mark(from), Some(',' | ':'))
                {
                    from += 1;
                } else if tokens.low(after) == "told" || tokens.low(after.saturating_sub(1)) == "told" {
                    match scope.reading.names.iter().find(|n| n.first == from && matches!(n.name, Name::Actor(_))) {
                        Some(name) => from = name.end,
                        None => break,
                    }
                } else if tokens.low(from) == "at" && tokens.low(from + 1) == "the" && tokens.low(from + 2) == "time" {
                    from += 3;
                } else {
                    break;
                }
            }
        }
        let to = self.clause_end(from, end);
        let words = (from..to).filter(|&t| tokens.is_word(t)).count();
        let least = if cue.takes == Takes::Object { 2 } else { 3 };
        let clause = from > after
            || cue.takes != Takes::Clause
            || (words >= 4 && (!takes_noun(tokens.low(after - 1)) || self.has_verb(from, to)));
        (words >= least && clause && !matches!(tokens.low(from), "to")
            || (cue.takes == Takes::Infinitive && words >= 3)
            || (tokens.low(from) == "to" && cue.stance == Some(Stance::Pledge) && words >= 3))
            .then_some((from, to))
    }

    /// Whether a finite verb stands in the stretch, as far as its form shows one.
    fn has_verb(&self, from: usize, to: usize) -> bool {
        let tokens = self.article.tokens;
        (from + 1..to).any(|t| {
            tokens.is(
                t,
                &[
                    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may", "might",
                    "did", "does", "do", "must", "should",
                ],
            ) || (tokens.low(t).ends_with("ed") && tokens.low(t).len() > 4 && !tokens.is(t - 1, &["the", "a", "an"]))
        })
    }

    /// The end of the clause: before `, adding`, `, according to`, the final mark.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        let tokens = self.article.tokens;
        let mut to = end;
        for t in from + 1..end {
            if tokens.mark(t) != Some(',') || self.inside(t) {
                continue;
            }
            let cue = self.article.codebook.speech.cues.longest(tokens, t + 1);
            let and_cue =
                tokens.low(t + 1) == "and" && self.article.codebook.speech.cues.longest(tokens, t + 2).is_some();
            if cue.is_some_and(|(_, c)| c.takes == Takes::Source || tokens.low(t + 1).ends_with("ing"))
                || and_cue
                || tokens.low(t + 1) == "using"
            {
                to = t;
                break;
            }
        }
        while to > from && matches!(tokens.mark(to - 1), Some('.' | ',' | '!' | '?' | ';')) {
            to -= 1;
        }
        to
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
        for (q, quote) in self.quotes.iter().enumerate() {
            if from <= quote.open && quote.end <= to {
                form = Form::Mixed;
                self.used[q] = true;
            }
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
                frames::dates_speech(tokens, d, first)
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

    fn cue_follows(&self, after: usize) -> bool {
        let tokens = self.article.tokens;
        let Some(sentence) = self.article.sentences.iter().find(|s| s.first < after && after <= s.end) else {
            return false;
        };
        (after..sentence.end).any(|t| self.article.codebook.speech.cues.longest(tokens, t).is_some())
    }
}

/// Speech words that take a noun as readily as a clause: `confirmed the report`, `maintained a presence`.
fn takes_noun(cue: &str) -> bool {
    const WORDS: [&str; 28] = [
        "considered", "considers", "maintained", "maintains", "confirmed", "confirms", "announced", "announces",
        "reported", "reports", "claimed", "claims", "noted", "mentioned", "recalled", "revealed", "described",
        "describes", "posted", "wrote", "observed", "feared", "hoped", "repeated", "repeats", "accused", "accuses",
        "called",
    ];
    WORDS.contains(&cue)
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
    let about = stance::about(tokens, draft, memory, article.codebook);
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
