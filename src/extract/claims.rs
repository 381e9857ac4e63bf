//! A sentence → who is said in it to have done a deed told here or before: claims, denials, blame and suspicion, each with
//! the words that stand for the deed. Which event that is, `claimed` finds.

use super::memory::{self, Memory};
use super::names::NameMention;
use super::reading::Reading;
use super::roles::{self, Blame};
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::events::{Form, HarmForm, Word};
use crate::model::actor::Actor;
use crate::model::incident::ResponsibilityKind;

/// Verbs before which a noun is the subject of a clause: `claimed the attack was revenge`.
const CLAUSE: [&str; 18] = [
    "was", "were", "is", "are", "had", "has", "have", "would", "will", "did", "could", "can", "carried", "killed",
    "attacked", "wanted", "came", "left",
];

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// What is told beside it or was told last: `it`, or no object.
    Last,
    /// The two told last: `both`.
    Both,
    /// What a phrase names: the tokens from the first to before the second.
    Phrase(usize, usize),
}

/// Somebody's word on who did it.
#[derive(Debug)]
pub(super) struct Claim {
    /// Who, and on whose word.
    pub(super) blame: Blame,
    /// What.
    pub(super) about: About,
    /// The tokens that tell of the deed itself; what stands outside tells of the claim. `None` where they are not parted.
    pub(super) tells: Option<(usize, usize)>,
}

enum Object {
    About(About),
    /// Several deeds in general: `similar attacks`.
    Others,
    Unclear,
}

struct Reader<'a> {
    tokens: &'a Tokens<'a>,
    reading: &'a Reading,
    codebook: &'a Codebook,
    groups: Vec<(NameMention, Actor)>,
    pronoun: Option<Actor>,
}

/// All claims, denials, blame and suspicion of the sentence. `before` is the sentence before it, if there is one.
pub(super) fn claims(
    tokens: &Tokens<'_>,
    reading: &Reading,
    before: Option<&Reading>,
    memory: &Memory,
    codebook: &Codebook,
) -> Vec<Claim> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let nobody = tokens.is(first, &["no", "nobody", "none", "neither"])
        && (first..end.min(first + 9))
            .any(|i| tokens.low(i).starts_with("claim") || tokens.is(i, &["responsibility", "said", "credit"]));
    if nobody {
        return Vec::new();
    }
    let actor = |n: &NameMention| Some((*n, memory.actor(tokens, n, &reading.names, codebook)?));
    let mut groups: Vec<(NameMention, Actor)> = reading.names.iter().filter_map(actor).collect();
    branches(tokens, &mut groups, codebook);
    let pronoun = before.and_then(|b| subject_before(tokens, reading, b, codebook));
    let reader = Reader { tokens, reading, codebook, groups, pronoun };
    let mut found = Vec::new();
    for i in first..end {
        if !reader.negated(i) {
            reader.read(i, &mut found);
        }
    }
    found
}

/// `Islamic State's affiliate in the country, IS-K`: the branch speaks where the parent is named for its sake.
fn branches(tokens: &Tokens<'_>, groups: &mut [(NameMention, Actor)], codebook: &Codebook) {
    for i in 1..groups.len() {
        let (parent, branch) = (&groups[i - 1], &groups[i]);
        let (from, to) = (parent.0.end, branch.0.first);
        let child = codebook.actors.get(&branch.1.name).and_then(|e| e.parent.as_ref()) == Some(&parent.1.name);
        let named = to - from <= 10
            && (from..to).any(|t| {
                tokens.is(t, &["affiliate", "branch", "arm", "offshoot", "chapter", "wing", "franchise", "subsidiary"])
            })
            && !(from..to).any(|t| tokens.is(t, &["and", "said", "says", "not"]));
        if child && named {
            groups[i - 1].1 = Actor { name: branch.1.name.clone(), as_written: branch.1.as_written.clone() };
        }
    }
}

