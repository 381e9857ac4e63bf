//! The one door to the outside: files, clock, fonts, progress.
