//! Marked-up text → shaped clusters → lines of glyph runs.

mod bind;
mod hyphen;
mod isolate;
pub(crate) mod line;
mod order;
pub(crate) mod shape;
mod total_fit;

pub(crate) use line::{Line, break_lines, count_lines, set_line};
pub(crate) use order::runs_left;
pub(crate) use shape::{Shaped, Shaper};
pub(crate) use total_fit::justify_lines;
