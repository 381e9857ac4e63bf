//! The desk at which views are written: the findings at hand, labels for everything, and the ledger open.

use std::collections::BTreeMap;

use crate::model::date::Timex;
use crate::model::edition::{ClaimKind, Rule};
use crate::model::evidence::Evidence;
use crate::model::findings::{Basis, Findings};
use crate::model::incident::Incident;
use crate::model::statement::Statement;

use super::ledger::{Ledger, raw};
use super::settings::Settings;
use super::wording;

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

    pub(super) fn condition(&self, id: &str) -> Option<usize> {
        self.conditions.get(id).copied()
    }

    pub(super) fn threat(&self, id: &str) -> Option<usize> {
        self.threats.get(id).copied()
    }

    pub(super) fn tally(&self, id: &str) -> Option<usize> {
        self.tallies.get(id).copied()
    }

    /// A value that follows from one value of the findings.
    pub(super) fn derive(&mut self, kind: ClaimKind, text: &str, of: impl AsRef<str>) -> String {
        self.ledger.derive(kind, text, Rule::Worded, of.as_ref())
    }

    /// How many entries a list of the findings has, in digits.
    pub(super) fn counted(&mut self, n: usize, of: impl AsRef<str>) -> String {
        self.ledger.derive(ClaimKind::Figure, &wording::number(n as u64), Rule::Counted, of.as_ref())
    }

    /// The same for running text.
    pub(super) fn counted_small(&mut self, n: usize, of: impl AsRef<str>) -> String {
        self.ledger.derive(ClaimKind::Figure, &wording::small(n), Rule::Counted, of.as_ref())
    }

    /// A value that sentences state.
    pub(super) fn stated(&mut self, kind: ClaimKind, text: &str, evidence: &[Evidence], of: impl AsRef<str>) -> String {
        self.ledger.enter(kind, text, evidence, Rule::Worded, [of.as_ref().to_owned()])
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

    /// Who speaks: name, role, organisation.
    pub(super) fn speaker(&mut self, at: usize, statement: &Statement) -> String {
        let speaker = &statement.speaker;
        let mut parts = vec![speaker.display().to_owned()];
        parts.extend(speaker.role.clone());
        parts.extend(speaker.organisation.clone().filter(|organisation| organisation != speaker.display()));
        self.stated(ClaimKind::Name, &parts.join(", "), &statement.evidence, format!("/statements/{at}/speaker"))
    }

    /// What is said, in quotation marks, cut to the configured length.
    pub(super) fn quote(&mut self, at: usize, statement: &Statement) -> String {
        self.quoted(&statement.content, &statement.evidence, &format!("/statements/{at}/content"))
    }

    /// Words of a text in quotation marks, cut to the configured length.
    pub(super) fn quoted(&mut self, words: &str, evidence: &[Evidence], of: &str) -> String {
        let (text, is_cut) = wording::cut(words, self.settings.quote_words);
        let rule = if is_cut { Rule::Cut } else { Rule::Worded };
        let quote = self.ledger.enter(ClaimKind::Quote, &text, evidence, rule, [of.to_owned()]);
        // Words that hold quotation marks of their own stand without ours.
        if text.contains(['“', '”', '"']) { quote } else { format!("“{quote}”") }
    }
}

/// The anchor of an article's heading.
pub(super) fn anchor(label: &str) -> String {
    label.to_lowercase()
}
