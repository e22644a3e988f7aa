"""`python -m bot …`: Rasa's own command line (shell, test, data validate, visualize) for this project.

It works like `rasa …`, with the TensorFlow stand-in and without telemetry. Sentence vectors come from a running
`knowledge` (`BATON_KNOWLEDGE_URL`) or from the file named in `BATON_BOT_VECTORS`.
"""

from __future__ import annotations

from bot.runtime.confinement import confine

if __name__ == "__main__":
    confine()
    from rasa.__main__ import main

    import bot.tensorflow_stand_in  # noqa: F401  (before rasa)

    main()
