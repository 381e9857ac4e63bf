//! The sources: every article under its label, and what was skipped.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::dataset::Source;
use crate::model::document::PublishedBasis;
use crate::model::edition::ClaimKind;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Sources {
    articles: Vec<Article>,
    origins: Option<String>,
    undated: Option<String>,
    languages: Option<String>,
    skipped: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Article {
    label: String,
    title: String,
    /// Publisher, origin and family, as far as they are stated.
    told_by: String,
    published: String,
    /// The analyst's grade; `None` without one.
    reliability: Option<String>,
    file: String,
}

pub(super) fn sources(desk: &mut Desk<'_>) -> Sources {
    let findings = desk.findings;
    let coverage = &findings.findings.coverage;
    let articles = findings.documents.iter().enumerate().map(|(at, source)| article(desk, at, source)).collect();
    let mut origins: Vec<String> = Vec::new();
    for (at, origin) in coverage.origins.iter().enumerate() {
        let name = desk.derive(ClaimKind::Name, &origin.name, format!("/findings/coverage/origins/{at}/name"));
        origins.push(format!("{name} ({})", desk.articles(&origin.articles)));
    }
    if !coverage.without_origin.is_empty() {
        let n = coverage.without_origin.len();
        let each = plural(n, "it counts as an origin of its own", "each counts as an origin of its own");
        origins.push(format!(
            "{} {} none; {each}",
            desk.articles(&coverage.without_origin),
            plural(n, "names", "name")
        ));
    }
    let mut undated = Vec::new();
    if !coverage.undated.is_empty() {
        let n = coverage.undated.len();
        undated.push(format!("{} {}", plural(n, "article", "articles"), desk.articles(&coverage.undated)));
    }
    if !coverage.undated_incidents.is_empty() {
        let n = coverage.undated_incidents.len();
        undated.push(format!(
            "{} {}",
            plural(n, "incident", "incidents"),
            desk.incident_refs(&coverage.undated_incidents)
        ));
    }
    let mut languages = Vec::new();
    for (at, language) in coverage.languages.iter().enumerate() {
        let of = format!("/findings/coverage/languages/{at}");
        let count = desk.counted(language.documents.len(), format!("{of}/documents"));
        let name = desk.derive(ClaimKind::Name, &language.name, format!("{of}/name"));
        languages.push(format!("{count} in {name}"));
    }
    let skipped = findings.skipped.iter().enumerate().map(|(at, skipped)| {
        let path = desk.file(&skipped.path, &format!("/skipped/{at}/path"));
        let reason = wording::unmarked(&skipped.reason);
        let reason = desk.derive(ClaimKind::Word, &reason, format!("/skipped/{at}/reason"));
        format!("{path} ({reason})")
    });
    let skipped = skipped.collect();
    Sources {
        articles,
        origins: (!origins.is_empty()).then(|| origins.join("; ")),
        undated: (!undated.is_empty()).then(|| undated.join("; ")),
        languages: (!languages.is_empty()).then(|| languages.join(", ")),
        skipped,
    }
}

fn article(desk: &mut Desk<'_>, at: usize, source: &Source) -> Article {
    let of = format!("/documents/{at}");
    let record = &source.record;
    let title = match &record.title {
        Some(title) => {
            let title = desk.words(title, &[], &format!("{of}/title"));
            format!("“{title}”.")
        }
        None => "No title.".to_owned(),
    };
    let name = |desk: &mut Desk<'_>, value: &Option<String>, key: &str| {
        value.as_ref().map(|value| desk.derive(ClaimKind::Name, value, format!("{of}/{key}")))
    };
    let publisher = name(desk, &record.publisher, "publisher");
    let origin = name(desk, &record.origin, "origin");
    let published = match (record.published, record.not_before) {
        (Some(published), _) => {
            let day = desk.derive(ClaimKind::Date, &wording::long_day(published.date), format!("{of}/published/date"));
            let basis = match published.basis {
                PublishedBasis::Correction => "the analyst's correction",
                PublishedBasis::Dateline => "dateline",
                PublishedBasis::Metadata => "metadata",
                PublishedBasis::Url => "address",
                PublishedBasis::FileName => "file name",
            };
            format!("{day} ({basis})")
        }
        (None, Some(day)) => {
            let day = desk.derive(ClaimKind::Date, &wording::long_day(day), format!("{of}/not_before"));
            format!("date not stated, not before {day}")
        }
        (None, None) => "date not stated".to_owned(),
    };
    let told_by = match (publisher, origin) {
        (Some(publisher), Some(_)) if record.publisher == record.origin => publisher,
        (Some(publisher), Some(origin)) => format!("{publisher}, after {origin}"),
        (Some(publisher), None) => publisher,
        (None, Some(origin)) => format!("Publisher not stated, after {origin}"),
        (None, None) => "Publisher and origin not stated".to_owned(),
    };
    let family = name(desk, &record.family, "family").map(|family| format!(", of the family {family}"));
    Article {
        label: desk.ledger.derive(
            ClaimKind::Citation,
            &source.label,
            crate::model::edition::Rule::Cited,
            &format!("{of}/label"),
        ),
        title,
        told_by: format!("{told_by}{}", family.unwrap_or_default()),
        published,
        reliability: source.reliability.map(|grade| {
            let of = format!("{of}/reliability");
            desk.derive(ClaimKind::Word, grade.letter(), of)
        }),
        file: desk.file(&record.id, &format!("{of}/id")),
    }
}
