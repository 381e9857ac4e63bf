//! A configuration → whether a run would accept it: its codebook, its corrections, all its templates and the
//! files that deliveries need, without a look at the articles.

use super::{Error, Ingredients, corrections};
use crate::analyse::{self, DenialSettings, ThreatSettings};
use crate::compose::{self, Section};
use crate::config::{NeededFile, Settings};
use crate::deliver::settings::kind_by_place;
use crate::diag::Diagnostic;
use crate::model::dataset::Dataset;
use crate::model::date::Period;
use crate::model::findings::Findings;
use crate::world::World;
use crate::{deliver, ingest};

/// Facts of three invented articles, as a dataset: what the templates are filled in with to try them.
const SPECIMEN: &str = include_str!("specimen.json");

/// The actor of whose attacks the specimen tells.
const ACTOR: &str = "Islamic State Khorasan Province";

/// The actor who denies in it.
const DENIER: &str = "Taliban";

/// Reads everything that a configuration names but the articles, and fills in every template, those of sections that the
/// configuration leaves out as well: once with facts for each of them, once with none. Returns warnings.
///
/// # Errors
/// A codebook, corrections, a template, or a file of readers or of a secret that a run would not take.
pub fn check(world: &dyn World, settings: &Settings) -> Result<Vec<Diagnostic>, Error> {
    let ingredients = Ingredients::gather(world, settings)?;
    let mut warnings = ingredients.misspelt.clone();
    warnings.extend(corrections(world, settings.corrections.as_deref(), Some(&ingredients.codebook))?.warnings);
    for (dataset, sections) in
        [(specimen(settings), Section::ALL.to_vec()), (Dataset::default(), settings.compose.sections.clone())]
    {
        let compose = compose::Settings { sections, ..settings.compose.clone() };
        let findings = findings(&dataset, settings);
        let composition = ingredients.compose(&findings, &Settings { compose, ..settings.clone() })?;
        // The letter as well, with each way's own subject and without one.
        let subjects = settings.deliver.email.iter().map(|email| email.subject.as_deref());
        for subject in subjects.chain([None]) {
            let (markdown, marking) = (&composition.manuscript.markdown, settings.compose.marking.as_deref());
            compose::letter(&findings, markdown, &ingredients.templates, subject, marking)?;
        }
    }
    warnings.extend(unnamed(settings));
    if let Err(error) = ingest::find(world, &settings.ingest) {
        warnings.push(Diagnostic::warning(error.to_string()).at(settings.corpus_place.clone()));
    }
    settings.files.iter().try_for_each(|file| look_at(world, file))?;
    Ok(warnings)
}

/// Whether a file of readers or of a secret can be used as a run would use it.
fn look_at(world: &dyn World, file: &NeededFile) -> Result<(), Diagnostic> {
    let NeededFile { key, path, secret, place } = file;
    let fault = |why: String| Diagnostic::error(format!("`{key}` cannot be used: {why}")).at(place.clone());
    if *secret {
        return deliver::look_at_secret(world, path).map_err(fault);
    }
    let hint = "one address a line; the path is relative to the configuration";
    let bytes = world.read(path).map_err(|error| fault(format!("{}: {error}", path.display())).hint(hint))?;
    let text = std::str::from_utf8(&bytes);
    text.map(drop).map_err(|_| fault(format!("{}: it is not UTF-8", path.display())).hint(hint))
}

/// Ways of delivery that are known by their place alone, among others of their kind.
fn unnamed(settings: &Settings) -> Option<Diagnostic> {
    let deliver = &settings.deliver;
    let email: Vec<&str> = deliver.email.iter().map(|way| way.channel.as_str()).collect();
    let wiki: Vec<&str> = deliver.wiki.iter().map(|way| way.channel.as_str()).collect();
    let folders: Vec<&str> = deliver.folders.iter().map(|way| way.channel.as_str()).collect();
    let of_several = [email, wiki, folders].into_iter().filter(|ways| ways.len() > 1).flatten();
    let unnamed: Vec<String> =
        of_several.filter(|name| kind_by_place(name).is_some()).map(|name| format!("`{name}`")).collect();
    let message = format!("the ledger of deliveries knows {} by their place in the list", unnamed.join(", "));
    let hint = "give each a `name`, so that another order sends nothing twice";
    (!unnamed.is_empty()).then(|| Diagnostic::warning(message).hint(hint))
}

