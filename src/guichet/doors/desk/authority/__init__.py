"""Who may ask about a client’s files, what somebody who asks may be told, and forms on paper."""
