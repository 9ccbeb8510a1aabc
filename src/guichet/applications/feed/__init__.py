"""The case system's feed: what it says, read line by line, and brought into our tables once each, in any order.

    lines.py     bytes in, numbered lines out; a hundred gigabytes in a few megabytes of memory
    parsing.py   a line in, a `FeedLine` or the `Fault` that says why not; pure
    rows.py      the same for CSV
    mapping.py   another system's columns and codes, made into events; the words of a mapping are documented there
    state.py     where a file stands once some more events are known, whatever their order; pure
    batch.py     some two thousand lines in one transaction: known or new, applied or waiting, told in the journal
    run.py       a whole stream in batches, with its counts, safe to break off anywhere and to start again

What makes it safe is that an event is known by its id: whatever was committed is found again and counted as already
known, and whatever was not is simply taken in. One batch at a time writes (see `batch.py`).
"""
