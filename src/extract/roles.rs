//! Who did it, to whom, and on whose word.

use super::forces;
use super::frames::Frame;
use super::memory::{self, Memory};
use super::names::NameMention;
use super::reading::{EventWord, Reading};
use super::reality;
use super::surroundings;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::events::{Form, HarmForm, Word};
use crate::codebook::scan::Shape;
use crate::model::actor::Actor;
use crate::model::incident::{EventType, ResponsibilityKind};

/// Who is named as having done it.
#[derive(Debug, Clone)]
pub(super) struct Blame {
    /// Who.
    pub(super) actor: Actor,
    /// On whose word.
    pub(super) kind: ResponsibilityKind,
    /// Who blames, where somebody is named.
    pub(super) by: Option<Actor>,
    /// Name of the rule.
    pub(super) rule: &'static str,
}

/// Rule of a suspicion: it names nobody as the doer.
pub(super) const SUSPICION: &str = "suspicion";

/// Looks for the perpetrator of a frame in its stretch of the sentence.
pub(super) fn perpetrator(
    tokens: &Tokens<'_>,
    reading: &Reading,
    frame: &Frame,
    memory: &Memory,
    codebook: &Codebook,
) -> Option<Blame> {
    if frame.event_type == EventType::Clash {
        return None;
    }
    let forces = forces::forces(tokens, reading, frame.end, memory, codebook);
    let found = by_agent(tokens, reading, frame, &forces, codebook)
        .or_else(|| by_preposition(tokens, reading, frame, &forces))
        .or_else(|| compound(tokens, reading, frame, &forces))
        .or_else(|| subject(tokens, reading, frame, &forces, codebook))?;
    let (mention, actor, rule) = found;
    let hedged = reading.words.iter().any(|w| {
        matches!(w.word, Word::Hedge)
            && frame.first <= w.first
            && w.end <= frame.end
            && (w.first.abs_diff(mention.first) <= 6 || w.end.abs_diff(mention.first) <= 6)
    });
    let kind = if hedged { ResponsibilityKind::Suspected } else { ResponsibilityKind::Stated };
    Some(Blame { actor, kind, by: None, rule })
}

