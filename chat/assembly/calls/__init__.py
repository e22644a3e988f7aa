"""The calls of the application, room by room, as `chat.assembly.app` puts them together."""
