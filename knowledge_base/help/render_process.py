"""`python -m knowledge_base.help.render_process`: makes one large article into HTML, and ends.

A thread shares its process with every customer's turn, and an article of 256 KiB can keep it busy for seconds. So a
large one is rendered in a process of its own, with limits on memory and time.
"""

import json
import resource
import sys
from dataclasses import asdict

from knowledge_base.help.article_html import ArticleHtml, Asked, Heading, Labels, article_html

MOST_MEMORY_BYTES = 1024**3
MOST_CPU_SECONDS = 20


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    order = json.load(sys.stdin.buffer)
    made = article_html(order["markdown"], order["locale"], Labels(**order["labels"]))
    sys.stdout.buffer.write(json.dumps(asdict(made)).encode("ascii"))
    return 0


def read_made(output: bytes) -> ArticleHtml:
    """What the process wrote. Raises ValueError if it did not finish."""
    made = json.loads(output)
    headings = tuple(Heading(**each) for each in made["headings"])
    return ArticleHtml(**{**made, "headings": headings, "asked": tuple(Asked(**each) for each in made["asked"])})


if __name__ == "__main__":
    sys.exit(main())
