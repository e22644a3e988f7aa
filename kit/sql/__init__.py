"""What differs between the databases: their connections, and what their errors mean."""
