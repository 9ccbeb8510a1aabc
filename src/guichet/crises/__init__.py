"""Crises: when something happens to many people, one act opens a form, an address, a line of its own and a notice.

What people write in a crisis are enquiries like all others, with their own clock, receipt and answer; this room says
which of them belong to which crisis, who of a family wrote, who is most at risk, and who was lent to help
(docs/decisions/0065-a-crisis-is-one-act.md).
"""
