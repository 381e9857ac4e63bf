//! Strips → pages: what follows what, what must stay together, and which pages lie across.

use std::rc::Rc;

use super::note::Foot;
use crate::typeset::frame::{Frame, Item, Rect};
use crate::typeset::length::Abs;
use crate::typeset::settings::Paper;
use crate::typeset::style::{Colour, Theme};

/// A piece of the page that no page break parts: a line, a table's row, a picture.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Space to what stands above; none at the top of a page.
    pub(super) above: Abs,
    pub(super) height: Abs,
    /// With `y` from the strip's top and `x` from the paper's left edge.
    pub(super) items: Vec<Item>,
    /// Whether the next strip should stand on the same page.
    pub(super) keep: bool,
    /// What is set again above the strip where it begins a page.
    pub(super) head: Option<Rc<Strip>>,
    /// The lines of the footnotes that it refers to first.
    pub(super) notes: Vec<Strip>,
    /// What lies behind it, and whether that reaches up to the strip above.
    pub(super) backdrops: Vec<(Backdrop, bool)>,
}

/// A bar or wash behind a run of strips.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backdrop {
    pub(super) x: Abs,
    pub(super) width: Abs,
    pub(super) colour: Colour,
}

/// The pages so far.
pub(super) struct Pages {
    frames: Vec<Frame>,
    /// Of an upright page.
    size: (Abs, Abs),
    /// Whether the last page lies across, and whether the strips to come shall.
    across: bool,
    wanted: bool,
    top: Abs,
    /// From the top of the last page to the end of its text, and from there to its bottom edge.
    bottom: Abs,
    margin: Abs,
    /// Where the next strip goes on the last page.
    y: Abs,
    /// Strips that go on one page if they can.
    chunk: Vec<Strip>,
    chunk_height: Abs,
    foot: Foot,
}

impl Pages {
    pub(super) fn new(paper: Paper, theme: &Theme) -> Self {
        let size = paper.size();
        let frame = Frame { width: size.0, height: size.1, items: Vec::new() };
        let bottom = size.1 - theme.bottom;
        Self {
            frames: vec![frame],
            size,
            across: false,
            wanted: false,
            top: theme.top,
            bottom,
            margin: theme.bottom,
            y: theme.top,
            chunk: Vec::new(),
            chunk_height: Abs::ZERO,
            foot: Foot::new(theme),
        }
    }

    /// The height that a page has for the strips to come.
    pub(super) fn body_height(&self) -> Abs {
        self.sheet(self.wanted).1 - self.margin - self.top
    }

    /// Has the strips to come set on pages that lie across, or on upright ones. What waits to stay with them goes along.
    pub(super) fn lay_across(&mut self, across: bool) {
        self.wanted = across;
    }

    /// Width and height of a page.
    pub(super) fn sheet(&self, across: bool) -> (Abs, Abs) {
        let (width, height) = self.size;
        if across { (height, width) } else { (width, height) }
    }

    /// Has the next strip begin a page.
    pub(super) fn begin_page(&mut self) {
        self.flush();
        if self.y > self.top {
            self.turn();
        }
    }

    fn turn_sheet(&mut self) {
        self.across = self.wanted;
        if self.y > self.top {
            self.turn();
            return;
        }
        let (width, height) = self.sheet(self.across);
        if let Some(frame) = self.frames.last_mut() {
            (frame.width, frame.height) = (width, height);
        }
        self.bottom = height - self.margin;
    }

