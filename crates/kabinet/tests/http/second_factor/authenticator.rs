//! An authenticator made of code: one key, a counter, an owner who always confirms. What it says is what a browser hands on.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The owner is there and was verified.
const PRESENT_AND_VERIFIED: u8 = 0x05;
/// A new key follows.
const NEW_KEY: u8 = 0x40;

#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    /// Where the browser believes it is.
    pub origin: String,
    /// What of it the authenticator knows.
    host: String,
    /// How often it was used.
    counter: u32,
    /// Whether the owner is there, whether they were verified.
    pub flags: u8,
    /// As the portal named them when the key was made.
    owner: Value,
}

impl Authenticator {
    pub fn new(number: u8, host: &str) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: vec![number; 16],
            origin: format!("http://{host}"),
            host: host.to_owned(),
            counter: 0,
            flags: PRESENT_AND_VERIFIED,
            owner: Value::Null,
        }
    }

    /// `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.owner = asked["user"]["id"].clone();
        let client = self.client_data("webauthn.create", &asked["challenge"]);
        let mut data = self.data(self.flags | NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
        let mut object: Vec<u8> = vec![0xa3];
        object.extend([text("fmt"), text("none"), text("attStmt"), vec![0xa0], text("authData"), vec![0x59]].concat());
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        let response =
            json!({ "attestationObject": base64url(&object), "clientDataJSON": base64url(client.as_bytes()) });
        self.credential(&response)
    }

    /// `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let client = self.client_data("webauthn.get", &options["publicKey"]["challenge"]);
        let data = self.data(self.flags);
        let signed = [&data[..], &Sha256::digest(client.as_bytes())[..]].concat();
        let signature: DerSignature = self.key.sign(&signed);
        let response = json!({
            "authenticatorData": base64url(&data), "clientDataJSON": base64url(client.as_bytes()),
            "signature": base64url(signature.as_bytes()), "userHandle": self.owner,
        });
        self.credential(&response)
    }

    fn credential(&self, response: &Value) -> Value {
        let id = base64url(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response })
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> String {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.host.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// {kty: EC2, alg: ES256, crv: P-256, x: …, y: …} in CBOR.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let mut key: Vec<u8> = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(x);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(y);
        key
    }
}

/// A short text in CBOR.
fn text(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x60 + u8::try_from(text.len()).unwrap()];
    bytes.extend(text.bytes());
    bytes
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0_u32, |bits, (n, byte)| bits | u32::from(*byte) << (16 - 8 * n));
        for letter in 0..=three.len() {
            let place = usize::try_from(bits >> (18 - 6 * letter) & 63).unwrap();
            text.push(char::from(LETTERS[place]));
        }
    }
    text
}
