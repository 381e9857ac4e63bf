//! Content → what its words show: phrases of the codebook, forecasts of harm, promises, denials of blame, told events.

use super::absence;
use super::commitments;
use super::statements::Draft;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;
use crate::codebook::actors::Name;
use crate::codebook::events::{HarmForm, Word};
use crate::codebook::speech::Shows;
use crate::model::statement::Stance;

/// Tokens within which a word of harm follows a word of outlook.
const REACH: usize = 9;

/// How a content speaks of an event.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// Not at all.
    #[default]
    Absent,
    /// By a noun: `the attack`.
    Named,
    /// By a verb of harm: `killed`.
    Told,
}

/// What the words of a content show.
#[derive(Debug, Default)]
pub(super) struct Signs {
    found: Vec<Shows>,
    /// Whether an event is named, or told by a verb.
    pub(super) event: Event,
    /// Somebody saw or heard it.
    pub(super) seen: bool,
    /// An armed group is said not to be there.
    pub(super) absence: bool,
    /// Harm is foretold.
    pub(super) warns: bool,
}

impl Signs {
    /// The strongest stance that is shown; `weak` words count for officials and bodies alone. `None` where no word shows any.
    pub(super) fn best(&self, weak: bool) -> Option<Stance> {
        self.found.iter().filter(|s| weak || !s.weak).min_by_key(|s| s.rank).map(|s| s.stance)
    }

    fn structural(&mut self, stance: Stance, codebook: &Codebook) {
        if let Some(&rank) = codebook.speech.ranks.get(&stance) {
            self.found.push(Shows { rank, stance, weak: false });
        }
    }
}