    /// Adds a strip below all others.
    pub(super) fn push(&mut self, strip: Strip) {
        if self.wanted != self.across {
            self.turn_sheet();
        }
        let keep = strip.keep;
        let height = strip.above + strip.height + Foot::height_of(&strip.notes);
        if self.chunk_height + height > self.body_height() {
            // More than a page can be kept together no further.
            self.flush();
        }
        self.chunk_height += height;
        self.chunk.push(strip);
        if !keep {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let noted = self.chunk.iter().any(|strip| !strip.notes.is_empty());
        if self.y > self.top && self.y + self.chunk_height > self.bottom - self.foot.taken(noted) {
            self.turn();
        }
        for strip in std::mem::take(&mut self.chunk) {
            // Of long notes a line must go on the same page; the others may follow on the next.
            let notes = strip.notes.first().map_or(Abs::ZERO, |line| line.height);
            let room = self.bottom - self.foot.taken(!strip.notes.is_empty()) - notes;
            if self.y > self.top && self.y + strip.above + strip.height > room {
                self.turn();
            }
            let notes = self.place(strip);
            self.foot.add(notes, self.bottom - self.y);
        }
        self.chunk_height = Abs::ZERO;
    }

    fn turn(&mut self) {
        let items = self.foot.draw(self.bottom);
        self.draw(items, Abs::ZERO);
        let (width, height) = self.sheet(self.across);
        self.frames.push(Frame { width, height, items: Vec::new() });
        self.bottom = height - self.margin;
        self.y = self.top;
        self.foot.carry_on(self.bottom - self.top);
    }

    /// Gives the lines of the strip's footnotes, which are not placed yet.
    fn place(&mut self, strip: Strip) -> Vec<Strip> {
        let mut above = strip.above;
        let mut joins = true;
        if self.y <= self.top {
            above = Abs::ZERO;
            joins = false;
            if let Some(head) = &strip.head {
                let head = Strip::clone(head);
                let height = head.height;
                self.draw(head.items, self.y);
                self.y += height;
            }
        }
        self.y += above;
        for (backdrop, reaches) in strip.backdrops {
            let up = if reaches && joins { above } else { Abs::ZERO };
            let (x, width) = (backdrop.x, backdrop.width);
            let rect = Rect { x, y: self.y - up, width, height: strip.height + up };
            self.draw(vec![Item::Rect(rect, backdrop.colour)], Abs::ZERO);
        }
        self.draw(strip.items, self.y);
        self.y += strip.height;
        strip.notes
    }

    fn draw(&mut self, items: Vec<Item>, y: Abs) {
        let frame = self.frames.last_mut().expect("there is a first page from the start");
        frame.items.extend(items.into_iter().map(|mut item| {
            item.shift(Abs::ZERO, y);
            item
        }));
    }

    /// Ends the last page and gives all.
    pub(super) fn finish(mut self) -> Vec<Frame> {
        self.flush();
        while self.foot.has_more() {
            self.turn();
        }
        let items = self.foot.draw(self.bottom);
        self.draw(items, Abs::ZERO);
        self.frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Pages {
        Pages::new(Paper::A4, &Theme::default())
    }

    fn strip(height: f32, keep: bool) -> Strip {
        let rect = Rect { x: Abs::ZERO, y: Abs::ZERO, width: Abs::pt(1.0), height: Abs::pt(height) };
        let items = vec![Item::Rect(rect, Colour::hex(0))];
        Strip { above: Abs::pt(10.0), height: Abs::pt(height), keep, items, ..Strip::default() }
    }

    fn counts(pages: &mut Pages) -> Vec<usize> {
        pages.flush();
        pages.frames.iter().map(|frame| frame.items.len()).collect()
    }

    #[test]
    fn what_is_kept_together_turns_the_page_together() {
        let mut pages = pages();
        for _ in 0..3 {
            pages.push(strip(200.0, false));
        }
        pages.push(strip(20.0, true));
        pages.push(strip(100.0, false));
        assert_eq!(counts(&mut pages), [3, 2]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_parted_all_the_same() {
        let mut pages = pages();
        for _ in 0..10 {
            pages.push(strip(200.0, true));
        }
        assert_eq!(counts(&mut pages), [3, 3, 3, 1]);
    }

    #[test]
    fn a_head_is_set_again_on_the_next_page() {
        let mut pages = pages();
        let head = strip(30.0, true);
        pages.push(head.clone());
        for _ in 0..4 {
            pages.push(Strip { head: Some(Rc::new(head.clone())), ..strip(200.0, false) });
        }
        assert_eq!(counts(&mut pages), [4, 2]);
    }

    #[test]
    fn pages_lie_across_for_as_long_as_it_is_wanted() {
        let mut pages = pages();
        pages.push(strip(100.0, false));
        pages.push(strip(20.0, true));
        pages.lay_across(true);
        pages.push(strip(300.0, false));
        pages.push(strip(300.0, false));
        pages.lay_across(false);
        assert_eq!(counts(&mut pages), [1, 2, 1]);
        pages.push(strip(100.0, false));
        let across: Vec<bool> = pages.frames.iter().map(|frame| frame.width > frame.height).collect();
        assert_eq!(across, [false, true, true, false]);
    }

    #[test]
    fn no_space_above_at_the_top_of_a_page() {
        let mut pages = pages();
        pages.push(strip(10.0, false));
        pages.flush();
        let Item::Rect(rect, _) = pages.frames[0].items[0] else { panic!("a rectangle was pushed") };
        assert_eq!(rect.y, pages.top);
    }
}
