//! The `explain` command: an item of a written edition → plain lines that say where it comes from and why it is what it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Error, files};
use crate::config::Settings;
use crate::model::casualties::{Count, Toll, TollRule};
use crate::model::correction::{Action, Correction, Field};
use crate::model::dataset::Source;
use crate::model::date::{DateBasis, Timex};
use crate::model::delivery::of_folder_name;
use crate::model::findings::Findings;
use crate::model::incident::{Against, Agreement, Incident, NearMiss, Report, ResponsibilityKind};
use crate::world::World;

/// Ids that are offered where one is not known.
const OFFERED: usize = 5;

/// The newest edition of a briefing that was made for no later day; `None` where there is none.
pub fn newest(world: &dyn World, settings: &Settings, before: impl Fn(NaiveDate) -> bool) -> Option<PathBuf> {
    let above = settings.deliver.output.join(&settings.analyse.slug);
    let entries = world.list(&above).ok()?;
    let dated = entries.into_iter().filter_map(|entry| {
        let (day, revision) = of_folder_name(entry.path.file_name()?.to_str()?)?;
        (before(day) && world.look(&entry.path.join("manifest.json")).is_ok()).then_some((day, revision, entry.path))
    });
    dated.max().map(|(_, _, path)| path)
}

/// Explains an incident, by its id or its label (`I2`), or an article, by its path in the corpus or its label.
///
/// # Errors
/// A folder that is no edition, an edition whose `briefing.json` cannot be read, or an item that it does not hold.
pub fn explain(world: &dyn World, edition: &Path, item: &str) -> Result<String, Error> {
    let findings = findings(world, edition)?;
    if let Some(placed) = findings.incidents.iter().find(|placed| placed.item.id == item) {
        return Ok(Page::of(&findings).incident(&placed.item));
    }
    let numbered = item.strip_prefix('I').and_then(|digits| digits.parse::<usize>().ok()?.checked_sub(1));
    if let Some(placed) = numbered.and_then(|at| findings.incidents.get(at)) {
        return Ok(Page::of(&findings).incident(&placed.item));
    }
    if let Some(source) = findings.documents.iter().find(|s| s.record.id == item || s.label == item) {
        return Ok(Page::of(&findings).article(source));
    }
    if let Some(skipped) = findings.skipped.iter().find(|skipped| skipped.path == item) {
        return Ok(format!("{item}\n  is not read: it {}\n", skipped.reason));
    }
    let gone = |c: &&Correction| c.action == Action::Suppress && c.items.iter().any(|id| id == item);
    if let Some(Correction { author, date, line, reason, .. }) = findings.corrections.iter().find(gone) {
        let why = one_line(reason.as_deref().unwrap_or_default());
        return Ok(format!("{item}\n  is suppressed by {author} on {date}, line {line} of the corrections: {why}\n"));
    }
    let ids = findings.incidents.iter().map(|placed| placed.item.id.as_str());
    let mut alike: Vec<(usize, &str)> = ids.map(|id| (in_common(id, item), id)).filter(|(n, _)| *n > 0).collect();
    alike.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let alike = alike.into_iter().take(OFFERED).map(|(_, id)| id.to_owned()).collect();
    Err(Error::Item { item: item.to_owned(), alike })
}

/// The facts of a written edition.
///
/// # Errors
/// A folder that is no edition, or whose `briefing.json` cannot be read.
pub(super) fn findings(world: &dyn World, edition: &Path) -> Result<Findings, Error> {
    let files = files(world, edition)?;
    let bytes = files.get("briefing.json").map_or(&[][..], Vec::as_slice);
    let unreadable = |error: serde_json::Error| Error::Edition { path: edition.to_owned(), error: error.into() };
    serde_json::from_slice(bytes).map_err(unreadable)
}

/// How many words two ids share.
fn in_common(id: &str, other: &str) -> usize {
    id.split('-').filter(|word| word.len() > 2 && other.split('-').any(|o| o.eq_ignore_ascii_case(word))).count()
}

/// The lines while they are written.
struct Page<'f> {
    findings: &'f Findings,
    sources: BTreeMap<&'f str, &'f Source>,
    text: String,
}

