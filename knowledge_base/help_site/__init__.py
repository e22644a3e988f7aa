"""The published articles as one site: what there is, in which language, at which address."""
