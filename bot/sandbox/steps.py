"""Workflow steps, run without a workflow: a step is listed among the shortcuts, and a form asks for its inputs."""

from bot.sandbox.workspace import Json

# Marks a shortcut, and the form it opens, as those of a step.
STEP_PREFIX = "step:"
_MAX_TITLE = 24


def to_shortcuts(steps: dict[str, Json]) -> list[Json]:
    """List each step of a manifest's `functions` as a global shortcut."""
    return [
        {
            "name": f"Step: {step['title']}",
            "type": "global",
            "callback_id": STEP_PREFIX + id_,
            "description": step["description"],
        }
        for id_, step in steps.items()
    ]


def to_step_form(callback_id: str, step: Json) -> Json:
    """Build a modal that asks for the inputs that a workflow would give the step."""

    def plain(text: str) -> Json:
        return {"type": "plain_text", "text": text}

    inputs = step["input_parameters"]
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(step["title"][:_MAX_TITLE]),
        "submit": plain("Run"),
        "blocks": [
            {
                "type": "input",
                "block_id": name,
                "label": plain(parameter["title"]),
                "hint": plain(parameter["description"]),
                "optional": name not in inputs.get("required", ()),
                "element": {"type": "plain_text_input", "action_id": name},
            }
            for name, parameter in inputs["properties"].items()
        ],
    }


def decode_inputs(values: Json) -> Json:
    """Decode the values of a submitted form into the step's inputs, without the empty ones."""
    return {name: field[name]["value"] for name, field in values.items() if field[name].get("value")}
