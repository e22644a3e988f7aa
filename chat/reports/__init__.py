"""Reports: figures with their definitions, computed in SQL from the rows of `chat.report_facts`."""
