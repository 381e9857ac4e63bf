//! Letter → message: headers, both bodies, attachments, as bytes for a mail server. The same letter to the same reader gives the
//! same bytes but for the date.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use sha2::{Digest as _, Sha256};

use super::settings::Email;
use crate::model::delivery::Issue;
use crate::model::letter::Letter;

/// A message with its envelope.
pub(super) struct Sealed {
    pub(super) envelope: Envelope,
    pub(super) bytes: Vec<u8>,
    /// Whether it was too large for its attachments.
    pub(super) bare: bool,
}

/// What all readers of an edition are sent.
pub(super) struct Mailing<'m> {
    pub(super) email: &'m Email,
    pub(super) issue: &'m Issue,
    pub(super) letter: &'m Letter,
    /// The edition's files.
    pub(super) files: &'m BTreeMap<String, Vec<u8>>,
    pub(super) now: DateTime<Utc>,
}

/// Why there is no message.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum MessageError {
    /// An address that is none.
    #[error("`{0}` is no mail address")]
    Address(String),
    /// The message cannot be put together.
    #[error("the message cannot be made: {0}")]
    Other(String),
}

impl Mailing<'_> {
    /// The message for one reader.
    pub(super) fn seal(&self, reader: &str) -> Result<Sealed, MessageError> {
        let from = mailbox(&self.email.from)?;
        let to = mailbox(reader)?;
        let envelope = Envelope::new(Some(from.email.clone()), vec![to.email.clone()]);
        let envelope = envelope.map_err(|error| MessageError::Other(error.to_string()))?;
        let whole = self.message(&from, &to, true)?;
        if whole.len() <= self.email.size_limit {
            return Ok(Sealed { envelope, bytes: whole, bare: false });
        }
        Ok(Sealed { envelope, bytes: self.message(&from, &to, false)?, bare: true })
    }

    fn message(&self, from: &Mailbox, to: &Mailbox, attached: bool) -> Result<Vec<u8>, MessageError> {
        let domain = from.email.domain();
        let id = self.id(&to.email);
        let mut message = Message::builder()
            .from(from.clone())
            .to(to.clone())
            .subject(&self.letter.subject)
            .date(self.now.into())
            .message_id(Some(format!("<{id}@{domain}>")))
            .header(AutoSubmitted)
            .header(ListId(format!("<{}.{domain}>", self.issue.slug)));
        if let Some(address) = &self.email.reply_to {
            message = message.reply_to(mailbox(address)?);
        }
        if let Some(address) = &self.email.list_unsubscribe {
            message = message.header(ListUnsubscribe(format!("<{address}>")));
        }
        let (mut text, mut html) = (self.letter.text.clone(), self.letter.html.clone());
        if !attached {
            let note = "The briefing is too large to be attached; ask the sender for it.";
            text = format!("{note}\n\n{text}");
            html = html.replacen("<body>", &format!("<body>\n<p>{note}</p>"), 1);
        }
        let bodies = MultiPart::builder()
            .kind(lettre::message::MultiPartKind::Alternative)
            .boundary(format!("bodies-{id}"))
            .singlepart(SinglePart::plain(text))
            .singlepart(SinglePart::html(html));
        let mut parts = MultiPart::builder()
            .kind(lettre::message::MultiPartKind::Mixed)
            .boundary(format!("parts-{id}"))
            .multipart(bodies);
        if attached {
            let name = format!("{}-{}", self.issue.slug, self.issue.name());
            for (file, ending, kind, wanted) in [
                ("briefing.pdf", "pdf", "application/pdf", true),
                ("briefing.md", "md", "text/markdown; charset=utf-8", self.email.attach_markdown),
            ] {
                let Some(bytes) = self.files.get(file).filter(|_| wanted) else { continue };
                let kind = ContentType::parse(kind).expect("it is a media type");
                parts = parts.singlepart(Attachment::new(format!("{name}.{ending}")).body(bytes.clone(), kind));
            }
        }
        let message = message.multipart(parts).map_err(|error| MessageError::Other(error.to_string()))?;
        Ok(message.formatted())
    }

    /// What tells this message from all others, and is the same if it is made again.
    fn id(&self, to: &Address) -> String {
        let mut hash = Sha256::new();
        for part in [&self.issue.slug, &self.issue.name(), &self.issue.manifest, &self.email.channel, &to.to_string()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        super::hexadecimal(&hash.finalize()[..16])
    }
}

/// An address with or without a name.
pub(super) fn mailbox(text: &str) -> Result<Mailbox, MessageError> {
    text.trim().parse().map_err(|_| MessageError::Address(text.to_owned()))
}

/// RFC 3834: nobody's holiday notice shall answer.
#[derive(Clone)]
struct AutoSubmitted;

/// RFC 2919.
#[derive(Clone)]
struct ListId(String);

/// RFC 2369.
#[derive(Clone)]
struct ListUnsubscribe(String);

