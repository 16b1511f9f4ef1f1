"""Says whether a server answers: reach.py ADDRESS

If it does not, prints why, without a password, and exits with status 1.
"""

import sys
import urllib.error
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass, urlopen

address = urlsplit(sys.argv[1])
proxy = None if proxy_bypass(address.hostname) else getproxies().get(address.scheme)
through = ""
if proxy:
    through = " through the proxy " + urlsplit(proxy if "://" in proxy else "http://" + proxy).netloc.rpartition("@")[2]
try:
    urlopen(sys.argv[1], timeout=20).close()
except urllib.error.HTTPError:
    pass  # an answer, too
except (OSError, ValueError) as error:
    reason = getattr(error, "reason", error)
    print(f"{address.hostname} cannot be reached{through} ({getattr(reason, 'strerror', None) or reason})")
    sys.exit(1)
