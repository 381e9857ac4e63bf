//! Fonts and logo that a configuration names → what typesetting needs, read once for a run.

use std::path::Path;

use crate::config::{Font, Settings};
use crate::diag::{Diagnostic, Location, Warned};
use crate::model::manuscript::Manuscript;
use crate::proof;
use crate::typeset::{self, FontChoice, FontError, Fonts};
use crate::world::World;

/// Larger files are no fonts and no logos.
const MOST_BYTES: usize = 64 << 20;

/// All that is needed to set a manuscript.
#[derive(Debug)]
pub(super) struct Press {
    fonts: Fonts,
    settings: typeset::Settings,
    /// A hash of the files that were read; empty where there are none.
    sha256: String,
}

impl Press {
    /// Reads the files.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no font that a PDF may hold.
    pub(super) fn gather(world: &dyn World, settings: &Settings) -> Result<Self, Diagnostic> {
        let mut hashes = Vec::new();
        let mut read = |path: &Path, what: &str| -> Result<Vec<u8>, Diagnostic> {
            let at = |message: String| Diagnostic::error(message).at(Location::path(path.display().to_string()));
            let bytes = world.read(path).map_err(|error| at(format!("{what} cannot be read: {error}")))?;
            if bytes.len() > MOST_BYTES {
                return Err(at(format!("{what} is larger than {} MB", MOST_BYTES >> 20)));
            }
            hashes.push(proof::sha256(&bytes));
            Ok(bytes)
        };
        let mut choices = [FontChoice::Usual, FontChoice::Usual, FontChoice::Usual];
        for (choice, font) in choices.iter_mut().zip(&settings.artwork.fonts) {
            *choice = match font {
                Font::Usual => FontChoice::Usual,
                Font::Bundled(name) => FontChoice::Bundled(name.clone()),
                Font::Files(paths) => {
                    let file = |path: &std::path::PathBuf| Ok((path.display().to_string(), read(path, "the font")?));
                    FontChoice::Files(paths.iter().map(file).collect::<Result<_, Diagnostic>>()?)
                }
            };
        }
        let logo = settings.artwork.logo.as_deref().map(|path| read(path, "the logo")).transpose()?;
        let fonts = Fonts::chosen(&choices).map_err(|error| told(&error))?;
        let sha256 = if hashes.is_empty() { String::new() } else { proof::sha256(hashes.join("\n").as_bytes()) };
        Ok(Self { fonts, settings: typeset::Settings { logo, ..settings.typeset.clone() }, sha256 })
    }

    /// Sets a manuscript as PDF.
    pub(super) fn set(&self, manuscript: &Manuscript) -> Warned<Vec<u8>> {
        typeset::typeset(manuscript, &self.fonts, &self.settings)
    }

    /// What the manifest records of it.
    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }
}

fn told(error: &FontError) -> Diagnostic {
    Diagnostic::error(error.to_string()).hint(error.hint())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use chrono::{DateTime, Utc};

    use super::*;
    use crate::config::{Overrides, Source, load};
    use crate::world::memory::Memory;

    const FONT: &[u8] = include_bytes!("../typeset/fonts/Amiri_400Regular.ttf");

    fn gathered(theme: &str, world: &Memory) -> Result<Press, Diagnostic> {
        let text = format!("title: A\ncorpus: [{{path: a}}]\npdf: {{theme: {{{theme}}}}}\n");
        let source = Source { path: PathBuf::from("c/briefing.yaml"), text };
        let settings = load(&source, &Overrides::default(), DateTime::<Utc>::UNIX_EPOCH).expect("it is right").output;
        Press::gather(world, &settings)
    }

    fn world() -> Memory {
        Memory::at(DateTime::UNIX_EPOCH).with("c/x.ttf", FONT).with("c/notes.ttf", "notes").with("c/l.svg", "<svg/>")
    }

    #[test]
    fn files_are_read_beside_the_configuration_and_decide_the_hash() {
        let press = |theme: &str, world: &Memory| gathered(theme, world).expect("the files are there");
        assert_eq!(press("", &world()).sha256(), "");
        let with = press("fonts: {text: x.ttf}, logo: l.svg", &world());
        assert_eq!(with.fonts.family_for(typeset::FontUse::Text), "Amiri");
        assert_eq!(with.settings.logo.as_deref(), Some(b"<svg/>".as_slice()));
        let other = world().with("c/l.svg", "<svg />");
        assert_ne!(press("fonts: {text: x.ttf}, logo: l.svg", &other).sha256(), with.sha256());
    }

    #[test]
    fn what_is_missing_or_no_font_is_told_with_its_path() {
        for (theme, expected) in [
            ("fonts: {code: gone.ttf}", "c/gone.ttf: the font cannot be read"),
            ("logo: gone.svg", "c/gone.svg: the logo cannot be read"),
            ("fonts: {headings: [notes.ttf]}", "`c/notes.ttf` is not a TrueType or OpenType font"),
        ] {
            let error = gathered(theme, &world()).expect_err(theme);
            assert!(error.to_string().contains(expected), "{error}");
        }
    }
}
