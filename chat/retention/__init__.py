"""How long ended conversations are kept: rules by department, and the loop that erases what is older."""
