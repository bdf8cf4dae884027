"""What the benchmarks share: commands, the API server over one kept connection, medians and the table of ratios."""

import base64
import http.client
import json
import os
import ssl
import statistics
import subprocess
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(*command, stdin=""):
    """Runs a command in the checkout and returns its output; a failure ends the benchmark with what was printed."""
    done = subprocess.run(command, cwd=ROOT, input=stdin, text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def kubectl(*arguments, stdin=""):
    return run("kubectl", *arguments, stdin=stdin)


class ApiServer:
    """GET requests to the API server of the current context, without the cost of starting kubectl for each."""

    def __init__(self):
        config = json.loads(kubectl("config", "view", "--raw", "--minify", "--flatten", "-o", "json"))
        cluster = config["clusters"][0]["cluster"]
        user = config["users"][0]["user"]
        context = ssl.create_default_context(
            cadata=base64.b64decode(cluster["certificate-authority-data"]).decode())
        self.token = user.get("token")
        if "client-certificate-data" in user:
            with tempfile.NamedTemporaryFile() as pem:
                pem.write(base64.b64decode(user["client-certificate-data"]) + b"\n")
                pem.write(base64.b64decode(user["client-key-data"]))
                pem.flush()
                context.load_cert_chain(pem.name)
        address = urllib.parse.urlparse(cluster["server"])
        self.connection = http.client.HTTPSConnection(address.hostname, address.port, context=context, timeout=10)

    def get(self, path):
        """The body of a 200 answer, else None."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            self.connection.request("GET", path, headers=headers)
            answer = self.connection.getresponse()
            body = answer.read().decode()
            return body if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return None

    def alive_workers(self, namespace, service):
        """How many workers the master behind a Service reports; 0 while it does not answer."""
        body = self.get(f"/api/v1/namespaces/{namespace}/services/{service}:8080/proxy/json/aliveworkers/")
        try:
            return json.loads(body)["aliveworkers"] if body else 0
        except (ValueError, KeyError):
            return 0


def until(condition, seconds=300, every=0.05):
    """Waits until a condition holds and returns how many seconds that took."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > seconds:
            raise SystemExit(f"nothing happened within {seconds} s")
        time.sleep(every)
    return time.monotonic() - start


def report(title, baseline, ours):
    """One line of a table: medians, ratio, and every single figure, since medians of few runs hide much."""
    base, own = statistics.median(baseline), statistics.median(ours)
    figures = lambda values: " ".join(f"{value:.2f}" for value in values)
    print(f"| {title} | {base:.2f} s | {own:.2f} s | **{own / base:.2f}** | {figures(baseline)} | {figures(ours)} |", flush=True)


def heading(what, baseline, ours):
    print(f"\n### {what}\n\n| | {baseline} | {ours} | ratio | all: {baseline} | all: {ours} |\n|---|---|---|---|---|---|", flush=True)
