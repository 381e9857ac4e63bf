//! What an article without a date may take from the reports of others: that it is not older than the events that it tells.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::model::dataset::Source;
use crate::model::date::Precision;
use crate::model::incident::Incident;

/// Days by which "Sunday" may lie before the day on which an article says so.
const WEEK: u64 = 6;

/// Sets the bounds of undated documents, and of their incidents that are told by the day of the week alone. Nothing else
/// crosses over from one report to another.
pub(super) fn set<'i>(incidents: impl Iterator<Item = &'i mut Incident>, documents: &mut [Source]) {
    let undated = documents.iter().enumerate().filter(|(_, source)| source.record.published.is_none());
    let place: BTreeMap<String, usize> = undated.map(|(at, source)| (source.record.id.clone(), at)).collect();
    let mut open = Vec::new();
    for incident in incidents {
        let date = incident.date.as_ref();
        let day = date.filter(|date| date.precision == Precision::Day).and_then(|date| date.start);
        let of_week = date.is_some_and(|date| date.value.as_ref().is_some_and(|value| value.starts_with("XXXX-WXX-")));
        for report in day.iter().flat_map(|_| &incident.reports) {
            if let Some(&at) = place.get(&report.document) {
                let source: &mut Source = &mut documents[at];
                let own = source.record.not_before;
                let bound = source.not_before_by_reports.max(day).filter(|day| own.is_none_or(|own| *day > own));
                source.not_before_by_reports = bound.or(source.not_before_by_reports);
            }
        }
        if day.is_none() && of_week {
            open.push(incident);
        }
    }
    for incident in open {
        let bounds = incident.reports.iter().filter_map(|report| {
            let source = &documents[*place.get(&report.document)?];
            source.not_before_by_reports.max(source.record.not_before)
        });
        let bound: Option<NaiveDate> = bounds.max().and_then(|day| day.checked_sub_days(Days::new(WEEK)));
        if let Some(date) = &mut incident.date {
            date.not_before = date.not_before.max(bound);
        }
    }
}
