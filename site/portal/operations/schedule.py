"""Commands that rooms above this one give the scheduler, in `AppConfig.ready`."""

_every_minute: list[str] = []
_every_night: list[str] = []


def every_minute(command: str) -> None:
    """Let the scheduler run the management command `command` each minute: keep it to a query where nothing is due."""
    _add(command, _every_minute)


def every_night(command: str) -> None:
    """Let the scheduler run the management command `command` once a night."""
    _add(command, _every_night)


def _add(command: str, commands: list[str]) -> None:
    if command not in commands:
        commands.append(command)


def registered(at_night: bool) -> tuple[str, ...]:
    """Return the commands that rooms have given, in the order in which they did."""
    return (*_every_minute, *(_every_night if at_night else ()))
