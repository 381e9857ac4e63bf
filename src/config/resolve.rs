//! Options → settings: defaults, paths, dates, and what each stage is told.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use super::delivery;
use super::files::{self, NeededFile};
use super::named::{Named, ReaderWord};
use super::options::{CorpusOptions, FieldOptions, Options, PeriodOption, SectionOption};
use super::pdf::{self, Artwork, Font};
use super::source::Source;
use super::threat;
use crate::diag::{Diagnostic, Location, Warned};
use crate::model::date::Period;
use crate::{analyse, codebook, compose, deliver, ingest, resolve as merge, typeset};

/// What the command line says in place of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The day that the briefing stands for.
    pub as_of: Option<NaiveDate>,
    /// Folder above those of the briefings, from the working folder.
    pub output: Option<PathBuf>,
    /// The edition whose ids are kept, from the working folder, or `none`.
    pub previous: Option<PathBuf>,
}

/// Which edition's ids are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Previous {
    /// The newest one of an earlier as-of date, where there is one.
    #[default]
    Newest,
    /// None: ids follow from the content.
    Nothing,
    /// The one in that folder.
    Folder(PathBuf),
}

/// A part of the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pack {
    /// A pack that comes with the program.
    Bundled(String),
    /// A YAML file of the user's.
    File(PathBuf),
}

impl Pack {
    /// The packs that are used where nothing else is said: all that come with the program.
    pub fn bundled() -> Vec<Self> {
        codebook::BUNDLED.map(|name| Self::Bundled(name.to_owned())).to_vec()
    }
}

/// What every stage is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where articles come from.
    pub ingest: ingest::Settings,
    /// The analyst's corrections; `None` for none.
    pub corrections: Option<PathBuf>,
    /// The packs of the codebook, in order.
    pub codebook: Vec<Pack>,
    /// How facts are merged.
    pub resolve: merge::Settings,
    /// What the briefing is about.
    pub analyse: analyse::Settings,
    /// Its sections.
    pub compose: compose::Settings,
    /// Folder of templates that replace bundled ones; `None` for none.
    pub templates: Option<PathBuf>,
    /// The PDF.
    pub typeset: typeset::Settings,
    /// Files that it is set with.
    pub artwork: Artwork,
    /// Where editions go.
    pub deliver: deliver::Settings,
    /// Which edition's ids are kept.
    pub previous: Previous,
    /// Actors that the configuration names, for a look into the codebook.
    pub named: Vec<Named>,
    /// Words for the reader's kind, likewise.
    pub reader_words: Vec<ReaderWord>,
    /// Files that deliveries need.
    pub files: Vec<NeededFile>,
    /// Where the corpus is named.
    pub corpus_place: Location,
}

impl Settings {
    /// Every setting that decides a byte of an edition, in one text for the manifest's hash. Where the corpus lies and where
    /// the edition goes does not; of files that are named here their own hashes tell.
    pub fn decisive(&self) -> String {
        let fields: Vec<_> = self.ingest.corpus.iter().map(|corpus| &corpus.fields).collect();
        let fonts: Vec<_> = self
            .artwork
            .fonts
            .iter()
            .map(|font| if let Font::Bundled(name) = font { name.as_str() } else { "" })
            .collect();
        let stages = (&self.resolve, &self.analyse, &self.compose);
        format!("{fields:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{fonts:?}", stages.0, stages.1, stages.2, self.typeset)
    }
}

pub(super) fn resolve(
    options: &Options,
    source: &Source,
    overrides: &Overrides,
    now: DateTime<Utc>,
) -> Result<Warned<Settings>, Diagnostic> {
    let title = match options.title.as_deref().map(str::trim) {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => return Err(missing(source, "title", "add a line such as `title: Weekly briefing`")),
    };
    let as_of = as_of(options, source, overrides, now)?;
    let sections = sections(options, source)?;
    let (typeset, artwork) = pdf::settings(&options.pdf, source)?;
    let settings = Settings {
        ingest: ingest::Settings {
            corpus: corpus(options, source)?,
            as_of: Some(as_of),
            ..ingest::Settings::default()
        },
        corrections: options.corrections.as_deref().map(|path| source.beside(path)),
        codebook: packs(options, source)?,
        resolve: merge::Settings::default(),
        analyse: analyse_settings(options, source, title, as_of)?,
        compose: compose_settings(options, sections),
        templates: options.templates.as_deref().map(|folder| source.beside(folder)),
        typeset,
        artwork,
        deliver: delivery::settings(
            options.delivery.as_ref(),
            options.hooks.as_ref(),
            output(options, source, overrides),
            source.beside(options.state.as_deref().unwrap_or(Path::new(".wirebrief"))),
            source,
        )?,
        previous: match &overrides.previous {
            None => Previous::Newest,
            Some(word) if word.as_os_str() == "none" => Previous::Nothing,
            Some(folder) => Previous::Folder(folder.clone()),
        },
        named: named(options, source),
        reader_words: reader_words(options, source),
        files: files::needed(options, source),
        corpus_place: source.at_key("corpus"),
    };
    Ok(Warned::clean(settings))
}

