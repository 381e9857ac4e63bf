//! A sentence → who is said in it to have done a deed told here or before: claims, denials, blame and suspicion, each with
//! the words that stand for the deed. Which event that is, `claimed` finds.

use super::deeds::Object;
use super::memory::{self, Memory};
use super::names::NameMention;
use super::reading::Reading;
use super::roles::{self, Blame};
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::model::actor::Actor;
use crate::model::incident::ResponsibilityKind;

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
    /// The verb or noun that says it.
    pub(super) at: usize,
    /// The tokens that tell of the deed itself; what stands outside tells of the claim. `None` where they are not parted.
    pub(super) tells: Option<(usize, usize)>,
}

/// A sentence with those whom it names.
pub(super) struct Reader<'a> {
    /// The tokens.
    pub(super) tokens: &'a Tokens<'a>,
    /// The sentence.
    pub(super) reading: &'a Reading,
    /// The codebook.
    pub(super) codebook: &'a Codebook,
    /// Groups, authorities and states that it names.
    pub(super) groups: Vec<(NameMention, Actor)>,
    /// Who `It` at its head is.
    pub(super) pronoun: Option<Actor>,
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
    // "No group claimed it, but suspicion fell on …": the second half still tells
    let from = if nobody { (first..end).find(|&i| tokens.low(i) == "but").unwrap_or(end) } else { first };
    if from == end {
        return Vec::new();
    }
    let actor = |n: &NameMention| Some((*n, memory.actor(tokens, n, &reading.names, codebook)?));
    let mut groups: Vec<(NameMention, Actor)> = reading.names.iter().filter_map(actor).collect();
    branches(tokens, &mut groups, codebook);
    let pronoun = before.and_then(|b| subject_before(tokens, reading, b, codebook));
    // Nobody is there who could claim.
    if groups.is_empty() && pronoun.is_none() {
        return Vec::new();
    }
    let reader = Reader { tokens, reading, codebook, groups, pronoun };
    let mut found = Vec::new();
    for i in from..end {
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

pub(super) fn claim(at: usize, actor: &Actor, kind: ResponsibilityKind, rule: &'static str, about: About) -> Claim {
    Claim { at, blame: Blame { actor: actor.clone(), kind, by: None, rule }, about, tells: None }
}

/// Verbs that take responsibility.
const DONE: [&str; 12] = [
    "claim", "claimed", "claims", "claiming", "took", "takes", "taken", "taking", "accepted", "accepts", "assumed",
    "assumes",
];

impl Reader<'_> {
    fn read(&self, i: usize, found: &mut Vec<Claim>) {
        use ResponsibilityKind::{Claimed, Denied, Stated, Suspected};
        let (first, end) = (self.reading.sentence.first, self.reading.sentence.end);
        if let Some(about) = self.responsibility(i).or_else(|| self.event(i))
            && let Some(actor) = self.subject(i)
        {
            let tells = matches!(about, About::Phrase(..)).then_some((i, end));
            found.push(Claim { tells, ..claim(i, actor, Claimed, "claim/subject", about) });
        } else if let Some((rule, about)) = self.own_deed(i)
            && let Some(actor) = self.subject_of(i, &[Kind::ArmedGroup, Kind::Authority, Kind::Government])
        {
            // those who rule and tell of their forces claim nothing
            let kind = if self.is_group(actor) { Claimed } else { Stated };
            if kind == Claimed || rule != "claim/bomber" {
                found.push(claim(i, actor, kind, rule, about));
            }
        } else if let Some((actor, about)) = self.passive(i) {
            let tells = matches!(about, About::Phrase(..)).then_some((first, i));
            found.push(Claim { tells, ..claim(i, actor, Claimed, "claim/by", about) });
        } else if let Some((actor, about)) = self.relative(i) {
            found.push(claim(i, actor, Claimed, "claim/relative", about));
        } else if let Some((actor, about)) = self.nominal(i) {
            let tells = if let About::Phrase(first, end) = about { Some((first, end)) } else { None };
            found.push(Claim { tells, ..claim(i, actor, Claimed, "claim/noun", about) });
        } else if self.denial(i)
            && let Some(actor) = self.subject_of(i, &[Kind::ArmedGroup, Kind::Authority, Kind::Government])
        {
            found.push(claim(i, actor, Denied, "claim/denied", About::Last));
        } else if let Some(actor) = self.suspicion(i) {
            found.push(claim(i, actor, Suspected, roles::SUSPICION, About::Last));
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

    pub(super) fn kind(&self, actor: &Actor) -> Option<Kind> {
        memory::kind_of(actor, self.codebook)
    }

    pub(super) fn is_group(&self, actor: &Actor) -> bool {
        self.kind(actor) == Some(Kind::ArmedGroup)
    }

    pub(super) fn is_armed(&self, actor: &Actor) -> bool {
        matches!(self.kind(actor), Some(Kind::ArmedGroup | Kind::Authority))
    }

    pub(super) fn subject(&self, verb: usize) -> Option<&Actor> {
        self.subject_of(verb, &[Kind::ArmedGroup, Kind::Authority])
    }

    /// The group before the verb that is its subject or whose man the subject is.
    pub(super) fn subject_of(&self, verb: usize, kinds: &[Kind]) -> Option<&Actor> {
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
                && (self.kind(a) != Some(Kind::Government) || self.speaks(m.end, limit))
                && self.kind(a).is_some_and(|k| kinds.contains(&k))
                && !(m.end..limit).any(|i| matches!(tokens.mark(i), Some(';')))
        });
        let pronoun = || self.pronoun.as_ref().filter(|_| verb <= first + 4);
        named.map(|(_, actor)| actor).or_else(pronoun)
    }

    /// Whether nothing but words for its offices and forces stands between a state's name and the verb: `the U.S. military said`.
    fn speaks(&self, from: usize, verb: usize) -> bool {
        const OFFICES: [&str; 16] = [
            "military", "army", "forces", "officials", "official", "air", "force", "government", "security", "troops",
            "command", "has", "had", "have", "also", "later",
        ];
        (from..verb).all(|i| self.tokens.is(i, &OFFICES))
    }

    /// The group named after a word, within so many tokens and before the next mark.
    pub(super) fn after(&self, from: usize, within: usize) -> Option<(&NameMention, &Actor)> {
        let found = self.groups.iter().find(|(m, a)| m.first >= from && self.is_armed(a))?;
        let clear = (from..found.0.first).all(|i| !matches!(self.tokens.mark(i), Some(',' | ';' | '.' | ':')));
        (found.0.first - from <= within && clear).then_some((&found.0, &found.1))
    }

    /// `claimed responsibility for …`, `has taken full responsibility`.
    fn responsibility(&self, i: usize) -> Option<About> {
        let (tokens, end) = (self.tokens, self.reading.sentence.end);
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
}
