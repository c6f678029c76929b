"""Compare what two governments published about one conversation."""
