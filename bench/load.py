"""What the benchmarks of the gateway share: programs that listen, nginx, load by wrk, and tables of several sides."""

import contextlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import threading
import time

from measure import ROOT, run, until

LIBRARIES = f"{ROOT}/cli/target/lib/*"


def require(**packages):
    """Ends the benchmark if a program is missing, with what to install."""
    missing = [package for program, package in packages.items() if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing:
        raise SystemExit(f"missing: apt-get install {' '.join(missing)}")


def java(name="java"):
    """A program of Java 25, as ./hearth finds it."""
    homes = [os.environ.get("JAVA_HOME", ""), *(f"/usr/lib/jvm/{name}" for name in sorted(os.listdir("/usr/lib/jvm")) if "25" in name)]
    for home in homes:
        if os.path.exists(f"{home}/lib/modules") and 'JAVA_VERSION="25' in open(f"{home}/release").read():
            return f"{home}/bin/{name}"
    raise SystemExit("missing: Java 25, which JAVA_HOME may name")


def installed_environment():
    """What tells the Java of an installed gateway how much memory to use."""
    documents = run("./hearth", "install", "--dry-run").split("\n---\n")
    deployment = next(it for it in documents if "kind: Deployment" in it and "name: hearth-gateway\n" in it)
    options = re.findall(r"- name: (JAVA_TOOL_OPTIONS|MALLOC_ARENA_MAX)\n +value: (.*?)\n +(?=- name|image)", deployment, re.S)
    return {name: " ".join(value.split()).strip('"') for name, value in options}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Program:
    """A program of this machine and the memory that it takes. Ends with its `with`."""

    def __init__(self, command, port, log, **environment):
        if is_open(port):
            raise SystemExit(f"port {port} of this machine is in use")
        self.port, self.log = port, log
        self.process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=open(log, "w"), stderr=subprocess.STDOUT)
        try:
            until(lambda: is_open(port) or self.process.poll() is not None, seconds=30)
            self.require_alive()
        except BaseException:
            self.process.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def require_alive(self):
        if self.process.poll() is not None:
            raise SystemExit(f"{self.process.args[0]} ended: {open(self.log).read()}")

    def resident(self, what="VmRSS"):
        """MiB of memory; of nginx, whose workers share pages with their parent, those of all are counted."""
        self.require_alive()
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return sum(int(re.search(rf"{what}:\s+(\d+)", open(f"/proc/{pid}/status").read())[1]) for pid in [self.process.pid, *children]) / 1024

    def forget_peak(self):
        """Lets `resident("VmHWM")` tell the most from now on."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as file:
            file.write("5")

    def live_heap(self):
        """MiB of the JVM's heap that are in use after everything that nobody needs was thrown away."""
        tell = lambda what: subprocess.run([java("jcmd"), str(self.process.pid), what], capture_output=True, text=True, check=True).stdout
        tell("GC.run")
        return sum(int(kib) for kib in re.findall(r"total .*used (\d+)K", tell("GC.heap_info"))) / 1024


def nginx(folder, http):
    """An nginx with what a configuration says in its `http`; {port} in it is where it is to listen."""
    port = free_port()
    own = f"{folder}/nginx-{port}"
    os.mkdir(own)
    with open(f"{own}/nginx.conf", "w") as file:
        file.write(f"""
            daemon off; user root; worker_processes auto; pid {own}/pid; error_log {own}/error.log;
            events {{ worker_connections 4096; }}
            http {{
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
              client_body_temp_path {own}/body; proxy_temp_path {own}/proxy; fastcgi_temp_path {own}/fastcgi;
              uwsgi_temp_path {own}/uwsgi; scgi_temp_path {own}/scgi;
              {http.replace("{port}", str(port))}
            }}""")
    return Program(["/usr/sbin/nginx", "-p", own, "-e", f"{own}/error.log", "-c", f"{own}/nginx.conf"], port, f"{own}/log")


