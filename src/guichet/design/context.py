"""What every page may know of the site."""
