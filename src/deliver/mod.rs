//! Edition → receipt: a finished edition is put where its readers find it.
//!
//! For now that is a folder.

mod folder;

pub use folder::{DeliverError, Delivery, Receipt, Settings, folder, read};
