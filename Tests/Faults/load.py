"""Publishes a guide again and again while a real nginx serves it under load: `make load`.

wrk asks for pages as fast as nginx answers, and counts every answer that is not what it should be.
Beside it, readers open a page, and a moment later its style sheet and its picture, as browsers do,
also when the site was published anew in between. Every page says its version and every file of a
version holds it, so that an answer of two versions is seen. All traffic stays on 127.0.0.1.
"""

import argparse
import http.client
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

from host import Host
from small import Guide

# What wrk does: pages and assets in turn, compressed or not, with a check of every answer.
SCRIPT = """
local paths = { %s }
wrong = 0
request = function()
  local path = paths[math.random(#paths)]
  return wrk.format("GET", path, { ["Host"] = "127.0.0.1" })
end
response = function(status, headers, body)
  local first = body:match("v(%%d+)。")
  local mixed = false
  for version in body:gmatch("v(%%d+)。") do mixed = mixed or version ~= first end
  if status ~= 200 or not first or mixed or not body:match("</html>%%s*$") then wrong = wrong + 1 end
end
local threads = {}
setup = function(thread) table.insert(threads, thread) end
done = function(summary, latency, requests)
  local total = 0
  for _, thread in ipairs(threads) do total = total + thread:get("wrong") end
  local errors = summary.errors
  io.write(string.format("RESULT %%d %%d %%d\\n", summary.requests, total,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""


class Reader(threading.Thread):
    """Opens pages, and a moment later what they name."""

    def __init__(self, host, pages, seed):
        super().__init__(daemon=True)
        self.host, self.pages, self.choice = host, pages, random.Random(seed)
        self.opened, self.faults, self.isOver = 0, [], False

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.host.port, timeout=30)
        while not self.isOver:
            try:
                self._read(connection)
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(f"no answer: {error!r}")
                connection.close()
        connection.close()

    def _get(self, connection, path):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()

    def _read(self, connection):
        path = self.host.prefix + self.choice.choice(self.pages)
        status, page = self._get(connection, path)
        versions = set(re.findall("版本 v(\\d+)。".encode(), page))
        if status != 200 or len(versions) != 1:
            return self.faults.append(f"{path}: {status}, versions {versions}")
        [version] = versions
        time.sleep(self.choice.random() * 0.05)
        names = re.findall(rb'(?:href|src)="([^"]*assets/(?:style|picture)\.[^"]*)"', page)
        for name in set(names):
            asset = self.host.prefix + re.sub(r"^(\.\./)*", "", name.decode())
            status, body = self._get(connection, asset)
            mark = rb"v%b(</title>| )" % version
            if status != 200 or not re.search(mark, body):
                self.faults.append(f"{asset} of version {version.decode()}: {status}")
        self.opened += len(set(names)) + 1


class Load:
    """One guide behind nginx, publishing and being read."""

    def __init__(self, folder, pages=60, prefix="/"):
        self.folder = pathlib.Path(folder)
        self.guide = Guide(self.folder / "guide", pages)
        self.guide.folder.mkdir()
        self.guide.output = self.folder / ("www" + prefix.rstrip("/"))
        self.guide.output.parent.mkdir(exist_ok=True)
        self.options = ["--base-url", "https://a.cn" + prefix]
        self.publish(0)
        configuration = self.guide.run(
            "hosting", "nginx", *self.options, "--root", str(self.folder / "www")
        ).stdout
        # As a user of its own, who may read the output and not list the work folder beside it.
        self.host = Host(self.folder, configuration, prefix, self.guide.output, "www-data")
        self.pages = [f"pages/p{number}.html" for number in range(pages)]

    def publish(self, version):
        self.guide.write(version)
        output = ["--output", str(self.guide.output)]
        self.guide.build(*self.options, *output, *(["--compress"] if version % 3 else []))

    def run(self, seconds, publishes, readers=2, connections=8):
        """Returns the answers that wrk counted, what the readers opened, the seconds that it
        took, and all faults."""
        script = self.folder / "load.lua"
        paths = ", ".join(f'"{self.host.prefix}{page}"' for page in self.pages)
        script.write_text(SCRIPT % paths)
        # It is told to end when all is published, however long that takes.
        command = ["wrk", "-t1", f"-c{connections}", f"-d{20 * seconds}s", "-s", str(script)]
        wrk = subprocess.Popen(
            [*command, self.host.origin], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        readers = [Reader(self.host, self.pages, seed) for seed in range(readers)]
        for reader in readers:
            reader.start()
        start, published = time.monotonic(), 0
        while published < publishes:
            time.sleep(max(0, start + seconds * (published + 0.5) / publishes - time.monotonic()))
            published += 1
            self.publish(published)
        time.sleep(max(0, start + seconds - time.monotonic()))
        length = time.monotonic() - start
        wrk.send_signal(signal.SIGINT)
        text = wrk.communicate(timeout=60)[0]
        for reader in readers:
            reader.isOver = True
        for reader in readers:
            reader.join()
        found = re.search(r"RESULT (\d+) (\d+) (\d+)", text)
        answers, wrong, errors = map(int, found.groups()) if found else (0, 0, 0)
        faults = [] if found else [text]
        faults += [f"{wrong} wrong answers"] * bool(wrong) + [f"{errors} errors"] * bool(errors)
        faults += [fault for reader in readers for fault in reader.faults]
        return answers, sum(reader.opened for reader in readers), length, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--publishes", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clew-load-") as folder:
        pathlib.Path(folder).chmod(0o755)
        load = Load(folder)
        answers, opened, length, faults = load.run(options.seconds, options.publishes)
        load.host.end()
    print(*faults[:20], sep="\n", end="\n" if faults else "")
    print(
        f"{answers} answers to wrk and {opened} to readers in {length:.0f} s with "
        f"{options.publishes} publishes, {len(faults)} faults"
    )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
