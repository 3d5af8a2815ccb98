"""今日: what waits for the signed-in person, and the ledgers they may open."""
