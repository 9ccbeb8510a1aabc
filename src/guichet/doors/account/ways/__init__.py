"""What one signs in with beside an e-mail address: printed codes, a PIN, letters; and where one is signed in."""