/// The specimen, told of the configuration's own actors.
fn specimen(settings: &Settings) -> Dataset {
    let analyse = &settings.analyse;
    let about = analyse.threat.as_ref().map(|threat| threat.actor.as_str());
    let about = about.or(analyse.denials.as_ref().map(|denials| denials.about.as_str()));
    let denier = analyse.denials.as_ref().map(|denials| denials.denier.as_str());
    let mut specimen = serde_json::from_str(SPECIMEN).expect("the specimen is a dataset: a test reads it");
    rename(&mut specimen, about.unwrap_or(ACTOR), denier.unwrap_or(DENIER));
    serde_json::from_value(specimen).expect("the specimen is a dataset, whatever its actors are called")
}

/// Puts other names in the place of the specimen's actors.
fn rename(value: &mut serde_json::Value, actor: &str, denier: &str) {
    match value {
        serde_json::Value::String(text) if text == ACTOR => actor.clone_into(text),
        serde_json::Value::String(text) if text == DENIER => denier.clone_into(text),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| rename(item, actor, denier)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| rename(field, actor, denier)),
        _ => {}
    }
}

/// Findings with something for every section, changes since an edition before among them.
fn findings(dataset: &Dataset, settings: &Settings) -> Findings {
    let as_of = chrono::NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day of the calendar");
    let own = &settings.analyse;
    let settings = analyse::Settings {
        as_of,
        period: Period { from: None, to: as_of },
        threat: own.threat.clone().or_else(|| Some(ThreatSettings::of(ACTOR))),
        denials: own.denials.clone().or_else(|| Some(DenialSettings::of(DENIER, ACTOR))),
        ..own.clone()
    };
    let found = |dataset: Dataset| analyse::analyse_with(dataset, &analyse::Relations::default(), &settings);
    let mut before = dataset.clone();
    before.documents.pop();
    before.incidents.pop();
    if let Some(incident) = before.incidents.first_mut() {
        incident.killed = None;
    }
    if let Some(incident) = before.incidents.last_mut() {
        incident.id = format!("{}-before", incident.id);
    }
    let mut findings = found(dataset.clone());
    findings.findings.changes = analyse::changes(Some(&found(before)), &findings);
    findings.report.previous = Some(String::new());
    findings
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test keeps a file of the repository")]

    use super::*;
    use crate::model::sample::dataset;

    /// After a change of the model: `WIREBRIEF_UPDATE=1 cargo test specimen`.
    #[test]
    fn the_specimen_is_the_sample() {
        let mut text = serde_json::to_string_pretty(&dataset()).expect("plain data");
        text.push('\n');
        if std::env::var_os("WIREBRIEF_UPDATE").is_some_and(|value| value == "1") {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pipeline/specimen.json");
            std::fs::write(path, &text).expect("the repository can be written to");
            return;
        }
        assert!(text == SPECIMEN, "make it anew with WIREBRIEF_UPDATE=1");
    }

    #[test]
    fn the_specimen_has_something_for_every_section() {
        let dataset: Dataset = serde_json::from_str(SPECIMEN).expect("a dataset");
        let source =
            crate::config::Source { path: "briefing.yaml".into(), text: "title: T\ncorpus: [{path: c}]\n".to_owned() };
        let now = chrono::DateTime::UNIX_EPOCH;
        let settings = crate::config::load(&source, &crate::config::Overrides::default(), now).expect("loads").output;
        let findings = findings(&dataset, &settings);
        let of = &findings.findings;
        let denials = of.denials_versus_attacks.as_ref().expect("a ledger");
        assert!(!denials.denials.is_empty() && !of.humanitarian_context.sectors.is_empty());
        assert!(of.threat_assessment.as_ref().is_some_and(|threat| !threat.tallies.is_empty()));
        let changes = &of.changes;
        assert!(!changes.new.is_empty() && !changes.updated.is_empty() && !changes.withdrawn.is_empty());
    }
}
