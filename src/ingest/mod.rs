//! Files → [`Document`](crate::model::document::Document)s.
