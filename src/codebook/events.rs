//! Event words: what tells of a violent event, of which type, and in which grammatical form.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::incident::EventType;

/// Grammatical form of an event word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Names the event: `bombing`.
    Noun,
    /// Names several events: `bombings`.
    Plural,
    /// Tells it, the doer as subject: `raided`.
    Verb,
    /// Names the doer: `suicide bomber`.
    Agent,
}

/// An event word compiled.
#[derive(Debug, Clone, Copy)]
pub struct Trigger {
    /// Type that it tells.
    pub event_type: EventType,
    /// Its form.
    pub form: Form,
    /// Whether it leaves open how the violence was done (`attack`, `killed`): a definite type beside it wins.
    pub generic: bool,
    /// Whether it tells an event only beside another event word or casualties (`operation`, `targeted`).
    pub weak: bool,
    /// Whether a person it was done to is part of its meaning (`murder`, `kidnapped`).
    pub personal: bool,
}

/// Harm to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// Killed.
    Killed,
    /// Wounded.
    Wounded,
    /// Abducted.
    Abducted,
    /// Shot: wounded, where nothing says that they died.
    Shot,
}

/// How a word of harm stands to the number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HarmForm {
    /// `killed`: object in the active voice, subject in the passive.
    Verb,
    /// `died`: subject only.
    Intransitive,
    /// `dead`, `killed` after a number; `deaths of`.
    State,
    /// `death toll`: the number follows.
    Toll,
}

/// Event words of one type as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Type that the words tell.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// Names of one event.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Names of several events.
    #[serde(default)]
    pub plurals: Vec<String>,
    /// Verbs in every form.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Names of the doer.
    #[serde(default)]
    pub agents: Vec<String>,
    /// See [`Trigger::generic`].
    #[serde(default)]
    pub generic: bool,
    /// See [`Trigger::weak`].
    #[serde(default)]
    pub weak: bool,
    /// See [`Trigger::personal`].
    #[serde(default)]
    pub personal: bool,
}

/// Words of harm as written in a pack.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HarmEntry {
    /// `killed`, `killing`.
    pub verbs: Vec<String>,
    /// `died`, `were martyred`.
    pub intransitive: Vec<String>,
    /// `dead`, `deaths of`.
    pub states: Vec<String>,
    /// `death toll`.
    pub tolls: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Event words by type.
    pub triggers: Vec<Entry>,
    /// Words of killing.
    pub killed: HarmEntry,
    /// Words of wounding.
    pub wounded: HarmEntry,
    /// Words of abduction.
    pub abducted: HarmEntry,
    /// Words of being hit that leave open whether it was deadly: `shot`.
    pub shot: HarmEntry,
    /// Words before an event word that make it a thing that did not happen, or not yet: `planned`, `possible`.
    pub unreal: Vec<String>,
    /// Words of stopping: `foiled`, `thwarted`.
    pub foiled: Vec<String>,
    /// Words of planning and threatening.
    pub planned: Vec<String>,
    /// Words that count several events as one row: `a series of`, `a string of`.
    pub series: Vec<String>,
    /// Words that hedge who did it: `allegedly`, `suspected`.
    pub hedges: Vec<String>,
    /// Words that blame: `blamed on`, `accused`.
    pub blame: Vec<String>,
    /// Words by which an account is doubted: `not possible to verify`.
    pub caveats: Vec<String>,
    /// Words by which all came away: `survived`, `escaped unhurt`.
    pub survived: Vec<String>,
    /// Words for no harm at all: `no casualties`.
    pub unharmed: Vec<String>,
    /// Words for play and practice: `exercise`, `film`. What is told there without harm did not happen.
    pub pretended: Vec<String>,
    /// Words for what blows up without anybody's will: `unexploded`, `gas leak`.
    pub accidents: Vec<String>,
    /// Words for disasters, accidents and illness. Harm beside one is no violence, unless another word tells it.
    pub nature: Vec<String>,
    /// Words that take a report back: `unfounded`, `hoax`.
    pub refuted: Vec<String>,
    /// Phrases with an event word in them that tell none: `bomb squad`, `state of siege`.
    pub idle: Vec<String>,
    /// Words by which somebody killed himself: `turned the gun on himself`.
    pub suicide: Vec<String>,
    /// Words for what comes after an event; a date beside one is not the event's: `arraigned`, `autopsy`.
    pub aftermath: Vec<String>,
    /// Words by which a sentence says when an event was: `happened`, `took place`.
    pub happened: Vec<String>,
    /// Words for help or police who are called to an event: `were called`, `responded to`.
    pub response: Vec<String>,
}

