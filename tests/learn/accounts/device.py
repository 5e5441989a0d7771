"""A device that keeps passkeys, in software: what a browser would send, with any part of it bent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from struct import pack

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One key pair for one site."""

    host: str = "testserver"
    origin: str = "https://testserver"
    credential_id: bytes = b"a passkey of 16 b"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    handle: bytes = b""

    def make(self, options: dict, **client) -> str:
        """The answer to creation options, as JSON; ``client`` replaces parts of the client data."""
        self.handle = websafe_decode(options["user"]["id"])
        public = ES256.from_cryptography_key(self.private.public_key())
        attested = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        told = AttestationObject.create("none", self._data(attested), {})
        said = self._client("webauthn.create", options, client)
        return self._answer(
            {"clientDataJSON": websafe_encode(said), "attestationObject": websafe_encode(told)}
        )

    def answer(self, options: dict, **client) -> str:
        """The answer to request options, as JSON."""
        data, said = self._data(), self._client("webauthn.get", options, client)
        signature = self.private.sign(bytes(data) + sha256(said).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": said, "authenticatorData": bytes(data), "signature": signature}
        parts |= {"userHandle": self.handle} if self.handle else {}
        return self._answer({name: websafe_encode(part) for name, part in parts.items()})

    def _data(self, attested: bytes = b"") -> AuthenticatorData:
        flags = self.flags | (HAS_KEY if attested else 0)
        return AuthenticatorData(
            sha256(self.host.encode()).digest() + pack(">BI", flags, self.count) + bytes(attested)
        )

    def _client(self, kind: str, options: dict, bent: dict) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said | bent).encode()

    def _answer(self, response: dict) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
