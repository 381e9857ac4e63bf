//! Pages → the same pages with header and footer: marking, title and section above, as-of line and number below.

use crate::model::manuscript::Manuscript;
use crate::typeset::block::Align;
use crate::typeset::frame::{Frame, Item, Rect};
use crate::typeset::inline::{Cluster, Line, Shaped, Shaper, set_line};
use crate::typeset::length::Abs;
use crate::typeset::style::{Theme, Voice};
use crate::typeset::text::Text;

/// Sets header and footer on all pages.
pub(super) fn furnish(frames: &mut [Frame], manuscript: &Manuscript, theme: &Theme, shaper: &mut Shaper<'_>) {
    let count = frames.len();
    let mut furniture = Furniture { theme, shaper };
    let mut words = manuscript.title.clone();
    let mut title = furniture.shape(&words, &theme.furniture);
    let marking = furniture.shape(manuscript.marking.as_deref().unwrap_or_default(), &theme.marking);
    let footer = furniture.shape(&manuscript.footer, &theme.furniture);
    let mut section = String::new();
    for (index, frame) in frames.iter_mut().enumerate() {
        let sections = sections(frame, theme.top, index > 0);
        // The section that runs on from the page before, unless this page begins with another.
        if let Some((_, first)) = sections.first().filter(|(at_top, _)| *at_top) {
            section.clone_from(first);
        }
        let now = headline(&manuscript.title, &section);
        if now != words {
            title = furniture.shape(&now, &theme.furniture);
            words = now;
        }
        let taken = furniture.set(&marking, Align::Right, Abs::ZERO, theme.header, frame);
        if index > 0 {
            furniture.set(&title, Align::Left, taken, theme.header, frame);
            furniture.rule(theme.header + Abs::pt(5.0), frame);
        }
        let baseline = frame.height - theme.footer;
        let number = furniture.shape(&format!("page {} of {count}", index + 1), &theme.furniture);
        furniture.rule(baseline - Abs::pt(11.0), frame);
        let taken = furniture.set(&number, Align::Right, Abs::ZERO, baseline, frame);
        furniture.set(&footer, Align::Left, taken, baseline, frame);
        if let Some((_, last)) = sections.into_iter().next_back() {
            section = last;
        }
    }
}

/// The sections that begin on a page, and whether each begins at its top; parts too, but for the title on page one.
fn sections(frame: &Frame, top: Abs, parts: bool) -> Vec<(bool, String)> {
    let entries = frame.items.iter().filter_map(|item| match item {
        Item::Outline(entry) if entry.level == 2 || (parts && entry.level == 1) => {
            Some((entry.y <= top, entry.title.clone()))
        }
        _ => None,
    });
    entries.collect()
}

fn headline(title: &str, section: &str) -> String {
    if section.is_empty() { title.to_owned() } else { format!("{title}  ·  {section}") }
}

/// Sets single lines in the margins.
struct Furniture<'a, 'f> {
    theme: &'a Theme,
    shaper: &'a mut Shaper<'f>,
}

impl Furniture<'_, '_> {
    fn shape(&mut self, text: &str, voice: &Voice) -> Shaped {
        self.shaper.shape(&Text::plain(&text.replace('\n', " ")), voice, self.theme)
    }

    /// Sets one line, cut where it would run into `taken` points at the other side. Gives the width that it takes itself.
    fn set(&mut self, shaped: &Shaped, align: Align, taken: Abs, baseline: Abs, frame: &mut Frame) -> Abs {
        let measure = frame.width - self.theme.side * 2.0;
        let room = if taken > Abs::ZERO { measure - taken - Abs::pt(12.0) } else { measure };
        let mut width = Abs::ZERO;
        let fits = |cluster: &&Cluster| {
            width += Abs::pt(cluster.advance);
            width <= room
        };
        let mut count = shaped.clusters.iter().take_while(fits).count();
        let cut = count < shaped.clusters.len();
        // Room for the sign that something is left out.
        count -= if cut { count.min(2) } else { 0 };
        let width: Abs = shaped.clusters[..count].iter().map(|cluster| Abs::pt(cluster.advance)).sum();
        let x = if align == Align::Right { frame.width - self.theme.side - width } else { self.theme.side };
        if count > 0 {
            set_line(shaped, &Line::plain(0..count, width), x, baseline, &mut frame.items);
        }
        if cut {
            let sign = self.shape("…", &self.theme.furniture);
            let line = Line::plain(0..sign.clusters.len(), Abs::ZERO);
            set_line(&sign, &line, x + width, baseline, &mut frame.items);
        }
        width
    }

    fn rule(&self, y: Abs, frame: &mut Frame) {
        let width = frame.width - self.theme.side * 2.0;
        let rect = Rect { x: self.theme.side, y, width, height: self.theme.hairline };
        frame.items.push(Item::Rect(rect, self.theme.pale_rule));
    }
}