def reverse_proxy(origins):
    """The configuration of a reverse proxy that keeps connections, of paths and the hosts with ports to which they lead."""
    servers, locations = "", ""
    for number, (path, origin) in enumerate(origins.items()):
        servers += f"upstream u{number} {{ server {origin}; keepalive 64; }}\n"
        locations += f"location {path} {{ proxy_pass http://u{number}/; }}\n"
    return f"""{servers} server {{
        listen 127.0.0.1:{{port}}; proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_max_temp_file_size 0; {locations} }}"""


def wrk(connections, seconds, url, *headers):
    """What a closed loop over so many connections measures: {p50: ms, p99: ms, rate: 1/s}. Any failure ends the benchmark."""
    command = ["wrk", f"-t{min(connections, 2)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency"]
    for header in headers:
        command += ["-H", header]
    text = subprocess.run([*command, url], capture_output=True, text=True).stdout
    if "Requests/sec" not in text or "Non-2xx" in text or "Socket errors" in text or "Requests/sec:      0.00" in text:
        raise SystemExit(f"{url}: {text}")
    unit = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
    percentile = lambda of: (lambda found: float(found[1]) * unit[found[2]])(re.search(rf" {of}%\s+([\d.]+)(us|ms|s|m)\b", text))
    return {"p50": percentile(50), "p99": percentile(99), "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])}


def alternate(rounds, sides, measure):
    """Measures all sides in turn, so that what else the machine does meets all. The first round warms up and does not count."""
    results = {side: [] for side in sides}
    for number in range(rounds + 1):
        for side in sides:
            result = measure(side)
            if number > 0:
                results[side].append(result)
    return results


class Table:
    """Medians of several sides, the ratio of the last one to the others, and every single value."""

    def __init__(self, title, sides):
        self.sides = sides
        ratios = [f"{sides[-1]} / {side}" for side in sides[:-1]]
        columns = ["", *sides, *ratios, *(f"all: {side}" for side in sides)]
        print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)

    def line(self, title, unit, digits, values):
        medians = [statistics.median(values[side]) for side in self.sides]
        text = lambda value: f"{value:.{digits}f}"
        cells = [title, *(f"{text(median)} {unit}" for median in medians)]
        cells += [f"**{medians[-1] / median:.2f}**" if median else "" for median in medians[:-1]]
        cells += [" ".join(map(text, values[side])) for side in self.sides]
        print(f"| {' | '.join(cells)} |", flush=True)

    def load(self, title, results):
        """Three lines of what `wrk` returned."""
        for name, unit, digits in (("p50", "ms", 2), ("p99", "ms", 2), ("rate", "/s", 0)):
            self.line(f"{title}: {name}", unit, digits, {side: [value[name] for value in values] for side, values in results.items()})


def download(url, *headers):
    """Reads a body to its end and returns MB/s."""
    command = ["curl", "-sS", "--fail", "--max-time", "120", "-o", "/dev/null", "-w", "%{size_download} %{time_total}"]
    for header in headers:
        command += ["-H", header]
    done = subprocess.run([*command, url], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{url}: {done.stderr}")
    size, seconds = map(float, done.stdout.split())
    return size / seconds / 1e6


class Crowd:
    """Connections that stay open. All read 4 KiB ten times a second, if there is so much. Ends with its `with`."""

    def __init__(self, port, *headers):
        self.port, self.headers, self.members, self.answers = port, headers, [], []
        self.over = threading.Event()
        self.reader = threading.Thread(target=self.read)

    def join(self, count, path):
        request = "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *self.headers, "", ""]).encode()
        for _ in range(count):
            # No faster than people come: the gateway lets few requests wait for a pod.
            time.sleep(0.005)
            member = socket.socket()
            # As little as Linux takes: what a slow reader does not read is to wait in the gateway.
            member.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            member.connect(("127.0.0.1", self.port))
            member.sendall(request)
            member.setblocking(False)
            self.members.append(member)

    def read(self):
        status = {}
        while not self.over.wait(0.1):
            for member in self.members:
                with contextlib.suppress(BlockingIOError):
                    part = member.recv(4096)
                    status.setdefault(member, part[:12].decode())
                    if not part:
                        status[member] = "closed"
        self.answers = list(status.values())

    def __enter__(self):
        self.reader.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.reader.join()
        for member in self.members:
            member.close()
