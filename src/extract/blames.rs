//! Denials, suspicion and blame of a sentence: who is said by others to have done it, and who says that he did not.

use super::claims::{About, Claim, Reader, claim};
use super::names::NameMention;
use super::roles::Blame;
use crate::codebook::actors::Kind;
use crate::codebook::events::Word;
use crate::model::actor::Actor;
use crate::model::incident::ResponsibilityKind;

/// What a denial denies.
const PART: [&str; 7] = ["role", "involvement", "part", "hand", "responsibility", "connection", "participation"];

impl Reader<'_> {
    /// `denied any role`, `denied that it had any part`, `disowned the attack`.
    pub(super) fn denial(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let stop = self.reading.sentence.end.min(i + 9);
        if tokens.is(i, &["disowned", "disavowed"]) {
            return tokens.is(i + 1, &["the", "it", "that"]);
        }
        if !tokens.is(i, &["denied", "denies", "denying", "rejected", "disclaimed"]) {
            return false;
        }
        let own = (i + 1..stop).any(|t| tokens.is(t, &["it", "they", "having", "being"]));
        tokens.is(i + 1, &PART)
            || tokens.is(i + 1, &["any", "all", "its", "their"]) && tokens.is(i + 2, &PART)
            || own && (i + 1..stop).any(|t| tokens.is(t, &PART) || tokens.is(t, &["behind", "involved"]))
    }

    /// `suspicion fell on …`, `bears the hallmarks of …`, `… is suspected of the attack`.
    pub(super) fn suspicion(&self, i: usize) -> Option<&Actor> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        if tokens.low(i) == "suspicion" {
            let verb = (i + 1..end.min(i + 6)).find(|&t| {
                tokens.is(t, &["fell", "falls", "fallen", "fall", "turned", "turns", "centred", "centered"])
            })?;
            let at = (verb + 1..verb + 3).find(|&t| tokens.is(t, &["on", "to", "upon"]))?;
            return self.after(at + 1, 5).map(|(_, actor)| actor);
        }
        if tokens.is(i, &["hallmarks", "hallmark", "fingerprints"]) && tokens.low(i + 1) == "of" {
            return self.after(i + 2, 5).map(|(_, actor)| actor);
        }
        let accused = tokens.low(i) == "suspected"
            && i > 0
            && tokens.is(i - 1, &["is", "are", "was", "were"])
            && tokens.is(i + 1, &["of", "in"]);
        accused.then(|| self.subject(i))?
    }

    /// `officials blamed … for the bombing`, `blamed the attack on …`, `… was behind it`, `was the work of …`.
    pub(super) fn blamed(&self, i: usize) -> Option<Claim> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        if tokens.low(i) == "work" && tokens.low(i + 1) == "of" && i > 1 && tokens.low(i - 1) == "the" {
            let plain = tokens.is(i - 2, &["was", "were", "been"]);
            let (_, actor) = self.after(i + 2, 3).filter(|_| plain)?;
            return Some(claim(i, actor, ResponsibilityKind::Attributed, "blame/work-of", About::Last));
        }
        let word = self.reading.words.iter().find(|w| w.first == i && matches!(w.word, Word::Blame))?;
        let behind = tokens.low(word.end - 1) == "behind";
        let accused = tokens.low(i).starts_with("accus");
        if behind && self.is_doubted(i) {
            return None;
        }
        let actor = if behind {
            self.groups.iter().rev().find(|(m, a)| m.end <= i && self.is_armed(a)).map(|(_, a)| a)?
        } else {
            let state = |m: &NameMention, a: &Actor| self.kind(a) == Some(Kind::Government) && m.first <= word.end + 1;
            let (mention, actor) = self
                .groups
                .iter()
                .find(|(m, a)| m.first > i && m.first - i <= 6 && (self.is_armed(a) || state(m, a)))?;
            let of = (mention.end..end.min(mention.end + 3)).find(|&t| tokens.is(t, &["of", "for"]));
            let direct = mention.first <= word.end + 2;
            let deed = |from: usize| {
                self.reading.words.iter().any(|w| {
                    w.first >= from
                        && w.first <= from + 7
                        && matches!(w.word, Word::Trigger(_) | Word::Harm(..) | Word::Blame)
                })
            };
            // "blamed the movement for the collapse", "accused Pakistan of helping the Taliban"
            // "a drone strike blamed on Turkey"
            let deed_before = tokens.low(word.end - 1) == "on"
                && self.reading.words.iter().any(|w| {
                    w.end <= i && i - w.end <= 2 && matches!(w.word, Word::Trigger(_)) && !tokens.is(i - 1, &["the"])
                });
            let loose = (accused || state(mention, actor)) && !(direct && of.is_some()) && !deed_before;
            if loose || of.is_some_and(|at| !deed(at)) {
                return None;
            }
            actor
        };
        let by = self.groups.iter().find(|(m, _)| m.end <= i && !behind).map(|(_, a)| a.clone());
        if by.as_ref().is_some_and(|b| b.name == actor.name) {
            return None;
        }
        let blame = Blame { actor: actor.clone(), kind: ResponsibilityKind::Attributed, by, rule: "blame" };
        Some(Claim { at: i, blame, about: About::Last, tells: None })
    }

    /// Whether somebody only denies, asks or leaves open who was behind it: `denied that … was behind it`, `no evidence that …`,
    /// `whether … was behind it`, `was not behind it`.
    fn is_doubted(&self, behind: usize) -> bool {
        let tokens = self.tokens;
        (self.reading.sentence.first..behind).any(|t| {
            let denies = tokens.is(
                t,
                &[
                    "denied", "denies", "deny", "denying", "rejected", "rejects", "rejecting", "dismissed",
                    "dismisses", "dismissing", "refuted", "disputed", "disputes", "whether", "unclear", "doubted",
                    "doubts", "if",
                ],
            ) || tokens.low(t) == "ruled" && tokens.low(t + 1) == "out";
            let open = tokens.low(t) == "no"
                && (t + 1..t + 3).any(|n| tokens.is(n, &["evidence", "proof", "indication", "sign", "suggestion"]));
            let negated = t + 4 > behind && tokens.is(t, &["not", "never", "n't"]);
            denies || open || negated
        })
    }
}
