//! What is kept between runs: the ledger of deliveries. Who was sent what must outlive a run that is killed, so it stands in a
//! database of its own, `ledger.sqlite` in the state folder.

mod ledger;

pub use ledger::{Ledger, LedgerError};
