//! Font files → the faces that text is shaped with and that the PDF embeds.

mod bundled;
mod gather;
mod sfnt;

use std::fmt;

use parley::FontContext;
use parley::fontique::Blob;

use bundled::FAMILIES;
use gather::Gathered;

/// The faces at hand, parsed once: a family for each use. All families are asked, in their order, for the characters that the
/// one in use lacks.
#[derive(Clone)]
pub struct Fonts {
    faces: Vec<Face>,
    families: Vec<String>,
    /// By use, which of the families.
    uses: [usize; 3],
    context: FontContext,
}

/// What a family is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontUse {
    /// Running text.
    Text,
    /// Headings, tables, captions, and what stands at head and foot of a page.
    Headings,
    /// Code.
    Code,
}

/// Where a family comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FontChoice {
    /// The bundled one that is made for the use.
    #[default]
    Usual,
    /// A bundled one, by its name in [`Fonts::BUNDLED`].
    Bundled(String),
    /// The faces of one family: each file's name and bytes.
    Files(Vec<(String, Vec<u8>)>),
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
    /// The file holds a range of weights or widths, of which none can be embedded.
    #[error("`{0}` is a variable font")]
    Variable(String),
    /// The maker of the font allows no PDF to hold a part of it.
    #[error("`{0}` may not be embedded, as it says itself")]
    Restricted(String),
    /// No bundled family has the name.
    #[error("no bundled font is named `{0}`")]
    Unknown(String),
}

impl FontError {
    /// What to do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotAFont(_) | Self::None => "give static TrueType or OpenType files (`.ttf`, `.otf`)",
            Self::Variable(_) => "give the static files of the family: regular, italic, semibold or bold",
            Self::Restricted(_) => {
                "choose a font whose licence allows embedding, such as one under the Open Font License"
            }
            Self::Unknown(_) => "a file of your own ends in `.ttf` or `.otf`",
        }
    }
}

