"""端末の健康診断: whether this computer is fit to keep a ledger."""