macro_rules! header {
    ($kind:ty, $name:literal, $header:ident => $value:expr, $text:ident => $parsed:expr) => {
        impl Header for $kind {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse($text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok($parsed)
            }

            fn display(&self) -> HeaderValue {
                let $header = self;
                HeaderValue::new(Self::name(), $value)
            }
        }
    };
}

header!(AutoSubmitted, "Auto-Submitted", _header => "auto-generated".to_owned(), _text => Self);
header!(ListId, "List-Id", header => header.0.clone(), text => Self(text.to_owned()));
header!(ListUnsubscribe, "List-Unsubscribe", header => header.0.clone(), text => Self(text.to_owned()));

#[cfg(test)]
pub(super) mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::deliver::settings::{Carrier, Readers, When};

    pub(in crate::deliver) fn email() -> Email {
        Email {
            channel: "email".to_owned(),
            carrier: Carrier::Sendmail("/usr/sbin/sendmail".into()),
            from: "Lagezentrum Köln <desk@example.org>".to_owned(),
            reply_to: Some("answers@example.org".to_owned()),
            readers: Readers::Listed(Vec::new()),
            subject: None,
            list_unsubscribe: Some("mailto:stop@example.org".to_owned()),
            attach_markdown: true,
            size_limit: 1_000_000,
            when: When::Always,
        }
    }

    pub(in crate::deliver) fn issue() -> Issue {
        Issue {
            slug: "khorasan".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day of the calendar"),
            revision: 1,
            manifest: "abc".to_owned(),
            findings: "def".to_owned(),
            level: None,
        }
    }

    pub(in crate::deliver) fn letter() -> Letter {
        Letter {
            subject: "Lage in Chorasan – 1 March 2023".to_owned(),
            text: "Judgements: “none”.\n".to_owned(),
            html: "<html><body><p>Judgements: “none”.</p></body></html>".to_owned(),
        }
    }

    fn sealed(size_limit: usize) -> (Vec<u8>, bool, Vec<u8>) {
        let pdf: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        let files = [("briefing.pdf".to_owned(), pdf.clone()), ("briefing.md".to_owned(), b"# Lage\n".to_vec())].into();
        let email = Email { size_limit, ..email() };
        let now = DateTime::from_timestamp(1_677_733_200, 0).expect("an instant");
        let mailing = Mailing { email: &email, issue: &issue(), letter: &letter(), files: &files, now };
        let sealed = mailing.seal("José Núñez <jose@example.org>").expect("it can be made");
        assert_eq!(mailing.seal("José Núñez <jose@example.org>").expect("again").bytes, sealed.bytes);
        (sealed.bytes, sealed.bare, pdf)
    }

    #[test]
    fn a_message_reads_back_with_both_bodies_and_the_same_pdf() {
        let (bytes, bare, pdf) = sealed(1_000_000);
        assert!(!bare && bytes.is_ascii());
        let read = mail_parser::MessageParser::default().parse(&bytes).expect("it is a message");
        assert_eq!(read.subject(), Some("Lage in Chorasan – 1 March 2023"));
        assert_eq!(read.from().and_then(|from| from.first()).and_then(|from| from.name()), Some("Lagezentrum Köln"));
        assert_eq!(read.to().and_then(|to| to.first()).and_then(|to| to.name()), Some("José Núñez"));
        assert_eq!(read.body_text(0).expect("there is one").replace("\r\n", "\n"), "Judgements: “none”.\n");
        assert!(read.body_html(0).expect("there is one").contains("<p>Judgements: “none”.</p>"));
        let attached: Vec<&[u8]> = read.attachments().map(mail_parser::MessagePart::contents).collect();
        assert_eq!(attached, [&pdf[..], b"# Lage\n"]);
        let text = String::from_utf8(bytes).expect("it is ASCII");
        for header in
            ["Auto-Submitted: auto-generated", "List-Id: <khorasan.example.org>", "Date: Thu, 02 Mar 2023 05:00:00"]
        {
            assert!(text.contains(header), "{header} in {text}");
        }
        assert!(text.contains("List-Unsubscribe: <mailto:stop@example.org>"));
    }

    #[test]
    fn a_message_that_is_too_large_goes_without_attachments_and_says_so() {
        let (bytes, bare, _) = sealed(5_000);
        assert!(bare && bytes.len() <= 5_000);
        let read = mail_parser::MessageParser::default().parse(&bytes).expect("it is a message");
        assert_eq!(read.attachment_count(), 0);
        assert!(read.body_text(0).expect("there is one").starts_with("The briefing is too large to be attached"));
        assert!(read.body_html(0).expect("there is one").contains("too large to be attached"));
    }

    #[test]
    fn a_line_break_in_an_address_is_no_address() {
        for wrong in ["", "nobody", "a@example.org\r\nBcc: b@example.org", "a b@example.org"] {
            assert_eq!(mailbox(wrong), Err(MessageError::Address(wrong.to_owned())), "{wrong:?}");
        }
    }
}