impl<'f> Page<'f> {
    fn of(findings: &'f Findings) -> Self {
        let sources = findings.documents.iter().map(|source| (source.record.id.as_str(), source)).collect();
        Self { findings, sources, text: String::new() }
    }

    /// Adds a line; what could turn or hide words on a terminal is left out, whoever wrote it.
    fn line(&mut self, line: &str) {
        let hides = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        self.text.extend(line.chars().filter(|c| *c == '\n' || !(c.is_control() || hides(*c))));
        self.text.push('\n');
    }

    fn incident(mut self, incident: &Incident) -> String {
        self.head(incident);
        self.corrections(incident);
        self.line("\nreports");
        for report in &incident.reports {
            self.report(incident, report);
        }
        if !incident.merges.is_empty() {
            self.line("\ntaken for one event because");
            for merge in &incident.merges {
                let pair = self.pair(&merge.reports);
                if merge.corrected {
                    self.line(&format!("  {pair}: the analyst says so"));
                    continue;
                }
                self.line(&format!("  {pair}: {}", points(merge.score, &merge.features)));
            }
        }
        let misses = self.findings.near_misses.iter().filter(|miss| miss.incidents.contains(&incident.id));
        let misses: Vec<&NearMiss> = misses.collect();
        if !misses.is_empty() {
            self.line("\nnearly taken for one event with");
        }
        for miss in misses {
            let other = miss.incidents.iter().find(|id| **id != incident.id).unwrap_or(&incident.id);
            let pair = self.pair(&miss.reports);
            let points = points(miss.score, &miss.features);
            self.line(&format!("  {other}\n    {pair}: {points}; but {}", against(miss.against)));
        }
        self.text
    }

    fn head(&mut self, incident: &Incident) {
        self.line(&incident.id);
        self.line(&format!("  what: {}", incident.event_type.code().replace('_', " ")));
        self.line(&format!("  when: {}", when(incident.date.as_ref())));
        let place = incident.place.as_ref().map(|place| {
            let around = [Some(&place.name), place.admin1.as_ref(), place.country.as_ref()];
            around.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
        });
        self.line(&format!("  where: {}", place.as_deref().unwrap_or("not stated")));
        let actor = incident.perpetrator.as_ref().map_or("not stated", |actor| &actor.name);
        self.line(&format!("  who: {actor}"));
        for responsibility in &incident.responsibility {
            let kind = match responsibility.kind {
                ResponsibilityKind::Claimed => "claimed",
                ResponsibilityKind::Attributed => "attributed",
                ResponsibilityKind::Suspected => "suspected",
                ResponsibilityKind::Denied => "denied",
                ResponsibilityKind::Stated => "stated as fact",
            };
            let by = responsibility.by.as_ref().map_or(String::new(), |by| format!(", by {}", by.name));
            let articles: Vec<&str> = responsibility.evidence.iter().map(|e| self.label(&e.document)).collect();
            let mut line = format!("    {kind}: {}{by}", responsibility.actor.name);
            let _ = write!(line, " ({})", distinct(&articles).join(", "));
            self.line(&line);
        }
        let tolls = [("killed", &incident.killed), ("wounded", &incident.wounded), ("abducted", &incident.abducted)];
        for (what, toll) in tolls {
            if let Some(toll) = toll {
                self.line(&format!("  {what}: {}", chosen(toll)));
            }
        }
    }

    /// What the analyst decided of it, and what the articles alone give.
    fn corrections(&mut self, incident: &Incident) {
        let findings = self.findings;
        let own = findings.corrections.iter().filter(|correction| correction.items.contains(&incident.id));
        let own: Vec<&Correction> = own.collect();
        if !own.is_empty() {
            self.line("\ncorrected");
        }
        for correction in own {
            let action = match correction.action {
                Action::Set => "set",
                Action::Clear => "cleared",
                Action::Merge => "merged",
                Action::Split => "split",
                Action::Suppress => "suppressed",
                Action::Grade => "graded",
                Action::Note => "note",
            };
            let fields: Vec<&str> = correction.fields.iter().map(|field| field.key()).collect();
            let words =
                correction.reason.as_ref().or(correction.note.as_ref()).map_or(String::new(), |why| one_line(why));
            let Correction { line, author, date, .. } = correction;
            let fields = if fields.is_empty() { String::new() } else { format!(" {}", fields.join(", ")) };
            self.line(&format!("  {action}{fields}, by {author} on {date}, line {line} of the corrections: {words}"));
        }
        for (field, was) in &incident.was {
            self.line(&format!("    {} by the articles: {}", field.key(), before(*field, was)));
        }
    }

