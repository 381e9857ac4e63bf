//! Tables → a head and rows as strips: columns sized to what they hold, cells wrapped, wide tables in small type, across the
//! page, or in parts.

use std::rc::Rc;

use super::columns::widths;
use super::looks::Looks;
use super::plan::{Need, gutter, plan};
use super::{Flow, Region, Strip, Tie};
use crate::typeset::block::{Align, Table};
use crate::typeset::frame::{Item, Rect};
use crate::typeset::inline::{Line, Shaped, break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::style::{Colour, Theme, Voice};
use crate::typeset::text::Text;

/// So many rows are looked at for the columns' widths, and kept shaped; those of a longer table are shaped as they are set.
const SAMPLE: usize = 200;

/// A row of more lines than this may be parted by the end of a page, with so many of its lines on either side.
const HIGH: usize = 12;
const ENDS: usize = 3;

/// A table's head and first rows, shaped.
struct Sample {
    head: Vec<Shaped>,
    rows: Vec<Vec<Shaped>>,
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, caption: Option<&Text>, region: Region) {
        let theme = self.theme;
        let columns: Vec<usize> = (0..table.align.len()).collect();
        if columns.is_empty() {
            return;
        }
        let usual = Looks::table(theme, 0);
        let sample = self.sample(table, &columns, &usual);
        let across = self.pages.sheet(true).0 - theme.side * 2.0;
        let alone = self.here == Structure::ROOT && self.notes.capturing().is_none();
        let plan = plan(&sample.need(theme), region.width, alone.then_some(across));
        let region = if plan.across { Region { x: theme.side, width: across } } else { region };
        if plan.across {
            self.pages.lay_across(true);
        }
        self.space(theme.display_gap);
        let looks = Looks::table(theme, plan.step);
        let mut sample = Some(sample).filter(|_| plan.step == 0 && plan.parts.len() == 1);
        for (index, columns) in plan.parts.iter().enumerate() {
            self.space(theme.display_gap);
            let sample = sample.take().unwrap_or_else(|| self.sample(table, columns, &looks));
            self.part(table, columns, caption.filter(|_| index == 0), sample, &looks, region);
            self.space(theme.display_gap);
        }
        if plan.across {
            self.pages.lay_across(false);
        }
        self.space(theme.display_gap + Abs::pt(2.0));
    }

    /// Sets the table of the cover block.
    pub(super) fn particulars(&mut self, table: &Table, region: Region) {
        let looks = Looks::cover(self.theme);
        let columns: Vec<usize> = (0..table.align.len()).collect();
        let sample = self.sample(table, &columns, &looks);
        self.part(table, &columns, None, sample, &looks, region);
    }

    /// Shapes head and first rows, which are no part of the text yet.
    fn sample(&mut self, table: &Table, columns: &[usize], looks: &Looks) -> Sample {
        let head = self.cells(&table.head, columns, &looks.head);
        let rows = table.rows.iter().take(SAMPLE).map(|row| self.cells(row, columns, &looks.cell)).collect();
        Sample { head, rows }
    }

    fn cells(&mut self, row: &[Text], columns: &[usize], voice: &Voice) -> Vec<Shaped> {
        let empty = Text::default();
        let cells = columns.iter().map(|&column| row.get(column).unwrap_or(&empty));
        cells.map(|cell| self.shaper.shape(cell, voice, self.theme)).collect()
    }

    /// Makes a row a part of the text.
    fn own_row(&mut self, shaped: &mut [Shaped], row: &[Text], columns: &[usize], role: &Role) {
        let empty = Text::default();
        self.within(Role::Row, |flow| {
            for (cell, &column) in shaped.iter_mut().zip(columns) {
                flow.within(role.clone(), |flow| flow.own(cell, row.get(column).unwrap_or(&empty)));
            }
        });
    }

    /// Sets some columns of a table.
    fn part(
        &mut self,
        table: &Table,
        columns: &[usize],
        caption: Option<&Text>,
        sample: Sample,
        looks: &Looks,
        region: Region,
    ) {
        self.within(Role::Table, |flow| {
            if let Some(caption) = caption {
                let body = flow.voice;
                flow.within(Role::Caption, |flow| flow.lines(caption, &body, region, Tie::Whole, Vec::new()));
                flow.settle(flow.theme.item_gap);
            }
            flow.columns(table, columns, sample, looks, region);
        });
    }

    fn columns(&mut self, table: &Table, columns: &[usize], sample: Sample, looks: &Looks, region: Region) {
        let Sample { mut head, rows: sample } = sample;
        self.own_row(&mut head, &table.head, columns, &Role::Head);
        let gutter = gutter(self.theme.gutter, columns.len(), region.width);
        let room = region.width - gutter * columns.len().saturating_sub(1) as f32;
        let mut widths = widths(&head, &sample, room);
        let total: Abs = widths.iter().copied().sum();
        if looks.fills && total < room {
            let grown = room / total.max(Abs::pt(1.0));
            widths = widths.into_iter().map(|width| width * grown).collect();
        }
        let (mut x, mut grid) = (region.x, Grid { columns: Vec::new(), x: region.x, width: Abs::ZERO });
        for (&column, &width) in columns.iter().zip(&widths) {
            grid.columns.push(Column { x, width, align: table.align[column] });
            x += width + gutter;
        }
        grid.width = x - gutter - region.x;

        let lines = broken(&head, &grid);
        let (above, below) = (looks.above.0, looks.below_head.0);
        let height = above + row_height(&lines, &looks.head, looks.padding) + below;
        let mut items = Vec::new();
        grid.rule(Abs::ZERO, looks.above, &mut items);
        set_row(&head, &lines, &grid, &looks.head, looks.padding, (above, height - below), &mut items);
        grid.rule(height - below, looks.below_head, &mut items);
        let strip = Strip { height, items, keep: !table.rows.is_empty(), ..Strip::default() };
        let mut again = strip.clone();
        again.items.iter_mut().for_each(Item::untag);
        let again = Rc::new(again);
        self.emit(strip, above + looks.padding + looks.head.ascent());

        // A small table is not parted.
        let lines = sample.iter().map(|row| row_height(&broken(row, &grid), &looks.cell, looks.padding));
        let whole = table.rows.len() <= SAMPLE && lines.sum::<Abs>() < self.pages.body_height() * 0.2;
        let mut sample = sample.into_iter();
        for (index, row) in table.rows.iter().enumerate() {
            let mut shaped = sample.next().unwrap_or_else(|| self.cells(row, columns, &looks.cell));
            self.own_row(&mut shaped, row, columns, &Role::Cell);
            let left = table.rows.len() - index - 1;
            // No row stands alone below the head or at the end.
            let keep = if left == 0 { self.tie == Tie::Bound } else { whole || index == 0 || left == 1 };
            self.body_row(&shaped, &grid, looks, &again, keep, left == 0);
        }
    }

    /// Sets a row. A high one may be parted between its lines, a few at each end aside.
    fn body_row(&mut self, row: &[Shaped], grid: &Grid, looks: &Looks, head: &Rc<Strip>, keep: bool, last: bool) {
        let voice = &looks.cell;
        let lines = broken(row, grid);
        let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut start = 0;
        while start < count {
            let left = count - start;
            let taken = match left {
                _ if count <= HIGH => left,
                ..=ENDS => left,
                _ if start == 0 => ENDS,
                _ => 1,
            };
            let slice: Vec<Vec<Line>> =
                lines.iter().map(|cell| cell.iter().skip(start).take(taken).cloned().collect()).collect();
            let (begins, ends) = (start == 0, taken == left);
            let (top, foot) =
                (if begins { looks.padding } else { Abs::ZERO }, if ends { looks.padding } else { Abs::ZERO });
            let rule = match (ends, last) {
                (true, true) => looks.below,
                (true, false) => looks.between,
                (false, _) => (Abs::ZERO, looks.between.1),
            };
            let height = top + voice.leading * taken as f32 + foot + rule.0;
            let mut items = Vec::new();
            set_row(row, &slice, grid, voice, top, (Abs::ZERO, Abs::ZERO), &mut items);
            grid.rule(height - rule.0, rule, &mut items);
            let keep = keep && (ends || count <= HIGH);
            let strip = Strip { height, items, keep, head: Some(Rc::clone(head)), ..Strip::default() };
            self.emit(strip, top + voice.ascent());
            start += taken;
        }
    }
}

