"""最初の設定: an office founds its store, step by step, three people at one terminal."""
