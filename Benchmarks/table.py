"""Medians and ratios as a Markdown table, with the budgets that they are held against."""

from statistics import median

# metric, its name, how the samples become one number, budget as (times the floor, absolute limit)
METRICS = [
    ("start", "start to first useful paint, ms", "p50", (3, None)),
    ("down", "line down, p50, ms", "p50", (1.5, None)),
    ("down", "line down, p99, ms", "p99", (2, 5)),
    ("page", "page down, p50, ms", "p50", (1.5, None)),
    ("page", "page down, p99, ms", "p99", (2, 5)),
    ("open", "open, p50, ms", "p50", (2, None)),
    ("open", "open, p95, ms", "p95", (None, 6)),
    ("back", "back to the list, p50, ms", "p50", (1.5, None)),
    ("back", "back to the list, p99, ms", "p99", (2, 5)),
    ("end", "to the end, p50, ms", "p50", None),
    ("home", "to the start, p50, ms", "p50", None),
    ("keys", "all keys, p50, ms", "p50", (1.5, None)),
    ("keys", "all keys, p95, ms", "p95", None),
    ("keys", "all keys, p99, ms", "p99", (2, 5)),
    ("keys", "all keys, longest, ms", "max", None),
    ("burst", "200 × down in one write, ms", "p50", (None, 30)),
    ("down_bytes", "bytes for a line down", "p50", (1.5, None)),
    ("page_bytes", "bytes for a page down", "p50", None),
    ("rss", "resident after start, MB", "p50", (None, 40)),
    ("peak", "resident at its peak, MB", "max", (None, 60)),
    ("idle_cpu", "idle, CPU, %", "p50", (None, 0.05)),
    ("idle_wakeups", "idle, wake-ups a minute", "p50", (None, 2)),
    ("idle_bytes", "idle, bytes", "p50", (None, 0)),
    ("quit", "quit, ms", "p50", (None, 50)),
]
COUNTS = [("start", "start and quit"), ("down", "line down"), ("page", "page down"), ("open", "open and back")]


def reduce(samples: list[float] | None, how: str) -> float | None:
    if not samples:
        return None
    if how == "p50":
        return median(samples)
    if how == "max":
        return max(samples)
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * int(how[1:]) / 100))]


def shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def budget_text(budget) -> str:
    if not budget:
        return ""
    times, limit = budget
    return " and ".join([f"≤ {times}×"] * (times is not None) + [f"≤ {limit}"] * (limit is not None))


def misses(ours: float | None, floor: float | None, budget) -> bool:
    if not budget or ours is None:
        return False
    times, limit = budget
    return bool((times and floor and ours > times * floor) or (limit is not None and ours > limit))


def table(results: dict, geometry: str) -> list[str]:
    """`results`: size → program → metric → samples. A budget that is missed is marked with `!`."""
    sizes = list(results)
    heads = [f"{size} {name}" for size in sizes for name in ("floor", "ours", "ratio")]
    lines = [f"### {geometry}", "", "| | " + " | ".join(heads) + " | budget |",
             "|---|" + "---:|" * len(heads) + "---|"]
    for metric, name, how, budget in METRICS:
        row, late = [], False
        for size in sizes:
            floor, ours = (reduce(results[size].get(p, {}).get(metric), how) for p in ("floor", "commune-tui"))
            missed = misses(ours, floor, budget)
            late |= missed
            row += [shown(floor), shown(ours), f"{ours / floor:.1f}×{'!' * missed}" if floor and ours
                    else "!" * missed]
        if any(cell not in ("–", "") for cell in row):
            lines.append(f"| {name} | " + " | ".join(row) + f" | {budget_text(budget)}{' **missed**' * late} |")
    return lines + flatness(results)


def flatness(results: dict) -> list[str]:
    """What must not grow with the mailbox: the largest size against the smallest."""
    sizes = list(results)
    if len(sizes) < 2:
        return []
    parts = []
    for metric, name in (("start", "start"), ("keys", "keys p50"), ("peak", "peak memory")):
        small, large = (reduce(results[s].get("commune-tui", {}).get(metric), "p50") for s in (sizes[0], sizes[-1]))
        if small and large:
            parts.append(f"{name} {large / small:.2f}×")
    return ["", f"commune-tui, {sizes[-1]} against {sizes[0]}: " + ", ".join(parts)] if parts else []


def count_table(counts: dict[str, dict[str, float]], title: str) -> list[str]:
    lines = [f"### Instructions, millions, {title}", "", "| | " + " | ".join(n for _, n in COUNTS) + " |",
             "|---|" + "---:|" * len(COUNTS)]
    return lines + [f"| {program} | " + " | ".join(shown(count.get(k)) for k, _ in COUNTS) + " |"
                    for program, count in counts.items()]
