//! Numbers and orders, no prose: what `analyse` hands to `compose`.
