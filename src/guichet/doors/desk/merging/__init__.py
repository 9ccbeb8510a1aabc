"""Two records that may be one person's: seen side by side, joined on proof, told apart, parted again."""
