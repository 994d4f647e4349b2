"""The list of channels: how an edition leaves the house."""

from brochure.channels.channel import Channel
from brochure.channels.office import OFFICE
from brochure.channels.press import PRESS
from brochure.channels.screen import SCREEN

CHANNELS: dict[str, Channel] = {channel.name: channel for channel in (PRESS, OFFICE, SCREEN)}
