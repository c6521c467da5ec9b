"""Prints the table of environment names that stands in deploy/README.md: `python -m deploy.environment_table`."""

from config.env import Environment


def rows() -> list[str]:
    """One markdown line per name, in the order of `config.env.Environment`."""
    lines = ["| name | needed | default | what it is |", "|---|---|---|---|"]
    for name, field in Environment.model_fields.items():
        needed = "yes" if field.is_required() else "no"
        default = "" if field.is_required() or field.default is None else f"`{_shown(field.default)}`"
        lines.append(f"| `{name.upper()}` | {needed} | {default} | {field.description} |")
    return lines


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


if __name__ == "__main__":
    print("\n".join(rows()))
