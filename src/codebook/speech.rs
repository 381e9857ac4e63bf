//! Speech words with their stance, and the words by which content shows a stance or a topic.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::statement::Stance;

/// How a cue takes its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// `said (that) …`, `“…,” he said`.
    Clause,
    /// `denied …`, `dismissed the threat`: a noun phrase or a gerund, also a clause with `that`.
    Object,
    /// `urged X to …`.
    Infinitive,
    /// `according to X`: the speaker follows.
    Source,
    /// `“…?” he asked`, `the letter reads: “…”`: words in quotation marks alone.
    Quotation,
    /// `was denied by X`: the speaker follows, the subject is the content.
    Agent,
    /// `claimed responsibility for`: the whole phrase says it.
    Whole,
}

/// Speech words as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// The words, in every form.
    pub words: Vec<String>,
    /// Stance that the word itself says; left out where the content decides.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// How it takes its content.
    pub takes: Takes,
}

/// In which capacity somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Judges rather than asserts: researchers, former officials.
    Analyst,
    /// Speaks for himself or herself alone.
    Witness,
    /// Speaks for a state, a force or those who rule.
    Official,
}

/// Words in a content that show its stance.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceEntry {
    /// Stance that they show.
    pub stance: Stance,
    /// The phrases.
    pub words: Vec<String>,
    /// Phrases that show it where a negation stands shortly before them.
    #[serde(default)]
    pub negated: Vec<String>,
    /// Whether the words show it only in the mouth of an official or a body: `should`, `must`.
    #[serde(default)]
    pub weak: bool,
}

/// Words in a content that show its topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    /// The topic.
    pub topic: String,
    /// The phrases.
    pub words: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Speech words.
    pub cues: Vec<CueEntry>,
    /// Words that show a stance, strongest first.
    pub stances: Vec<StanceEntry>,
    /// Words that show a topic, first that fits.
    pub topics: Vec<TopicEntry>,
    /// Nouns of offices and descriptions, by the capacity in which their bearers speak.
    pub speakers: BTreeMap<Capacity, Vec<String>>,
    /// Words that open a forecast: `could`, `unless`.
    pub outlook: Vec<String>,
    /// Words of harm that a forecast warns of.
    pub harm: Vec<String>,
    /// What a speaker's own side is accused of.
    pub blame: Vec<String>,
    /// What an armed group is called by those who do not take it seriously: `a ghost`.
    pub belittled: Vec<String>,
    /// What somebody asks for or holds out: who rejects it denies nothing.
    pub declined: Vec<String>,
    /// With what a headline opens whose text is somebody's own words: `statement by`.
    pub declarations: Vec<String>,
    /// Past forms that do not end in `ed`, by which a witness tells what happened.
    pub past: Vec<String>,
    /// Words of feeling and of how life is, which tell no event.
    pub feeling: Vec<String>,
    /// Words in the names of bodies whose people judge rather than assert: `institute`.
    pub research: Vec<String>,
    /// What a headline calls a text that has the words of several: `press briefing`.
    pub transcripts: Vec<String>,
    /// Labels of those who ask in a transcript: `Q`, `REPORTER`.
    pub askers: Vec<String>,
    /// Labels of the one who is asked: `A`.
    pub answerers: Vec<String>,
}

/// What words of stance show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shows {
    /// Place of the entry in the packs, strongest first.
    pub rank: usize,
    /// The stance.
    pub stance: Stance,
    /// Whether it counts for officials and bodies alone.
    pub weak: bool,
}

/// A speech word compiled.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// Stance that the word itself says.
    pub stance: Option<Stance>,
    /// How it takes its content.
    pub takes: Takes,
}

