"""The knowledge base: articles and their versions, passages, search, calibration and the decision.

Three readers share this room. `chat` imports the light parts (evidence, decision, editing, endpoints), which need
neither numpy nor an encoder. The `knowledge` process (`python -m knowledge_base.service.serve`) holds the index. The
evaluation command runs the same search and the same decision on any folder of articles.
"""