type Found = (NameMention, Actor, &'static str);

/// `an IS-K suicide bomber`, `two alleged IS-K gunmen`.
fn by_agent(
    tokens: &Tokens<'_>,
    reading: &Reading,
    frame: &Frame,
    forces: &[(NameMention, Actor)],
    codebook: &Codebook,
) -> Option<Found> {
    let agents = reading.words.iter().filter(|w| {
        frame.first <= w.first && w.end <= frame.end && matches!(w.word, Word::Trigger(t) if t.form == Form::Agent)
    });
    for agent in agents {
        for (mention, actor) in forces {
            let before = mention.end <= agent.first
                && agent.first - mention.end <= 2
                && (mention.end..agent.first).all(|i| {
                    !tokens.is(i, &["and", "said", "by", "of", "the", "a", "an", "both", "two", "three"])
                        && tokens.mark(i) != Some(',')
                });
            let from = mention.first > agent.end
                && mention.first - agent.end <= 4
                && (agent.end..mention.first).any(|i| tokens.is(i, &["from", "of"]))
                // "a bomber from Syria": where somebody comes from, unless it is a force of that state
                && (memory::kind_of(actor, codebook) != Some(Kind::Government)
                    || forces::owned(tokens, mention.end)
                    || tokens.low(mention.end) == "'s");
            if before || from {
                return Some((*mention, actor.clone(), "perpetrator/agent"));
            }
        }
    }
    None
}

/// `carried out by …`, `an attack by …`.
fn by_preposition(
    tokens: &Tokens<'_>,
    reading: &Reading,
    frame: &Frame,
    forces: &[(NameMention, Actor)],
) -> Option<Found> {
    let from = frame.trigger.map_or(frame.first, |t| t.first);
    for i in from..frame.end {
        if tokens.low(i) != "by" || others_deed(tokens, reading, i.saturating_sub(1)) {
            continue;
        }
        let found = forces.iter().find(|(m, _)| m.first > i && m.first - i <= 7);
        if let Some((mention, actor)) = found {
            // "carried out by a lone bomber, a review by the ministry found"; but "by gunmen from the group"
            let agent = reading.words.iter().any(|w| {
                i < w.first && w.end <= mention.first && matches!(w.word, Word::Trigger(t) if t.form == Form::Agent)
            });
            let theirs = (i + 1..mention.first).any(|t| tokens.is(t, &["from", "of", "to", "with"]));
            let aside = (i + 1..mention.first).any(|t| tokens.mark(t) == Some(','));
            let clear = !aside
                && (!agent || theirs)
                && !(i + 1..mention.first).any(|t| tokens.is(t, &["against", "on", "targeting", "after", "and"]));
            if clear {
                return Some((*mention, actor.clone(), "perpetrator/by"));
            }
        }
    }
    None
}

/// `a post manned by the Taliban`, `inspired by Islamic State`, `condemned by Iran`: a participle before `by` that is no event
/// word and no word for carrying one out.
fn others_deed(tokens: &Tokens<'_>, reading: &Reading, at: usize) -> bool {
    const CARRIED: [&str; 25] = [
        "launched", "staged", "conducted", "mounted", "perpetrated", "committed", "executed", "planted", "detonated",
        "triggered", "caused", "planned", "orchestrated", "masterminded", "ordered", "organised", "organized",
        "placed", "hurled", "lobbed", "inflicted", "directed", "coordinated", "fired", "adopted",
    ];
    const IRREGULAR: [&str; 12] =
        ["led", "held", "run", "seen", "known", "sent", "sold", "built", "kept", "lost", "overseen", "chosen"];
    let word = tokens.low(at);
    let participle = word.len() > 4 && word.ends_with("ed") || IRREGULAR.contains(&word);
    let event = reading
        .words
        .iter()
        .any(|w| w.first <= at && at < w.end && matches!(w.word, Word::Trigger(_) | Word::Harm(..)));
    participle && !event && !CARRIED.contains(&word)
}

/// `a Taliban raid`, `the ISIS-K attack`, `Islamic State's bombing`.
fn compound(tokens: &Tokens<'_>, reading: &Reading, frame: &Frame, forces: &[(NameMention, Actor)]) -> Option<Found> {
    let trigger = frame.trigger?;
    let Word::Trigger(kind) = trigger.word else { return None };
    if !matches!(kind.form, Form::Noun | Form::Plural) {
        return None;
    }
    // "the Iran bombing" was in Iran; "an Iran airstrike", "Iran's bombing" was by it
    let where_it_was = |m: &NameMention| {
        !matches!(kind.event_type, EventType::Airstrike | EventType::Raid)
            && m.end == trigger.first
            && reading.places.iter().any(|p| !p.adjective && p.first == m.first && p.end == m.end)
    };
    forces
        .iter()
        .filter(|(m, _)| !where_it_was(m))
        .find(|(m, _)| {
            // "a US strike": one event word
            let inside = m.first == trigger.first && m.end < trigger.end;
            let before = m.end <= trigger.first && trigger.first - m.end <= 4;
            (inside || before)
                && (m.end..trigger.first).all(|i| {
                    tokens.is(
                        i,
                        &[
                            "'s", "-", "security", "forces", "special", "terror", "bomb", "suicide", "deadly", "led",
                            "claimed", "s",
                        ],
                    ) || matches!(tokens.mark(i), Some('\'' | '’' | '-'))
                })
                && !tokens.is(m.first.saturating_sub(1), &["on", "against", "of"])
                && !(m.first > 1 && tokens.is(m.first - 2, &["on", "against"]))
        })
        .map(|(m, a)| (*m, a.clone(), "perpetrator/compound"))
}

/// The subject of an active verb, also over `said their forces had …`.
fn subject(
    tokens: &Tokens<'_>,
    reading: &Reading,
    frame: &Frame,
    forces: &[(NameMention, Actor)],
    codebook: &Codebook,
) -> Option<Found> {
    let verb = reading
        .words
        .iter()
        .filter(|w| frame.first <= w.first && w.end <= frame.end)
        .filter(|w| !reality::habit(tokens, w, frame.first, frame.end) && !runs_onto(tokens, w.first))
        .filter(|w| !is_nominal(tokens, w.first) && !is_participle(tokens, w))
        .find(|w| match w.word {
            Word::Trigger(t) => t.form == Form::Verb && is_active(tokens, w.first, frame.first),
            // "a soldier was killed and two others injured in an attack": without an object it is a passive
            Word::Harm(_, HarmForm::Verb) => {
                is_active(tokens, w.first, frame.first)
                    && tokens.is_word(w.end)
                    && (!tokens.is(w.end, &["in", "by", "when", "during", "after", "at", "near"])
                        || tokens.low(w.end) == "at" && tokens.is(w.end + 1, &["least", "most"]))
            }
            _ => false,
        })
        .map(|w| w.first);
    // "conducted a strike on the group, killing six"
    let verb = match (verb, staged(tokens, frame)) {
        (Some(verb), Some(staged)) => verb.min(staged),
        (verb, staged) => verb.or(staged)?,
    };
    // things that explode do not act for the group that is named beside them
    let thing = reading.words.iter().any(|w| {
        frame.first <= w.first
            && w.end <= verb
            && matches!(w.word, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural) && t.event_type == EventType::Bombing)
            && verb - w.end <= 3
    });
    let limit = subject_end(tokens, reading.sentence.first, verb);
    let (mention, actor) = forces.iter().rev().find(|(m, _)| m.end <= limit)?;
    // "in northern Mali", "in Nigeria's Kebbi state": a country that something lies in
    let mut opens = mention.first;
    while opens > reading.sentence.first && surroundings::direction(tokens, opens - 1) && !tokens.is(opens - 1, &["in"])
    {
        opens -= 1;
    }
    let country = reading.places.iter().any(|p| !p.adjective && p.first == mention.first && p.end == mention.end);
    if country && tokens.low(mention.end) == "'s" && !forces::owned(tokens, mention.end + 1) {
        return None;
    }
    let oblique = opens > reading.sentence.first
        && tokens.is(
            opens - 1,
            &[
                "against", "on", "of", "with", "from", "by", "than", "for", "in", "at", "to", "under", "following",
                "told",
            ],
        );
    let article_oblique = mention.first > reading.sentence.first + 1
        && tokens.is(mention.first - 1, &["the", "an", "a"])
        && tokens
            .is(mention.first - 2, &["against", "on", "of", "with", "from", "by", "targeting", "hit", "struck", "to"]);
    // `an Islamic State house`: the name is another noun's
    let object_noun = (mention.end..verb).any(|i| {
        codebook.places.site_nouns.longest(tokens, i).is_some()
            || tokens.is(
                i,
                &[
                    "vehicles", "vehicle", "convoy", "patrol", "hideout", "cell", "commander", "leader", "official",
                    "officials", "minister", "ministry", "spokesman", "spokeswoman", "spokesperson", "governor",
                    "mayor",
                ],
            )
    }) && verb - mention.end <= 3;
    let fighters = fighters_of(tokens, reading.sentence.first, mention.first);
    if thing
        || !fighters && (oblique || article_oblique)
        || object_noun
        || ends_attack(tokens, reading, verb)
        || anothers_deed(tokens, reading, codebook, mention.end, verb)
    {
        return None;
    }
    Some((*mention, actor.clone(), "perpetrator/subject"))
}