/// The section compiled.
#[derive(Debug, Default)]
pub struct Speech {
    /// Speech words.
    pub cues: Lexicon<Cue>,
    /// Words of stance.
    pub stances: Lexicon<Shows>,
    /// Words of stance that count under a negation alone.
    pub negated: Lexicon<Shows>,
    /// Words that open a forecast.
    pub outlook: Lexicon<()>,
    /// Words of harm that a forecast warns of.
    pub harm: Lexicon<()>,
    /// Irregular past forms.
    pub past: Lexicon<()>,
    /// Words of feeling and of how life is.
    pub feeling: Lexicon<()>,
    /// What a speaker's own side is accused of.
    pub blame: Lexicon<()>,
    /// What an armed group is called by those who do not take it seriously.
    pub belittled: Lexicon<()>,
    /// What somebody asks for or holds out.
    pub declined: Lexicon<()>,
    /// With what a headline opens whose text is somebody's own words, in lower case.
    pub declarations: Vec<String>,
    /// Words in the names of bodies whose people judge rather than assert, in lower case.
    pub research: Vec<String>,
    /// What a headline calls a text that has the words of several, in lower case.
    pub transcripts: Vec<String>,
    /// Labels of those who ask in a transcript, in lower case.
    pub askers: Vec<String>,
    /// Labels of the one who is asked, in lower case.
    pub answerers: Vec<String>,
    /// Last entry of each stance: the rank of what structure shows rather than a phrase.
    pub ranks: BTreeMap<Stance, usize>,
    capacities: Vec<(String, Capacity)>,
    /// Words of topic: index into `topics`, which is its rank.
    pub topic_words: Lexicon<usize>,
    /// Topics.
    pub topics: Vec<String>,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        self.cues.extend(more.cues);
        self.stances.extend(more.stances);
        self.topics.extend(more.topics);
        for (capacity, nouns) in more.speakers {
            self.speakers.entry(capacity).or_default().extend(nouns);
        }
        self.outlook.extend(more.outlook);
        self.harm.extend(more.harm);
        self.blame.extend(more.blame);
        self.belittled.extend(more.belittled);
        self.declined.extend(more.declined);
        self.declarations.extend(more.declarations);
        self.past.extend(more.past);
        self.feeling.extend(more.feeling);
        self.research.extend(more.research);
        self.transcripts.extend(more.transcripts);
        self.askers.extend(more.askers);
        self.answerers.extend(more.answerers);
    }

    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Speech {
        let mut speech = Speech {
            topics: self.topics.iter().map(|t| t.topic.clone()).collect(),
            declarations: lower(&self.declarations),
            research: lower(&self.research),
            transcripts: lower(&self.transcripts),
            askers: lower(&self.askers),
            answerers: lower(&self.answerers),
            ..Speech::default()
        };
        for entry in &self.cues {
            for word in &entry.words {
                speech.cues.add(vocabulary, word, Cue { stance: entry.stance, takes: entry.takes });
            }
        }
        for (rank, entry) in self.stances.iter().enumerate() {
            let shows = Shows { rank, stance: entry.stance, weak: entry.weak };
            for word in &entry.words {
                speech.stances.add(vocabulary, word, shows);
            }
            for word in &entry.negated {
                speech.negated.add(vocabulary, word, shows);
            }
            if !entry.weak {
                speech.ranks.insert(entry.stance, rank);
            }
        }
        for (list, lexicon) in [
            (&self.outlook, &mut speech.outlook),
            (&self.harm, &mut speech.harm),
            (&self.past, &mut speech.past),
            (&self.feeling, &mut speech.feeling),
            (&self.blame, &mut speech.blame),
            (&self.belittled, &mut speech.belittled),
            (&self.declined, &mut speech.declined),
        ] {
            for word in list {
                lexicon.add(vocabulary, word, ());
            }
        }
        for (&capacity, nouns) in &self.speakers {
            speech.capacities.extend(nouns.iter().map(|noun| (noun.clone(), capacity)));
        }
        for (i, entry) in self.topics.iter().enumerate() {
            for word in &entry.words {
                speech.topic_words.add(vocabulary, word, i);
            }
        }
        speech
    }
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

impl Speech {
    /// In which capacity the bearer of an office speaks, by the last word of it that the packs know, or by `former` before it.
    /// `None` where they know none.
    pub fn capacity(&self, office: &str) -> Option<Capacity> {
        let office = office.to_lowercase();
        let words: Vec<&str> = office.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let one = |word: &str| self.capacities.iter().find(|(noun, _)| noun == word).map(|(_, capacity)| *capacity);
        // "our commanders"
        let of = |word: &str| one(word).or_else(|| one(word.strip_suffix('s')?));
        if words.iter().any(|w| matches!(*w, "former" | "retired")) {
            return of("former");
        }
        words.iter().rev().find_map(|word| of(word))
    }
}
