//! Marked-up text → shaped clusters → lines of glyph runs.

mod bind;
mod breaks;
mod hyphen;
mod isolate;
mod line;
mod order;
mod set;
mod shape;
mod shaped;
mod text_style;
mod total_fit;

pub(crate) use line::{Line, break_lines, count_lines};
pub(crate) use order::runs_left;
pub(crate) use set::set_line;
pub(crate) use shape::Shaper;
pub(crate) use shaped::{Cluster, Shaped};
pub(crate) use total_fit::justify_lines;
