//! Frames → plain text, for snapshots in tests: what stands where, to a tenth of a point.

use std::fmt::Write as _;

use super::frame::{Frame, Item, Rect, Target};
use super::length::Abs;

/// One line for each item, pages apart by a heading.
pub fn dump(frames: &[Frame]) -> String {
    let mut out = String::new();
    for (index, frame) in frames.iter().enumerate() {
        let _ = writeln!(out, "page {} {}×{}", index + 1, tenth(frame.width), tenth(frame.height));
        for item in &frame.items {
            line(item, &mut out);
        }
    }
    out
}

fn line(item: &Item, out: &mut String) {
    let _ = match item {
        Item::Glyphs(run) => {
            let (x, y, size) = (tenth(run.x), tenth(run.baseline), tenth(run.size));
            writeln!(out, "  {x},{y} f{} {size} {:?}", run.face.0, run.text)
        }
        Item::Rect(rect, _) => writeln!(out, "  rect {}", sides(rect)),
        Item::Box(rect, _) => writeln!(out, "  box {}", sides(rect)),
        Item::Picture(drawing) => writeln!(out, "  picture {} {:?}", sides(&drawing.rect), drawing.alt),
        Item::Link(link) => match &link.target {
            Target::Anchor(name) => writeln!(out, "  link {} #{name}", sides(&link.rect)),
            Target::Note(number) => writeln!(out, "  link {} note {}", sides(&link.rect), number + 1),
            Target::Url(url) => writeln!(out, "  link {} {url}", sides(&link.rect)),
        },
        Item::Anchor(anchor) => writeln!(out, "  anchor {} #{}", tenth(anchor.y), anchor.name),
        Item::Outline(entry) => writeln!(out, "  outline {} {} {:?}", tenth(entry.y), entry.level, entry.title),
    };
}

fn sides(rect: &Rect) -> String {
    format!("{},{} {}×{}", tenth(rect.x), tenth(rect.y), tenth(rect.width), tenth(rect.height))
}

fn tenth(length: Abs) -> String {
    format!("{:.1}", length.to_pt())
}
