//! The desk at which views are written: the findings at hand, labels for everything, and the ledger open.

use std::collections::BTreeMap;

use crate::model::correction::Field;
use crate::model::dataset::Telling;
use crate::model::date::Timex;
use crate::model::edition::{ClaimKind, Rule};
use crate::model::evidence::Evidence;
use crate::model::findings::{Basis, Findings};
use crate::model::incident::Incident;
use crate::model::statement::{Form, Statement};

use super::ledger::{Ledger, raw};
use super::settings::{Section, Settings};
use super::{quotation, wording};

/// Everything that a view is written from.
pub(super) struct Desk<'a> {
    pub(super) findings: &'a Findings,
    pub(super) settings: &'a Settings,
    pub(super) ledger: Ledger,
    labels: BTreeMap<&'a str, (usize, &'a str)>,
    incidents: BTreeMap<&'a str, usize>,
    statements: BTreeMap<&'a str, usize>,
    conditions: BTreeMap<&'a str, usize>,
    threats: BTreeMap<&'a str, usize>,
    tallies: BTreeMap<&'a str, usize>,
    publications: BTreeMap<&'a str, usize>,
    /// By the place of an incident and the name of its field: the correction that set or cleared it.
    corrected: BTreeMap<(usize, &'static str), usize>,
}

/// The corrections by the fields that they set or cleared.
fn corrected(findings: &Findings) -> BTreeMap<(usize, &'static str), usize> {
    let mut corrected = BTreeMap::new();
    let place = positions(findings.incidents.iter().map(|placed| placed.item.id.as_str()));
    for (at, correction) in findings.corrections.iter().enumerate() {
        for incident in correction.items.iter().filter_map(|id| place.get(id.as_str())) {
            corrected.extend(correction.fields.iter().map(|field| ((*incident, field.key()), at)));
        }
    }
    corrected
}

/// Positions of items by id.
fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

impl<'a> Desk<'a> {
    pub(super) fn new(findings: &'a Findings, settings: &'a Settings) -> Self {
        let labels = findings.documents.iter().enumerate();
        Self {
            findings,
            settings,
            ledger: Ledger::default(),
            labels: labels.map(|(at, source)| (source.record.id.as_str(), (at, source.label.as_str()))).collect(),
            incidents: positions(findings.incidents.iter().map(|placed| placed.item.id.as_str())),
            statements: positions(findings.statements.iter().map(|placed| placed.item.id.as_str())),
            conditions: positions(findings.conditions.iter().map(|placed| placed.item.id.as_str())),
            threats: positions(findings.threats.iter().map(|placed| placed.item.id.as_str())),
            tallies: positions(findings.tallies.iter().map(|placed| placed.item.id.as_str())),
            publications: positions(findings.publications.iter().map(|placed| placed.item.id.as_str())),
            corrected: corrected(findings),
        }
    }

    pub(super) fn incident(&self, id: &str) -> Option<(usize, &'a Incident)> {
        let at = *self.incidents.get(id)?;
        Some((at, &self.findings.incidents[at].item))
    }

    pub(super) fn statement(&self, id: &str) -> Option<(usize, &'a Statement)> {
        let at = *self.statements.get(id)?;
        Some((at, &self.findings.statements[at].item.fact))
    }

    pub(super) fn document(&self, id: &str) -> Option<usize> {
        self.labels.get(id).map(|(at, _)| *at)
    }

    pub(super) fn condition(&self, id: &str) -> Option<usize> {
        self.conditions.get(id).copied()
    }

    pub(super) fn threat(&self, id: &str) -> Option<usize> {
        self.threats.get(id).copied()
    }

    pub(super) fn tally(&self, id: &str) -> Option<usize> {
        self.tallies.get(id).copied()
    }

    pub(super) fn publication(&self, id: &str) -> Option<usize> {
        self.publications.get(id).copied()
    }

    /// A value that follows from one value of the findings.
    pub(super) fn derive(&mut self, kind: ClaimKind, text: &str, of: impl AsRef<str>) -> String {
        match self.correction(of.as_ref()) {
            Some(at) => self.corrected(kind, text, of.as_ref(), at),
            None => self.ledger.derive(kind, text, Rule::Worded, of.as_ref()),
        }
    }