/// `Fighters from Islamic State attacked a village`: those who act are of the group.
fn fighters_of(tokens: &Tokens<'_>, first: usize, group: usize) -> bool {
    const LINKS: [&str; 10] = ["from", "of", "the", "belonging", "to", "affiliated", "with", "loyal", "allied", "-"];
    const DOERS: [&str; 10] = [
        "fighters", "militants", "insurgents", "rebels", "jihadists", "extremists", "gunmen", "members", "guerrillas",
        "fighter",
    ];
    let mut at = group;
    while at > first && group - at <= 4 && tokens.is(at - 1, &LINKS) {
        at -= 1;
    }
    at < group && at > first && tokens.is(at - 1, &DOERS) && !tokens.is(at, &["the"])
}

/// `Iran said that two bombers killed 84`, `denied it had bombed`: the name before the verb is not its subject.
fn anothers_deed(tokens: &Tokens<'_>, reading: &Reading, codebook: &Codebook, from: usize, verb: usize) -> bool {
    let own = (from..verb).any(|i| {
        tokens.is(i, &["its", "their", "his", "they", "it", "he", "we", "our"])
            && !(i + 1..verb).any(|t| tokens.is(t, &["and", "when", "after", "as", "which"]))
    });
    let agent = reading
        .words
        .iter()
        .any(|w| from <= w.first && w.end <= verb && matches!(w.word, Word::Trigger(t) if t.form == Form::Agent));
    let denied = (from..verb).any(|i| tokens.is(i, &["denied", "denies", "denying", "rejected", "rejects"]));
    // "Pakistan said a blast at a mosque killed five"; but "the group, officials said, killed five"
    let said = (from..verb).any(|i| {
        tokens.form(i) == Shape::Lower
            && codebook.speech.cues.longest(tokens, i).is_some_and(|(after, _)| tokens.mark(after) != Some(','))
    });
    denied || (!own && (agent || said))
}

