//! The integration tests, in one binary.
mod cli;
mod ingest;
mod robust;
