//! Which statements the log shows: those that other sections do not, and of many, those that a reader wants first.

use std::collections::BTreeSet;

use crate::model::dataset::Item;
use crate::model::findings::{Denials, Humanitarian, Placed, StatementLog, ThreatAssessment};
use crate::model::statement::{Stance, Statement};

/// So many statements stand in a log.
const MOST: usize = 25;

/// The sections that show statements of their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) threat: Option<&'a ThreatAssessment>,
    pub(super) denials: Option<&'a Denials>,
    pub(super) humanitarian: &'a Humanitarian,
}

impl<'a> Shown<'a> {
    /// Ids of the statements that they show.
    fn ids(self) -> BTreeSet<&'a str> {
        let threat = self.threat.into_iter().flat_map(|threat| &threat.assessments);
        let denials = self.denials.into_iter().flat_map(|section| {
            let beside = section.assurances.iter().chain(&section.successes).map(|beside| &beside.statement);
            let rows = section.denials.iter().map(|denial| &denial.statement);
            rows.chain(beside).chain(&section.other_matters).chain(&section.by_others)
        });
        threat.chain(denials).chain(&self.humanitarian.warned_by).map(String::as_str).collect()
    }
}

/// Shares the statements of the period out.
pub(super) fn statements(statements: &[Placed<Item<Statement>>], shown: Shown<'_>) -> StatementLog {
    let elsewhere = shown.ids();
    let mut log = StatementLog::default();
    let mut ranked: Vec<(u8, usize, &str)> = Vec::new();
    for (at, placed) in statements.iter().enumerate().filter(|(_, placed)| placed.in_period != Some(false)) {
        let id = placed.item.id.as_str();
        if elsewhere.contains(id) {
            log.above.push(id.to_owned());
        } else {
            ranked.push((rank(&placed.item.fact), at, id));
        }
    }
    ranked.sort_unstable();
    let mut left = ranked.split_off(ranked.len().min(MOST));
    // Both lists in the order of the articles.
    for list in [&mut ranked, &mut left] {
        list.sort_unstable_by_key(|(_, at, _)| *at);
    }
    let ids = |list: Vec<(u8, usize, &str)>| list.into_iter().map(|(_, _, id)| id.to_owned()).collect();
    log.shown = ids(ranked);
    log.left = ids(left);
    log
}

/// What a reader wants first is smallest: what named speakers deny, claim as their own, promise, warn of and demand, then
/// what they tell, then the words of sources without a name.
fn rank(statement: &Statement) -> u8 {
    let rank = match statement.stance {
        Stance::Denial => 0,
        Stance::ClaimOfResponsibility => 1,
        Stance::Pledge => 2,
        Stance::Warning => 3,
        Stance::Demand => 4,
        Stance::Condemnation => 5,
        Stance::Assessment => 6,
        Stance::Claim => 7,
        Stance::Other => 8,
    };
    if statement.speaker.name.is_none() { rank + 9 } else { rank }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::dataset;

    #[test]
    fn a_long_log_leaves_unnamed_claims_out_first() {
        let one = dataset().statements.remove(0);
        let mut many = Vec::new();
        for at in 0..30 {
            let mut item = one.clone();
            item.id = format!("s-{at}");
            if at < 7 {
                item.fact.speaker.name = None;
                item.fact.stance = Stance::Claim;
            }
            many.push(Placed { item, in_period: None });
        }
        let humanitarian = crate::analyse::humanitarian::context(&[], &[], &[]);
        let log = statements(&many, Shown { threat: None, denials: None, humanitarian: &humanitarian });
        assert_eq!((log.shown.len(), log.left.len()), (25, 5));
        assert_eq!(log.left, ["s-2", "s-3", "s-4", "s-5", "s-6"]);
        assert_eq!(log.shown[..3], ["s-0", "s-1", "s-7"]);
    }
}
