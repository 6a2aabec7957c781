"""The HTML pages that follow an install or a refused one, each with the next step."""

from html import escape

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1.5rem }}
@media (prefers-color-scheme: dark) {{ body {{ background: #1a1d21; color: #e8e8e8 }} a {{ color: #6cb8ff }} }}
</style>
</head>
<body>
<h1>{title}</h1>
{paragraphs}
</body>
</html>
"""


def to_installed_page(name: str, command: str, url: str) -> str:
    """Confirm that the app is installed in the workspace `name`, and how to begin; `url` opens it in Slack."""
    slash = f"<code>{escape(command)}"
    return _to_page(
        f"Installed in {name}" if name else "Installed",
        f"Type {slash}</code> in any channel to ask, or write to the app directly.",
        f"Who installs it first is its admin there: {slash} admin</code> says who curates and reviews, and what the "
        "app may answer where.",
        f'<a href="{escape(url)}">Open it in Slack</a>',
    )


def to_refused_page(title: str, why: str, install_path: str = "") -> str:
    """Explain why the app is not installed; with a path, where to try again."""
    again = [f'<a href="{escape(install_path)}">Try again</a>'] if install_path else []
    return _to_page(title, escape(why), *again)


def _to_page(title: str, *paragraphs: str) -> str:
    """Return a page; its paragraphs are HTML."""
    return _PAGE.format(title=escape(title), paragraphs="\n".join(f"<p>{one}</p>" for one in paragraphs))