// What `analyse` and `compose` are told: the one place where the file's words become theirs.

fn analyse_settings(
    options: &Options,
    source: &Source,
    title: String,
    as_of: NaiveDate,
) -> Result<analyse::Settings, Diagnostic> {
    let (mut assessed, mut denials) = (None, None);
    let mut page_one = analyse::PageOneSettings::default();
    page_one.stale_after_days = options.stale_after.map_or(page_one.stale_after_days, |length| length.days);
    for section in options.sections.iter().flatten() {
        match section {
            SectionOption::Threat(given) => assessed = Some(threat::settings(given, source)?),
            SectionOption::Denials(given) => {
                let mut settings = analyse::DenialSettings::of(&given.denier, &given.about);
                settings.before_days = given.before.map_or(settings.before_days, |length| length.days);
                settings.after_days = given.after.map_or(settings.after_days, |length| length.days);
                denials = Some(settings);
            }
            SectionOption::Judgements(given) => page_one.readers.clone_from(&given.readers),
            SectionOption::Plain(_) => {}
        }
    }
    let slug = slug(options, source, &title)?;
    Ok(analyse::Settings {
        period: period(options, source, as_of)?,
        title,
        slug,
        as_of,
        threat: assessed,
        denials,
        page_one,
    })
}

fn compose_settings(options: &Options, sections: Vec<compose::Section>) -> compose::Settings {
    let marking = options.marking.as_deref().map(str::trim).filter(|m| !m.is_empty()).map(str::to_owned);
    compose::Settings { sections, marking, ..compose::Settings::default() }
}

/// The actors that sections name, each with its place.
fn named(options: &Options, source: &Source) -> Vec<Named> {
    let of = |section, key: &'static str, name: &str| Named {
        key,
        name: name.to_owned(),
        place: source.at_inner_value(&["sections", section, key], name),
    };
    let names = |section: &SectionOption| match section {
        SectionOption::Threat(given) => vec![of("threat_assessment", "actor", &given.actor)],
        SectionOption::Denials(given) => vec![
            of("denials_versus_attacks", "denier", &given.denier),
            of("denials_versus_attacks", "about", &given.about),
        ],
        SectionOption::Judgements(_) | SectionOption::Plain(_) => Vec::new(),
    };
    options.sections.iter().flatten().flat_map(names).collect()
}

/// The words for the reader's kind, each with its place.
fn reader_words(options: &Options, source: &Source) -> Vec<ReaderWord> {
    let words = |section: &SectionOption| match section {
        SectionOption::Judgements(given) => given.readers.clone(),
        _ => Vec::new(),
    };
    let path = ["sections", "key_judgements", "readers"];
    let placed = |word: String| ReaderWord { place: source.at_inner_value(&path, &word), word };
    options.sections.iter().flatten().flat_map(words).map(placed).collect()
}

/// The sections in the order of the file. Without any, all that need not be told about whom they are.
fn sections(options: &Options, source: &Source) -> Result<Vec<compose::Section>, Diagnostic> {
    let Some(given) = &options.sections else {
        let told = [compose::Section::ThreatAssessment, compose::Section::DenialsVersusAttacks];
        return Ok(compose::Section::ALL.into_iter().filter(|s| !told.contains(s)).collect());
    };
    let mut sections = Vec::new();
    for section in given.iter().map(SectionOption::section) {
        let place = || source.at_word("sections", section.key());
        if sections.contains(&section) {
            return Err(Diagnostic::error(format!("the section `{}` is given twice", section.key()))
                .at(source.at_second(section.key()).unwrap_or_else(place))
                .hint("keep one of them"));
        }
        sections.push(section);
    }
    Ok(sections)
}

