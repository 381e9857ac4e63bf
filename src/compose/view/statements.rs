//! The statement log: what speakers say that no other section shows.

use serde::Serialize;

use super::incidents::outside;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED, plural};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::statement::Statement;

/// The statement log.
#[derive(Debug, Serialize)]
pub(super) struct Statements {
    rows: Vec<Said>,
    /// How many stand in other sections, as in `5 statements stand`; `None` for none.
    above: Option<String>,
    /// How many are left to `briefing.json`; `None` for none.
    left: Option<String>,
    /// How many lie outside the period; `None` for none.
    outside: Option<String>,
}

#[derive(Debug, Serialize)]
struct Said {
    date: String,
    speaker: String,
    stance: String,
    words: String,
    about: String,
    source: String,
}

pub(super) fn statements(desk: &mut Desk<'_>) -> Statements {
    let findings = desk.findings;
    let log = &findings.findings.statement_log;
    let mut rows = Vec::new();
    let mut last: Option<(&str, &str)> = None;
    for id in &log.shown {
        let Some((at, statement)) = desk.statement(id) else { continue };
        let evidence: Vec<&Evidence> =
            findings.statements[at].item.reports.iter().flat_map(|telling| &telling.evidence).collect();
        // A speaker who goes on in the same article is not named again.
        let document = evidence.first().map_or("", |slice| slice.document.as_str());
        let key = statement.speaker.name.as_deref().map(|name| (name, document));
        let goes_on = key.is_some() && key == last;
        last = key;
        rows.push(Said {
            date: desk.said_on(at, statement),
            speaker: if goes_on { "same".to_owned() } else { desk.speaker(at, statement) },
            stance: desk.stated(
                ClaimKind::Word,
                wording::stance(statement.stance),
                &statement.evidence,
                format!("/statements/{at}/stance"),
            ),
            words: desk.said(at, statement),
            about: about(desk, at, statement),
            source: desk.cites(evidence),
        });
    }
    let some = |desk: &mut Desk<'_>, n: usize, key: &str| {
        (n > 0).then(|| desk.counted(n, format!("/findings/statement_log/{key}")))
    };
    Statements {
        rows,
        above: some(desk, log.above.len(), "above")
            .map(|n| format!("{n} {}", plural(log.above.len(), "statement stands", "statements stand"))),
        left: some(desk, log.left.len(), "left"),
        outside: outside(desk, findings.findings.coverage.statements_outside, "statements_outside"),
    }
}

/// Whom and what a statement is about.
fn about(desk: &mut Desk<'_>, at: usize, statement: &Statement) -> String {
    let of = format!("/statements/{at}/about");
    let actor = statement.about.actor.as_ref().map(|actor| desk.actor(actor, format!("{of}/actor")));
    let topic = statement.about.topic.as_ref();
    let topic = topic.map(|topic| desk.stated(ClaimKind::Word, topic, &statement.evidence, format!("{of}/topic")));
    let parts: Vec<String> = actor.into_iter().chain(topic).collect();
    if parts.is_empty() { NOT_STATED.to_owned() } else { parts.join(", ") }
}
