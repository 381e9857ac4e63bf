//! The integration tests, in one binary.
mod article;
mod cli;
mod codebook;
mod determinism;
mod fixture;
mod ingest;
mod program;
mod readme;
mod robust;
mod sample;
mod shared;
mod spec;
mod tidy;
mod verify;
