//! Markdown → blocks → lines → pages → PDF.
