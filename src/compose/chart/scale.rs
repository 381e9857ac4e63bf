//! Numbers → lengths: axes with round numbers, and circles whose area goes by the number.

/// A scale from nothing to a round number above all values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The number at the top.
    top: u64,
    /// Pixels from nothing to the top.
    length: f64,
}

impl Scale {
    /// For numbers up to `most`.
    pub(super) fn new(most: u64, length: f64) -> Self {
        Self { top: round_up(most.max(1)), length }
    }

    /// Pixels above nothing.
    pub(super) fn at(&self, n: u64) -> f64 {
        self.length * n as f64 / self.top as f64
    }

    /// The numbers to print beside the axis: the top, and its half where that is whole.
    pub(super) fn ticks(&self) -> Vec<u64> {
        if self.top.is_multiple_of(2) { vec![self.top / 2, self.top] } else { vec![self.top] }
    }
}

/// The next of 1, 2, 3, 4, 5, 6, 8, 10, 15 and their tenfolds.
fn round_up(n: u64) -> u64 {
    let mut scale = 1_u64;
    loop {
        for step in [10, 15, 20, 30, 40, 50, 60, 80] {
            let Some(round) = scale.checked_mul(step) else { return n };
            // Below ten, whole numbers only.
            if round % 10 == 0 && round / 10 >= n {
                return round / 10;
            }
        }
        let Some(next) = scale.checked_mul(10) else { return n };
        scale = next;
    }
}

/// Circles whose area goes by a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circles {
    most: u64,
    largest: f64,
    smallest: f64,
}

impl Circles {
    /// The largest number gets the largest radius; few get no less than `smallest`.
    pub(super) fn new(most: u64, largest: f64, smallest: f64) -> Self {
        // With small numbers only, no circle is so large that it looks like a disaster.
        Self { most: most.max(25), largest, smallest }
    }

    /// The radius for a number; the smallest one for `None`.
    pub(super) fn radius(&self, n: Option<u64>) -> f64 {
        let share = n.unwrap_or(0) as f64 / self.most as f64;
        (self.largest * share.sqrt()).max(self.smallest)
    }

    /// Round numbers for a legend: a large one and smaller ones that differ in size.
    pub(super) fn legend(&self) -> Vec<u64> {
        let mut steps: Vec<u64> = [1, 5, 25].into_iter().map(|part| round_down(self.most / part)).collect();
        steps.dedup();
        steps
    }
}

/// The next of 1, 2, 5 and their tenfolds below a number; at least 1.
fn round_down(n: u64) -> u64 {
    let mut scale = 1_u64;
    while n / scale >= 10 {
        scale *= 10;
    }
    match n / scale {
        0 | 1 => scale,
        2..=4 => 2 * scale,
        _ => 5 * scale,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_an_axis_is_round_and_no_less_than_the_most() {
        assert_eq!([1, 2, 7, 9, 11, 182, 213, 1_000_001].map(round_up), [1, 2, 8, 10, 15, 200, 300, 1_500_000]);
        assert_eq!(Scale::new(0, 50.0).ticks(), [1]);
        assert_eq!(Scale::new(7, 50.0).ticks(), [4, 8]);
        assert!(Scale::new(u64::MAX, 50.0).at(u64::MAX) <= 50.0);
    }

    #[test]
    fn areas_go_by_numbers() {
        let circles = Circles::new(400, 20.0, 3.0);
        let radius = |n| (circles.radius(n) * 10.0).round() as u32;
        assert_eq!([None, Some(0), Some(100), Some(400)].map(radius), [30, 30, 100, 200]);
        assert_eq!(circles.legend(), [200, 50, 10]);
        assert_eq!(Circles::new(1, 20.0, 3.0).legend(), [20, 5, 1]);
        assert!(Circles::new(3, 20.0, 3.0).radius(Some(3)) < 10.0);
        assert!(Circles::new(213, 20.0, 3.0).legend().iter().all(|n| *n <= 213));
    }
}
