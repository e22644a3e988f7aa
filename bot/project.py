"""Where the Rasa project is: its own folder, with the configuration that Rasa reads."""

from pathlib import Path

ROOT = Path(__file__).parent
CONFIGURATION = ROOT / "config.yml"
