"""The knowledge base: articles and their versions, passages, search, calibration and the decision.

Three readers share this room. `chat` imports the light parts (evidence, decision, editing, endpoints), which need
neither numpy nor an encoder. The `knowledge` process (`python -m knowledge_base.service.serve`) holds the index. The
evaluation command runs the same search and the same decision on any folder of articles.

Whoever loads a library here has passed this file. So here the libraries are told to speak to nobody, however a process
was started; `launcher.process_environment` tells the same to all that it starts.
"""

import os

os.environ.update({"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"})
