//! Font files → the faces that text is shaped with and that the PDF embeds.

use std::fmt;
use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions};

/// The faces at hand, parsed once. The first family sets running text, the second headings, tables and furniture; further
/// families are asked, in their order, for the characters that those two lack.
#[derive(Clone)]
pub struct Fonts {
    faces: Vec<Face>,
    families: Vec<String>,
    context: FontContext,
}

/// Which of the faces, by the order they were given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub(crate) u16);

/// One face of one file.
#[derive(Clone)]
pub(crate) struct Face {
    /// The file's name without its ending, with nothing but letters, digits and hyphens.
    pub(crate) name: String,
    /// The file's bytes.
    pub(crate) data: Blob<u8>,
    /// Which face of the file; 0 for all but collections.
    pub(crate) index: u32,
    /// 400 is regular, 700 bold.
    pub(crate) weight: u16,
}

/// Why a set of fonts is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The file holds no face.
    #[error("`{0}` is not a TrueType or OpenType font")]
    NotAFont(String),
    /// No file was given.
    #[error("no fonts were given")]
    None,
}

macro_rules! bundled {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_bytes!(concat!("fonts/", $file)).as_slice())),*]
    };
}

impl Fonts {
    /// From files, each with its name.
    ///
    /// # Errors
    ///
    /// A file that holds no face, and an empty list.
    pub fn new<'a, B>(files: impl IntoIterator<Item = (&'a str, B)>) -> Result<Self, FontError>
    where
        B: AsRef<[u8]> + Send + Sync + 'static,
    {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let (mut faces, mut families) = (Vec::new(), Vec::new());
        for (file, bytes) in files {
            let data = Blob::new(Arc::new(bytes));
            let found = collection.register_fonts(data.clone(), None);
            if found.is_empty() {
                return Err(FontError::NotAFont(file.to_owned()));
            }
            for (family, infos) in found {
                if let Some(name) = collection.family_name(family)
                    && !families.iter().any(|known| known == name)
                {
                    families.push(name.to_owned());
                }
                for info in infos {
                    faces.push(Face {
                        name: postscript_name(file),
                        data: data.clone(),
                        index: info.index(),
                        weight: info.weight().value() as u16,
                    });
                }
            }
        }
        if faces.is_empty() {
            return Err(FontError::None);
        }
        Ok(Self { faces, families, context: FontContext { collection, ..FontContext::default() } })
    }

    /// The faces that come with the program: Source Serif 4, Source Sans 3, and Amiri for Arabic script (SIL Open
    /// Font License 1.1).
    ///
    /// # Panics
    ///
    /// Never: the files are part of the program and a test reads them.
    pub fn bundled() -> Self {
        Self::new(bundled![
            "SourceSerif4_400Regular.ttf",
            "SourceSerif4_400Regular_Italic.ttf",
            "SourceSerif4_600SemiBold.ttf",
            "SourceSerif4_600SemiBold_Italic.ttf",
            "SourceSans3_400Regular.ttf",
            "SourceSans3_400Regular_Italic.ttf",
            "SourceSans3_600SemiBold.ttf",
            "Amiri_400Regular.ttf",
        ])
        .expect("the bundled fonts are read by a test")
    }

    /// The family names, in the order they were given in.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// The files' bytes, each once.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Blob<u8>> {
        let first = |place: usize| self.faces[..place].iter().all(|face| face.data.id() != self.faces[place].data.id());
        (0..self.faces.len()).filter(move |&place| first(place)).map(|place| &self.faces[place].data)
    }

    /// A shaping context that knows these faces and no others.
    pub(crate) fn context(&self) -> FontContext {
        self.context.clone()
    }

    /// Looks up the face that a shaped run names by its data.
    pub(crate) fn find(&self, blob: u64, index: u32) -> Option<FaceId> {
        let place = self.faces.iter().position(|face| face.data.id() == blob && face.index == index)?;
        u16::try_from(place).ok().map(FaceId)
    }

    /// The face of an id that [`Fonts::find`] gave.
    pub(crate) fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts")
            .field("families", &self.families)
            .field("faces", &self.faces.len())
            .finish_non_exhaustive()
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
    fn the_bundled_faces_are_three_families() {
        let fonts = Fonts::bundled();
        assert_eq!(fonts.families(), ["Source Serif 4", "Source Sans 3", "Amiri"]);
        assert_eq!(fonts.faces.len(), 8);
    }

    #[test]
    fn what_is_no_font_is_refused_by_name() {
        let error = Fonts::new([("notes.txt", b"not a font".as_slice())]).expect_err("not a font");
        assert_eq!(error.to_string(), "`notes.txt` is not a TrueType or OpenType font");
        assert_eq!(Fonts::new::<&'static [u8]>([]).expect_err("no fonts"), FontError::None);
    }

    #[test]
    fn names_are_fit_for_a_pdf() {
        assert_eq!(postscript_name("fonts/Amiri (Arabic).otf"), "Amiri--Arabic-");
    }
}
