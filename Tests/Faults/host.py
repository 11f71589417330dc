"""A real nginx on this machine, with the configuration that `clew hosting nginx` prints."""

import http.client
import os
import pathlib
import socket
import subprocess
import time
import urllib.parse

NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/temp;
  proxy_temp_path {folder}/temp;
  fastcgi_temp_path {folder}/temp;
  uwsgi_temp_path {folder}/temp;
  scgi_temp_path {folder}/temp;
  server {{
    listen 127.0.0.1:{port};
    include {folder}/guide.conf;
  }}
}}
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Host:
    """Runs nginx for a guide, until `end`, and asks it for paths below the guide's address.

    Root may name the user as whom it reads files."""

    def __init__(self, folder, configuration, prefix, output, user="root"):
        self.folder, self.prefix, self.output = pathlib.Path(folder), prefix, pathlib.Path(output)
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}{prefix}"
        (self.folder / "guide.conf").write_text(configuration)
        user = f"user {user};" if os.geteuid() == 0 else ""
        text = NGINX.format(folder=folder, port=self.port, user=user)
        (self.folder / "nginx.conf").write_text(text)
        command = ["/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf")]
        self.messages = subprocess.run([*command, "-t"], capture_output=True, text=True).stderr
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx did not start: " + self.messages)

    def get(self, path, method="GET", **headers):
        """Asks for a path of the guide."""
        return self.raw(urllib.parse.quote(self.prefix + path), method, **headers)

    def raw(self, address, method="GET", **headers):
        """Asks for an address as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, address, headers=headers)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def paths(self, pattern):
        return [str(it.relative_to(self.output)) for it in sorted(self.output.glob(pattern))]

    def end(self):
        self.process.terminate()
        self.process.wait()
