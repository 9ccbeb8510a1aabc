"""What people do about looks."""

from guichet.oversight.models.openings import BrokenGlass, Protection
from guichet.oversight.models.questions import LookQuestion
from guichet.oversight.models.unusual import Scan, UnusualLooking

__all__ = ["BrokenGlass", "LookQuestion", "Protection", "Scan", "UnusualLooking"]
