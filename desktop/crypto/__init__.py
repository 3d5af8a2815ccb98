"""Keys, seals, signatures, chains: the only room with cryptography."""
