//! What stands between a speech word and its content: to whom, when, where and by which means it was said.

use super::offices::Scope;
use super::statements::Finder;
use super::words::Words;
use crate::codebook::actors::Name;

/// Those who are told.
static ADDRESSEES: Words<28> = Words::of([
    "reporters", "journalists", "media", "lawmakers", "parliament", "congress", "supporters", "voters", "crowd",
    "audience", "court", "conference", "council", "committee", "hearing", "newspaper", "broadcaster", "station",
    "agency", "channel", "him", "her", "them", "us", "me", "briefing", "television", "radio",
]);

/// Means and occasions of speech.
static OCCASIONS: Words<30> = Words::of([
    "statement", "interview", "email", "e-mail", "tweet", "post", "report", "letter", "speech", "conference",
    "hearing", "briefing", "video", "message", "phone", "telephone", "twitter", "facebook", "x", "telegram",
    "whatsapp", "rally", "meeting", "address", "call", "remarks", "debate", "text", "blog", "television",
]);

impl Finder<'_> {
    /// The first token behind addressee, day and occasion: `told the news agency AFP on Friday …`, `said in a statement …`.
    pub(super) fn behind_occasion(&self, scope: &Scope<'_>, after: usize, end: usize) -> usize {
        let tokens = self.article.tokens;
        let told = after > 0 && tokens.is(after - 1, &["told", "tells", "telling", "informed", "assured"]);
        let mut from = if told { self.addressee(scope, after, end).unwrap_or(after) } else { after };
        while from < end {
            let date = scope
                .reading
                .dates
                .iter()
                .find(|d| d.first == from || (tokens.low(from) == "on" && d.first == from + 1));
            if let Some(date) = date {
                from = date.end;
            } else if tokens.is(from, &["reporters", "journalists", "media"])
                || matches!(tokens.mark(from), Some(',' | ':'))
            {
                from += 1;
            } else if tokens.low(from) == "at" && tokens.low(from + 1) == "the" && tokens.low(from + 2) == "time" {
                from += 3;
            } else if let Some(occasion) = self.occasion(from, end) {
                from = occasion;
            } else {
                break;
            }
        }
        from
    }

    fn addressee(&self, scope: &Scope<'_>, after: usize, end: usize) -> Option<usize> {
        let tokens = self.article.tokens;
        let mut at = after;
        if tokens.is(at, &["the", "a", "an", "his", "her", "its"]) {
            at += 1;
        }
        let start = at;
        while at < end && at < start + 6 {
            if let Some(name) = scope.reading.names.iter().find(|n| n.first == at && matches!(n.name, Name::Actor(_))) {
                at = name.end;
            } else {
                let media = tokens.is(at, &["news", "press", "tv", "fox", "state"]);
                let name = tokens.is_capital(at)
                    && scope.codebook.people.not_names.longest(tokens, at).is_none()
                    && !scope.reading.dates.iter().any(|d| d.first == at);
                if !(media || name || tokens.is(at, &ADDRESSEES)) {
                    break;
                }
                at += 1;
            }
        }
        // "told Kabul residents …", "told Ali Khan the road was closed" are too close to tell apart where a verb follows at once
        (at > start && !tokens.is(at, &["is", "are", "was", "were", "has", "have", "had", "will", "would"]))
            .then_some(at)
    }

    /// `in a statement`, `on Twitter`, `at a news conference in Kabul`.
    fn occasion(&self, from: usize, end: usize) -> Option<usize> {
        let tokens = self.article.tokens;
        if !tokens.is(from, &["in", "on", "at", "via", "by", "during", "through", "over"]) {
            return None;
        }
        let noun = (from + 1..end.min(from + 7)).find(|&t| tokens.is(t, &OCCASIONS))?;
        let clear = (from + 1..noun)
            .all(|t| tokens.is_word(t) && !tokens.is(t, &["that", "is", "was", "were", "are", "he", "she", "it"]));
        let mut at = noun + 1;
        // "at a news conference in Kabul", "in an interview with Radio Tern"
        if tokens.is(at, &["in", "with", "to", "by", "from"])
            && (tokens.is_capital(at + 1) || tokens.is_capital(at + 2))
        {
            at += 1;
            while at < end && (tokens.is_capital(at) || tokens.low(at) == "the" && tokens.is_capital(at + 1)) {
                at += 1;
            }
        }
        clear.then_some(at)
    }
}
