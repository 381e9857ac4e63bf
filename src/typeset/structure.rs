//! What the parts of the text are to each other: headings, paragraphs, lists, tables, figures. Whoever reads the page aloud
//! goes by this.

/// Which part, by the order in which they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// All of it.
    Document,
    /// A heading, 1 to 6; none is deeper than the one before it by more than one.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A block quote.
    Quote,
    /// A list, and whether its items are numbered.
    List {
        /// Numbered, not bulleted.
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// The mark of an item or a note, and what it says where it is drawn.
    Label(Option<&'static str>),
    /// What an item says.
    Body,
    /// What stands above a table or a table of contents.
    Caption,
    /// The table of contents.
    Contents,
    /// A line of it.
    Entry,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column.
    Head,
    /// A cell.
    Cell,
    /// A picture.
    Figure,
    /// Words that lead elsewhere. Its place among the words of its parent follows from the page.
    Link,
    /// A footnote.
    Note,
    /// A sign that leads to a footnote, likewise.
    Reference,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is a part of; `None` for the whole.
    pub parent: Option<NodeId>,
    /// What it says, where the order on the page is another: words from right to left.
    pub says: Option<String>,
    /// Its parts in reading order, those left out that stand among its words.
    pub children: Vec<NodeId>,
}

/// The tree of all parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    nodes: Vec<Node>,
}

impl Structure {
    /// The whole.
    pub const ROOT: NodeId = NodeId(0);

    /// A part of another.
    pub(crate) fn add(&mut self, role: Role, parent: NodeId) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let within = matches!(role, Role::Link | Role::Reference);
        self.nodes.push(Node { role, parent: Some(parent), says: None, children: Vec::new() });
        if !within {
            self.nodes[parent.0 as usize].children.push(id);
        }
        id
    }

    /// States what a part says.
    pub(crate) fn say(&mut self, id: NodeId, words: String) {
        self.nodes[id.0 as usize].says = Some(words);
    }

    /// All parts, each after what it is a part of.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One part.
    ///
    /// # Panics
    ///
    /// With the id of another document, if that is the larger.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

impl Default for Structure {
    fn default() -> Self {
        Self { nodes: vec![Node { role: Role::Document, parent: None, says: None, children: Vec::new() }] }
    }
}
