"""Text in, congresses out."""
