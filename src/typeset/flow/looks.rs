//! The theme → how a table is set.

use super::plan::SCALES;
use crate::typeset::length::Abs;
use crate::typeset::style::{Colour, Theme, Voice};

/// How a table is set: type, and rules with their colours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    pub(super) head: Voice,
    pub(super) cell: Voice,
    pub(super) above: (Abs, Colour),
    pub(super) below_head: (Abs, Colour),
    pub(super) between: (Abs, Colour),
    pub(super) below: (Abs, Colour),
    /// Above and below the text of a cell.
    pub(super) padding: Abs,
    /// Whether it is as wide as the text, whatever it holds.
    pub(super) fills: bool,
}

impl Looks {
    /// For a table at one of the type sizes of a plan.
    pub(super) fn table(theme: &Theme, step: usize) -> Self {
        let scaled =
            |voice: Voice| Voice { size: voice.size * SCALES[step], leading: voice.leading * SCALES[step], ..voice };
        Self {
            head: scaled(theme.cell_head),
            cell: scaled(theme.cell),
            above: (theme.thick, theme.rule),
            below_head: (theme.thin, theme.rule),
            between: (theme.hairline, theme.pale_rule),
            below: (theme.thick, theme.rule),
            padding: theme.cell_padding,
            fills: false,
        }
    }

    /// For the particulars of the cover block: names above values.
    pub(super) fn cover(theme: &Theme) -> Self {
        let none = (Abs::ZERO, theme.rule);
        Self {
            head: theme.fact_head,
            cell: theme.fact,
            above: none,
            below_head: none,
            between: none,
            below: (theme.thin, theme.rule),
            padding: theme.cell_padding * 0.6,
            fills: true,
        }
    }
}
