//! Configuration → what an edition is made with besides the corpus: codebook, templates, fonts, logo and the analyst's
//! corrections, each read once, with the hashes that the manifest records.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::Error;
use super::press::Press;
use crate::codebook::{Codebook, Source, bundled};
use crate::compose::{Composition, Templates};
use crate::config::{Pack, Settings};
use crate::diag::{Diagnostic, Location, Warned};
use crate::model::findings::Findings;
use crate::world::{Kind, World};
use crate::{compose, ingest, proof, resolve};

/// What an edition is made with besides the corpus: codebook, templates, fonts and logo, ready for use.
#[derive(Debug)]
pub struct Ingredients {
    pub(super) codebook: Codebook,
    codebook_sha256: String,
    pub(super) templates: Templates,
    pub(super) press: Press,
    /// Warnings of words that are nearly, and not quite, words of the codebook.
    pub(super) misspelt: Vec<Diagnostic>,
}

impl Ingredients {
    /// Reads them.
    ///
    /// # Errors
    /// A codebook, a template, a font or a logo that cannot be read or is wrong.
    pub fn gather(world: &dyn World, settings: &Settings) -> Result<Self, Error> {
        let sources = sources(world, &settings.codebook)?;
        let codebook = Codebook::compile(&sources)?;
        let misspelt = settings.names_in(&codebook);
        Ok(Self {
            codebook,
            misspelt,
            codebook_sha256: hash_of(sources.iter().map(|source| (source.path.as_str(), source.text.as_str()))),
            templates: templates(world, settings)?,
            press: Press::gather(world, settings)?,
        })
    }

    /// What the manifest records of them.
    pub(super) fn inputs(
        &self,
        settings: &Settings,
        corrections: Option<String>,
        previous: Option<String>,
    ) -> proof::Inputs {
        proof::Inputs {
            settings: proof::sha256(format!("{}{}", settings.decisive(), self.press.sha256()).as_bytes()),
            codebook: self.codebook_sha256.clone(),
            templates: self.templates.sha256(),
            corrections,
            previous,
        }
    }

    pub(super) fn compose(&self, findings: &Findings, settings: &Settings) -> Result<Composition, Diagnostic> {
        let outlines = self.codebook.outlines.clone();
        compose::compose(findings, &self.templates, &compose::Settings { outlines, ..settings.compose.clone() })
    }
}

/// The bundled templates with those of the user's folder in their places.
pub(super) fn templates(world: &dyn World, settings: &Settings) -> Result<Templates, Error> {
    let Some(folder) = settings.templates.as_deref() else { return Ok(Templates::new(BTreeMap::new())?) };
    Ok(Templates::of_folder(&folder.display().to_string(), overrides(world, folder)?)?)
}

/// The files of the codebook, in the order of the packs.
pub(super) fn sources(world: &dyn World, packs: &[Pack]) -> Result<Vec<Source>, Diagnostic> {
    let mut sources = Vec::new();
    for pack in packs {
        match pack {
            Pack::Bundled(name) => {
                sources.extend(bundled(name).expect("config knows the names of the bundled packs"));
            }
            Pack::File(path) => {
                let text = text_of(world, path, "the codebook")?;
                sources.push(Source { path: path.display().to_string(), text });
            }
        }
    }
    Ok(sources)
}

/// The user's templates by their path in the folder.
fn overrides(world: &dyn World, root: &Path) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut templates = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |error: io::Error| {
            Diagnostic::error(format!("the folder of templates cannot be read: {error}"))
                .at(Location::path(folder.display().to_string()))
        };
        for entry in world.list(&folder).map_err(unreadable)? {
            let is_template = entry.path.extension().is_some_and(|ending| ending == "tera");
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                _ if is_template => {
                    let name = entry.path.strip_prefix(root).unwrap_or(&entry.path);
                    let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy()).collect();
                    templates.insert(parts.join("/"), text_of(world, &entry.path, "the template")?);
                }
                _ => {}
            }
        }
    }
    Ok(templates)
}

fn text_of(world: &dyn World, path: &Path, what: &str) -> Result<String, Diagnostic> {
    let at = |message: String| Diagnostic::error(message).at(Location::path(path.display().to_string()));
    let bytes = world.read(path).map_err(|error| at(format!("{what} cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|_| at(format!("{what} is not UTF-8")))
}

/// One hash of named texts.
fn hash_of<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let lines: Vec<String> = texts.map(|(name, text)| format!("{name} {}", proof::sha256(text.as_bytes()))).collect();
    proof::sha256(lines.join("\n").as_bytes())
}

/// The analyst's corrections, with what identifies them.
#[derive(Default)]
pub(super) struct Corrected {
    pub(super) corrections: ingest::Corrections,
    pub(super) of_facts: resolve::Corrections,
    pub(super) sha256: Option<String>,
}

/// Reads the file; what it says of facts is left aside where there is no codebook.
pub(super) fn corrections(
    world: &dyn World,
    path: Option<&Path>,
    codebook: Option<&Codebook>,
) -> Result<Warned<Corrected>, Diagnostic> {
    let Some(path) = path else { return Ok(Warned::clean(Corrected::default())) };
    let text = text_of(world, path, "the file of corrections")?;
    let path = path.display().to_string();
    let (corrections, warnings) = ingest::Corrections::parse(&path, &text)?;
    let sections = compose::Section::ALL.map(compose::Section::key);
    let of_facts =
        codebook.map(|codebook| resolve::Corrections::parse(&path, &text, codebook, &sections)).transpose()?;
    let sha256 = Some(proof::sha256(text.as_bytes()));
    Ok(Warned { output: Corrected { corrections, of_facts: of_facts.unwrap_or_default(), sha256 }, warnings })
}
