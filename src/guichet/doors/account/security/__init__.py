"""How somebody signs in: what they have, and what they can add or take away."""
