"""The questions that the greeting offers: what is asked and answered most, or an editor's choice."""
