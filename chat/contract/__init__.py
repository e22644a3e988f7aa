"""Files that are generated from the code: the front end's types, the API reference and the data model."""
