"""受渡先: who may send to us, to whom we may send, who works here, and who signs for it."""
