//! What the messages look like, for people and tools that know nothing of Rust.
#![expect(
    clippy::indexing_slicing,
    reason = "a JSON value answers an unknown key with null, and what is set is an object of ours"
)]

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use ts_rs::{Config, TS, TypeVisitor};

use super::{FromClient, FromServer, SUBPROTOCOL};

/// What stands at the head of a generated file.
const HEAD: &str = "Made by `livecoding schema`; change src/protocol/native instead.";

/// JSON Schema (2020-12) of every frame.
pub fn json_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let server = generator.subschema_for::<FromServer>();
    let client = generator.subschema_for::<FromClient>();
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": HEAD,
        "title": format!("LiveCoding, native client protocol ({SUBPROTOCOL})"),
        "description": "One JSON object a text frame. Unknown types and fields are ignored.",
        "oneOf": [server, client],
        "$defs": definitions,
    })
}

/// An `AsyncAPI` 3 document of the WebSocket.
pub fn async_api() -> Value {
    let schema = json_schema();
    let definitions = schema["$defs"].clone();
    let mut messages = serde_json::Map::new();
    let mut sides = Vec::new();
    for (side, frame) in [("server", "FromServer"), ("client", "FromClient")] {
        let mut references = Vec::new();
        for (kind, payload) in variants(&definitions, frame) {
            let name = format!("{side}.{kind}");
            references.push(json!({"$ref": format!("#/channels/session/messages/{name}")}));
            messages.insert(
                name,
                json!({"name": kind, "title": kind, "payload": payload}),
            );
        }
        sides.push(references);
    }
    let channel: serde_json::Map<String, Value> = messages
        .keys()
        .map(|name| {
            let reference = json!({"$ref": format!("#/components/messages/{name}")});
            (name.clone(), reference)
        })
        .collect();
    let [from_server, from_client] = &sides[..] else {
        return Value::Null;
    };
    let text = json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "LiveCoding, native client protocol",
            "version": SUBPROTOCOL,
            "description": format!("{HEAD} docs/protocol.md tells what each message means."),
        },
        "defaultContentType": "application/json",
        "channels": {"session": {
            "address": "/ws",
            "description": format!("A WebSocket with the subprotocol {SUBPROTOCOL}."),
            "bindings": {"ws": {}},
            "messages": channel,
        }},
        "operations": {
            "say": {"action": "receive", "channel": {"$ref": "#/channels/session"},
                "summary": "What a client says.", "messages": from_client},
            "tell": {"action": "send", "channel": {"$ref": "#/channels/session"},
                "summary": "What the server says.", "messages": from_server},
        },
        "components": {"messages": messages, "schemas": definitions},
    });
    let text = text
        .to_string()
        .replace("#/$defs/", "#/components/schemas/");
    serde_json::from_str(&text).unwrap_or_default()
}

/// Every type of a frame, with the schema of its frames.
fn variants(definitions: &Value, frame: &str) -> Vec<(String, Value)> {
    let frame = &definitions[frame];
    let variants = frame["oneOf"].as_array().cloned().unwrap_or_default();
    let variants = variants.into_iter().filter_map(|variant| {
        let kind = variant["properties"]["type"]["const"].as_str()?.to_owned();
        let mut payload = variant;
        for (name, property) in frame["properties"].as_object().into_iter().flatten() {
            payload["properties"][name] = property.clone();
        }
        Some((kind, payload))
    });
    variants.collect()
}

/// The types of every frame in TypeScript.
pub fn typescript() -> String {
    let mut types = Types::default();
    types.visit::<FromServer>();
    types.visit::<FromClient>();
    let mut text = format!("// {HEAD}\n");
    for (docs, declaration) in types.declared.values() {
        // A text takes all that is written.
        let _ = write!(text, "\n{docs}export {declaration}\n");
    }
    text
}

/// Every type that a type needs, by name.
#[derive(Default)]
struct Types {
    seen: Vec<TypeId>,
    declared: BTreeMap<String, (String, String)>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types of the language itself are not declared.
        if self.seen.contains(&TypeId::of::<T>()) || T::output_path().is_none() {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        let config = Config::new().with_large_int("number");
        let docs = T::docs().unwrap_or_default();
        self.declared
            .insert(T::ident(&config), (docs, T::decl(&config)));
        T::visit_dependencies(self);
    }
}
