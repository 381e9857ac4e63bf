//! Claims of a sentence → the statements that make them. Who claims an attack takes responsibility for it, whatever the verb.

use super::claims;
use super::memory::{self, Memory};
use super::reading::Reading;
use super::statements::{Draft, Finder};
use crate::codebook::actors::Kind;
use crate::model::actor::Speaker;
use crate::model::incident::ResponsibilityKind;
use crate::model::statement::{Form, Stance};

/// Tokens within which the content of a speech word begins behind it: `said in a message on its channel that …`.
const REACH: usize = 15;

impl Finder<'_> {
    /// Marks the drafts that claim a deed of the speaker's own side, and adds what is claimed without a speech word: `Islamic
    /// State claimed the bombing`.
    pub(super) fn avowed(&self, reading: &Reading, memory: &Memory, drafts: &mut Vec<Draft>) {
        let (article, codebook) = (self.article, self.article.codebook);
        let tokens = article.tokens;
        let before = reading.index.checked_sub(1).map(|i| &article.readings[i]);
        for claim in claims::claims(tokens, reading, before, memory, codebook) {
            let actor = &claim.blame.actor;
            let armed = matches!(memory::kind_of(actor, codebook), Some(Kind::ArmedGroup | Kind::Authority));
            if claim.blame.kind != ResponsibilityKind::Claimed || claim.blame.by.is_some() || !armed {
                continue;
            }
            let at = claim.at;
            let covers = |d: &Draft| d.pieces.iter().any(|&(first, end)| first <= at && at < end);
            let opens = |d: &Draft| d.pieces.first().is_some_and(|p| at < p.0 && p.0 - at <= REACH);
            let own = |d: &Draft| d.speaker.organisation.as_ref() == Some(&actor.name);
            let made = drafts.iter_mut().find(|d| own(d) && (covers(d) || opens(d)));
            if let Some(draft) = made {
                draft.cue_stance = Some(Stance::ClaimOfResponsibility);
                continue;
            }
            let told = matches!(claim.blame.rule, "claim/subject" | "claim/by");
            if !told || self.inside(at) || drafts.iter().any(|d| covers(d) || own(d)) {
                continue;
            }
            let to = self.clause_end(at, reading.sentence.end);
            drafts.push(Draft {
                speaker: Speaker {
                    name: Some(actor.name.clone()),
                    as_written: actor.as_written.clone(),
                    role: None,
                    organisation: Some(actor.name.clone()),
                },
                cue: tokens.words(at, at + 1),
                cue_stance: Some(Stance::ClaimOfResponsibility),
                leads: None,
                pieces: vec![(at, to)],
                form: Form::Indirect,
                date: None,
                sentence: reading.index,
                rule: "statement/claimed",
            });
        }
    }
}
