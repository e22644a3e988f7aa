"""Files that belong to messages: their rows. The files themselves are kept by `chat.attachments`."""
