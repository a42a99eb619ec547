"""The table of a comparison, as Markdown."""

import statistics


def headline(figures):
    cores = "1 core" if figures["cores"] == 1 else f"{figures['cores']} cores"
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    return f"{figures['cpu']}, {cores}, {figures['os']}; {versions}."


def table(results, ours):
    training = "batchSize" in results[0]
    tools = list(results[0]["seconds"])
    unit = "s/epoch" if training else "s, whole process"
    head = ["batch size"] if training else []
    head += [f"{tool}, {unit}" for tool in tools]
    head += [f"{ours} ÷ {tool}, speed (min–max)" for tool in tools if tool != ours]
    rows = [head, ["---:"] * len(head)]
    for result in results:
        row = [str(result["batchSize"])] if training else []
        row += [f"{statistics.median(seconds):.3f}" for seconds in result["seconds"].values()]
        row += [f"**{r['median']:.2f}×** ({r['minimum']:.2f}–{r['maximum']:.2f})" for r in result["ratios"].values()]
        rows.append(row)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
