"""Finding a client, by whatever one knows of them."""