/// Who `It` is where the sentence before has a group at its head.
fn subject_before(tokens: &Tokens<'_>, reading: &Reading, before: &Reading, codebook: &Codebook) -> Option<Actor> {
    let here =
        tokens.is(reading.sentence.first, &["it", "they"]) && before.sentence.paragraph == reading.sentence.paragraph;
    let head = before.names.first().filter(|n| here && n.first <= before.sentence.first + 1)?;
    (head.kind(codebook) == Some(Kind::ArmedGroup) && !tokens.is(head.end, &["'s"]))
        .then(|| head.actor(tokens, codebook))?
}

fn claim(actor: &Actor, kind: ResponsibilityKind, rule: &'static str, about: About) -> Claim {
    Claim { blame: Blame { actor: actor.clone(), kind, by: None, rule }, about, tells: None }
}

impl Reader<'_> {
    fn read(&self, i: usize, found: &mut Vec<Claim>) {
        use ResponsibilityKind::{Claimed, Denied, Stated, Suspected};
        let (first, end) = (self.reading.sentence.first, self.reading.sentence.end);
        if let Some(about) = self.responsibility(i).or_else(|| self.event(i))
            && let Some(actor) = self.subject(i)
        {
            let tells = matches!(about, About::Phrase(..)).then_some((i, end));
            found.push(Claim { tells, ..claim(actor, Claimed, "claim/subject", about) });
        } else if let Some((rule, about)) = self.own_deed(i)
            && let Some(actor) = self.subject_of(i, &[Kind::ArmedGroup, Kind::Authority, Kind::Government])
        {
            // those who rule and tell of their forces claim nothing
            let kind = if self.is_group(actor) { Claimed } else { Stated };
            if kind == Claimed || rule != "claim/bomber" {
                found.push(claim(actor, kind, rule, about));
            }
        } else if let Some((actor, about)) = self.passive(i) {
            let tells = matches!(about, About::Phrase(..)).then_some((first, i));
            found.push(Claim { tells, ..claim(actor, Claimed, "claim/by", about) });
        } else if let Some((actor, about)) = self.relative(i) {
            found.push(claim(actor, Claimed, "claim/relative", about));
        } else if let Some((actor, about)) = self.nominal(i) {
            let tells = if let About::Phrase(first, end) = about { Some((first, end)) } else { None };
            found.push(Claim { tells, ..claim(actor, Claimed, "claim/noun", about) });
        } else if self.denial(i)
            && let Some(actor) = self.subject_of(i, &[Kind::ArmedGroup, Kind::Authority, Kind::Government])
        {
            found.push(claim(actor, Denied, "claim/denied", About::Last));
        } else if let Some(actor) = self.suspicion(i) {
            found.push(claim(actor, Suspected, roles::SUSPICION, About::Last));
        }
        found.extend(self.blamed(i));
    }

    fn negated(&self, i: usize) -> bool {
        let tokens = self.tokens;
        (self.reading.sentence.first.max(i.saturating_sub(4))..i)
            .rev()
            .take_while(|&t| !matches!(tokens.mark(t), Some(',' | ';' | ':' | '(')))
            .any(|t| {
                tokens.is(
                    t,
                    &[
                        "no", "not", "nobody", "none", "never", "yet", "without", "neither", "nor", "if", "would",
                        "could", "may", "might", "whether", "cannot",
                    ],
                ) || tokens.low(t).ends_with("n't")
                    || tokens.low(t).ends_with("n’t")
            })
    }

    fn kind(&self, actor: &Actor) -> Option<Kind> {
        memory::kind_of(actor, self.codebook)
    }

    fn is_group(&self, actor: &Actor) -> bool {
        self.kind(actor) == Some(Kind::ArmedGroup)
    }

    fn is_armed(&self, actor: &Actor) -> bool {
        matches!(self.kind(actor), Some(Kind::ArmedGroup | Kind::Authority))
    }

    fn subject(&self, verb: usize) -> Option<&Actor> {
        self.subject_of(verb, &[Kind::ArmedGroup, Kind::Authority])
    }

    /// The group before the verb that is its subject or whose man the subject is.
    fn subject_of(&self, verb: usize, kinds: &[Kind]) -> Option<&Actor> {
        let (tokens, first) = (self.tokens, self.reading.sentence.first);
        let limit = roles::subject_end(tokens, first, verb);
        let oblique = |m: &NameMention| {
            const AGAINST: [&str; 8] = ["against", "on", "targeting", "than", "with", "to", "hit", "told"];
            let article = m.first > first && tokens.is(m.first - 1, &["the", "a", "an"]);
            let at = if article { m.first - 1 } else { m.first };
            at > first && tokens.is(at - 1, &AGAINST)
        };
        let named = self.groups.iter().rev().find(|(m, a)| {
            m.end <= limit
                && limit - m.end <= 12
                && !oblique(m)
                && self.kind(a).is_some_and(|k| kinds.contains(&k))
                && !(m.end..limit).any(|i| matches!(tokens.mark(i), Some(';')))
        });
        let pronoun = || self.pronoun.as_ref().filter(|_| verb <= first + 4);
        named.map(|(_, actor)| actor).or_else(pronoun)
    }

    /// The group named after a word, within so many tokens and before the next mark.
    fn after(&self, from: usize, within: usize) -> Option<(&NameMention, &Actor)> {
        let found = self.groups.iter().find(|(m, a)| m.first >= from && self.is_armed(a))?;
        let clear = (from..found.0.first).all(|i| !matches!(self.tokens.mark(i), Some(',' | ';' | '.' | ':')));
        (found.0.first - from <= within && clear).then_some((&found.0, &found.1))
    }

    /// Past `on Sunday`, `later`, `in a statement`.
    fn adverbials(&self, from: usize) -> usize {
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

    /// `claimed responsibility for …`, `has taken full responsibility`.
    fn responsibility(&self, i: usize) -> Option<About> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        const DONE: [&str; 11] = [
            "claimed", "claims", "claiming", "took", "takes", "taken", "taking", "accepted", "accepts", "assumed",
            "assumes",
        ];
        let stressed = i > 0
            && tokens.is(i, &["claim", "take", "accept", "assume"])
            && tokens.is(i - 1, &["did", "does", "quickly"]);
        if !tokens.is(i, &DONE) && !stressed {
            return None;
        }
        let mut at = self.adverbials(i + 1);
        if tokens.is(at, &["the", "full", "sole", "all"]) {
            at += 1;
        }
        if !tokens.is(at, &["responsibility", "credit"]) {
            return None;
        }
        let first = self.reading.sentence.first;
        let fronted = tokens.low(first) == "for" && i - first <= 14;
        let preposition = (at + 1..end.min(at + 14))
            .take_while(|&t| !matches!(tokens.mark(t), Some(',' | ';' | '.' | ':')))
            .find(|&t| tokens.low(t) == "for");
        let object = match preposition {
            Some(preposition) => self.object(preposition + 1),
            None if fronted => self.object(first + 1),
            None => Object::Unclear,
        };
        match object {
            Object::About(about) => Some(about),
            Object::Others => None,
            Object::Unclear => Some(About::Last),
        }
    }

    /// `claimed on Sunday the bombing of …`, `claimed it`, `took upon itself Friday's attempt`.
    fn event(&self, i: usize) -> Option<About> {
        let tokens = self.tokens;
        let object = if tokens.is(i, &["claimed", "claims", "claiming"]) {
            i + 1
        } else if tokens.is(i, &["took", "taken"])
            && tokens.low(i + 1) == "upon"
            && tokens.is(i + 2, &["itself", "themselves"])
        {
            i + 3
        } else {
            return None;
        };
        match self.object(object) {
            Object::About(about) => Some(about),
            Object::Others | Object::Unclear => None,
        }
    }

    fn object(&self, from: usize) -> Object {
        self.phrase(from, &CLAUSE)
    }

    /// A phrase for a deed; words of `clause` after it say that it is the subject of what follows.
    fn phrase(&self, from: usize, clause: &[&str]) -> Object {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        let at = self.adverbials(from);
        if tokens.low(at) == "it" || tokens.low(at) == "that" && tokens.is(at + 1, &["too", "one"]) {
            return if tokens.is(at + 1, clause) { Object::Unclear } else { Object::About(About::Last) };
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
            return if tokens.is(after, clause) { Object::Unclear } else { Object::About(About::Both) };
        }
        let owned = self.reading.dates.iter().any(|d| d.first == at && tokens.low(d.end) == "'s");
        let definite = owned || tokens.is(at, &["the", "that", "this"]);
        // "Friday's attempt to kill the envoy"
        let attempt = (at..at + 5).find(|&i| definite && tokens.is(i, &["attempt", "strike", "one"]));
        let Some(after) = noun.map(|w| w.end).or(attempt.map(|i| i + 1)) else { return Object::Unclear };
        if plural && !definite {
            return Object::Others;
        }
        if tokens.is(after, clause) || !(definite || tokens.is(at, &["a", "an"])) {
            return Object::Unclear;
        }
        let stop = (after..end.min(after + 14))
            .find(|&i| matches!(tokens.mark(i), Some(',' | ';' | ':')) || tokens.is(i, &CLAUSE));
        Object::About(About::Phrase(at, stop.unwrap_or(end.min(after + 14))))
    }

    /// `said in a message that its fighters had planted the bomb`, `said it was behind the raid`, `named the bomber as …`.
    fn own_deed(&self, i: usize) -> Option<(&'static str, About)> {
        let tokens = self.tokens;
        const BOMBER: [&str; 5] = ["bomber", "attacker", "attackers", "bombers", "assailant"];
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
        (owner + 2..owner + 5).find(|&v| {
            tokens.is(v, &["had", "has", "have", "was", "were", "carried", "killed", "attacked", "bombed", "targeted"])
        })
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
        const DEEDS: [&str; 12] = [
            "planted", "placed", "done", "conducted", "staged", "detonated", "attacked", "targeted", "mounted",
            "bombed", "launched", "fired",
        ];
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

    /// `That bombing was claimed by …`, `an attack later claimed by …`, `responsibility was claimed by …`.
    fn passive(&self, i: usize) -> Option<(&Actor, About)> {
        let (tokens, first) = (self.tokens, self.reading.sentence.first);
        if tokens.low(i) != "claimed" {
            return None;
        }
        let by = (i + 1..i + 5).find(|&t| tokens.low(t) == "by")?;
        let some = (first.max(i.saturating_sub(3))..i)
            .any(|t| tokens.is(t, &["many", "some", "most", "several", "mostly", "often", "few", "others"]));
        let clear = (i + 1..by).all(|t| tokens.mark(t).is_none());
        let (mention, actor) = self.after(by + 1, 5)?;
        if some || !clear || tokens.low(mention.end) == "that" {
            return None;
        }
        let spoken = tokens.is(i.saturating_sub(1), &["was", "were", "been"]) || tokens.low(first) == "claimed";
        match self.phrase(first, &[]) {
            Object::About(about) if spoken => Some((actor, about)),
            _ => Some((actor, About::Last)),
        }
    }

    /// `an attack that the group later claimed`.
    fn relative(&self, i: usize) -> Option<(&Actor, About)> {
        let tokens = self.tokens;
        if tokens.low(i) != "claimed" || tokens.is(i + 1, &["that", "it", "the", "to"]) {
            return None;
        }
        let end = roles::subject_end(tokens, self.reading.sentence.first, i);
        let (mention, actor) = self.groups.iter().find(|(m, a)| m.end == end && self.is_armed(a))?;
        let article = usize::from(tokens.is(mention.first.saturating_sub(1), &["the"]));
        let link = mention.first.checked_sub(article + 1)?;
        (link > self.reading.sentence.first && tokens.is(link, &["that", "which"])).then_some((actor, About::Last))
    }

    /// `the group's claim of responsibility`, `the claim by Islamic State`, `Islamic State's claim came a day later`.
    fn nominal(&self, i: usize) -> Option<(&Actor, About)> {
        let tokens = self.tokens;
        if tokens.low(i) != "claim" || tokens.is(i + 1, &["that", "to", "on"]) {
            return None;
        }
        let responsibility = tokens.low(i + 1) == "of" && tokens.low(i + 2) == "responsibility";
        if tokens.low(i + 1) == "of" && !responsibility {
            return None;
        }
        let after = if responsibility { i + 3 } else { i + 1 };
        let owner = self.groups.iter().rev().find(|(m, a)| {
            m.end < i && i - m.end <= 3 && tokens.low(m.end) == "'s" && (responsibility || self.is_group(a))
        });
        let by = || {
            let definite = i > 0 && tokens.is(i - 1, &["the", "a", "its"]);
            let (mention, actor) =
                self.after(after + 1, 2).filter(|_| definite && tokens.is(after, &["by", "from"]))?;
            (self.is_group(actor) && !tokens.is(mention.end, &["'s", "that"])).then_some(actor)
        };
        let actor = owner.map(|(_, actor)| actor).filter(|a| self.is_armed(a)).or_else(by)?;
        match self.phrase(after + 1, &[]) {
            Object::About(about) if tokens.low(after) == "for" => Some((actor, about)),
            Object::Others if tokens.low(after) == "for" => None,
            _ => Some((actor, About::Last)),
        }
    }

    /// `denied any role`, `denied that it had any part`, `disowned the attack`.
    fn denial(&self, i: usize) -> bool {
        let tokens = self.tokens;
        const PART: [&str; 7] =
            ["role", "involvement", "part", "hand", "responsibility", "connection", "participation"];
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
    fn suspicion(&self, i: usize) -> Option<&Actor> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        if tokens.low(i) == "suspicion" {
            let verb = (i + 1..end.min(i + 5)).find(|&t| {
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
    fn blamed(&self, i: usize) -> Option<Claim> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
        if tokens.low(i) == "work" && tokens.low(i + 1) == "of" && i > 1 && tokens.low(i - 1) == "the" {
            let plain = tokens.is(i - 2, &["was", "were", "been"]);
            let (_, actor) = self.after(i + 2, 3).filter(|_| plain)?;
            return Some(claim(actor, ResponsibilityKind::Attributed, "blame/work-of", About::Last));
        }
        let word = self.reading.words.iter().find(|w| w.first == i && matches!(w.word, Word::Blame))?;
        let behind = tokens.low(word.end - 1) == "behind";
        let accused = tokens.low(i).starts_with("accus");
        let actor = if behind {
            self.groups.iter().rev().find(|(m, a)| m.end <= i && self.is_armed(a)).map(|(_, a)| a)?
        } else {
            let (mention, actor) =
                self.groups.iter().find(|(m, a)| m.first > i && m.first - i <= 6 && self.is_armed(a))?;
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
            if of.is_some_and(|at| !deed(at)) || accused && !(direct && of.is_some()) {
                return None;
            }
            actor
        };
        let by = self.groups.iter().find(|(m, _)| m.end <= i && !behind).map(|(_, a)| a.clone());
        if by.as_ref().is_some_and(|b| b.name == actor.name) {
            return None;
        }
        let blame = Blame { actor: actor.clone(), kind: ResponsibilityKind::Attributed, by, rule: "blame" };
        Some(Claim { blame, about: About::Last, tells: None })
    }
}
