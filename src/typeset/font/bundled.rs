//! The families that come with the program, as parts of the binary.

macro_rules! bundled {
    ($($family:literal: $($file:literal),*;)*) => {
        [$(($family, [$(($file, include_bytes!(concat!("../fonts/", $file)).as_slice())),*].as_slice())),*]
    };
}

pub(super) type Files = &'static [(&'static str, &'static [u8])];

/// The bundled families, in the order in which they are asked for a character.
pub(super) const FAMILIES: [(&str, Files); 4] = bundled! {
    "Source Serif 4":
        "SourceSerif4_400Regular.ttf", "SourceSerif4_400Regular_Italic.ttf",
        "SourceSerif4_600SemiBold.ttf", "SourceSerif4_600SemiBold_Italic.ttf";
    "Source Sans 3":
        "SourceSans3_400Regular.ttf", "SourceSans3_400Regular_Italic.ttf", "SourceSans3_600SemiBold.ttf";
    "Source Code Pro": "SourceCodePro_400Regular.ttf";
    "Amiri": "Amiri_400Regular.ttf";
};
