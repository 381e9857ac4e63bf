//! Every event that an article tells stands in exactly one incident, and pairs join the reports of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::correction::Action;
use crate::model::evidence::Evidence;
use crate::model::findings::Findings;
use crate::model::incident::Incident;

use super::Verdict;
use super::facts::Read;

/// What tells one mention from another of its article.
type Key<'a> = (&'a [Evidence], &'a [String]);

/// Counts mentions against reports, article by article, and follows the pairs of every incident.
pub(super) fn check(findings: &Findings, read: &Read<'_>, verdict: &mut Verdict) {
    let mut reported: BTreeMap<&str, BTreeMap<Key<'_>, usize>> = BTreeMap::new();
    for incident in findings.incidents.iter().map(|placed| &placed.item) {
        joined(incident, verdict);
        for report in &incident.reports {
            let key = (report.evidence.as_slice(), report.rules.as_slice());
            *reported.entry(&report.document).or_default().entry(key).or_default() += 1;
        }
    }
    let suppressed = suppressed(findings);
    for source in &findings.documents {
        let id = source.record.id.as_str();
        let mut open = reported.remove(id).unwrap_or_default();
        let Some((_, facts)) = read.get(id) else { continue };
        let mut lost = 0;
        for mention in &facts.incidents {
            match open.get_mut(&(mention.evidence.as_slice(), mention.rules.as_slice())) {
                Some(count) if *count > 0 => *count -= 1,
                _ if mention.evidence.iter().all(|slice| suppressed.contains(slice)) => {}
                _ => lost += 1,
            }
        }
        verdict.require(lost == 0, id, || format!("tells {lost} more than its reports"));
        let doubled: usize = open.values().sum();
        verdict.require(doubled == 0, id, || format!("has {doubled} more reports than it tells"));
    }
    for id in reported.keys() {
        verdict.require(false, id, || "has reports and is no source".to_owned());
    }
}

/// The sentences of the incidents that the analyst takes out.
fn suppressed(findings: &Findings) -> BTreeSet<&Evidence> {
    let gone = findings.corrections.iter().filter(|correction| correction.action == Action::Suppress);
    let told: BTreeSet<&Evidence> = gone.flat_map(|correction| &correction.evidence).collect();
    let parts = findings.uncorrected.iter().filter(|part| part.evidence.iter().any(|slice| told.contains(slice)));
    parts.flat_map(|part| &part.evidence).collect()
}

/// One pair fewer than there are reports, and all reports are joined by them. Two reports of one article are only ever joined
/// by the analyst.
fn joined(incident: &Incident, verdict: &mut Verdict) {
    let mut parts: Vec<BTreeSet<&str>> = Vec::new();
    for report in &incident.reports {
        if !parts.iter().any(|part| part.contains(report.document.as_str())) {
            parts.push(BTreeSet::from([report.document.as_str()]));
        }
    }
    let articles = parts.len();
    for merge in &incident.merges {
        let of = |parts: &[BTreeSet<&str>], id: &str| parts.iter().position(|part| part.contains(id));
        if let (Some(one), Some(other)) = (of(&parts, &merge.reports[0]), of(&parts, &merge.reports[1]))
            && one != other
        {
            let moved = parts.swap_remove(one.max(other));
            parts[one.min(other)].extend(moved);
        }
    }
    let doubled = articles < incident.reports.len() && !incident.corrected;
    let holds = parts.len() == 1 && incident.merges.len() + 1 == incident.reports.len() && !doubled;
    verdict.require(holds, &incident.id, || "its pairs do not join its reports".to_owned());
}