impl Fonts {
    /// The names of the bundled families.
    pub const BUNDLED: [&'static str; FAMILIES.len()] = [FAMILIES[0].0, FAMILIES[1].0, FAMILIES[2].0, FAMILIES[3].0];

    /// From files, each with its name. The first family sets running text, the second headings, the third code.
    ///
    /// # Errors
    ///
    /// A file that holds no face or that cannot be embedded, and an empty list.
    pub fn new<'a, B>(files: impl IntoIterator<Item = (&'a str, B)>) -> Result<Self, FontError>
    where
        B: AsRef<[u8]> + Send + Sync + 'static,
    {
        let mut gathered = Gathered::default();
        for (file, bytes) in files {
            gathered.add(file, bytes)?;
        }
        let last = gathered.families.len().checked_sub(1).ok_or(FontError::None)?;
        Ok(gathered.fonts([0, 1.min(last), 2.min(last)]))
    }

    /// The faces that come with the program: Source Serif 4, Source Sans 3, Source Code Pro, and Amiri for Arabic script (SIL
    /// Open Font License 1.1).
    ///
    /// # Panics
    ///
    /// Never: the files are part of the program and a test reads them.
    pub fn bundled() -> Self {
        Self::chosen(&[FontChoice::Usual, FontChoice::Usual, FontChoice::Usual])
            .expect("the bundled fonts are read by a test")
    }

    /// Families by use: for text, headings and code. What they lack the bundled ones are asked for.
    ///
    /// # Errors
    ///
    /// As for [`Fonts::new`], and a name that no bundled family has.
    pub fn chosen(choices: &[FontChoice; 3]) -> Result<Self, FontError> {
        let mut gathered = Gathered::default();
        let mut names: Vec<String> = Vec::with_capacity(choices.len());
        for (choice, usual) in choices.iter().zip(Self::BUNDLED) {
            names.push(match choice {
                FontChoice::Usual => usual.to_owned(),
                FontChoice::Bundled(name) if Self::BUNDLED.contains(&name.as_str()) => name.clone(),
                FontChoice::Bundled(name) => return Err(FontError::Unknown(name.clone())),
                FontChoice::Files(files) => {
                    let mut family = None;
                    for (file, bytes) in files {
                        let found = gathered.add(file, bytes.clone())?;
                        family = family.or(found);
                    }
                    family.ok_or(FontError::None)?
                }
            });
        }
        for (family, files) in FAMILIES {
            // A family of that name that was given takes the place of the bundled one.
            if !gathered.families.iter().any(|known| known == family) {
                for (file, bytes) in files {
                    gathered.add(file, *bytes)?;
                }
            }
        }
        let place = |name: &String| gathered.families.iter().position(|known| known == name).unwrap_or_default();
        let uses = [place(&names[0]), place(&names[1]), place(&names[2])];
        Ok(gathered.fonts(uses))
    }

    /// The family names, in the order they were given in.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// The family for a use.
    pub fn family_for(&self, purpose: FontUse) -> &str {
        &self.families[self.uses[purpose as usize]]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(file: &str) -> (String, Vec<u8>) {
        let mut files = FAMILIES.iter().flat_map(|(_, files)| *files);
        let (name, bytes) = files.find(|(name, _)| name.starts_with(file)).expect("such a file is bundled");
        ((*name).to_owned(), bytes.to_vec())
    }

    #[test]
    fn the_bundled_faces_are_four_families() {
        let fonts = Fonts::bundled();
        assert_eq!(fonts.families(), Fonts::BUNDLED);
        assert_eq!(fonts.faces.len(), 9);
        assert_eq!(fonts.family_for(FontUse::Code), "Source Code Pro");
    }

    #[test]
    fn a_family_is_chosen_by_use_from_files_or_by_name() {
        let files = FontChoice::Files(vec![bundled("Amiri")]);
        let fonts = Fonts::chosen(&[files, FontChoice::Bundled("Source Serif 4".into()), FontChoice::Usual]);
        let fonts = fonts.expect("they are fonts");
        let by_use = [FontUse::Text, FontUse::Headings, FontUse::Code].map(|purpose| fonts.family_for(purpose));
        assert_eq!(by_use, ["Amiri", "Source Serif 4", "Source Code Pro"]);
        assert_eq!(fonts.faces.len(), 9, "the file takes the place of the bundled one");
    }

    #[test]
    fn fonts_that_cannot_be_embedded_are_refused() {
        let chosen = |bytes: Vec<u8>| {
            let files = FontChoice::Files(vec![("x.ttf".to_owned(), bytes)]);
            Fonts::chosen(&[files, FontChoice::Usual, FontChoice::Usual]).map(|_| ())
        };
        let (_, plain) = bundled("Amiri");
        assert_eq!(chosen(plain.clone()), Ok(()));
        let mut restricted = plain.clone();
        let table = sfnt::table(&plain, *b"OS/2").expect("every font has one");
        restricted[table.start + 9] |= 2;
        assert_eq!(chosen(restricted), Err(FontError::Restricted("x.ttf".into())));
        let mut variable = plain;
        // Any table that is not read will do.
        let name = variable.windows(4).position(|tag| tag == b"gasp" || tag == b"DSIG" || tag == b"prep");
        variable[name.expect("one of them is there")..][..4].copy_from_slice(b"fvar");
        assert_eq!(chosen(variable), Err(FontError::Variable("x.ttf".into())));
        assert_eq!(chosen(vec![0; 40]), Err(FontError::NotAFont("x.ttf".into())));
    }

    #[test]
    fn what_is_no_font_is_refused_by_name() {
        let error = Fonts::new([("notes.txt", b"not a font".as_slice())]).expect_err("not a font");
        assert_eq!(error.to_string(), "`notes.txt` is not a TrueType or OpenType font");
        assert_eq!(Fonts::new::<&'static [u8]>([]).expect_err("no fonts"), FontError::None);
    }
}
