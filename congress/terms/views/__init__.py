"""Pages about congresses."""
