"""The table of a comparison, as Markdown."""

import statistics


def headline(figures):
    """What the seconds are of, and where and with what they were measured."""
    cores = "1 core" if figures["cores"] == 1 else f"{figures['cores']} cores"
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    kernels = f"; {figures['kernels']} kernels" if figures["kernels"] else ""
    rounds = "one round" if figures["rounds"] == 1 else f"medians over {figures['rounds']} rounds"
    return f"Seconds {figures['what']}, {rounds}; {figures['cpu']}, {cores}, {figures['os']}; {versions}{kernels}."


def table(results):
    """A row for each network and batch size: the median seconds, and how many times as long as ours each peer took."""
    training = "batchSize" in results[0]
    tools = list(results[0]["seconds"])
    peers = dict.fromkeys(tool.split(",")[0] for result in results for tool in result["ratios"])
    head = ["network", "batch size"] if training else []
    head += [*tools, *(f"{peer} ÷ {tools[0]} (min–max)" for peer in peers)]
    rows = [head, [*["---"] * training, *["---:"] * (len(head) - training)]]
    for result in results:
        row = [result["layers"], str(result["batchSize"])] if training else []
        row += [f"{statistics.median(result['seconds'][tool]):.3f}" for tool in tools]
        row += [f"**{r['median']:.2f}×** ({r['minimum']:.2f}–{r['maximum']:.2f})" for r in result["ratios"].values()]
        rows.append(row)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
