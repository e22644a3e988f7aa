"""How customers talk about orders and returns. Only the forms and slots of a shop's pack bring it into play."""
