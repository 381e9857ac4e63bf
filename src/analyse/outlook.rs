//! How likely a further attack is: the share of past windows that had one, where the articles cover the last twelve months.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use crate::model::findings::{Coverage, Likelihood, Outlook, Placed, Rung, Window};
use crate::model::incident::Incident;

use super::coverage::{last_full_month, uncovered};
use super::key_figures::{back_from, period_of};
use super::placing::{Placement, place};

/// Length of a window, in days.
const DAYS: u32 = 30;
/// How many windows, and how many months must have a dated article.
const COUNT: u32 = 12;

/// The words and what they stand for, in a hundred.
const LADDER: [(Likelihood, u8, u8); 7] = [
    (Likelihood::AlmostNoChance, 0, 5),
    (Likelihood::VeryUnlikely, 5, 20),
    (Likelihood::Unlikely, 20, 45),
    (Likelihood::RoughlyEvenChance, 45, 55),
    (Likelihood::Likely, 55, 80),
    (Likelihood::VeryLikely, 80, 95),
    (Likelihood::AlmostCertain, 95, 100),
];

/// Looks back over the windows. `attacks` are the ids of the actor's attacks.
pub(super) fn outlook(
    as_of: NaiveDate,
    attacks: &BTreeSet<&str>,
    incidents: &[Placed<Incident>],
    coverage: &Coverage,
) -> Outlook {
    let mut windows: Vec<Window> = Vec::new();
    let mut end = Some(as_of);
    for _ in 0..COUNT {
        let Some(window) = end.and_then(|to| back_from(to, DAYS)) else { break };
        end = window.from.pred_opt();
        windows.push(window);
    }
    windows.reverse();
    let own: Vec<&Incident> = incidents.iter().map(|p| &p.item).filter(|i| attacks.contains(i.id.as_str())).collect();
    let has_attack = |window: &&Window| {
        own.iter().any(|incident| place(incident.date.as_ref(), period_of(**window)) == Placement::Inside)
    };
    let with_attack: Vec<Window> = windows.iter().filter(has_attack).copied().collect();

    let last = last_full_month(as_of);
    let mut months: Vec<NaiveDate> =
        (0..COUNT).filter_map(|back| last?.checked_sub_months(Months::new(back))).collect();
    months.reverse();
    let open = months.first().zip(months.last()).map(|(from, to)| uncovered(coverage, *from, *to)).unwrap_or_default();
    let covered = !months.is_empty() && open.is_empty();
    Outlook {
        days: DAYS,
        likelihood: covered.then(|| likelihood(with_attack.len(), windows.len())),
        months_covered: months.iter().filter(|month| !open.contains(month)).copied().collect(),
        months,
        with_attack,
        windows,
        ladder: LADDER
            .map(|(likelihood, from_percent, to_percent)| Rung { likelihood, from_percent, to_percent })
            .to_vec(),
    }
}

/// The word for `with` of `all`, by the rule of succession: (with + 1) / (all + 2), so that a few windows are never certain.
fn likelihood(with: usize, all: usize) -> Likelihood {
    let share = (with + 1) * 100;
    let reached = LADDER.iter().find(|(_, _, to)| share <= usize::from(*to) * (all + 2));
    reached.map_or(Likelihood::AlmostCertain, |(word, _, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_follows_from_the_share_and_is_never_certain() {
        assert_eq!(likelihood(0, 12), Likelihood::VeryUnlikely);
        assert_eq!(likelihood(3, 12), Likelihood::Unlikely);
        assert_eq!(likelihood(6, 12), Likelihood::RoughlyEvenChance);
        assert_eq!(likelihood(9, 12), Likelihood::Likely);
        assert_eq!(likelihood(12, 12), Likelihood::VeryLikely);
        assert_eq!(likelihood(100, 100), Likelihood::AlmostCertain);
    }
}
