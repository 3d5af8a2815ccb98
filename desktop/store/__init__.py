"""Files of ours: the encrypted store of one unit, its one write gate and its one read gate."""
