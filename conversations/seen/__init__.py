"""How far each customer has read their conversation, so that agents know whether a reply has reached them."""
