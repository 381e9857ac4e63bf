//! `evidence.md`: every cited sentence in full, by article.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::edition::{Claim, ClaimKind};
use crate::model::findings::Findings;
use crate::model::markdown::escape;

/// Writes the sentences that the claims cite.
pub(super) fn evidence(findings: &Findings, claims: &[Claim]) -> String {
    let mut cited: BTreeMap<&str, BTreeSet<(usize, &str, &str)>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.kind == ClaimKind::Citation) {
        for slice in &claim.evidence {
            let place = (slice.start, claim.value.as_str(), slice.text.as_str());
            cited.entry(slice.document.as_str()).or_default().insert(place);
        }
    }
    let mut out =
        format!("# Evidence: {}\n\nEvery sentence that the briefing cites, in full.\n", escape(&findings.report.title));
    for source in &findings.documents {
        let Some(sentences) = cited.get(source.record.id.as_str()) else { continue };
        let _ = write!(out, "\n## {}\n\n", source.label);
        if let Some(title) = &source.record.title {
            let _ = write!(out, "{} ({})\n\n", escape(title), escape(&source.record.id));
        }
        for (_, label, text) in sentences {
            let _ = writeln!(out, "- **{label}** {}", escape(text));
        }
    }
    if cited.is_empty() {
        out.push_str("\nNothing is cited, because nothing was found.\n");
    }
    out
}