fn missing(source: &Source, key: &str, hint: &str) -> Diagnostic {
    Diagnostic::error(format!("the key `{key}` is missing")).at(source.at_key(key)).hint(hint)
}

fn as_of(
    options: &Options,
    source: &Source,
    overrides: &Overrides,
    now: DateTime<Utc>,
) -> Result<NaiveDate, Diagnostic> {
    let zone: Tz = match &options.timezone {
        None => Tz::UTC,
        Some(name) => name.parse().map_err(|_| {
            let known: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
            let like =
                known.iter().copied().min_by_key(|zone| strsim::damerau_levenshtein(name, zone)).unwrap_or("UTC");
            Diagnostic::error(format!("there is no time zone `{name}`"))
                .at(source.at_key("timezone"))
                .hint(format!("write a name of the tz database, such as `{like}`"))
        })?,
    };
    Ok(overrides.as_of.or(options.as_of.map(|day| day.0)).unwrap_or_else(|| now.with_timezone(&zone).date_naive()))
}

fn period(options: &Options, source: &Source, as_of: NaiveDate) -> Result<Period, Diagnostic> {
    match options.period {
        PeriodOption::All => Ok(Period { from: None, to: as_of }),
        PeriodOption::Last(length) => {
            Ok(Period { from: as_of.checked_sub_days(Days::new(u64::from(length.days - 1))), to: as_of })
        }
        PeriodOption::Between(between) => {
            let (from, to) = (between.from.0, between.to.map_or(as_of, |day| day.0));
            if from > to {
                return Err(Diagnostic::error(format!("the period ends on {to}, before it begins on {from}"))
                    .at(source.at_key("period"))
                    .hint("put the earlier day at `from`"));
            }
            Ok(Period { from: Some(from), to })
        }
    }
}

fn slug(options: &Options, source: &Source, title: &str) -> Result<String, Diagnostic> {
    match &options.slug {
        Some(slug) => {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if slug.is_empty() || !slug.chars().all(fits) || slug.starts_with('-') {
                let like = slug_of(slug);
                let like = if like.is_empty() { "weekly-briefing".to_owned() } else { like };
                return Err(Diagnostic::error(format!("`{slug}` cannot be the name of a folder"))
                    .at(source.at_key("slug"))
                    .hint(format!("use small letters, digits and hyphens, as in `{like}`")));
            }
            Ok(slug.clone())
        }
        None => Some(slug_of(title)).filter(|slug| !slug.is_empty()).ok_or_else(|| {
            Diagnostic::error("no folder name can be made from the title")
                .at(source.at_key("title"))
                .hint("add a line such as `slug: weekly-briefing`")
        }),
    }
}

/// Letters and digits of ASCII in lower case, a hyphen for anything between.
fn slug_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

fn corpus(options: &Options, source: &Source) -> Result<Vec<ingest::Corpus>, Diagnostic> {
    let given = options.corpus.as_deref().unwrap_or_default();
    if given.is_empty() {
        return Err(missing(source, "corpus", "add the folder with the articles: `corpus: [{path: articles}]`"));
    }
    let corpus = |entry: &CorpusOptions| {
        let FieldOptions { text, title, author, publisher, published, url, language } = entry.fields.clone();
        ingest::Corpus {
            path: source.beside(Path::new(&entry.path)),
            written: entry.path.clone(),
            fields: ingest::Fields { text, title, author, publisher, published, url, language },
        }
    };
    Ok(given.iter().map(corpus).collect())
}

fn packs(options: &Options, source: &Source) -> Result<Vec<Pack>, Diagnostic> {
    let Some(given) = &options.codebook else {
        return Ok(Pack::bundled());
    };
    let is_file = |name: &str| name.contains(['/', '.']);
    let pack = |name: &String| match name.as_str() {
        bundled if codebook::BUNDLED.contains(&bundled) => Ok(Pack::Bundled(name.clone())),
        file if is_file(file) => Ok(Pack::File(source.beside(Path::new(file)))),
        _ => {
            let error =
                Diagnostic::error(format!("there is no codebook `{name}`")).at(source.at_word("codebook", name));
            Err(error.suggesting(name, &codebook::BUNDLED).hint("a file of your own ends in `.yaml` or `.tsv`"))
        }
    };
    given.iter().map(pack).collect()
}

fn output(options: &Options, source: &Source, overrides: &Overrides) -> PathBuf {
    let given = || source.beside(options.output.as_deref().unwrap_or(Path::new("reports")));
    overrides.output.clone().unwrap_or_else(given)
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
