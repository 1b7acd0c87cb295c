"""What the batch system starts."""
import os
import sys
import time
import traceback

from .ending import log
from .given import settings
from .node import node
from .jobscript import become_reaper, forget_own_source, fresh_process
from .job import WrapperJob


def main() -> int:
    fresh_process()
    os.environ["TZ"] = "UTC"
    time.tzset()
    given, begin = settings(), time.monotonic()
    job = WrapperJob(given)
    become_reaper()
    forget_own_source()
    log("muster-wrapper-job of instance %s: %s" % (given.instance, " ".join(
        "%s=%s" % item for item in sorted(dict(node(), python=sys.version.split()[0]).items()))))
    outcome = "crashed"
    try:
        outcome = job.run()
        return 0
    except Exception:
        traceback.print_exc(file=sys.stdout)
        return 1
    finally:
        log("Summary: outcome=%s %s seconds=%.1f" % (
            outcome, " ".join("%s=%s" % item for item in job.summary.items()), time.monotonic() - begin))


if __name__ == "__main__":
    sys.exit(main())
