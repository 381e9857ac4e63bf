//! Font files → faces and families, one file after the other.

use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions};

use super::{Face, FontError, Fonts, sfnt};

/// Faces that are being read.
pub(super) struct Gathered {
    collection: Collection,
    faces: Vec<Face>,
    pub(super) families: Vec<String>,
}

impl Default for Gathered {
    fn default() -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        Self { collection, faces: Vec::new(), families: Vec::new() }
    }
}

impl Gathered {
    /// Adds a file, and gives its family.
    pub(super) fn add<B>(&mut self, file: &str, bytes: B) -> Result<Option<String>, FontError>
    where
        B: AsRef<[u8]> + Send + Sync + 'static,
    {
        if sfnt::table(bytes.as_ref(), *b"fvar").is_some() {
            return Err(FontError::Variable(file.to_owned()));
        }
        if sfnt::restricted(bytes.as_ref()) {
            return Err(FontError::Restricted(file.to_owned()));
        }
        let data = Blob::new(Arc::new(bytes));
        let found = self.collection.register_fonts(data.clone(), None);
        if found.is_empty() {
            return Err(FontError::NotAFont(file.to_owned()));
        }
        let mut first = None;
        for (family, infos) in found {
            if let Some(name) = self.collection.family_name(family) {
                first.get_or_insert_with(|| name.to_owned());
                if !self.families.iter().any(|known| known == name) {
                    self.families.push(name.to_owned());
                }
            }
            for info in infos {
                self.faces.push(Face {
                    name: postscript_name(file),
                    data: data.clone(),
                    index: info.index(),
                    weight: info.weight().value() as u16,
                });
            }
        }
        Ok(first)
    }

    pub(super) fn fonts(self, uses: [usize; 3]) -> Fonts {
        let context = FontContext { collection: self.collection, ..FontContext::default() };
        Fonts { faces: self.faces, families: self.families, uses, context }
    }
}

/// `SourceSans3_400Regular.ttf` → `SourceSans3-400Regular`.
fn postscript_name(file: &str) -> String {
    let stem = file.rsplit('/').next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_a_pdf() {
        assert_eq!(postscript_name("fonts/Amiri (Arabic).otf"), "Amiri--Arabic-");
    }
}
