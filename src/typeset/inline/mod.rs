//! Marked-up text → shaped clusters → lines of glyph runs.

pub(crate) mod line;
pub(crate) mod shape;

pub(crate) use line::{Line, break_lines, count_lines, set_line};
pub(crate) use shape::{Shaped, Shaper};