    /// The correction that a value follows from, by its place; `None` where the articles give it.
    pub(super) fn correction(&self, of: &str) -> Option<usize> {
        let mut path = of.strip_prefix("/incidents/")?.split('/');
        let (at, field) = (path.next()?.parse().ok()?, path.next()?);
        let field = if field == "responsibility" { Field::Perpetrator.key() } else { field };
        self.corrected.get(&(at, field)).copied()
    }

    /// A value that the correction at that place set: no sentence states it.
    fn corrected(&mut self, kind: ClaimKind, text: &str, of: &str, correction: usize) -> String {
        self.ledger.enter(kind, text, &[], Rule::Corrected, [of.to_owned(), format!("/corrections/{correction}")])
    }

    /// Words of the analyst's own, as the correction at that place gives them under a key.
    pub(super) fn analyst(&mut self, kind: ClaimKind, text: &str, correction: usize, key: &str) -> String {
        self.ledger.derive(kind, text, Rule::Corrected, &format!("/corrections/{correction}/{key}"))
    }

    /// How many entries a list of the findings has, in digits.
    pub(super) fn counted(&mut self, n: usize, of: impl AsRef<str>) -> String {
        self.ledger.derive(ClaimKind::Figure, &wording::number(n as u64), Rule::Counted, of.as_ref())
    }

    /// The same for running text.
    pub(super) fn counted_small(&mut self, n: usize, of: impl AsRef<str>) -> String {
        self.ledger.derive(ClaimKind::Figure, &wording::small(n), Rule::Counted, of.as_ref())
    }

    /// Whether the briefing has a statement log.
    pub(super) fn has_log(&self) -> bool {
        self.settings.sections.contains(&Section::StatementLog)
    }

    /// How many entries the rest of a list has, in digits; `None` for none.
    pub(super) fn left(&mut self, rest: &[String], of: impl AsRef<str>) -> Option<String> {
        (!rest.is_empty()).then(|| self.counted(rest.len(), of))
    }

    /// The same with what they are, as in `3 plots`.
    pub(super) fn rest(&mut self, rest: &[String], of: impl AsRef<str>, one: &str, many: &str) -> Option<String> {
        let n = self.left(rest, of)?;
        Some(format!("{n} {}", if rest.len() == 1 { one } else { many }))
    }

    /// A value that sentences state.
    pub(super) fn stated(&mut self, kind: ClaimKind, text: &str, evidence: &[Evidence], of: impl AsRef<str>) -> String {
        match self.correction(of.as_ref()) {
            Some(at) => self.corrected(kind, text, of.as_ref(), at),
            None => self.ledger.enter(kind, text, evidence, Rule::Worded, [of.as_ref().to_owned()]),
        }
    }

    /// A time expression.
    pub(super) fn date(&mut self, date: Option<&Timex>, evidence: &[Evidence], of: impl AsRef<str>) -> String {
        let mut slices = evidence.to_vec();
        slices.extend(date.and_then(|date| date.source.clone()));
        self.stated(ClaimKind::Date, &wording::date(date), &slices, of)
    }

    /// An actor by the short name, if there is one.
    pub(super) fn actor(&mut self, name: &str, of: impl AsRef<str>) -> String {
        let short = self.findings.findings.short_names.get(name).map_or(name, String::as_str);
        self.derive(ClaimKind::Name, short, of)
    }

