"""What others may ask about enquiries and contacts."""

from guichet.enquiries.queries.places import Place, place_of

__all__ = ["Place", "place_of"]
