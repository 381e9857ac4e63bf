//! The integration tests, in one binary.
mod article;
mod cli;
mod codebook;
mod determinism;
mod fixture;
mod formats;
mod ingest;
mod mangled;
mod program;
mod readability;
mod readme;
mod robust;
mod sample;
mod shared;
mod spec;
mod tidy;
mod verify;
