//! What the user sees: warnings and errors as snippets, and progress; colour and progress only on a terminal.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::Mutex;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Severity};
use crate::world::Progress;

/// Standard error.
#[derive(Debug)]
pub(super) struct Terminal {
    /// Whether somebody watches.
    watched: bool,
    /// The line of progress that stands there now.
    progress: Mutex<String>,
}

impl Terminal {
    pub(super) fn new() -> Self {
        Self { watched: stderr().is_terminal(), progress: Mutex::default() }
    }

    /// Shows a warning or an error.
    pub(super) fn show(&self, diagnostic: &Diagnostic) {
        self.clear();
        line(&render(diagnostic, self.watched));
    }

    /// Shows warnings, in their order.
    pub(super) fn show_all(&self, warnings: &[Diagnostic]) {
        for warning in warnings {
            self.show(warning);
        }
    }

    /// Says something to a user who watches, or who asked for it.
    pub(super) fn say(&self, text: &str, asked: bool) {
        if self.watched || asked {
            self.clear();
            line(text);
        }
    }

    /// Shows how far the run has come.
    pub(super) fn progress(&self, progress: Progress) {
        if !self.watched {
            return;
        }
        let text = match progress {
            Progress::Read { done, total } if done % 100 == 0 && done < total => format!("reading {done} of {total}"),
            Progress::Read { .. } => return,
            Progress::Stage(verb) => verb.to_owned(),
            Progress::Done => String::new(),
        };
        if let Ok(mut shown) = self.progress.lock() {
            let _ = write!(stderr(), "\r\x1b[K{text}");
            *shown = text;
        }
    }

    /// Takes the line of progress away.
    pub(super) fn clear(&self) {
        if let Ok(mut shown) = self.progress.lock()
            && !shown.is_empty()
        {
            let _ = write!(stderr(), "\r\x1b[K");
            shown.clear();
        }
    }
}

fn line(text: &str) {
    // Nobody can be told that standard error is closed.
    let _ = writeln!(stderr(), "{}", text.trim_end());
}

/// A diagnostic with its place, the line itself, and its hints.
fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = level.primary_title(legible(&diagnostic.message)).elements(Vec::<Element<'_>>::new());
    if let Some(location) = &diagnostic.location {
        group = if location.source.is_empty() {
            group.element(Origin::path(legible(&location.path)))
        } else {
            let span = location.span.start.min(location.source.len())..location.span.end.min(location.source.len());
            let snippet = Snippet::source(&location.source).path(legible(&location.path));
            group.element(snippet.annotation(AnnotationKind::Primary.span(span)))
        };
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(legible(hint)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// A text without characters that could move the cursor or hide what follows.
fn legible(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}')
    };
    text.chars().map(|c| if hidden(c) { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Location;

    #[test]
    fn a_place_is_shown_with_its_line() {
        let source = "title: x\ncorpsu: [y]\n";
        let place = Location { path: "briefing.yaml".to_owned(), source: source.to_owned(), span: 9..15 };
        let error = Diagnostic::error("unknown key `corpsu`").at(place).hint("did you mean `corpus`?");
        let shown = render(&error, false);
        for part in
            ["error: unknown key `corpsu`", "--> briefing.yaml:2:1", "2 | corpsu: [y]", "^^^^^^", "help: did you mean"]
        {
            assert!(shown.contains(part), "{part} in\n{shown}");
        }
    }

    #[test]
    fn what_could_move_the_cursor_is_not_printed() {
        let shown = render(&Diagnostic::warning("skipped").at(Location::path("a\u{1b}[2J.txt")), false);
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
    }
}
