"""A parent that starts a server and is killed with -9: the server must follow, by itself."""

import subprocess
import sys
import time
from pathlib import Path

_PARENT = """\
import sys, time
from pathlib import Path
from config.embedded.{module} import {kind}
server = {kind}(Path(sys.argv[1]))
server.start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


def started_by_a_parent_that_is_killed(module: str, kind: str, folder: Path) -> None:
    """Start the server by a process of its own, kill that with -9, and wait until the server is gone too."""
    program = _PARENT.format(module=module, kind=kind)
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True) as parent:
        server = Path("/proc", parent.stdout.readline().strip()) if parent.stdout else Path()
        assert server.exists()
        parent.kill()
    deadline = time.monotonic() + 10
    while server.exists():
        assert time.monotonic() < deadline, f"{kind} survived its parent"
        time.sleep(0.02)
