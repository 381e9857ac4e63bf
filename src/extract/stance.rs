//! Speech word, content and speaker → stance.
//!
//! By the reporting verb where it says so. Else by content and by who speaks: a forecast of harm by an official or agency warns, by
//! an analyst judges; a promise or retaliation is a pledge; a call on others is a demand; a witness on the incident claims.

use super::stance_signs::{self, Event, Signs};
use super::statements::Draft;
use super::testimony;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::speech::Capacity;
use crate::model::statement::{Form, Stance};

/// Who speaks, as far as it matters for the stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// Those who rule, an armed group, a government or an official of theirs.
    Official,
    /// An agency or an organisation, or somebody who speaks for one.
    Agency,
    /// A news outlet.
    Media,
    /// Somebody who judges.
    Analyst,
    /// Somebody who speaks for himself or herself.
    Witness,
    /// A person of whom the text says nothing more.
    Unknown,
}

/// The stance of a statement, and the rule that decided. `violent`: whether the article reports violence, which witnesses may tell of.
pub(super) fn stance(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook, violent: bool) -> (Stance, &'static str) {
    if let Some(stance) = draft.cue_stance {
        let declined = stance == Stance::Denial && declines(tokens, draft, codebook);
        return if declined { (Stance::Other, "stance/declined") } else { (stance, "stance/cue") };
    }
    let (stance, rule) = by_content(tokens, draft, codebook, violent);
    let open = matches!(stance, Stance::Claim | Stance::Assessment | Stance::Other);
    match draft.leads {
        Some(leads) if open => (leads, "stance/participle"),
        _ => (stance, rule),
    }
}

/// `rejected calls for a truce`: who turns down what was asked for denies nothing.
fn declines(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    let &(first, end) = draft.pieces.first().expect("a statement has a content");
    let noun = |i: usize| codebook.speech.declined.longest(tokens, i).is_some();
    let clause = |i: &usize| !tokens.is(*i, &["that", "of", "about", "by"]) && tokens.mark(*i).is_none();
    (first..end.min(first + 6)).take_while(clause).any(noun)
}

fn by_content(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook, violent: bool) -> (Stance, &'static str) {
    let voice = voice(draft, codebook);
    let signs = stance_signs::signs(tokens, draft, codebook);
    let named = signs.event != Event::Absent;
    let narrates = || violent && testimony::narrates(tokens, draft, codebook);
    match voice {
        Voice::Witness => witness(&signs, narrates()),
        Voice::Analyst => match signs.best(false) {
            Some(stance @ (Stance::Demand | Stance::Condemnation)) => (stance, "stance/content"),
            _ => (Stance::Assessment, "stance/analyst"),
        },
        // news that tells news, and speakers without name or office, deny nothing of their own
        Voice::Media if named => (Stance::Claim, "stance/event"),
        Voice::Media => (Stance::Other, "stance/media"),
        Voice::Unknown => match signs.best(false).filter(|&s| s != Stance::Denial || draft.speaker.name.is_some()) {
            Some(Stance::Assessment | Stance::Warning) | None if named => (Stance::Claim, "stance/event"),
            None if draft.speaker.name.is_some() && draft.form == Form::Direct && narrates() => {
                (Stance::Claim, "stance/witness")
            }
            Some(stance) => (stance, "stance/content"),
            None => (Stance::Other, "stance/default"),
        },
        Voice::Agency => match signs.best(true) {
            // what an agency will stop or run out of is no promise
            Some(Stance::Pledge) if signs.warns => (Stance::Warning, "stance/forecast"),
            Some(Stance::Assessment) | None if signs.event == Event::Told || named && signs.seen => {
                (Stance::Claim, "stance/event")
            }
            Some(stance) => (stance, "stance/content"),
            None => (Stance::Assessment, "stance/agency"),
        },
        Voice::Official => match signs.best(true) {
            Some(Stance::Assessment) | None if named => (Stance::Claim, "stance/event"),
            // "he admitted that the cowardly raid had cost lives"
            Some(Stance::Condemnation) if concedes(&draft.cue) => (Stance::Claim, "stance/conceded"),
            Some(stance) => (stance, "stance/content"),
            None => (Stance::Claim, "stance/default"),
        },
    }
}

/// Verbs that grant that something is so.
fn concedes(cue: &str) -> bool {
    ["conced", "admit", "acknowledg"].iter().any(|stem| cue.to_lowercase().starts_with(stem))
}

fn witness(signs: &Signs, narrates: bool) -> (Stance, &'static str) {
    match signs.best(false) {
        Some(stance @ (Stance::Demand | Stance::Condemnation)) => (stance, "stance/content"),
        Some(Stance::Denial) if signs.absence => (Stance::Denial, "stance/absence"),
        None | Some(Stance::Assessment | Stance::Warning) if signs.event != Event::Absent && signs.seen => {
            (Stance::Claim, "stance/witness")
        }
        None if narrates => (Stance::Claim, "stance/witness"),
        _ => (Stance::Other, "stance/private"),
    }
}

/// Whether the role is that of somebody who speaks for others, whoever they are.
fn spokes(role: &str) -> bool {
    role.to_lowercase().contains("spokes")
}

/// Whether the name is that of an office or a force of a state.
fn of_state(body: &str) -> bool {
    const OFFICES: [&str; 20] = [
        "embassy", "troops", "ministry", "police", "army", "government", "department", "military", "governor",
        "authority", "command", "directorate", "forces", "court", "intelligence", "guard", "council", "parliament",
        "administration", "office",
    ];
    body.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| OFFICES.contains(&word))
}

/// Whether the name is that of a body whose people judge: `the Wexcombe Institute`.
fn of_research(body: &str, codebook: &Codebook) -> bool {
    let body = body.to_lowercase();
    codebook.speech.research.iter().any(|word| {
        body.match_indices(word.as_str()).any(|(at, found)| {
            let before = body[..at].chars().next_back();
            let after = body[at + found.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

fn voice(draft: &Draft, codebook: &Codebook) -> Voice {
    let speaker = &draft.speaker;
    let role = speaker.role.as_deref().unwrap_or("");
    let described = if speaker.name.is_none() { speaker.as_written.as_str() } else { "" };
    let capacity = codebook.speech.capacity(role).or_else(|| codebook.speech.capacity(described));
    let body = speaker.organisation.as_ref();
    let kind = body.and_then(|o| codebook.actors.get(o)).map(|e| e.kind);
    let judges = || body.is_some_and(|b| of_research(b, codebook)) && !spokes(role);
    match (capacity, kind) {
        (_, None) if capacity != Some(Capacity::Witness) && judges() => Voice::Analyst,
        (Some(Capacity::Analyst), _) => Voice::Analyst,
        (Some(Capacity::Witness), None) => Voice::Witness,
        // who speaks for a body that is no office of a state speaks for an agency
        (Some(Capacity::Official), None) if body.is_some_and(|b| !of_state(b)) && spokes(role) => Voice::Agency,
        (_, Some(Kind::Authority | Kind::ArmedGroup | Kind::Government)) | (Some(Capacity::Official), None) => {
            Voice::Official
        }
        (None, Some(Kind::Media)) => Voice::Media,
        (_, Some(_)) => Voice::Agency,
        (None, None) if body.is_some_and(|b| of_state(b)) => Voice::Official,
        (None, None) if body.is_some() => Voice::Agency,
        (None, None) => Voice::Unknown,
    }
}
