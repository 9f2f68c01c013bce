"""Holds the search of page make-up against a solver of integer programs: makeup_judge.py WORK < pages (makeup_small's lines).
A page becomes a cheapest hyperpath: a variable a cut or leaf of every part (articles, width, height, edges at its sides) there can be;
one root, each part as often made as used. Cuts over the whole width are counted by a variable of their own. Weights: base/costs.def."""
import itertools, json, re, subprocess, sys

TEXT, HEAD, UPRIGHT, BOX, PICTURE = range(5)
cost = {k: int(v) for k, v in re.findall(r"^COST\(CUTS_(\w+), (\d+)", open("src/base/costs.def", encoding="utf-8").read(), re.M)}
CLASH = {(HEAD, HEAD): cost["ACROSS_ACROSS"], (UPRIGHT, UPRIGHT): cost["UPRIGHT_UPRIGHT"], (BOX, BOX): cost["BOX_BOX"],
         (HEAD, UPRIGHT): cost["UPRIGHT_ACROSS"], (UPRIGHT, HEAD): cost["UPRIGHT_ACROSS"], (PICTURE, PICTURE): cost["PICTURE_PICTURE"]}


def price_of_ranks(ranks, upper, below):
    total = 0
    for b in below:
        worse = sum(ranks[a] > ranks[b] for a in upper)
        total += (cost["LEAD"] if worse else 0) if ranks[b] == 0 else cost["ORDER"] * worse
    return total


def arcs_of(page):
    """(cost, whether it is a cut over the whole width, part made, parts used)."""
    ranks = [a["rank"] for a in page["articles"]]
    known, arcs = {}, []  # articles → {(width, height): parts}

    def make(price, full, part, used):
        arcs.append((price, full, part, used))
        known.setdefault(part[0], {}).setdefault(part[1:3], set()).add(part)

    for i, article in enumerate(page["articles"]):
        for width, rows, price, left, right in article["leaves"]:
            make(price, False, (frozenset([i]), width, rows, left, right), ())
    for size in range(2, len(ranks) + 1):
        for all_ in map(frozenset, itertools.combinations(range(len(ranks)), size)):
            for k in range(1, size):
                for first in map(frozenset, itertools.combinations(sorted(all_), k)):
                    second = all_ - first
                    joints = [(a, b) for in_a in list(known.get(first, {}).values()) for a in in_a for in_b in list(known.get(second, {}).values()) for b in in_b]
                    for a, b in joints:
                        if a[1] == b[1] and a[2] + b[2] <= page["rows"]:
                            full = a[1] == page["columns"]
                            band = len(first) == 1 or len(second) == 1
                            price = price_of_ranks(ranks, first, second) + (full and cost["BAND" if band else "BREAK"])
                            make(price, full, (all_, a[1], a[2] + b[2], a[3], a[4]), (a, b))
                        if a[2] == b[2] and a[1] + b[1] <= page["columns"]:
                            price = CLASH.get((a[4], b[3]), 0) + (cost["RIFT"] if a[2] == page["rows"] else 0)
                            make(price, False, (all_, a[1] + b[1], a[2], a[3], b[4]), (a, b))
    return arcs


def program(page, arcs):
    whole = (frozenset(range(len(page["articles"]))), page["columns"], page["rows"])
    made, used = {}, {}
    for i, (_, _, part, parts) in enumerate(arcs):
        made.setdefault(part, []).append(i)
        for other in parts:
            used.setdefault(other, []).append(i)
    root = [i for part, by in made.items() if part[:3] == whole for i in by]
    full = [i for i, arc in enumerate(arcs) if arc[1]]
    yield "Minimize"
    yield " cost: " + " ".join(f"+ {arc[0]} x{i}" for i, arc in enumerate(arcs)) + f" + {cost['BREAK_MORE']} more"
    yield "Subject To"
    yield " root: " + " ".join(f"+ x{i}" for i in root) + " = 1"
    if full:
        yield " cuts: " + " ".join(f"+ x{i}" for i in full) + " - more <= 1"
    for n, (part, by) in enumerate(made.items()):
        if part[:3] != whole:
            yield f" part{n}: " + " ".join([f"+ x{i}" for i in by] + [f"- x{i}" for i in used.get(part, [])]) + " = 0"
    yield "Bounds\n more >= 0\nBinary"
    yield from (f" x{i}" for i in range(len(arcs)))
    yield "End"


def useful(page, arcs):
    """Those under the whole."""
    made = {}
    for arc in arcs:
        made.setdefault(arc[2], []).append(arc)
    whole = (frozenset(range(len(page["articles"]))), page["columns"], page["rows"])
    todo = [part for part in made if part[:3] == whole]
    seen = set(todo)
    while todo:
        for arc in made[todo.pop()]:
            todo += [part for part in set(arc[3]) - seen]
            seen |= set(arc[3])
    return [arc for arc in arcs if arc[2] in seen]


work, held, wrong = sys.argv[1], 0, []
for n, line in enumerate(sys.stdin):
    page = json.loads(line)
    if page["cost"] < 0:
        continue
    arcs = useful(page, arcs_of(page))
    if len(arcs) > 6000:
        continue
    with open(f"{work}/page.lp", "w") as out:
        out.write("\n".join(program(page, arcs)) + "\n")
    said = subprocess.run(["cbc", f"{work}/page.lp", "-sec", "60", "solve", "solu", f"{work}/page.sol"], capture_output=True, text=True).stdout
    first = open(f"{work}/page.sol").readline()
    found = re.match(r"Optimal - objective value ([-0-9.]+)", first)
    held += 1
    if not found or round(float(found[1])) != page["cost"]:
        wrong.append(f"page {n}: {page['cost']}, but: {first.strip() or said[-200:]}")
print(held)
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(bool(wrong) or held < 50)
