"""What somebody signs in on, in plain words, as far as the browser says it. Pure."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from guichet.identity.terms import DeviceKind


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device: its kind, its system and its browser; names of products, empty where they are not known."""

    kind: DeviceKind = DeviceKind.OTHER
    system: str = ""
    browser: str = ""


# The first that is found counts: later names stand in the headers of earlier ones too.
_SYSTEMS = (
    ("iPad", "iPad", DeviceKind.TABLET),
    ("iPhone", "iPhone", DeviceKind.PHONE),
    ("KAIOS", "KaiOS", DeviceKind.PHONE),
    ("Android", "Android", DeviceKind.PHONE),
    ("CrOS", "ChromeOS", DeviceKind.COMPUTER),
    ("Windows Phone", "Windows", DeviceKind.PHONE),
    ("Windows", "Windows", DeviceKind.COMPUTER),
    ("Mac OS X", "macOS", DeviceKind.COMPUTER),
    ("Linux", "Linux", DeviceKind.COMPUTER),
    ("J2ME", "", DeviceKind.PHONE),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Opera Mini", "Opera Mini"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_from(user_agent: str) -> DeviceFacts:
    """Return what a browser says that it is. It may say anything: nothing is decided by it."""
    said = user_agent[:400]
    kind, system = DeviceKind.OTHER, ""
    for sign, name, of_kind in _SYSTEMS:
        if sign in said:
            kind, system = of_kind, name
            break
    if system == "Android" and not re.search(r"\bMobile\b", said):
        kind = DeviceKind.TABLET
    browser = next((name for sign, name in _BROWSERS if sign in said), "")
    return DeviceFacts(kind, system, browser)


def coarse_network(address: str) -> str:
    """Return the first half of a network address: enough for its owner to know the place again, and no more."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return str(IPv6Network((found, 32), strict=False).network_address)
        found = found.ipv4_mapped
    first, second, *_rest = str(ip_network((found, 16), strict=False).network_address).split(".")
    return f"{first}.{second}.…"
