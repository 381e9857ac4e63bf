//! The templates: bundled ones, replaced one by one by the user's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, ErrorKind, ReportError, Tera};

use crate::diag::{Diagnostic, Location};

use super::ledger::escape_marked;

/// The template that the others are included from.
const ROOT: &str = "briefing.md.tera";

/// The bundled templates, by name.
const BUNDLED: [(&str, &str); 23] = [
    (ROOT, include_str!("../../templates/briefing.md.tera")),
    ("sections/key_judgements.md.tera", include_str!("../../templates/sections/key_judgements.md.tera")),
    ("sections/key_figures.md.tera", include_str!("../../templates/sections/key_figures.md.tera")),
    ("sections/threat_assessment.md.tera", include_str!("../../templates/sections/threat_assessment.md.tera")),
    (
        "sections/denials_versus_attacks.md.tera",
        include_str!("../../templates/sections/denials_versus_attacks.md.tera"),
    ),
    ("sections/humanitarian_context.md.tera", include_str!("../../templates/sections/humanitarian_context.md.tera")),
    ("sections/changes.md.tera", include_str!("../../templates/sections/changes.md.tera")),
    ("sections/incident_log.md.tera", include_str!("../../templates/sections/incident_log.md.tera")),
    ("sections/statement_log.md.tera", include_str!("../../templates/sections/statement_log.md.tera")),
    ("sections/corrections.md.tera", include_str!("../../templates/sections/corrections.md.tera")),
    ("sections/sources.md.tera", include_str!("../../templates/sections/sources.md.tera")),
    ("sections/method.md.tera", include_str!("../../templates/sections/method.md.tera")),
    ("mail.txt.tera", include_str!("../../templates/mail.txt.tera")),
    ("mail.html.tera", include_str!("../../templates/mail.html.tera")),
    ("charts/timeline.md.tera", include_str!("../../templates/charts/timeline.md.tera")),
    ("charts/tempo.md.tera", include_str!("../../templates/charts/tempo.md.tera")),
    ("charts/map.md.tera", include_str!("../../templates/charts/map.md.tera")),
    ("sections/annex.md.tera", include_str!("../../templates/sections/annex.md.tera")),
    ("sections/marks.md.tera", include_str!("../../templates/sections/marks.md.tera")),
    ("annex/threat_assessment.md.tera", include_str!("../../templates/annex/threat_assessment.md.tera")),
    ("annex/denials_versus_attacks.md.tera", include_str!("../../templates/annex/denials_versus_attacks.md.tera")),
    ("annex/humanitarian_context.md.tera", include_str!("../../templates/annex/humanitarian_context.md.tera")),
    ("annex/incident_log.md.tera", include_str!("../../templates/annex/incident_log.md.tera")),
];

/// How the names of a letter's templates begin. They decide nothing of an edition.
const MAIL: &str = "mail.";

/// Templates ready to be filled in.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// Of letters, where text is escaped for HTML alone.
    mail: Tera,
    sources: Sources,
}

/// The templates as text.
#[derive(Debug, Default)]
struct Sources {
    /// By name.
    texts: BTreeMap<String, String>,
    /// Names of those that are the user's.
    own: BTreeSet<String>,
    /// The user's folder, as a path to show.
    folder: String,
}

impl Templates {
    /// The bundled templates, with those replaced that `overrides` holds under the same name.
    ///
    /// # Errors
    /// A name that is none of the bundled ones, or a template that does not parse, with its line.
    pub fn new(overrides: BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        Self::of_folder("", overrides)
    }

    /// As [`new`](Self::new); what is wrong with one of `overrides` is told with its path in `folder`.
    ///
    /// # Errors
    /// A name that is none of the bundled ones, or a template that does not parse, with its line.
    pub fn of_folder(folder: &str, overrides: BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let mut sources = Sources {
            texts: BUNDLED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
            own: overrides.keys().cloned().collect(),
            folder: folder.to_owned(),
        };
        for (name, text) in overrides {
            if !sources.texts.contains_key(&name) {
                let names: Vec<&str> = BUNDLED.iter().map(|(name, _)| *name).collect();
                return Err(Diagnostic::error("is not the name of a template")
                    .at(Location::path(sources.path(&name)))
                    .hint(format!("the templates are {}", names.join(", "))));
            }
            sources.texts.insert(name, text);
        }
        let mut tera = Tera::new();
        tera.set_escape_fn(escape_marked);
        tera.autoescape_on([".md.tera"]);
        let mut mail = Tera::new();
        mail.autoescape_on([".html.tera"]);
        let (letters, sections): (Vec<_>, Vec<_>) = sources
            .texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .partition(|(name, _)| name.starts_with(MAIL));
        tera.add_raw_templates(sections).map_err(|error| diagnose(&error, &sources))?;
        mail.add_raw_templates(letters).map_err(|error| diagnose(&error, &sources))?;
        Ok(Self { tera, mail, sources })
    }

