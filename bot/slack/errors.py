"""Descriptions of Slack's errors for the log, which repeat nothing that was sent."""

from slack_sdk.errors import SlackApiError


def describe_slack_error(error: Exception) -> str:
    """Slack's name for why it refused a call, else the status of its response, else the kind of error."""
    if isinstance(error, TimeoutError):
        return "no response in time"
    if not isinstance(error, SlackApiError):
        # An error's own words may repeat an address, which is as good as a password for half an hour.
        why = error.strerror if isinstance(error, OSError) else None
        return f"{type(error).__name__}: {why}" if why else type(error).__name__
    # Usually the SDK's response; where Slack's could not be read, whatever the SDK had in hand.
    data = getattr(error.response, "data", error.response)
    if isinstance(data, dict) and isinstance(data.get("error"), str):
        return str(data["error"])
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return f"a response that cannot be read, status {status}"
