"""The handoff itself and who has it: what every other folder of this room stands on."""
