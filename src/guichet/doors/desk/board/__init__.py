"""The live board: who has how much, which clocks run out, what came and was done today; what each can do."""
