//! Where words find room: how wide they are, and what they would cover.

/// Advance widths of the characters from blank to tilde in Source Sans 3 SemiBold, in thousandths of the font's height.
const WIDTHS: [u16; 95] = [
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745,
    657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564,
    507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324,
    255, 324, 513,
];
/// Where another font stands in, words are wider.
const ALLOWANCE: f64 = 1.08;

/// How wide a text may get in any weight, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c {
        ' '..='~' => WIDTHS[c as usize - 32],
        '\u{2E80}'.. => 1000,
        _ => 600,
    };
    text.chars().map(|c| f64::from(of(c))).sum::<f64>() / 1000.0 * size * ALLOWANCE
}

/// The text, cut after a whole character with an ellipsis where it is wider than `most` pixels.
pub(super) fn fit(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if width(&cut, size) + width("…", size) > most {
            cut.pop();
            break;
        }
    }
    format!("{}…", cut.trim_end())
}

/// An area by its edges, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }
}

/// What is taken already, inside a frame.
#[derive(Debug)]
pub(super) struct Room {
    frame: Area,
    taken: Vec<Area>,
}

impl Room {
    pub(super) fn new(frame: Area) -> Self {
        Self { frame, taken: Vec::new() }
    }

    /// Whether nothing stands there yet.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        self.frame.holds(area) && !self.taken.iter().any(|taken| taken.meets(area))
    }

    /// Takes an area, whatever stands there.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_too_long_are_cut() {
        assert_eq!(fit("Kabul", 10.0, 100.0), "Kabul");
        let cut = fit("a very long name of a place", 10.0, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 60.0, "{cut}");
    }

    #[test]
    fn room_is_given_once_and_inside_the_frame() {
        let area = |left: f64, right: f64| Area { left, top: 0.0, right, bottom: 10.0 };
        let mut room = Room::new(area(0.0, 100.0));
        assert!(!room.is_free(&area(-5.0, 5.0)) && room.is_free(&area(0.0, 50.0)));
        room.take(area(0.0, 50.0));
        assert!(!room.is_free(&area(49.0, 60.0)) && !room.is_free(&area(90.0, 101.0)));
        // Edges may touch.
        assert!(room.is_free(&area(50.0, 100.0)));
    }
}
