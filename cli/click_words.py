"""click's classes in the language of the run: a help is a key of the message catalogue, looked up when it is shown."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable
from typing import Any

import click

from .chinese import in_words
from .messages import COMMANDS, OPTIONS, command_help, option_help, t


class Formatter(click.HelpFormatter):
    """Usage and section headings in the language of the run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix if prefix is not None else t("usage"))

    def write_heading(self, heading: str) -> None:
        key = f"heading.{heading}"
        super().write_heading(t(key) if heading in {"Options", "Commands"} else heading)


class Context(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option whose `help` is a key of `messages.OPTIONS`."""

    _key: str | None = None

    @property
    def help(self) -> str | None:
        return option_help(self._key) if self._key in OPTIONS else self._key

    @help.setter
    def help(self, value: str | None) -> None:
        self._key = value


class Command(click.Command):
    """A command whose `help` is looked up in `messages.COMMANDS` by its name."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(language_option())

    @property
    def help(self) -> str | None:
        return command_help(self.name) if self.name in COMMANDS else None

    @help.setter
    def help(self, value: str | None) -> None:
        pass

    @property
    def options_metavar(self) -> str:
        return t("meta.options")

    @options_metavar.setter
    def options_metavar(self, value: str | None) -> None:
        pass

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = option_help("help")
        return option


class LazyGroup(Command, click.Group):
    """The commands, each imported when it is called; the list of them needs none of them."""

    def __init__(self, *args: Any, modules: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = modules

    @property
    def subcommand_metavar(self) -> str:
        return t("meta.command")

    @subcommand_metavar.setter
    def subcommand_metavar(self, value: str | None) -> None:
        pass

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        found = getattr(importlib.import_module(f"..{module}", __name__), cmd_name.replace("-", "_"))
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command_help(name).split("\n\n")[0]) for name in self.modules])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.modules and not name.startswith("-"):
            raise click.UsageError(t("no-command", name=name, near=near_names(name, list(self.modules))), ctx)
        return super().resolve_command(ctx, args)


def near_names(word: str, known: list[str]) -> str:
    """The tail of a message that suggests the likest known names, or nothing."""
    found = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return t("near", names=", ".join(found)) if found else ""


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command of that name."""
    return click.command(name, cls=Command)


def option(*names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`click.option` with a help from the catalogue."""
    return click.option(*names, cls=Option, **attributes)


def language_option() -> Option:
    """`--lang`, understood by every command; it was read before the commands were made, so here it is only checked."""
    return Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help="lang")


def explain(error: click.ClickException) -> str:
    """A click error as one line in the language of the run."""
    if isinstance(error, click.NoSuchOption):
        if error.option_name in ("--password", "--pass", "--passwd"):
            return t("no-password")
        near = t("near", names=", ".join(error.possibilities)) if error.possibilities else ""
        return t("no-option", name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter):
        return t("missing", name=_name(error.param))
    if isinstance(error, click.BadParameter):
        return t("bad-value", name=_name(error.param), why=in_words(error.message))
    if isinstance(error, click.BadOptionUsage):
        return t("needs-value", name=error.option_name)
    return in_words(error.format_message())


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.human_readable_name if param is not None else "").upper()