impl Sample {
    fn need(&self, theme: &Theme) -> Need {
        let rows = || std::iter::once(&self.head).chain(&self.rows);
        let words =
            |place: usize| rows().filter_map(|row| row.get(place)).map(Shaped::narrowest).fold(0.0_f32, f32::max);
        let text: f32 = self.rows.iter().flatten().map(Shaped::widest).sum();
        Need {
            words: (0..self.head.len()).map(words).collect(),
            row: text / self.rows.len().max(1) as f32,
            gutter: theme.gutter,
            narrowest: theme.narrowest_column,
        }
    }
}

/// Sets the cells of a row from `top`; where `foot` is not zero, they stand on it.
fn set_row(
    row: &[Shaped],
    lines: &[Vec<Line>],
    grid: &Grid,
    voice: &Voice,
    padding: Abs,
    (top, foot): (Abs, Abs),
    items: &mut Vec<Item>,
) {
    for ((shaped, lines), column) in row.iter().zip(lines).zip(&grid.columns) {
        let mut y = top + padding;
        if foot > Abs::ZERO {
            y = foot - padding - voice.leading * lines.len() as f32;
        }
        for line in lines {
            let spare = (column.width - line.width).max(Abs::ZERO);
            let x = match column.align {
                Align::Left => column.x,
                Align::Centre => column.x + spare / 2.0,
                Align::Right => column.x + spare,
            };
            set_line(shaped, line, x, y + voice.ascent(), items);
            y += voice.leading;
        }
    }
}

/// Where a table's columns stand.
struct Grid {
    columns: Vec<Column>,
    x: Abs,
    width: Abs,
}

struct Column {
    x: Abs,
    width: Abs,
    align: Align,
}

impl Grid {
    /// Draws a rule from the first column to the last, if it has any thickness.
    fn rule(&self, y: Abs, (height, colour): (Abs, Colour), items: &mut Vec<Item>) {
        if height > Abs::ZERO {
            items.push(Item::Rect(Rect { x: self.x, y, width: self.width, height }, colour));
        }
    }
}

fn broken(row: &[Shaped], grid: &Grid) -> Vec<Vec<Line>> {
    row.iter().zip(&grid.columns).map(|(shaped, column)| break_lines(shaped, column.width)).collect()
}

fn row_height(lines: &[Vec<Line>], voice: &Voice, padding: Abs) -> Abs {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
    voice.leading * count as f32 + padding * 2.0
}
