"""A small OpenID Connect service on this machine: it signs everybody in, as whom a test says, with signed tokens."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "verkosto", "a secret of the tests"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2))


class Provider:
    """``claims`` are those of whoever signs in next; ``userinfo`` what it tells beside the token; ``key`` signs."""

    def __init__(self):
        self.claims, self.userinfo = {}, {}
        self.key = KEY
        self.gives_token = True
        self._challenges = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.get(self, urlsplit(self.path))

            def do_POST(self):
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.token(self, {name: values[0] for name, values in parse_qs(form).items()})

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def get(self, handler, address):
        if address.path == "/authorize":
            self._authorize(handler, {name: values[0] for name, values in parse_qs(address.query).items()})
            return
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/keys": {"keys": [json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1", "alg": "RS256"}]},
            "/userinfo": self.userinfo,
        }
        self._answer(handler, answers[address.path])

    def token(self, handler, form):
        verifier = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        right = (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        if not right or self._challenges.pop(form["code"], None) != verifier.decode().rstrip("="):
            self._answer(handler, {"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300} | self.claims
        answer = {"access_token": "x", "token_type": "Bearer", "expires_in": 300}
        if self.gives_token:
            answer["id_token"] = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        self._answer(handler, answer)

    def _authorize(self, handler, asked):
        code = f"code-{len(self._challenges)}"
        self._challenges[code] = asked["code_challenge"]
        handler.send_response(302)
        handler.send_header(
            "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        )
        handler.end_headers()

    @staticmethod
    def _answer(handler, told, status=200):
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(told).encode())