/// `shot both attackers dead`: who ends an attack did not begin it.
fn ends_attack(tokens: &Tokens<'_>, reading: &Reading, verb: usize) -> bool {
    (verb + 1..verb + 4).any(|i| tokens.is(i, &["the", "both", "all", "these", "those"]))
        && reading.words.iter().any(|w| {
            verb < w.first
                && w.first <= verb + 5
                && matches!(w.word, Word::Trigger(t) if t.form == Form::Agent)
                && !(verb + 1..w.first)
                    .any(|i| tokens.mark(i).is_some() || tokens.is(i, &["of", "on", "in", "at", "by"]))
        })
}

/// `the shooting at the embassy`, `put the injured at nine`: no verb.
fn is_nominal(tokens: &Tokens<'_>, verb: usize) -> bool {
    verb > 0 && tokens.is(verb - 1, &["the", "a", "an", "this", "that", "its", "his", "her", "their", "of", "'s"])
}

/// `Four guards killed in the blast`: whom it happened to, not who did it.
fn is_participle(tokens: &Tokens<'_>, word: &EventWord) -> bool {
    let harm = match word.word {
        Word::Trigger(t) => t.form == Form::Verb && t.personal,
        Word::Harm(_, form) => form == HarmForm::Verb,
        _ => false,
    };
    let at_least = tokens.low(word.end) == "at" && tokens.is(word.end + 1, &["least", "most"]);
    harm && tokens.low(word.end - 1).ends_with("ed")
        && !at_least
        && tokens.is(word.end, &["in", "by", "during", "on", "at", "when", "near", "as", "after", "while", "outside"])
}

/// `their vehicle struck a roadside mine`: who hits a bomb is its victim.
fn runs_onto(tokens: &Tokens<'_>, verb: usize) -> bool {
    tokens.is(verb, &["struck", "hit"])
        && (verb + 1..verb + 6).any(|i| {
            tokens
                .is(i, &["mine", "landmine", "bomb", "ied", "device", "explosive", "explosives", "mines", "landmines"])
        })
}

/// Where the subject of the verb ends: before an aside such as `, who are not the other,`.
pub(super) fn subject_end(tokens: &Tokens<'_>, first: usize, verb: usize) -> usize {
    let mut limit = verb;
    while limit > first && tokens.is(limit - 1, &["has", "have", "had", "also", "later"]) {
        limit -= 1;
    }
    if limit > first && tokens.mark(limit - 1) == Some(',') {
        let open = (first..limit - 1).rev().find(|&i| tokens.mark(i) == Some(','));
        limit = open.filter(|&o| tokens.is(o + 1, &["who", "which", "whose", "a", "an", "the"])).unwrap_or(limit);
    }
    limit
}

fn staged(tokens: &Tokens<'_>, frame: &Frame) -> Option<usize> {
    let trigger = frame.trigger?;
    (frame.first..trigger.first).rev().find(|&i| {
        tokens.low(i) == "took" && tokens.is(trigger.end - 1, &["strike", "strikes"])
            || tokens.is(
                i,
                &["staged", "launched", "conducted", "undertook", "mounted", "perpetrated", "concluded", "completed"],
            )
            || (tokens.low(i) == "out" && i > frame.first && tokens.is(i - 1, &["carried", "carry", "carrying"]))
    })
}

fn is_active(tokens: &Tokens<'_>, verb: usize, first: usize) -> bool {
    let passive = verb > first
        && (tokens.is(verb - 1, &["was", "were", "been", "being", "be", "is", "are"])
            || (verb > first + 1 && tokens.is(verb - 2, &["was", "were", "been"]) && !tokens.is(verb - 1, &["and"])));
    !passive
}

