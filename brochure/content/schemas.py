"""The models of content.yaml and rules.yaml -> their JSON Schemas, by which editors help."""

import json
from collections.abc import Mapping

from brochure.content.model.content import Content
from brochure.content.model.rules import Rules

SCHEMAS = ("schema.json", "rules.schema.json")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, str]:
    """Return the JSON Schema of each file that staff write, by the name it is committed under."""
    content = _schema("content.yaml", Content.model_json_schema())
    rules = _schema("rules.yaml", Rules.model_json_schema())
    return dict(zip(SCHEMAS, (content, rules), strict=True))


def _schema(title: str, model: Mapping[str, object]) -> str:
    schema = {"$schema": _DIALECT, "title": title} | dict(model)
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