/// What a word or phrase of this section is.
#[derive(Debug, Clone, Copy)]
pub enum Word {
    /// An event word.
    Trigger(Trigger),
    /// A word of harm.
    Harm(Harm, HarmForm),
    /// See [`Options::unreal`].
    Unreal,
    /// See [`Options::foiled`].
    Foiled,
    /// See [`Options::planned`].
    Planned,
    /// See [`Options::series`].
    Series,
    /// See [`Options::hedges`].
    Hedge,
    /// See [`Options::blame`].
    Blame,
    /// See [`Options::caveats`].
    Caveat,
    /// See [`Options::survived`].
    Survived,
    /// See [`Options::unharmed`].
    Unharmed,
    /// See [`Options::pretended`].
    Pretended,
    /// See [`Options::accidents`].
    Accident,
    /// See [`Options::nature`].
    Nature,
    /// See [`Options::refuted`].
    Refuted,
    /// See [`Options::suicide`].
    Suicide,
    /// See [`Options::aftermath`].
    Aftermath,
    /// See [`Options::happened`].
    Happened,
    /// See [`Options::response`].
    Response,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        self.triggers.extend(more.triggers);
        self.killed.extend(more.killed);
        self.wounded.extend(more.wounded);
        self.abducted.extend(more.abducted);
        self.shot.extend(more.shot);
        self.unreal.extend(more.unreal);
        self.foiled.extend(more.foiled);
        self.planned.extend(more.planned);
        self.series.extend(more.series);
        self.hedges.extend(more.hedges);
        self.blame.extend(more.blame);
        self.caveats.extend(more.caveats);
        self.survived.extend(more.survived);
        self.unharmed.extend(more.unharmed);
        self.pretended.extend(more.pretended);
        self.accidents.extend(more.accidents);
        self.nature.extend(more.nature);
        self.refuted.extend(more.refuted);
        self.idle.extend(more.idle);
        self.suicide.extend(more.suicide);
        self.aftermath.extend(more.aftermath);
        self.happened.extend(more.happened);
        self.response.extend(more.response);
    }

    /// A phrase may be several things (`shot dead` tells an attack and harm) or, where it is idle, nothing: the longest
    /// entry wins, so that `bomb squad` hides `bomb`.
    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Lexicon<Vec<Word>> {
        let mut phrases: BTreeMap<String, Vec<Word>> = BTreeMap::new();
        let mut add = |words: &[String], word: Word| {
            for phrase in words {
                phrases.entry(phrase.clone()).or_default().push(word);
            }
        };
        for (harm, entry) in [
            (Harm::Killed, &self.killed),
            (Harm::Wounded, &self.wounded),
            (Harm::Abducted, &self.abducted),
            (Harm::Shot, &self.shot),
        ] {
            add(&entry.verbs, Word::Harm(harm, HarmForm::Verb));
            add(&entry.intransitive, Word::Harm(harm, HarmForm::Intransitive));
            add(&entry.states, Word::Harm(harm, HarmForm::State));
            add(&entry.tolls, Word::Harm(harm, HarmForm::Toll));
        }
        for entry in &self.triggers {
            let forms = [
                (&entry.nouns, Form::Noun),
                (&entry.plurals, Form::Plural),
                (&entry.verbs, Form::Verb),
                (&entry.agents, Form::Agent),
            ];
            for (words, form) in forms {
                let trigger = Trigger {
                    event_type: entry.event_type,
                    form,
                    generic: entry.generic,
                    weak: entry.weak,
                    personal: entry.personal,
                };
                add(words, Word::Trigger(trigger));
            }
        }
        add(&self.unreal, Word::Unreal);
        add(&self.foiled, Word::Foiled);
        add(&self.planned, Word::Planned);
        add(&self.series, Word::Series);
        add(&self.hedges, Word::Hedge);
        add(&self.blame, Word::Blame);
        add(&self.caveats, Word::Caveat);
        add(&self.survived, Word::Survived);
        add(&self.unharmed, Word::Unharmed);
        add(&self.pretended, Word::Pretended);
        add(&self.accidents, Word::Accident);
        add(&self.nature, Word::Nature);
        add(&self.refuted, Word::Refuted);
        add(&self.suicide, Word::Suicide);
        add(&self.aftermath, Word::Aftermath);
        add(&self.happened, Word::Happened);
        add(&self.response, Word::Response);
        for phrase in &self.idle {
            phrases.entry(phrase.clone()).or_default();
        }
        let mut lexicon = Lexicon::default();
        for (phrase, words) in phrases {
            lexicon.add(vocabulary, &phrase, words);
        }
        lexicon
    }
}

impl HarmEntry {
    fn extend(&mut self, more: Self) {
        self.verbs.extend(more.verbs);
        self.intransitive.extend(more.intransitive);
        self.states.extend(more.states);
        self.tolls.extend(more.tolls);
    }
}