/// Reads the content.
pub(super) fn signs(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> Signs {
    let mut signs = Signs::default();
    for i in draft.tokens() {
        if let Some((_, &shows)) = codebook.speech.stances.longest(tokens, i)
            && !(shows.stance == Stance::Denial && tokens.is(i, &ASKS) && !asked(tokens, draft))
        {
            signs.warns |= shows.stance == Stance::Warning;
            signs.found.push(shows);
        }
        if let Some((_, &shows)) = codebook.speech.negated.longest(tokens, i)
            && negated(tokens, draft, i)
        {
            signs.found.push(shows);
        }
        if let Some((after, words)) = codebook.events.longest(tokens, i) {
            if absence::makes_little(tokens, draft, i, after) {
                signs.structural(Stance::Denial, codebook);
            }
            for word in words {
                let event = match word {
                    Word::Harm(_, HarmForm::Verb | HarmForm::Intransitive) => Event::Told,
                    Word::Harm(..) => Event::Named,
                    Word::Trigger(trigger) if !trigger.weak => Event::Named,
                    _ => Event::Absent,
                };
                signs.event = signs.event.max(event);
            }
        }
        signs.seen |= tokens.is(i, &SEEN);
    }
    if forecast(tokens, draft, codebook) {
        signs.warns = true;
        signs.structural(Stance::Warning, codebook);
    }
    if commitments::commits(tokens, draft, codebook) {
        signs.structural(Stance::Pledge, codebook);
    }
    if opens_with_no(tokens, draft) || clears_itself(tokens, draft, codebook) {
        signs.structural(Stance::Denial, codebook);
    }
    signs.absence = absence::absence(tokens, draft, codebook);
    if signs.absence {
        signs.structural(Stance::Denial, codebook);
    }
    signs
}

/// Words with which a question denies: `what threat?`. Elsewhere they do not.
const ASKS: [&str; 5] = ["what", "which", "where", "how", "why"];

/// Whether the content asks.
fn asked(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    draft.tokens().any(|i| tokens.mark(i) == Some('?'))
        || draft.pieces.last().is_some_and(|p| tokens.mark(p.1) == Some('?'))
}

/// Verbs of those who were there.
static SEEN: Words<13> = Words::of([
    "saw", "heard", "happened", "entered", "ran", "exploded", "blew", "was", "were", "killed", "came", "shot", "fired",
]);

/// `the death toll will rise`, `thousands could starve`: outlook and harm in one clause, either first. The speaker's own deeds are none.
fn forecast(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    let parts = |t: usize| matches!(tokens.mark(t), Some(';' | '.' | '?' | '”' | '"'));
    draft.pieces.iter().any(|&(first, end)| {
        let mut outlook: Option<usize> = None;
        let mut harm: Option<usize> = None;
        for i in first..end {
            if parts(i) {
                (outlook, harm) = (None, None);
                continue;
            }
            if codebook
                .speech
                .outlook
                .longest(tokens, i)
                .is_some_and(|(after, ())| opens_forecast(tokens, i, after, first))
            {
                outlook = Some(i);
                // "the toll will", "an attack is likely to"
                let reach = if tokens.low(i) == "likely" { 5 } else { 3 };
                if harm.is_some_and(|h| i - h <= reach) && tokens.is(i, &["will", "could", "may", "might", "likely"]) {
                    return true;
                }
            }
            if codebook.speech.harm.longest(tokens, i).is_some() {
                harm = Some(i);
                if outlook.is_some_and(|o| o < i && i - o <= REACH) {
                    return true;
                }
            }
        }
        false
    })
}

/// Not what the speaker's side will do, and not what will not be.
fn opens_forecast(tokens: &Tokens<'_>, i: usize, after: usize, first: usize) -> bool {
    let own =
        i > first && tokens.is(i - 1, &["we", "i"]) && !tokens.is(i, &["fear", "risk"]) && tokens.low(after) != "be";
    let no =
        tokens.is(after, &["not", "never", "no"]) || i > first && tokens.is(i - 1, &["no", "not", "never", "nobody"]);
    // "we have no generation going to die", but "they have no food and will starve"
    let joins = |t: &usize| {
        matches!(tokens.mark(*t), Some(',' | ';' | '.')) || tokens.is(*t, &["and", "but", "that", "because", "so"])
    };
    let negated = (i.saturating_sub(8).max(first)..i)
        .rev()
        .take_while(|t| !joins(t))
        .any(|t| tokens.is(t, &NEGATIONS) || tokens.low(t).ends_with("n't"));
    // "the month of May"
    let month = tokens.low(i) == "may" && tokens.is_capital(i) && i > first;
    !(own || no || negated || month)
}

/// `No. That is wrong.`: an answer that opens with no.
fn opens_with_no(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    draft.pieces.first().is_some_and(|&(first, end)| {
        first + 3 < end && tokens.low(first) == "no" && matches!(tokens.mark(first + 1), Some('.' | ',' | '!' | ';'))
    })
}

/// `we have not banned them`: the speaker's side is cleared of what it is blamed for.
fn clears_itself(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    let own = draft.speaker.organisation.as_ref();
    let mine = |t: usize| {
        tokens.is(t, &["we", "i", "our", "government", "authorities", "ministry", "forces", "movement", "emirate"])
            || codebook.actors.lexicon.longest(tokens, t).is_some_and(
                |(_, name)| matches!(name, Name::Actor(a) if Some(&codebook.actors.entries[*a].name) == own),
            )
    };
    draft.pieces.iter().any(|&(first, end)| {
        (first + 1..end).any(|i| {
            let no = tokens.is(i, &["not", "never"]) || tokens.low(i).ends_with("n't");
            let ahead = tokens.is(i - 1, &["will", "would", "shall", "could", "can", "should"])
                || tokens.is(i, &["won't", "wouldn't", "can't", "couldn't", "shouldn't"]);
            no && !ahead
                && (i.saturating_sub(4).max(first)..i).any(mine)
                && (i + 1..end.min(i + 4)).any(|t| codebook.speech.blame.longest(tokens, t).is_some())
        })
    })
}

/// Words of negation.
const NEGATIONS: [&str; 10] =
    ["no", "not", "never", "nothing", "nobody", "none", "neither", "nor", "without", "cannot"];

/// Whether a negation stands among the nine words before the token, within the content.
fn negated(tokens: &Tokens<'_>, draft: &Draft, i: usize) -> bool {
    let inside = |t: usize| draft.pieces.iter().any(|&(first, end)| first <= t && t < end);
    // "there will not be any danger" is a promise
    let ahead = |t: usize| t > 0 && tokens.is(t - 1, &["will", "would", "shall"]) || tokens.low(t) == "won't";
    (i.saturating_sub(9)..i)
        .rev()
        .take_while(|&t| inside(t) && !matches!(tokens.mark(t), Some(',' | ';' | '.')))
        .any(|t| (tokens.is(t, &NEGATIONS) || tokens.low(t).ends_with("n't")) && !ahead(t))
}