    /// Citations of sentences, each once, in the order of articles and sentences.
    pub(super) fn cites<'e>(&mut self, evidence: impl IntoIterator<Item = &'e Evidence>) -> String {
        let mut cited: BTreeMap<(usize, u32), (String, &'e Evidence)> = BTreeMap::new();
        for slice in evidence {
            if let Some((at, label)) = self.labels.get(slice.document.as_str()) {
                let text = match slice.sentence {
                    Some(sentence) => format!("{label}.{sentence}"),
                    None => (*label).to_owned(),
                };
                cited.entry((*at, slice.sentence.unwrap_or(0))).or_insert((text, slice));
            }
        }
        let links = cited.into_iter().map(|((at, _), (text, slice))| {
            let of = [format!("/documents/{at}/label")];
            let label = self.ledger.enter(ClaimKind::Citation, &text, std::slice::from_ref(slice), Rule::Cited, of);
            raw(&format!("[{label}](#{})", anchor(&self.findings.documents[at].label)))
        });
        links.collect::<Vec<_>>().join(" ")
    }

    /// The labels of documents, each once, in the order of the articles.
    pub(super) fn labels<'d>(&self, ids: impl Iterator<Item = &'d str>) -> Vec<String> {
        let known: BTreeMap<usize, &str> = ids.filter_map(|id| self.labels.get(id)).copied().collect();
        known.into_values().map(str::to_owned).collect()
    }

    /// A citation of a whole article.
    pub(super) fn article(&mut self, label: &str) -> String {
        let Some(at) = self.findings.documents.iter().position(|source| source.label == label) else {
            return label.to_owned();
        };
        let text = self.ledger.derive(ClaimKind::Citation, label, Rule::Cited, &format!("/documents/{at}/label"));
        raw(&format!("[{text}](#{})", anchor(label)))
    }

    /// Citations of whole articles.
    pub(super) fn articles(&mut self, labels: &[String]) -> String {
        let links: Vec<String> = labels.iter().map(|label| self.article(label)).collect();
        links.join(", ")
    }

    /// The number of an incident in the log.
    pub(super) fn incident_ref(&mut self, at: usize) -> String {
        let text = format!("I{}", at + 1);
        self.ledger.derive(ClaimKind::Reference, &text, Rule::Numbered, &format!("/incidents/{at}"))
    }

    /// The number of a row in the ledger of denials.
    pub(super) fn denial_ref(&mut self, at: usize) -> String {
        let of = format!("/findings/denials_versus_attacks/denials/{at}");
        self.ledger.derive(ClaimKind::Reference, &format!("D{}", at + 1), Rule::Numbered, &of)
    }

    /// Numbers of incidents, without marks, for running text.
    pub(super) fn incident_list(&mut self, ids: &[String]) -> String {
        let known: Vec<usize> = ids.iter().filter_map(|id| Some(self.incident(id)?.0)).collect();
        let refs: Vec<String> = known.into_iter().map(|at| self.incident_ref(at)).collect();
        super::wording::list(&refs)
    }

    /// Numbers of incidents, with ° for attacks that nobody is named for and ? for suspected ones; `none` for none.
    pub(super) fn incident_refs(&mut self, ids: &[String]) -> String {
        let mut refs = Vec::new();
        for id in ids {
            let Some((at, _)) = self.incident(id) else { continue };
            let threat = self.findings.findings.threat_assessment.as_ref();
            let mark = match threat.and_then(|threat| threat.basis.get(id)) {
                Some(Basis::Unattributed) => "°",
                Some(Basis::Suspected) => "?",
                _ => "",
            };
            refs.push(format!("{}{mark}", self.incident_ref(at)));
        }
        if refs.is_empty() { "none".to_owned() } else { refs.join(", ") }
    }

    /// The first of many incidents as [`Self::incident_refs`] prints them, and how many more the list at `of` has.
    pub(super) fn incident_few(&mut self, ids: &[String], most: usize, of: impl AsRef<str>) -> String {
        let shown = self.incident_refs(&ids[..ids.len().min(most)]);
        self.and_more(&shown, ids.len(), most, of)
    }

    /// The same without marks, for page one.
    pub(super) fn incident_plain(&mut self, ids: &[String], most: usize, of: impl AsRef<str>) -> String {
        let known: Vec<usize> = ids.iter().take(most).filter_map(|id| Some(self.incident(id)?.0)).collect();
        let shown: Vec<String> = known.into_iter().map(|at| self.incident_ref(at)).collect();
        self.and_more(&shown.join(", "), ids.len(), most, of)
    }

    /// What is shown of a list of `all` entries, and how many more it has after the first `most`.
    pub(super) fn and_more(&mut self, shown: &str, all: usize, most: usize, of: impl AsRef<str>) -> String {
        if all <= most {
            return shown.to_owned();
        }
        let more = wording::number((all - most) as u64);
        let more = self.ledger.derive(ClaimKind::Figure, &more, Rule::Rest, &format!("{}/{most}", of.as_ref()));
        format!("{shown} and {more} more")
    }

    /// Who speaks: name, role, organisation, as far as each adds something.
    pub(super) fn speaker(&mut self, at: usize, statement: &Statement) -> String {
        let speaker = &statement.speaker;
        let mut text = speaker.display().to_owned();
        for part in [&speaker.role, &speaker.organisation].into_iter().flatten() {
            if !text.to_lowercase().contains(&part.to_lowercase()) {
                text = format!("{text}, {part}");
            }
        }
        self.stated(ClaimKind::Name, &text, &statement.evidence, format!("/statements/{at}/speaker"))
    }

    /// When it was said; of a statement without a date, the day of the article bounds it.
    pub(super) fn said_on(&mut self, at: usize, statement: &Statement) -> String {
        match (&statement.date, statement.reported_on) {
            (Some(date), _) => self.date(Some(date), &statement.evidence, format!("/statements/{at}/date")),
            (None, Some(day)) => {
                let text = format!("by {}", wording::short_day(day));
                let by = self.derive(ClaimKind::Date, &text, format!("/statements/{at}/reported_on"));
                format!("{}; {by}", wording::NOT_STATED)
            }
            (None, None) => wording::NOT_STATED.to_owned(),
        }
    }

    /// What is said, cut to the configured length, with a note where the words are not the speaker's own throughout.
    pub(super) fn said(&mut self, at: usize, statement: &Statement) -> String {
        self.said_in(at, statement, self.settings.quote_words)
    }

    /// The same, cut to about `words` words.
    pub(super) fn said_in(&mut self, at: usize, statement: &Statement, words: usize) -> String {
        let of = format!("/statements/{at}");
        let content = quotation::seamed(statement);
        let quote = self.quoted_in(&content, &statement.evidence, &format!("{of}/content"), words);
        let form = wording::form(statement.form);
        if statement.form != Form::Direct && wording::turns_round(&statement.cue) {
            let cue = self.stated(ClaimKind::Word, &statement.cue, &statement.evidence, format!("{of}/cue"));
            return format!("{cue} {form}{quote}");
        }
        format!("{form}{quote}")
    }

    /// Words of a text in quotation marks, cut to the configured length.
    pub(super) fn quoted(&mut self, words: &str, evidence: &[Evidence], of: &str) -> String {
        self.quoted_in(words, evidence, of, self.settings.quote_words)
    }

    fn quoted_in(&mut self, words: &str, evidence: &[Evidence], of: &str, most: usize) -> String {
        let (text, is_cut) = quotation::cut(words, most);
        let rule = if is_cut { Rule::Cut } else { Rule::Worded };
        let quote = self.ledger.enter(ClaimKind::Quote, &quotation::inner(&text), evidence, rule, [of.to_owned()]);
        format!("“{quote}”")
    }

    /// Words of a text that stand without quotation marks.
    pub(super) fn words(&mut self, words: &str, evidence: &[Evidence], of: &str) -> String {
        self.stated(ClaimKind::Quote, &quotation::inner(words), evidence, of)
    }

    /// Whose report it is, where nobody is quoted with it: the origin; of an article that names none, the article itself.
    /// `of` is the place of the fact.
    pub(super) fn told_by(&mut self, reports: &[Telling], of: &str) -> String {
        match reports.first() {
            // An origin without a name goes by its first article's id, which tells a reader nothing.
            Some(report) if !self.labels.contains_key(report.origin.as_str()) => {
                self.derive(ClaimKind::Name, &report.origin, format!("{of}/reports/0/origin"))
            }
            _ => "the article".to_owned(),
        }
    }

    /// The name of a file, as code where its characters allow it.
    pub(super) fn file(&mut self, path: &str, of: &str) -> String {
        let text = self.derive(ClaimKind::Name, path, of);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '#' | '-');
        if !path.is_empty() && path.chars().all(plain) { raw(&format!("`{text}`")) } else { text }
    }

    /// Statements of one speaker in one article after another in one line each time: the speaker, then what was said.
    pub(super) fn told(&mut self, ids: &[String]) -> Vec<(String, Vec<usize>)> {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        let mut last: Option<(&str, &str)> = None;
        for id in ids {
            let Some((at, statement)) = self.statement(id) else { continue };
            let document = statement.evidence.first().map_or("", |slice| slice.document.as_str());
            let key = Some((statement.speaker.display(), document));
            let date = statement.date.as_ref().filter(|date| date.range().is_some());
            let date = date.map(|date| self.date(Some(date), &statement.evidence, format!("/statements/{at}/date")));
            let what = self.said(at, statement);
            let cites = self.cites(&statement.evidence);
            let when = date.map(|date| format!("{date}, ")).unwrap_or_default();
            if key == last
                && let Some((text, members)) = groups.last_mut()
            {
                *text = format!("{text}; {when}{what} {cites}");
                members.push(at);
            } else {
                let who = self.speaker(at, statement);
                groups.push((format!("{who}: {when}{what} {cites}"), vec![at]));
            }
            last = key;
        }
        groups
    }
}

/// The anchor of an article's heading.
pub(super) fn anchor(label: &str) -> String {
    label.to_lowercase()
}