    fn report(&mut self, incident: &Incident, report: &Report) {
        let published = self.published(report);
        let on = published.map_or("undated".to_owned(), |day| format!("published {day}"));
        let label = self.label(&report.document).to_owned();
        self.line(&format!("  {label} {}, {on}, origin: {}", report.document, report.origin));
        self.line(&format!("    when: {}", when(report.date.as_ref())));
        for what in ["killed", "wounded", "abducted"] {
            let Some(own) = of(report, what) else { continue };
            let later = incident.reports.iter().find(|other| {
                other.origin == report.origin
                    && of(other, what).is_some_and(Count::is_numeric)
                    && published.is_some_and(|day| self.published(other).is_some_and(|then| then > day))
            });
            let replaced = later.filter(|_| own.is_numeric()).map_or(String::new(), |other| {
                format!("; a later report of the same origin replaces it ({})", self.label(&other.document))
            });
            self.line(&format!("    {what}: {}{replaced}", figure(own)));
        }
        if !report.caveats.is_empty() {
            let caveats: Vec<String> = report.caveats.iter().map(|caveat| one_line(&caveat.text)).collect();
            self.line(&format!("    against its own account: {}", caveats.join(" ")));
        }
        if !report.rules.is_empty() {
            self.line(&format!("    rules: {}", report.rules.join(", ")));
        }
        for evidence in &report.evidence {
            let number = evidence.sentence.map_or(String::new(), |number| format!(".{number}"));
            self.line(&format!("    {label}{number}: {}", one_line(&evidence.text)));
        }
    }

    fn article(mut self, source: &Source) -> String {
        let record = &source.record;
        self.line(&format!("{} {}", source.label, record.id));
        let on = record.published.map_or("not stated".to_owned(), |published| published.date.to_string());
        self.line(&format!("  title: {}", record.title.as_deref().map_or("none".to_owned(), one_line)));
        self.line(&format!("  published: {on}"));
        if let Some(day) = record.not_before.max(source.not_before_by_reports) {
            self.line(&format!("  not before: {day}"));
        }
        self.line(&format!("  origin: {}", source.origin_counted));
        let findings = self.findings;
        for incident in findings.incidents.iter().map(|placed| &placed.item) {
            for report in incident.reports.iter().filter(|report| report.document == record.id) {
                self.line(&format!("\n{}", incident.id));
                self.report(incident, report);
            }
        }
        self.text
    }

    fn published(&self, report: &Report) -> Option<NaiveDate> {
        Some(self.sources.get(report.document.as_str())?.record.published?.date)
    }

    fn label<'d>(&self, document: &'d str) -> &'d str
    where
        'f: 'd,
    {
        self.sources.get(document).map_or(document, |source| &source.label)
    }

    fn pair(&self, reports: &[String; 2]) -> String {
        format!("{} and {}", self.label(&reports[0]), self.label(&reports[1]))
    }
}

/// What the articles alone give of a field.
fn before(field: Field, was: &serde_json::Value) -> String {
    let words = |value: &serde_json::Value| value.as_str().map_or("not stated".to_owned(), one_line);
    match field {
        Field::EventType | Field::Target => words(was).replace('_', " "),
        Field::Place => words(&was["name"]),
        Field::Perpetrator => words(&was["perpetrator"]["name"]),
        Field::Date => when(serde_json::from_value(was.clone()).ok().flatten().as_ref()),
        Field::Killed | Field::Wounded | Field::Abducted => {
            let toll: Option<Toll> = serde_json::from_value(was.clone()).ok().flatten();
            toll.as_ref().map_or("not stated".to_owned(), chosen)
        }
    }
}

