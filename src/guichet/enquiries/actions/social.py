"""What the line of social networks calls."""

from guichet.enquiries.social.rules import Fault, fault_of, signature
from guichet.enquiries.social.taking import Post, take_post

__all__ = ["Fault", "Post", "fault_of", "signature", "take_post"]
