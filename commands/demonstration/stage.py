"""Where the story is told: headings, facts, and statements that must be true."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.panel import Panel
from rich.table import Table


@dataclass(slots=True)
class Stage:
    """Tells the story on a console and remembers every statement that was not true."""

    console: Console
    failures: list[str] = field(default_factory=list)
    checked: int = 0

    def act(self, number: int, title: str) -> None:
        """Begins a step of the story."""
        self.console.print()
        self.console.rule(f"[bold]{number}. {title}", align="left")

    def tell(self, text: str) -> None:
        """Says something that needs no proof."""
        self.console.print(f"   {text}")

    def check(self, statement: str, *, holds: bool) -> None:
        """States something; it must be true."""
        self.checked += 1
        if holds:
            self.console.print(f"   [green]✓[/] {statement}")
        else:
            self.failures.append(statement)
            self.console.print(f"   [bold red]✗ {statement}[/]")

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        """Shows a table."""
        table = Table(title=title, title_justify="left", show_lines=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)

    def close(self) -> bool:
        """Says how it went; True if every statement was true."""
        self.console.print()
        if self.failures:
            lines = "\n".join(f"✗ {failure}" for failure in self.failures)
            self.console.print(
                Panel(lines, title=f"{len(self.failures)} of {self.checked} statements failed", style="red")
            )
        else:
            self.console.print(Panel(f"All {self.checked} statements of the story hold.", style="green"))
        return not self.failures
