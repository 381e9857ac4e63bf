//! A turn of a transcript → the statements of its sentences. What is said there is said by whoever has the turn.

use super::declared;
use super::incidents::Article;
use super::reading::Reading;
use super::statements::Draft;
use super::token::Tokens;
use super::turns::Turn;
use crate::codebook::actors::Kind;
use crate::codebook::events::Word;
use crate::model::statement::{Form, Stance, Statement};

/// The rule of sentences of a turn.
pub(super) const TURN: &str = "statement/turn";

/// Fewest words of a sentence that says something.
const LEAST_WORDS: usize = 5;

/// Pronouns that stand for nobody sure.
const PRONOUNS: [&str; 5] = ["he", "she", "it", "they", "that"];

/// Puts the sentence into the mouth of whoever has the turn. What third persons are quoted with stays theirs; `we said` is the
/// speaker's own. In a question only words in quotation marks are told by somebody else.
pub(super) fn sentence(article: &Article<'_>, reading: &Reading, turn: &Turn, drafts: &mut Vec<Draft>) {
    let tokens = article.tokens;
    if turn.asks || turn.speaker.is_none() {
        let asked = tokens.mark(reading.sentence.end - 1) == Some('?');
        drafts.retain(|d| d.speaker.name.is_some() && (d.form == Form::Direct || !asked));
        return;
    }
    let own =
        |d: &Draft| d.speaker.name.is_none() && ["we", "i"].contains(&d.speaker.as_written.to_lowercase().as_str());
    // "we did warn them in March" tells of a warning
    let past =
        |d: &Draft| d.cue_stance == Some(Stance::Warning) && d.tokens().next().is_some_and(|i| told_before(tokens, i));
    let leads = drafts.iter().find(|d| own(d)).map(|d| (d.cue.clone(), d.cue_stance.filter(|_| !past(d))));
    let pronoun =
        |d: &Draft| d.speaker.name.is_none() && PRONOUNS.contains(&d.speaker.as_written.to_lowercase().as_str());
    drafts.retain(|d| !own(d) && (!pronoun(d) || d.form != Form::Indirect));
    let first = reading.sentence.first.max(turn.body);
    let end = reading.sentence.end;
    let words = (first..end).filter(|&i| tokens.is_word(i)).count();
    let aside = first >= end || matches!(tokens.mark(first), Some('(' | '['));
    let asked = (first..end).rev().take(2).any(|i| tokens.mark(i) == Some('?'));
    if aside || asked || words < LEAST_WORDS {
        return;
    }
    // "the ministry said it was safe": the ministry's word, unless the speaker takes it up
    let taken = drafts.iter().filter_map(|d| d.pieces.first()).map(|p| p.0).min();
    let opens = (first..taken.unwrap_or(first)).any(|i| tokens.is(i, &["i", "we", "our", "my"]));
    if taken.is_some() && !opens {
        return;
    }
    let (cue, cue_stance) = leads.unwrap_or_default();
    drafts.push(Draft {
        speaker: turn.speaker.clone().expect("a turn without a speaker was left above"),
        cue,
        cue_stance,
        leads: None,
        pieces: vec![(first, end)],
        form: Form::Direct,
        date: None,
        sentence: reading.index,
        rule: TURN,
    });
}

/// Whether a sentence of a turn says something about the subject: it does something, or it speaks of an armed group, of violence
/// or of a danger.
pub(super) fn matters(article: &Article<'_>, reading: &Reading, statement: &Statement) -> bool {
    let tokens = article.tokens;
    let violence =
        reading.words.iter().any(|w| matches!(w.word, Word::Trigger(t) if !t.weak) || matches!(w.word, Word::Harm(..)));
    let within =
        |words: &[&str]| (reading.sentence.first..reading.sentence.end).any(|i| words.contains(&tokens.low(i)));
    let danger = within(&["danger", "dangerous", "threat", "threats"]);
    let group =
        reading.names.iter().any(|n| matches!(n.kind(article.codebook), Some(Kind::ArmedGroup | Kind::Authority)));
    let topic = statement.about.topic.as_deref().is_some_and(|topic| TOPICS.contains(&topic));
    let subject = group || violence || danger || topic;
    match statement.stance {
        Stance::Claim | Stance::Assessment => subject,
        Stance::Other => group,
        // "I will come back to you", "please ask my colleague"
        Stance::Pledge | Stance::Demand => subject || !within(&["you", "your", "please"]),
        stance => declared::acts(stance),
    }
}

/// Topics of the codebook that concern the subject.
const TOPICS: [&str; 5] = ["responsibility", "presence", "threat", "losses", "security assurance"];

/// Whether a verb before the content is of the past: `did warn`, `warned`.
fn told_before(tokens: &Tokens<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| tokens.is(i, &["did", "warned", "cautioned"]))
}
