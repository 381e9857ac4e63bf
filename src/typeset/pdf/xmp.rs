//! What the file says about itself → an XMP packet (ISO 16684-1), in step with the document information.

use super::About;

/// The packet. `universal`: whether the file is made after PDF/UA-1 (ISO 14289-1), as far as a machine can check.
pub(super) fn packet(about: About<'_>, creator: &str, producer: &str, universal: bool) -> String {
    let part = if universal {
        "\n  <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    } else {
        ""
    };
    let (title, language) = (escaped(about.title), escaped(about.language));
    let (creator, producer) = (escaped(creator), escaped(producer));
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n   <dc:format>application/pdf</dc:format>\n   \
<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n   \
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n   \
<xmp:CreatorTool>{creator}</xmp:CreatorTool>\n   <pdf:Producer>{producer}</pdf:Producer>\n  </rdf:Description>{part}\n \
</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// For the inside of an XML element; characters that XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_text() {
        let about = About { title: "A & B <x>\u{1}]]>", language: "en-GB" };
        let packet = packet(about, "c", "p", true);
        assert!(packet.contains(">A &amp; B &lt;x&gt; ]]&gt;</rdf:li>"), "{packet}");
        assert!(packet.contains("<pdfuaid:part>1<"));
    }
}
