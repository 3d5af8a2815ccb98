"""Every Japanese sentence a person reads, one file per room."""