/// Whom or what it was directed at, in the words of the text: what follows `targeting`, `attack on`, `raided`.
pub(super) fn target(tokens: &Tokens<'_>, reading: &Reading, frame: &Frame) -> Option<String> {
    let verb = reading
        .words
        .iter()
        .filter(|w| frame.first <= w.first && w.end <= frame.end)
        .filter(|w| matches!(w.word, Word::Trigger(t) if matches!(t.form, Form::Verb | Form::Noun | Form::Plural)))
        .filter(|w| !reality::habit(tokens, w, frame.first, frame.end) && !runs_onto(tokens, w.first))
        .find_map(|w| {
            let Word::Trigger(t) = w.word else { return None };
            if t.event_type != frame.event_type && !t.generic {
                return None;
            }
            let directed = matches!(
                tokens.low(w.first),
                "targeting"
                    | "targeted"
                    | "attacked"
                    | "attacking"
                    | "raided"
                    | "raiding"
                    | "stormed"
                    | "struck"
                    | "hit"
                    | "destroyed"
                    | "bombed"
            );
            match t.form {
                Form::Verb if directed && is_active(tokens, w.first, frame.first) => Some(w.end),
                Form::Noun | Form::Plural
                    if tokens.is(w.end, &["against", "targeting"])
                        || (tokens.low(w.end) == "on" && (t.generic || t.event_type == EventType::Raid)) =>
                {
                    Some(w.end + 1)
                }
                _ => None,
            }
        })?;
    let mut end = verb;
    while end < frame.end && end < verb + 9 {
        let stop = tokens.mark(end).is_some_and(|c| !matches!(c, '-' | '’' | '“' | '”' | '"' | '.'))
            || tokens.mark(end) == Some('.') && end + 1 >= frame.end
            || tokens.is(
                end,
                &[
                    "where", "used", "who", "whose", "killed", "packed", "carrying", "in", "on", "at", "near",
                    "outside", "during", "over", "by", "when", "while", "after", "killing", "wounding", "and", "that",
                    "which", "as", "last", "carried", "was", "were", "early", "with", "for", "late", "since", "went",
                    "manned", "guarded", "protected", "sheltering", "housing", "belonging", "exploded", "detonated",
                    "left", "is", "are", "has", "have", "had", "will", "would", "to", "because", "but", "so", "than",
                    "located", "situated", "based", "gathered", "gathering", "waiting", "queuing", "attending",
                    "attended", "flocking", "returning", "travelling", "traveling", "fleeing", "following", "about",
                    "just", "there", "into", "before", "amid",
                ],
            )
            // Another noun phrase begins: "called the attack on the mosque an atrocity".
            || end > verb + 1
                && tokens.is(end, &["a", "an"])
                && !tokens.is(end - 1, &["of", "from", "against", "towards", "near"])
            || reading.dates.iter().any(|d| d.first == end);
        if stop {
            break;
        }
        end += 1;
    }
    let first_word = tokens.low(verb);
    let dated = reading.dates.iter().any(|d| d.first >= verb && d.first < end)
        || tokens.is(verb + 1, &["same", "eve", "day", "night"]);
    let area =
        matches!(tokens.low(end - 1), "area" | "areas" | "place" | "places" | "region" | "city" | "country" | "time");
    // No thing or person: "an attack on our values", "on Indian soil".
    let abstraction = matches!(
        tokens.low(end.max(verb + 1) - 1),
        "values"
            | "rights"
            | "freedom"
            | "freedoms"
            | "liberty"
            | "democracy"
            | "humanity"
            | "sovereignty"
            | "dignity"
            | "peace"
            | "stability"
            | "unity"
            | "soil"
            | "territory"
            | "all"
            | "us"
    );
    let whose = matches!(first_word, "our" | "my" | "your" | "its" | "their" | "his" | "her");
    if end == verb
        || dated
        || area
        || abstraction
        || whose
        || matches!(first_word, "him" | "it" | "them" | "himself" | "twitter" | "social" | "what")
    {
        return None;
    }
    let words = tokens.words(verb, end);
    let words = words.trim_matches(|c: char| matches!(c, '“' | '”' | '"')).to_owned();
    (!words.is_empty() && words.chars().any(char::is_alphabetic)).then_some(words)
}
