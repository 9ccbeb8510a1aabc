"""What helps whoever answers a question: the approved answer as it reads today, approved words, codes, promises.

Its data are in a folder of their own, `answering`, beside that of the room.
"""
