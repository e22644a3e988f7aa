"""The knowledge base: articles and their versions, passages, search, calibration and the decision.

Three readers share this package. `chat` imports the light parts (evidence, decision, articles, endpoints), which need
neither numpy nor an encoder. The `knowledge` process (`python -m knowledge_base.service.serve`) holds the index. The
evaluation command runs the same search and the same decision on any folder of articles.

All code that loads a library here imports this file first. So this file tells the libraries to use no network, however
the process was started; `launcher.processes.process_environment` does the same for everything it starts.
"""

import os

os.environ.update({"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"})
