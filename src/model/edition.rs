//! A finished edition: its files, its manifest and its claims.
