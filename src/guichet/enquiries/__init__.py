"""What people ask us: contacts (one message, one call, one chat) and enquiries (what somebody wants to know).

A contact is a row of its own, whatever way it came; an enquiry is the question behind one or several contacts, with
one clock and one answer. Which contact belongs to which enquiry is a link that can be undone; nothing is ever moved or
merged away (docs/decisions/0054-contacts-and-enquiries.md).
"""
