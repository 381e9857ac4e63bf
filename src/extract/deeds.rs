//! How a sentence refers to the deed that somebody claims: `the bombing of a bus`, `it`, `both`, `that its fighters had
//! placed the bomb`.

use super::claims::{About, Reader};
use crate::codebook::events::{Form, HarmForm, Word};

/// Verbs before which a noun is the subject of a clause: `claimed the attack was revenge`.
const CLAUSE: [&str; 18] = [
    "was", "were", "is", "are", "had", "has", "have", "would", "will", "did", "could", "can", "carried", "killed",
    "attacked", "wanted", "came", "left",
];

/// Words for the one who did it.
const BOMBER: [&str; 5] = ["bomber", "attacker", "attackers", "bombers", "assailant"];

/// What a group says that its men did.
const DEEDS: [&str; 12] = [
    "planted", "placed", "done", "conducted", "staged", "detonated", "attacked", "targeted", "mounted", "bombed",
    "launched", "fired",
];

/// The object of a claim.
pub(super) enum Object {
    /// A deed.
    About(About),
    /// Several deeds in general: `similar attacks`.
    Others,
    /// No deed that can be told.
    Unclear,
}

impl Reader<'_> {
    /// Past `on Sunday`, `later`, `in a statement`.
    pub(super) fn adverbials(&self, from: usize) -> usize {
        let tokens = self.tokens;
        let mut at = from;
        loop {
            let dated =
                self.reading.dates.iter().find(|d| d.first == at || d.first == at + 1 && tokens.low(at) == "on");
            at = if let Some(date) = dated.filter(|d| tokens.low(d.end) != "'s") {
                date.end
            } else if tokens.is(at, &["also", "later", "too", "again", "separately", "quickly", "soon", "promptly"]) {
                at + 1
            } else if tokens.is(at, &["in", "through", "via"])
                && let Some(end) = (at + 1..at + 5).find(|&i| {
                    tokens.is(i, &["statement", "message", "video", "communique", "agency", "channel", "telegram"])
                })
            {
                end + 1
            } else {
                return at;
            };
        }
    }

    /// What a claim takes as its object.
    pub(super) fn object(&self, from: usize) -> Object {
        self.phrase(from, &CLAUSE)
    }

    /// A phrase for a deed; words of `clause` after it say that it is the subject of what follows.
    pub(super) fn phrase(&self, from: usize, clause: &[&str]) -> Object {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        let at = self.adverbials(from);
        if tokens.low(at) == "it" || tokens.low(at) == "that" && tokens.is(at + 1, &["too", "one"]) {
            return if clause.contains(&tokens.low(at + 1)) { Object::Unclear } else { Object::About(About::Last) };
        }
        let noun = self.reading.words.iter().find(|w| {
            w.first >= at
                && w.first <= at + 6
                && matches!(w.word, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural))
                && !(at + 1..w.first).any(|i| {
                    matches!(tokens.mark(i), Some(',' | ';' | ':' | '.'))
                        || tokens.is(i, &["of", "on", "in", "by", "that", "for", "at"])
                        || tokens.is(i, &CLAUSE)
                })
        });
        let both = tokens.is(at, &["both", "each", "them", "these", "those"]);
        let plural = noun.is_some_and(|w| matches!(w.word, Word::Trigger(t) if t.form == Form::Plural));
        let two = plural && (at + 1..at + 3).any(|i| tokens.is(i, &["two", "twin"])) && tokens.low(at) == "the";
        if both || two {
            let after = noun.map_or(at + 1, |w| w.end);
            return if clause.contains(&tokens.low(after)) { Object::Unclear } else { Object::About(About::Both) };
        }
        let owned = self.reading.dates.iter().any(|d| d.first == at && tokens.low(d.end) == "'s");
        let definite = owned || tokens.is(at, &["the", "that", "this"]);
        // "Friday's attempt to kill the envoy"
        let attempt = (at..at + 5).find(|&i| definite && tokens.is(i, &["attempt", "strike", "one"]));
        let Some(after) = noun.map(|w| w.end).or(attempt.map(|i| i + 1)) else { return Object::Unclear };
        if plural && !definite {
            return Object::Others;
        }
        if clause.contains(&tokens.low(after)) || !(definite || tokens.is(at, &["a", "an"])) {
            return Object::Unclear;
        }
        let stop = (after..end.min(after + 14))
            .find(|&i| matches!(tokens.mark(i), Some(',' | ';' | ':')) || tokens.is(i, &CLAUSE));
        Object::About(About::Phrase(at, stop.unwrap_or(end.min(after + 14))))
    }

    /// `said in a message that its fighters had planted the bomb`, `said it was behind the raid`, `named the bomber as …`.
    pub(super) fn own_deed(&self, i: usize) -> Option<(&'static str, About)> {
        let tokens = self.tokens;
        let bomber = |at: usize| {
            let at = if tokens.low(at) == "suicide" { at + 1 } else { at };
            tokens.is(at, &BOMBER).then_some(at + 1)
        };
        if tokens.is(i, &["named", "identified"])
            && tokens.is(i + 1, &["the", "its"])
            && bomber(i + 2).is_some_and(|after| tokens.low(after) == "as")
        {
            return Some(("claim/bomber", About::Last));
        }
        if !tokens.is(i, &["said", "says", "wrote", "announced", "declared", "stated"]) {
            return None;
        }
        let end = self.reading.sentence.end.min(i + 18);
        let clear = (i + 1..end).take_while(|&c| !matches!(tokens.mark(c), Some(';' | ':' | '.' | ',')));
        for c in clear {
            let opens = c == i + 1
                || tokens.is(c - 1, &["that", "statement", "message", "telegram", "channel"])
                || self.reading.dates.iter().any(|d| d.end == c);
            if opens
                && tokens.low(c) == "the"
                && bomber(c + 1)
                    .is_some_and(|v| tokens.is(v, &["was", "were"]) && !tokens.is(v + 1, &["not", "killed"]))
            {
                return Some(("claim/bomber", About::Last));
            }
            if opens && let Some(verb) = self.own_verb(c) {
                return self.is_deed(verb).then_some(("claim/own-words", About::Last));
            }
        }
        None
    }

    /// Where the verb of `it had …`, `its fighters had …`, `two of its men had …` stands.
    fn own_verb(&self, c: usize) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.is(c, &["it", "they"]) {
            return Some(c + 1);
        }
        let owner = if tokens.low(c + 1) == "of" { c + 2 } else { c };
        if !tokens.is(owner, &["its", "their"]) {
            return None;
        }
        // "one of its men, whom it named, had …"
        let aside = (owner + 2..owner + 4).find(|&i| tokens.mark(i) == Some(','));
        let after = aside.and_then(|open| (open + 1..open + 13).find(|&i| tokens.mark(i) == Some(',')));
        let from = after.map_or(owner + 2, |close| close + 1);
        (from..from + 3)
            .take_while(|&v| tokens.mark(v).is_none())
            .find(|&v| tokens.is(v, &["had", "has", "have", "was", "were"]) || self.is_deed(v))
    }

    fn is_deed(&self, verb: usize) -> bool {
        let tokens = self.tokens;
        let had = tokens.is(verb, &["had", "has", "have"]);
        let mut at = if had { verb + 1 } else { verb };
        if tokens.is(at, &["also", "since"]) {
            at += 1;
        }
        if tokens.is(at, &["was", "were", "been"]) {
            return tokens.is(at + 1, &["behind", "responsible"]);
        }
        if tokens.low(at) == "carried" {
            return tokens.low(at + 1) == "out";
        }
        tokens.is(at, &DEEDS)
            || self.reading.words.iter().any(|w| {
                w.first == at
                    && match w.word {
                        Word::Trigger(t) => t.form == Form::Verb && !t.weak,
                        Word::Harm(_, HarmForm::Verb) => true,
                        _ => false,
                    }
            })
    }
}