/// What a report counts.
fn of<'r>(report: &'r Report, what: &str) -> Option<&'r Count> {
    let count = match what {
        "killed" => &report.killed,
        "wounded" => &report.wounded,
        _ => &report.abducted,
    };
    count.as_ref()
}

fn when(date: Option<&Timex>) -> String {
    let Some(date) = date else { return "not stated".to_owned() };
    let days = match date.range() {
        Some((start, end)) if start == end => start.to_string(),
        Some((start, end)) => format!("{start} to {end}"),
        None => "open".to_owned(),
    };
    let words = if date.text.is_empty() { String::new() } else { format!(", told as “{}”", one_line(&date.text)) };
    let basis = match date.basis {
        DateBasis::Report => match &date.source {
            Some(source) => format!(", dated by the report of {}", source.document),
            None => ", dated by another report".to_owned(),
        },
        _ => String::new(),
    };
    let bound = date.not_before.map_or(String::new(), |day| format!(", not before {day}"));
    format!("{days}{words}{basis}{bound}")
}

/// A toll with the rule that chose its best figure.
fn chosen(toll: &Toll) -> String {
    let number = |n: Option<u64>| n.map_or("?".to_owned(), |n| n.to_string());
    let why = match toll.rule {
        TollRule::Agreed => "all reports that stand agree, or there is one",
        TollRule::ExactBeforeRounded => "an exact figure goes before rounded ones",
        TollRule::LaterOfSameOrigin => "the later report of an origin replaces its earlier ones",
        TollRule::MostOrigins => "most origins give it",
        TollRule::Lowest => "of figures that as many origins give, the lowest",
        TollRule::WordsOnly => "no report gives a number",
        TollRule::Corrected => "the analyst set it",
    };
    let range = match (toll.low, toll.best, toll.high) {
        (None, None, None) => format!("“{}”", one_line(&toll.qualifier_text)),
        (low, best, high) if low == best && best == high => number(best),
        (low, best, high) => format!("{}, between {} and {}", number(best), number(low), number(high)),
    };
    let said_by: Vec<&str> = toll.said_by.iter().map(|actor| actor.name.as_str()).collect();
    let word = if said_by.is_empty() { String::new() } else { format!("; on the word of {}", said_by.join(", ")) };
    format!("{range}: {why}{word}")
}

/// A figure as a report gives it.
fn figure(count: &Count) -> String {
    let mut text = match (count.low, count.high) {
        (None, None) => format!("“{}”", one_line(&count.qualifier_text)),
        (Some(low), Some(high)) if low != high => format!("{low} to {high} (“{}”)", one_line(&count.qualifier_text)),
        _ => format!("{} (“{}”)", count.number().unwrap_or_default(), one_line(&count.qualifier_text)),
    };
    let classes = count.classes.iter().filter_map(|class| Some(format!("{} {}", class.count?, class.class)));
    let classes: Vec<String> = classes.collect();
    if !classes.is_empty() {
        let _ = write!(text, ", of them {}", classes.join(", "));
    }
    if let Some(actor) = &count.said_by {
        let _ = write!(text, ", says {}", actor.name);
    }
    text
}

fn points(score: i32, features: &Agreement) -> String {
    let told = features.features().into_iter().filter(|(_, points)| *points != 0);
    let told: Vec<String> = told.map(|(name, points)| format!("{} {points}", name.replace('_', " "))).collect();
    format!("{score} points ({})", told.join(", "))
}

fn against(against: Against) -> &'static str {
    match against {
        Against::Score => "that is too little",
        Against::Article => "one article tells both",
        Against::Date => "reports of the two are of different days",
        Against::Place => "reports of the two are of different places",
        Against::EventType => "reports of the two are of different kinds of event",
        Against::Ambiguous => "another event is as much like it and cannot be the same",
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn distinct<'t>(labels: &[&'t str]) -> Vec<&'t str> {
    let mut all = labels.to_vec();
    all.dedup();
    all
}
