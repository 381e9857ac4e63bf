//! How people live: facts by sector, forecasts apart, and what was looked for in vain.

use crate::model::condition::{Condition, Modality, Sector};
use crate::model::dataset::Item;
use crate::model::findings::{Humanitarian, Placed, SectorRows};
use crate::model::statement::{Stance, Statement};

use super::placing::is_dated;

/// Orders the conditions that do not lie outside the period.
pub(super) fn context(conditions: &[Placed<Item<Condition>>], statements: &[Placed<Item<Statement>>]) -> Humanitarian {
    let shown: Vec<&Item<Condition>> =
        conditions.iter().filter(|c| c.in_period != Some(false)).map(|placed| &placed.item).collect();
    let ids = |wanted: &dyn Fn(&Condition) -> bool| -> Vec<String> {
        shown.iter().filter(|item| wanted(&item.fact)).map(|item| item.id.clone()).collect()
    };
    let mut sectors = Vec::new();
    let mut not_found = Vec::new();
    for sector in Sector::ALL {
        let rows = ids(&|c| c.sector == sector && c.modality == Modality::Fact);
        if !rows.is_empty() {
            sectors.push(SectorRows { sector, conditions: rows });
        } else if sector != Sector::Other && !shown.iter().any(|item| item.fact.sector == sector) {
            not_found.push(sector);
        }
    }
    let warns = |fact: &Statement| {
        let forecasts = shown.iter().filter(|item| item.fact.modality == Modality::Forecast);
        let mut told = forecasts.flat_map(|item| &item.fact.evidence);
        fact.stance != Stance::Denial && told.any(|slice| fact.evidence.contains(slice))
    };
    let warned_by = statements.iter().filter(|s| s.in_period != Some(false) && warns(&s.item.fact));
    Humanitarian {
        sectors,
        warned_by: warned_by.map(|s| s.item.id.clone()).collect(),
        warnings: ids(&|c| c.modality == Modality::Forecast),
        not_found,
        undated: ids(&|c| !is_dated(c.as_of.as_ref())),
    }
}