    /// SHA-256 over the names and texts of all templates of an edition, in hexadecimal.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for (name, text) in self.sources.texts.iter().filter(|(name, _)| !name.starts_with(MAIL)) {
            for part in [name, text] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    /// Fills in the briefing.
    pub(super) fn render(&self, view: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(view).map_err(|error| diagnose(&error, &self.sources))?;
        self.tera.render(ROOT, &context).map_err(|error| diagnose(&error, &self.sources))
    }

    /// Fills in a template of letters.
    pub(super) fn render_mail(&self, name: &str, view: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(view).map_err(|error| diagnose(&error, &self.sources))?;
        self.mail.render(name, &context).map_err(|error| diagnose(&error, &self.sources))
    }

    /// Fills in a template of one line that stands in the configuration.
    pub(super) fn render_line(&self, template: &str, view: &impl Serialize) -> Result<String, Diagnostic> {
        let wrong = |error: &tera::Error| {
            Diagnostic::error(format!("the template `{template}` cannot be filled in: {error}"))
                .hint("it may use `title`, `as_of`, `level` and `marking`, as in `{{ title }}, {{ as_of }}`")
        };
        let context = Context::from_serialize(view).map_err(|error| wrong(&error))?;
        self.mail.render_str(template, &context, false).map_err(|error| wrong(&error))
    }
}

impl Sources {
    /// The path to show for a template.
    fn path(&self, name: &str) -> String {
        if self.own.contains(name) && !self.folder.is_empty() {
            return format!("{}/{name}", self.folder.trim_end_matches('/'));
        }
        name.to_owned()
    }
}

/// Tera's error, at its place in the template.
fn diagnose(error: &tera::Error, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = report.filename();
            let source = sources.texts.get(name).cloned().unwrap_or_default();
            let location = Location { path: sources.path(name), source, span: report.span().range.clone() };
            // Tera adds the names at hand to its message: what to do about it is a hint.
            match fragment(report).split_once(". Available ") {
                Some((what, names)) => Diagnostic::error(what).at(location).hint(format!("available {names}")),
                None => Diagnostic::error(fragment(report)).at(location),
            }
        }
        other => Diagnostic::error(other.to_string()),
    }
}

/// The message as a lowercase fragment.
fn fragment(report: &ReportError) -> String {
    let message = report.message().trim_end_matches('.');
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, text: &str) -> Result<Templates, Diagnostic> {
        Templates::new([(name.to_owned(), text.to_owned())].into())
    }

    #[test]
    fn a_broken_template_gives_its_file_and_line() {
        let error = with("sections/method.md.tera", "## Method\n\n{{ oops").expect_err("does not parse");
        assert!(error.to_string().starts_with("sections/method.md.tera:3:"), "{error}");
    }

    #[test]
    fn a_wrong_name_is_told_with_those_at_hand() {
        let view = serde_json::json!({
            "sections": ["method"],
            "header": { "title": "T", "marking": null, "notices": [], "level": null },
            "threat": null,
            "denials": { "rows": [{ "label": "D1", "date": "1 Mar" }] },
        });
        let wrong = |text: &str| {
            let own = [(ROOT.to_owned(), text.to_owned())].into();
            let templates = Templates::of_folder("desk/templates", own).expect("parses");
            templates.render(&view).expect_err("a name that is not there")
        };
        let error = wrong("## How\n\n{{ header.titel }}\n");
        assert_eq!(error.to_string(), "desk/templates/briefing.md.tera:3:11: field `titel` is not defined");
        assert_eq!(error.hints, ["available fields: level, marking, notices, title"]);
        let error = wrong("{% for row in denials.rows %}{{ row.dat }}{% endfor %}");
        assert_eq!(error.hints, ["available fields: date, label"]);
        let error = wrong("{{ heading }}");
        assert!(error.hints[0].starts_with("available variables: ") && error.hints[0].contains("denials"), "{error:?}");
    }

    #[test]
    fn an_unknown_template_names_the_known_ones() {
        let error = with("sections/methods.md.tera", "").expect_err("no such template");
        assert!(error.hints[0].contains("sections/method.md.tera"));
    }

    #[test]
    fn another_template_has_another_hash() {
        let own = with("sections/method.md.tera", "## How\n").expect("parses");
        assert_ne!(own.sha256(), Templates::new(BTreeMap::new()).expect("bundled").sha256());
    }
}
