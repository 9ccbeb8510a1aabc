"""Reading e-mail: any bytes in, a `Message` out, with what is wrong with it; nothing is refused, nothing raises.

`read_message` is pure: no clock, no settings, no tables. A message is kept whole beside what was read of it, so that
whatever is read wrongly today can be read again (docs/decisions/0055-mail-is-kept-whole-and-read-tolerantly.md).
"""

from guichet.enquiries.mail.addresses import Address
from guichet.enquiries.mail.defects import Defect
from guichet.enquiries.mail.message import Bounce, File, Holds, Message, Ours, Returned
from guichet.enquiries.mail.reading import read_message

__all__ = ["Address", "Bounce", "Defect", "File", "Holds", "Message", "Ours", "Returned", "read_message"]
