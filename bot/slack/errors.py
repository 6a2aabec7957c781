"""Descriptions of Slack's errors for the log, which repeat nothing that was sent."""

from slack_sdk.errors import SlackApiError


def describe_slack_error(error: Exception) -> str:
    """Return Slack's name for an error, else the status of the response, else the error's class."""
    if isinstance(error, TimeoutError):
        return "no response in time"
    if not isinstance(error, SlackApiError):
        # An error's own message may repeat a response address, which is as good as a password for half an hour.
        why = error.strerror if isinstance(error, OSError) else None
        return f"{type(error).__name__}: {why}" if why else type(error).__name__
    # Usually the SDK's response; where the body could not be read, whatever the SDK had.
    data = getattr(error.response, "data", error.response)
    if isinstance(data, dict) and isinstance(data.get("error"), str):
        return str(data["error"])
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return f"a response that cannot be read, status {status}"
