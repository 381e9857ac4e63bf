//! The configured readers → addresses, each once.

use std::collections::BTreeSet;

use lettre::message::Mailbox;

use super::message::mailbox;
use super::settings::{Email, Readers};
use crate::diag::{Diagnostic, Location};
use crate::world::World;

/// A reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reader {
    /// The address alone in small letters, by which the ledger knows the reader: no two people share one that differs in them
    /// alone, and nobody wants the briefing twice.
    pub(super) address: String,
    /// As written, with a name or without.
    pub(super) written: String,
}

/// The readers of a way, and a warning for each line that is no address.
pub(super) fn of(world: &dyn World, email: &Email) -> Result<(Vec<Reader>, Vec<Diagnostic>), Diagnostic> {
    let (lines, place): (Vec<(usize, String)>, Option<String>) = match &email.readers {
        Readers::Listed(addresses) => (addresses.iter().map(|address| (0, address.clone())).collect(), None),
        Readers::File(path) => {
            let place = path.display().to_string();
            let fault =
                |why: String| Diagnostic::error(format!("the file of readers {why}")).at(Location::path(&place));
            let bytes = world.read(path).map_err(|error| fault(format!("cannot be read: {error}")))?;
            let text = String::from_utf8(bytes).map_err(|_| fault("is not UTF-8".to_owned()))?;
            let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
            let lines = lines.map(|(index, line)| (index + 1, line.trim().to_owned()));
            (lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect(), Some(place))
        }
    };
    let (mut readers, mut warnings, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, written) in lines {
        let Ok(Mailbox { email, .. }) = mailbox(&written) else {
            let line = if number == 0 { String::new() } else { format!(" (line {number})") };
            let warning = Diagnostic::warning(format!("`{written}`{line} is no mail address and gets nothing"));
            warnings.push(match &place {
                Some(place) => warning.at(Location::path(place)),
                None => warning,
            });
            continue;
        };
        let address = format!("{}@{}", email.user(), email.domain()).to_lowercase();
        if seen.insert(address.clone()) {
            readers.push(Reader { address, written });
        }
    }
    Ok((readers, warnings))
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::email;
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn each_address_of_a_file_counts_once_and_a_line_that_is_none_is_warned_of() {
        let text = "# the desk\nAda <Ada@example.org>\n\nada@EXAMPLE.org\nnobody\nbo@Example.org\n";
        let world = Memory::default().with("readers.txt", text);
        let email = Email { readers: Readers::File("readers.txt".into()), ..email() };
        let (readers, warnings) = of(&world, &email).expect("the file is there");
        let addresses: Vec<_> = readers.iter().map(|reader| reader.address.as_str()).collect();
        assert_eq!(addresses, ["ada@example.org", "bo@example.org"]);
        assert_eq!(readers[0].written, "Ada <Ada@example.org>");
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].to_string().contains("`nobody` (line 5)"), "{}", warnings[0]);
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        let email = Email { readers: Readers::File("none.txt".into()), ..email() };
        assert!(of(&Memory::default(), &email).expect_err("it is not there").to_string().contains("none.txt"));
    }
}
