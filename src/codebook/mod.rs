//! YAML packs → automata: the words by which actors, places, events, speech and boilerplate are recognised.
//!
//! A pack is one or more YAML files, each with any of the sections of [`Sections`], and tables of places (`.tsv`). Later packs add to
//! earlier ones.

pub mod actors;
pub mod assessing;
pub mod cleaning;
pub mod events;
pub mod indicators;
pub mod lexicon;
pub mod outline;
pub mod people;
pub mod places;
pub mod publications;
pub mod scan;
pub mod speech;
pub mod spelling;
pub mod table;
pub mod wordings;

use std::path::Path;

use serde::Deserialize;

use crate::diag::{Diagnostic, Location};
use crate::model::outline::Outline;

/// One file of a pack.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as the user would write it, or `core/events.yaml` for a bundled one.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Names of the bundled packs.
pub const BUNDLED: [&str; 2] = ["core", "afghanistan"];

macro_rules! files {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_str!($path))),+] };
}

/// The files of a bundled pack; `None` where there is no pack of that name.
pub fn bundled(pack: &str) -> Option<Vec<Source>> {
    let files: &[(&str, &str)] = match pack {
        "core" => files![
            "core/cleaning.yaml", "core/events.yaml", "core/people.yaml", "core/speech.yaml", "core/stances.yaml",
            "core/indicators.yaml", "core/actors.yaml", "core/places.yaml", "core/countries.yaml", "core/world.tsv",
            "core/injuries.yaml", "core/assessing.yaml", "core/publications.yaml",
        ],
        "afghanistan" => files![
            "afghanistan/actors.yaml",
            "afghanistan/places.yaml",
            "afghanistan/gazetteer.tsv",
            "afghanistan/indicators.yaml",
            "afghanistan/outline.yaml",
        ],
        _ => return None,
    };
    Some(files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect())
}

/// The sections that a pack's file may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sections {
    /// Lines that are not article text, and lines that credit.
    pub cleaning: cleaning::Options,
    /// Groups, bodies and persons.
    pub names: actors::Options,
    /// The gazetteer.
    pub places: places::Options,
    /// Event words.
    pub events: events::Options,
    /// Nouns for people.
    pub people: people::Options,
    /// Speech words.
    pub speech: speech::Options,
    /// Humanitarian indicators.
    pub conditions: indicators::Options,
    /// Outlines of countries, for maps.
    pub outlines: Vec<outline::Options>,
    /// Classes by which a briefing groups facts.
    pub assessing: assessing::Options,
    /// Words for what groups publish.
    pub publications: publications::Options,
}

/// Compiled packs.
#[derive(Debug)]
pub struct Codebook {
    /// The numbers of all words of all phrases.
    pub vocabulary: lexicon::Vocabulary,
    /// How a document's text is told from what surrounds it.
    pub cleaning: cleaning::Cleaning,
    /// Groups, bodies and persons.
    pub actors: actors::Actors,
    /// The gazetteer.
    pub places: places::Places,
    /// Event words.
    pub events: lexicon::Lexicon<Vec<events::Word>>,
    /// Nouns for people.
    pub people: people::People,
    /// Speech words.
    pub speech: speech::Speech,
    /// Humanitarian indicators.
    pub indicators: indicators::Indicators,
    /// Outlines of countries, for maps; of two of one country the later one.
    pub outlines: Vec<Outline>,
    /// Classes by which a briefing groups facts.
    pub assessing: assessing::Assessing,
    /// Words for what groups publish.
    pub publications: lexicon::Lexicon<publications::Sign>,
}

impl Codebook {
    /// Compiles packs in order.
    ///
    /// # Errors
    /// A file that is not YAML, holds an unknown key, a pattern that cannot be compiled, or two actors of one name.
    pub fn compile(sources: &[Source]) -> Result<Self, Diagnostic> {
        let mut all = Sections::default();
        let mut tables = Vec::new();
        for source in sources {
            if is_table(source) {
                tables.extend(table::rows(&source.path, &source.text)?);
                continue;
            }
            let sections = parse(source)?;
            all.cleaning.extend(sections.cleaning);
            all.names.actors.extend(sections.names.actors);
            all.names.persons.extend(sections.names.persons);
            all.places.extend(sections.places);
            all.events.extend(sections.events);
            all.people.extend(sections.people);
            all.speech.extend(sections.speech);
            all.conditions.extend(sections.conditions);
            all.outlines.extend(sections.outlines);
            all.assessing.extend(sections.assessing);
            all.publications.extend(sections.publications);
        }
        let mut vocabulary = lexicon::Vocabulary::default();
        let unknown = all.names.unknown_parent().map(str::to_owned);
        let placed = |error: Diagnostic| match unknown.as_deref().and_then(|parent| parent_in(sources, parent)) {
            Some(place) => error.at(place),
            None => error,
        };
        Ok(Self {
            cleaning: cleaning::Cleaning::compile(&all.cleaning)?,
            actors: actors::Actors::compile(all.names, &mut vocabulary).map_err(placed)?,
            places: places::Places::compile(&all.places, &tables, &mut vocabulary),
            events: all.events.compile(&mut vocabulary),
            people: all.people.compile(&mut vocabulary),
            speech: all.speech.compile(&mut vocabulary),
            indicators: all.conditions.compile(&mut vocabulary)?,
            outlines: all.outlines.iter().map(outline::Options::compile).collect::<Result<_, _>>()?,
            assessing: all.assessing.compile(),
            publications: all.publications.compile(&mut vocabulary),
            vocabulary,
        })
    }

    /// The bundled packs of those names, compiled.
    ///
    /// # Errors
    /// As [`Codebook::compile`]; and a name that no bundled pack bears.
    pub fn of_bundled(packs: &[&str]) -> Result<Self, Diagnostic> {
        let mut sources = Vec::new();
        for pack in packs {
            let files =
                bundled(pack).ok_or_else(|| Diagnostic::error(format!("there is no bundled codebook `{pack}`")))?;
            sources.extend(files);
        }
        Self::compile(&sources)
    }
}

/// Where a pack names an actor's parent.
fn parent_in(sources: &[Source], parent: &str) -> Option<Location> {
    sources.iter().filter(|source| !is_table(source)).find_map(|source| {
        let value = |at: usize| {
            let value = source.text[at + "parent:".len()..].trim_start_matches([' ', '"', '\'']);
            let start = source.text.len() - value.len();
            value.starts_with(parent).then_some(start..start + parent.len())
        };
        let span = source.text.match_indices("parent:").find_map(|(at, _)| value(at))?;
        Some(Location { path: source.path.clone(), source: source.text.clone(), span })
    })
}

/// A table of places, by the ending of its path; any other file is YAML.
fn is_table(source: &Source) -> bool {
    Path::new(&source.path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"))
}

fn parse(source: &Source) -> Result<Sections, Diagnostic> {
    serde_yaml::from_str(&source.text).map_err(|error| {
        let at = error.location().map_or(0, |l| l.index().min(source.text.len()));
        let location = Location { path: source.path.clone(), source: source.text.clone(), span: at..at };
        Diagnostic::error(error.to_string()).at(location)
    })
}
