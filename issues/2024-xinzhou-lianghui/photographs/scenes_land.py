"""Ground, sky and streets."""
from studio import *  # noqa: F401,F403
from scenes_works import steels, hillside


def ridge(x, y, seed=0.0):
    return noise.ridged_multi_fractal(Vector((x * 0.0011 + seed, y * 0.0011, seed)), 0.9, 2.1, 7, 0.9, 2.0)


def smooth(lo, hi, v):
    t = max(0.0, min(1.0, (v - lo) / (hi - lo)))
    return t * t * (3 - 2 * t)


def bark():
    return material("bark", (0.13, 0.10, 0.075), 0.9, dirt=0.2)


def foliage(kind):
    colour = {"spring": (0.115, 0.135, 0.035), "pine": (0.032, 0.055, 0.026), "willow": (0.16, 0.18, 0.05), "rust": (0.14, 0.095, 0.04)}[kind]
    return material("leaf-" + kind, colour, 0.75, vary=0.45, scale=0.9, dirt=0)


def aerial(rng):
    m = steels()
    earth = material("earth", (0.26, 0.19, 0.115), 0.95, vary=0.25, scale=0.01, dirt=0, other=(0.17, 0.15, 0.085), patch=0.12)
    mountain = material("mountain", (0.20, 0.155, 0.105), 1.0, vary=0.3, scale=0.006, dirt=0, other=(0.11, 0.115, 0.07), patch=0.1)
    k = Maker()
    k.sheet(earth, -3000, 3000, -800, 1700, 8, 8, lambda x, y: -0.4)
    k.sheet(mountain, -4200, 4200, 1500, 6800, 210, 130,
            lambda x, y: -2 + smooth(1500, 3600, y + 260 * noise.noise(Vector((x * 0.0016, 2.2, 0)))) * (70 + 215 * ridge(x, y, 4.0)))
    # fields in front
    soils = [((0.30, 0.22, 0.13), 0.9), ((0.23, 0.17, 0.10), 0.9), ((0.13, 0.155, 0.05), 1.2), ((0.17, 0.19, 0.06), 1.2), ((0.34, 0.27, 0.16), 0.8), ((0.19, 0.14, 0.085), 0.9)]
    fields = [material(f"field{i}", c, 0.95, vary=0.3, scale=0.05, dirt=0.0, bump=0.2, bump_scale=1.5, ribs=(i % 2, 2.2, 0.22)) for i, (c, _) in enumerate(soils)]
    y = -420
    while y < -62:
        h = rng.uniform(26, 60)
        x = -700
        while x < 700:
            w = rng.uniform(36, 110)
            k.box(rng.choice(fields), (x + w / 2, y + h / 2, 0), (w - 2.4, min(h, -60 - y) - 2.2, 0.3 + rng.random() * 0.1))
            x += w
        y += h
    road = material("road", (0.085, 0.085, 0.088), 0.9, vary=0.2, scale=0.08, dirt=0)
    walk = material("walk", (0.33, 0.31, 0.29), 0.9, dirt=0.1, scale=0.1)
    mark = material("mark", (0.6, 0.6, 0.58), 0.8, dirt=0)
    rows = [-30, 165, 360, 555, 760, 1000, 1250]
    cols = [-1150, -890, -640, -400, -150, 110, 350, 600, 860, 1120]
    for i, yy in enumerate(rows):
        w = 22 if i in (0, 2) else 13
        k.box(walk, (0, yy, 0.0), (2700, w + 9, 0.3))
        k.box(road, (0, yy, 0.05), (2700, w, 0.36))
        for x in range(-1300, 1300, 14):
            k.box(mark, (x, yy, 0.24), (6, 0.35, 0.02))
    for i, x in enumerate(cols):
        w = 18 if i in (4, 7) else 11
        k.box(walk, (x, 600, 0.0), (w + 7, 1320, 0.31))
        k.box(road, (x, 600, 0.05), (w, 1320, 0.37))
    roofs = [material(f"roof{i}", c, 0.5, vary=0.1, scale=0.03, dirt=0.3, dirt_colour=(0.12, 0.1, 0.09), ribs=(0, 1.4, 0.08)) for i, c in
             enumerate(((0.10, 0.20, 0.36), (0.50, 0.51, 0.52), (0.34, 0.37, 0.40), (0.60, 0.60, 0.58), (0.14, 0.26, 0.40), (0.30, 0.13, 0.10), (0.44, 0.46, 0.48)))]
    walls = [windows(f"wall{i}", c, (5.0, 4.6), 0.0, glass=(0.05, 0.07, 0.09)) for i, c in enumerate(((0.55, 0.55, 0.53), (0.40, 0.45, 0.5), (0.6, 0.57, 0.5)))]
    office = windows("office", (0.52, 0.49, 0.45), (3.4, 3.5), 0.0, glass=(0.04, 0.06, 0.08))
    yard = material("yard", (0.36, 0.35, 0.33), 0.9, vary=0.2, scale=0.04, dirt=0.2)
    bare = material("bare", (0.40, 0.29, 0.17), 0.95, vary=0.25, scale=0.05, dirt=0, bump=0.5, bump_scale=0.5)
    lawn = material("lawn", (0.15, 0.155, 0.06), 0.95, vary=0.3, scale=0.05, dirt=0)
    strip = material("strip", (0.62, 0.68, 0.7), 0.3, dirt=0.1)

    def shed(x, y, w, d, h, roof, wall):
        """Gable roof with the ridge along the longer side."""
        k.box(wall, (x, y, h / 2), (w, d, h))
        at = k.at
        k.at = at @ Matrix.Translation((x, y, 0)) @ (Matrix.Rotation(math.pi / 2, 4, "Z") if w > d else Matrix.Identity(4))
        a, b = (d, w) if w > d else (w, d)
        bays = max(1, round(a / 30))
        for i in range(bays):
            c = -a / 2 + a * (i + 0.5) / bays
            r = a / bays / 2
            k.prism(roof, [(c - r, h), (c, h + r * 0.12), (c + r, h)], b + 0.8)
            for s in (-0.5, 0.5):
                for j in range(int(b / 16)):
                    k.box(strip, (c + s * r, -b / 2 + 10 + j * 16, h + r * 0.06 + 0.12), (r * 0.6, 1.6, 0.12), tilt=(0, math.atan(0.12) * (1 if s > 0 else -1)))
            for j in range(int(b / 24)):
                k.box(roof, (c, -b / 2 + 12 + j * 24, h + r * 0.12 + 0.5), (1.8, 5, 1.3))
        k.at = at

    green = []
    for bi, (x0, x1) in enumerate(zip(cols, cols[1:])):
        for bj, (y0, y1) in enumerate(zip(rows, rows[1:])):
            X0, X1, Y0, Y1 = x0 + 20, x1 - 20, y0 + 22, y1 - 20
            w, d = X1 - X0, Y1 - Y0
            cx, cy = (X0 + X1) / 2, (Y0 + Y1) / 2
            kind = rng.random()
            if (bi, bj) == (5, 0):
                kind = 0.93
            if (bi, bj) in ((4, 0), (3, 0), (4, 1)):
                kind = 0.3
            k.box(bare if kind > 0.9 else yard, (cx, cy, 0.05), (w, d, 0.4))
            k.box(m["white"], (cx, Y0, 1.0), (w, 0.3, 2.0))
            for e in (X0 - 5, X1 + 5):
                green += [(e, Y0 + t * 9) for t in range(int(d / 9))]
            green += [(X0 + t * 8, Y0 - 6) for t in range(int(w / 8))]
            if kind < 0.55:
                n = rng.choice((2, 3))
                r, wa = rng.choice(roofs), rng.choice(walls)
                for i in range(n):
                    ww = w / n
                    shed(X0 + ww * (i + .5), cy + 12, ww - 12, d - 48 - rng.uniform(0, 25), rng.uniform(10, 14), rng.choice((r, r, rng.choice(roofs))), wa)
                k.box(office, (X0 + w * 0.25, Y0 + 13, 8.75), (w * 0.3, 14, 17.5))
                k.box(lawn, (X0 + w * 0.7, Y0 + 10, 0.2), (w * 0.42, 12, 0.3))
                green += [(X0 + w * 0.52 + t * 7, Y0 + 8) for t in range(int(w * 0.4 / 7))]
            elif kind < 0.72:
                n = rng.choice((2, 3))
                for i in range(n):
                    dd = d / n
                    shed(cx, Y0 + dd * (i + .5), w - 18, dd - 14, rng.uniform(9, 12), rng.choice(roofs), rng.choice(walls))
            elif kind < 0.9:
                shed(cx - w * 0.2, cy, w * 0.45, d * 0.8, 13, rng.choice(roofs), rng.choice(walls))
                for i in range(3):
                    for j in range(4):
                        k.tube(m["white"], (cx + w * .15 + i * 26, Y0 + 28 + j * 28, 0), (cx + w * .15 + i * 26, Y0 + 28 + j * 28, 12), 9.5, seg=28)
                        k.tube(m["white"], (cx + w * .15 + i * 26, Y0 + 28 + j * 28, 12), (cx + w * .15 + i * 26, Y0 + 28 + j * 28, 14), 9.5, 1, 28)
                k.tube(m["alu"], (cx, Y1 - 15, 0), (cx, Y1 - 15, 38), 1.6)
                k.tube(m["alu"], (cx + 7, Y1 - 18, 0), (cx + 7, Y1 - 18, 30), 1.2)
                k.tube(m["concrete"], (cx - 30, Y1 - 18, 0), (cx - 30, Y1 - 18, 55), 2.6, 1.7)
            else:
                for i in range(7):
                    for j in range(4):
                        xx, yy = X0 + 28 + i * 22, Y0 + 30 + j * 26
                        if xx < X1 - 20:
                            k.beam(m["red"], (xx, yy, 0), (xx, yy, 12), 0.7)
                            if j:
                                k.beam(m["red"], (xx, yy - 26, 12), (xx, yy, 12), 0.6, 1.0)
                            if i:
                                k.beam(m["red"], (xx - 22, yy, 12), (xx, yy, 12), 0.4, 0.7)
                tx, ty = X1 - 34, cy
                k.beam(m["yellow"], (tx, ty, 0), (tx, ty, 44), 1.4)
                k.beam(m["yellow"], (tx - 14, ty, 43), (tx + 40, ty + 12, 43), 1.0)
                k.box(m["concrete"], (tx - 13, ty, 41), (4, 2, 3))
                for i in range(9):
                    k.box(m["blue"], (X0 + 14 + i * 8, Y1 - 12, 3), (7, 6, 6))
    # lorries and cars
    paint = [m["white"], m["blue"], m["red"], m["dark"], m["grey"]]
    for yy in rows:
        for _ in range(34):
            x, s = rng.uniform(-1200, 1200), rng.choice((-1, 1))
            if rng.random() < 0.35:
                k.box(rng.choice(paint), (x, yy + s * 4, 2.2), (12, 2.5, 3))
                k.box(rng.choice(paint), (x + s * -8, yy + s * 4, 1.9), (2.4, 2.4, 2.8))
            else:
                k.box(rng.choice(paint), (x, yy + s * 4, 0.8), (4.4, 1.8, 0.9))
                k.box(m["dark"], (x, yy + s * 4, 1.4), (2.4, 1.6, 0.7))
    # a line of pylons
    for i in range(9):
        x, y = -900 + i * 260, -70 + i * 6 - 40
        for s in (-1, 1):
            for t in (-1, 1):
                k.beam(m["steel"], (x + s * 3, y + t * 3, 0), (x + s * .6, y + t * .6, 34), 0.4)
        for z, l in ((24, 9), (29, 7), (34, 5)):
            k.beam(m["steel"], (x, y - l, z), (x, y + l, z), 0.5)
            if i < 8:
                for s in (-1, 1):
                    pts = [(x + 260 * t / 10, y + 6 * t / 10 + s * l, z - 9 * (1 - (t / 5 - 1) ** 2)) for t in range(11)]
                    for p, q in zip(pts, pts[1:]):
                        k.beam(m["dark"], p, q, 0.12)
    k.done("aerial")
    b = bark()
    kinds = [tree(rng, "t0", b, foliage("spring"), 8, 2.6, 500, 0.42, 0.2), tree(rng, "t1", b, foliage("rust"), 9, 2.6, 350, 0.38, 0.2), tree(rng, "t2", b, foliage("pine"), 8, 1.8, 500, 0.4, 0.2, "cone")]
    for x, y in green:
        if y < 900 and abs(x) < 700:
            copy(rng.choice(kinds[:2] + [kinds[2]]), x + rng.uniform(-.8, .8), y + rng.uniform(-.8, .8), 0, rng.random() * TAU, rng.uniform(0.7, 1.2))
    for _ in range(260):
        x, y = rng.uniform(-600, 600), rng.choice((-48, -62, -118, -200)) + rng.uniform(-3, 3)
        copy(rng.choice(kinds), x, y, 0, rng.random() * TAU, rng.uniform(0.8, 1.4))
    sky(21, 248, 0.13, 2.6, 0.7, 1.0, 0.5)
    camera((-120, -330, 150), (40, 330, 10), 30)


def clods(rng, mat, land, x0, x1, y0, y1, count, largest=0.16):
    """Lumps of broken earth."""
    kinds = []
    for i in range(3):
        k = Maker()
        k.ball(mat, (0, 0, 0), 1.0, 7, 5, 0.7)
        v, f, s = k.parts[mat]
        k.parts[mat] = ([(p[0] * rng.uniform(.7, 1.2), p[1] * rng.uniform(.7, 1.2), p[2] * rng.uniform(.6, 1.1)) for p in v], f, [False] * len(f))
        kinds.append(group(k, f"clod{i}"))
    for _ in range(count):
        x, y = rng.uniform(x0, x1), y0 + (y1 - y0) * rng.random() ** 2
        copy(rng.choice(kinds), x, y, land(x, y), rng.random() * TAU, 0.015 + largest * rng.random() ** 4)


def excavator(m):
    k = Maker()
    for s in (-1.15, 1.15):
        k.prism(m["rubber"], [(-2.1, 0.5), (-1.8, 0.05), (1.8, 0.05), (2.1, 0.5), (1.8, 0.95), (-1.8, 0.95)], 0.01)
        at = k.at
        k.at = Matrix.Translation((0, s, 0))
        k.prism(m["rubber"], [(-2.2, 0.5), (-1.9, 0.02), (1.9, 0.02), (2.2, 0.5), (1.9, 0.98), (-1.9, 0.98)], 0.6)
        k.prism(m["dark"], [(-1.9, 0.5), (-1.7, 0.2), (1.7, 0.2), (1.9, 0.5), (1.7, 0.8), (-1.7, 0.8)], 0.64)
        for i in range(6):
            k.tube(m["steel"], (-1.5 + i * 0.6, -0.33, 0.3), (-1.5 + i * 0.6, 0.33, 0.3), 0.16)
        k.at = at
    for s in (-1.15, 1.15):
        for i in range(27):
            x = -2.05 + i * 0.158
            for z in (1.0, 0.03):
                if abs(x) < 1.9:
                    k.box(m["rubber"], (x, s, z), (0.06, 0.64, 0.07))
    for x, y in ((-2.3, -1.25), (-2.3, 1.25), (-0.6, 1.25)):
        k.beam(m["dark"], (x, y, 2.3), (x, y, 3.0), 0.04)
    k.beam(m["dark"], (-2.3, 1.25, 3.0), (-0.6, 1.25, 3.0), 0.04)
    k.beam(m["dark"], (-2.3, -1.25, 3.0), (-2.3, 1.25, 3.0), 0.04)
    k.box(m["dark"], (-0.5, 0, 1.3), (3.62, 2.62, 0.22))
    k.tube(m["dark"], (-1.7, 0.6, 2.4), (-1.7, 0.6, 2.95), 0.07)
    k.tube(m["dark"], (0, 0, 0.9), (0, 0, 1.15), 0.9)
    k.box(m["body"], (-0.5, 0, 1.7), (3.6, 2.6, 1.05))
    k.prism(m["body"], [(-2.5, 1.2), (-1.3, 1.2), (-1.3, 2.5), (-2.3, 2.4), (-2.6, 1.9)], 2.6)
    for i in range(6):
        k.box(m["dark"], (-1.6, -1.31, 1.5 + i * 0.12), (0.9, 0.02, 0.05))
    k.at = Matrix.Translation((0.6, -0.75, 0))
    k.prism(m["body"], [(-0.8, 1.3), (0.75, 1.3), (0.9, 2.1), (0.5, 3.1), (-0.8, 3.1)], 1.05)
    k.prism(m["glass"], [(-0.6, 2.0), (0.8, 2.0), (0.86, 2.15), (0.5, 2.98), (-0.6, 2.98)], 1.08)
    k.prism(m["glass"], [(0.8, 1.5), (0.93, 2.1), (0.55, 3.0), (0.5, 2.98)], 0.9)
    k.at = Matrix.Identity(4)
    boom = [(1.0, 0.25, 1.9), (2.6, 0.25, 4.6), (5.2, 0.25, 4.7)]
    for a, b in zip(boom, boom[1:]):
        k.beam(m["body"], a, b, 0.42, 0.62)
    k.tube(m["alu"], (1.5, 0.0, 1.7), (3.0, 0.0, 4.0), 0.09)
    k.tube(m["dark"], (1.5, 0.0, 1.7), (2.3, 0.0, 2.9), 0.13)
    k.tube(m["dark"], (2.9, 0.25, 5.1), (4.9, 0.25, 5.5), 0.12)
    k.beam(m["body"], (4.9, 0.25, 5.4), (6.0, 0.25, 2.2), 0.34, 0.5)
    k.tube(m["dark"], (5.5, 0.25, 4.8), (6.3, 0.25, 2.8), 0.1)
    k.prism(m["dark"], [(5.7, 2.3), (6.4, 2.2), (6.6, 1.5), (6.1, 0.9), (5.4, 0.95), (5.35, 1.3), (5.9, 1.5)], 1.3)
    k.at = Matrix.Translation((0, 0.25, 0))
    return group(k, "excavator")


def flag(k, mat, pole, x, y, h, rng, w=2.2, d=1.4, z=0.0):
    k.tube(pole, (x, y, z), (x, y, z + h), 0.05, 0.03, 8)
    ph, nx, ny = rng.random() * TAU, 16, 8
    pts = []
    for j in range(ny + 1):
        for i in range(nx + 1):
            t = i / nx
            pts.append((x + 0.04 + t * w * 0.92, y + 0.26 * t * math.sin(t * 7 - ph + j * 0.15), z + h - 0.08 - j / ny * d - 0.3 * t * t + 0.08 * t * math.sin(t * 5 + ph)))
    n = nx + 1
    k.put(mat, pts, [(j * n + i, j * n + i + 1, (j + 1) * n + i + 1, (j + 1) * n + i) for j in range(ny) for i in range(nx)], True)


def ground(rng):
    m = steels()
    m["body"] = material("body", (0.62, 0.36, 0.02), 0.45, dirt=0.35, dirt_colour=(0.2, 0.14, 0.08))
    soil = material("soil", (0.30, 0.20, 0.115), 0.98, vary=0.3, scale=0.25, dirt=0, bump=0.12, bump_scale=2.2, other=(0.22, 0.15, 0.09), patch=0.1)

    def land(x, y):
        z = 0.5 * noise.fractal(Vector((x * 0.05, y * 0.05, 1.0)), 1.0, 2.0, 6) + 0.10 * noise.fractal(Vector((x * 0.9, y * 0.9, 3.0)), 0.8, 2.0, 5)
        track = 0.0
        for c in (-2.1, -0.2, 3.4, 5.3):
            d = x - (c + 0.10 * y + 1.2 * math.sin(y * 0.05))
            track -= 0.11 * math.exp(-d * d / 0.10) * (0.75 + 0.25 * math.sin(y * 16)) * smooth(120, 30, y)
            track += 0.06 * (math.exp(-(d - .45) ** 2 / 0.05) + math.exp(-(d + .45) ** 2 / 0.05))
        pit = -2.8 * smooth(9, 13, x) * smooth(40, 34, x) * smooth(26, 29, y) * smooth(62, 58, y)
        heaps = sum(h * math.exp(-((x - hx) ** 2 / 28 + (y - hy) ** 2 / 16)) for hx, hy, h in
                    ((-22, 46, 3.2), (-15, 49, 3.9), (-28, 50, 2.6), (36, 70, 4.2), (28, 73, 3.4), (45, 68, 3.0), (4, 88, 2.4), (-46, 80, 4.0), (-38, 84, 3.1)))
        calm = smooth(22, 30, y) * smooth(-50, -44, x) * 0
        return z * (1 - calm) + track + pit + heaps + 0.3 * heaps * noise.noise(Vector((x * 0.8, y * 0.8, 0))) * 0.4

    k = Maker()
    k.sheet(soil, -34, 34, -6, 46, 420, 330, land)
    k.sheet(soil, -120, 120, 46, 190, 260, 150, land)
    k.sheet(soil, -120, -34, -6, 46, 80, 50, land)
    k.sheet(soil, 34, 120, -6, 46, 80, 50, land)
    k.sheet(soil, -900, 900, 190, 700, 40, 20, lambda x, y: 0)
    cloth = material("cloth", (0.56, 0.02, 0.015), 0.75, dirt=0, vary=0.1)
    for i in range(17):
        flag(k, cloth, m["alu"], -30 + i * 3.6, 64 + (i % 2) * 0.4, 6.4, rng, z=land(-30 + i * 3.6, 64))
    for i in range(9):
        flag(k, cloth, m["alu"], -44 + i * 0.4 - i * 2.0, 30 + i * 4.5, 6.0, rng, z=land(-44 - i * 1.6, 30 + i * 4.5))
    for i in range(4):
        flag(k, cloth, m["alu"], 15.5 + i * 2.6, 15 + i * 3.0, 5.2, rng, 1.9, 1.25, z=land(15.5 + i * 2.6, 15 + i * 3.0) - 0.1)
    # marquee and a low stage, far off
    k.box(m["red"], (-6, 76, 0.5), (18, 8, 0.9))
    k.box(m["red"], (-6, 80, 3.2), (18, 0.3, 5.2))
    k.box(m["white"], (-6, 79.8, 3.4), (14, 0.1, 2.2))
    coats = [material(f"coat{i}", c, 0.85) for i, c in enumerate(((0.03, 0.04, 0.08), (0.09, 0.09, 0.1), (0.05, 0.11, 0.25), (0.2, 0.05, 0.04)))]
    skin, hat = material("skin", (0.4, 0.25, 0.18), 0.6), material("hat", (0.55, 0.42, 0.06), 0.5)
    for _ in range(80):
        x, y = rng.uniform(-15, 5), rng.uniform(67, 74)
        figure(k, coats, skin, hat if rng.random() < .6 else coats[0], x, y, land(x, y), rng)
    for x, y in ((9.2, 34), (8.3, 33.4), (21, 24.5), (-9, 41), (-8.2, 41.6)):
        figure(k, coats, skin, hat, x, y, land(x, y), rng)
    # setting-out pegs and string in front
    for i in range(6):
        x, y = 6.6 + i * 0.4, 3.2 + i * 4.2
        k.beam(m["white"], (x, y, land(x, y) - .2), (x, y, land(x, y) + 0.75), 0.05)
        k.beam(m["red"], (x, y, land(x, y) + 0.6), (x, y, land(x, y) + 0.77), 0.055)
        if i:
            a = (x - .4, y - 4.2)
            k.beam(m["white"], (*a, land(*a) + 0.6), (x, y, land(x, y) + 0.6), 0.012)
    # lorry
    at = k.at
    k.at = Matrix.Translation((-15, 35, land(-15, 35))) @ Matrix.Rotation(0.5, 4, "Z")
    k.box(m["red"], (3.2, 0, 1.9), (1.9, 2.4, 2.4))
    k.box(m["glass"], (4.13, 0, 2.4), (0.06, 2.0, 0.9))
    k.prism(m["red"], [(-4.4, 1.4), (2.0, 1.4), (2.1, 3.1), (-4.6, 3.1)], 2.5)
    for j in range(8):
        k.box(m["dark"], (-4.0 + j * .8, -1.27, 2.2), (0.12, 0.08, 1.6))
    for x in (-3.3, -1.9, 3.1):
        for s in (-1, 1):
            k.tube(m["rubber"], (x, s * 0.95, 0.55), (x, s * 1.3, 0.55), 0.55, seg=24)
    k.at = at
    # site huts, steel and works beyond
    for i in range(7):
        k.box(m["white"], (44 + i * 6.1, 96, 1.5), (6, 3, 2.9))
        k.box(m["blue"], (44 + i * 6.1, 96, 3.05), (6.1, 3.3, 0.25))
        k.box(m["glass"], (44 + i * 6.1, 94.4, 1.7), (1.6, 0.1, 1.0))
    wall = windows("works", (0.5, 0.52, 0.54), (5, 4.5), 0.0)
    for i in range(9):
        x = -200 + i * 52
        k.box(wall, (x, 235 + rng.uniform(0, 30), 6), (44, 24, 12 + rng.uniform(-2, 4)))
    for x in (-96, -84, 132, 141):
        k.tube(m["alu"], (x, 280, 0), (x, 280, rng.uniform(30, 46)), 2.2)
    for a in range(24):                                    # a tower crane, latticed
        z = a * 2.0
        for c, d in (((-.8, -.8), (.8, -.8)), ((.8, -.8), (.8, .8)), ((.8, .8), (-.8, .8)), ((-.8, .8), (-.8, -.8))):
            k.beam(m["yellow"], (72 + c[0], 150 + c[1], z), (72 + c[0], 150 + c[1], z + 2), 0.2)
            k.beam(m["yellow"], (72 + c[0], 150 + c[1], z), (72 + d[0], 150 + d[1], z + 2), 0.11)
    k.box(m["yellow"], (72, 150, 49), (2.4, 2.4, 2.0))
    for a in range(-8, 26):
        x, dx = 72 - a * 1.7, -1.7
        for t in (-.7, .7):
            k.beam(m["yellow"], (x, 150 + t, 49), (x + dx, 150 + t, 49), 0.16)
            k.beam(m["yellow"], (x, 150 + t, 49), (x + dx / 2, 150, 50.5), 0.1)
            k.beam(m["yellow"], (x + dx, 150 + t, 49), (x + dx / 2, 150, 50.5), 0.1)
        k.beam(m["yellow"], (x + dx / 2, 150, 50.5), (x + dx * 1.5, 150, 50.5), 0.16)
    k.box(m["concrete"], (84.5, 150, 48), (2.4, 2, 3.4))
    k.beam(m["yellow"], (72, 150, 50), (72, 150, 56), 0.5)
    k.beam(m["dark"], (72, 150, 56), (40, 150, 50.5), 0.12)
    k.beam(m["dark"], (72, 150, 56), (84, 150, 50.5), 0.12)
    hillside(k, material("far", (0.17, 0.15, 0.12), 1.0, dirt=0), 1500, 240, 5200, 3.0)
    hillside(k, material("near", (0.16, 0.13, 0.09), 1.0, dirt=0), 900, 95, 4200, 9.0)
    k.done("ground")
    clods(rng, soil, land, -14, 18, 0, 30, 5200, 0.10)
    ex = excavator(m)
    for x, y, t, s in ((14.5, 24.5, 2.5, 1.0), (29, 44, 3.4, 1.0), (-24, 41, -0.5, 1.05), (33, 62, 2.9, 1.0), (-42, 72, 0.2, 1.0), (8, 52, 0.9, 1.0)):
        copy(ex, x, y, land(x, y) + 0.05, t, s)
    b, rust = bark(), foliage("rust")
    poplar = tree(rng, "poplar", b, rust, 11, 1.5, 900, 0.16, 0.16)
    for i in range(90):
        copy(poplar, -230 + i * 5.2 + rng.uniform(-1, 1), 205 + rng.uniform(-3, 3), 0, rng.random() * TAU, rng.uniform(0.8, 1.3))
    sky(17, 38, 0.13, 4.0, 0.7, 0.9, 0.55)
    camera((1.6, -1.0, 2.3), (3.4, 30, 3.6), 31, 8.0, (8, 22, 1.5))


def frame(rng):
    m = steels()
    m["iron"] = material("iron", (0.36, 0.09, 0.05), 0.6, vary=0.2, dirt=0.35, dirt_colour=(0.16, 0.07, 0.04))
    m["body"] = material("body", (0.62, 0.40, 0.03), 0.45, dirt=0.3)
    soil = material("soil", (0.30, 0.23, 0.15), 0.98, vary=0.3, scale=0.3, dirt=0, bump=0.08, bump_scale=3)
    k = Maker()
    k.sheet(soil, -60, 60, -20, 90, 220, 200, lambda x, y: 0.25 * noise.fractal(Vector((x * .2, y * .2, 0)), 0.9, 2, 6))

    def column(x, y, z0, z1, w=0.5):
        for d in (-w / 2, w / 2):
            k.box(m["iron"], (x, y + d, (z0 + z1) / 2), (w, 0.035, z1 - z0))
        k.box(m["iron"], (x, y, (z0 + z1) / 2), (0.03, w, z1 - z0))

    def girder(a, b, h=0.6, w=0.3):
        k.beam(m["iron"], a, b, 0.025, h)
        for s in (-1, 1):
            q = [(p[0], p[1], p[2] + s * h / 2) for p in (a, b)]
            k.beam(m["iron"], *q, w, 0.035)

    bay, storey, nx, ny = 7.5, 5.2, 4, 4
    tops = {}
    for i in range(nx):
        for j in range(ny):
            n = 5 if i < 2 else (4 if j > 1 else 3)
            if i == 3:
                n = 3 if j else 2
            tops[i, j] = n
            x, y = -11 + i * bay, 16 + j * bay
            column(x, y, 0, n * storey + 1.3)
            k.box(m["concrete"], (x, y, 0.2), (1.4, 1.4, 0.7))
    for (i, j), n in tops.items():
        x, y = -11 + i * bay, 16 + j * bay
        for f in range(1, n + 1):
            z = f * storey
            for di, dj in ((1, 0), (0, 1)):
                if tops.get((i + di, j + dj), 0) >= f:
                    x1, y1 = x + di * bay, y + dj * bay
                    girder((x, y, z), (x1, y1, z))
                    if di:
                        for t in (1 / 3, 2 / 3):
                            if tops.get((i, j + 1), 0) >= f and tops.get((i + 1, j + 1), 0) >= f:
                                girder((x + bay * t, y, z + .1), (x + bay * t, y + bay, z + .1), 0.36, 0.18)
            if tops.get((i + 1, j + 1), 0) >= f and tops.get((i + 1, j), 0) >= f and tops.get((i, j + 1), 0) >= f and f < 4:
                k.box(m["steel"], (x + bay / 2, y + bay / 2, z + 0.36), (bay, bay, 0.1))
                k.railing(m["body"], [(x, y), (x + bay, y)], z + 0.4)
        if j == 0 and i in (0, 2):
            for f in range(0, n if i == 0 else 3):
                if tops.get((i + 1, 0), 0) > f:
                    k.beam(m["iron"], (x, y, f * storey + .4), (x + bay, y, (f + 1) * storey - .3), 0.16)
                    k.beam(m["iron"], (x + bay, y, f * storey + .4), (x, y, (f + 1) * storey - .3), 0.16)
    # tower crane
    cx, cy, H = 17.5, 37.0, 46.0
    for s in (-0.9, 0.9):
        for t in (-0.9, 0.9):
            k.beam(m["body"], (cx + s, cy + t, 0), (cx + s, cy + t, H), 0.17)
    for i in range(int(H / 1.8)):
        z = i * 1.8
        for a, b in (((-.9, -.9), (.9, -.9)), ((.9, -.9), (.9, .9)), ((.9, .9), (-.9, .9)), ((-.9, .9), (-.9, -.9))):
            k.beam(m["body"], (cx + a[0], cy + a[1], z), (cx + b[0], cy + b[1], z), 0.08)
            k.beam(m["body"], (cx + a[0], cy + a[1], z), (cx + b[0], cy + b[1], z + 1.8), 0.08)
    k.box(m["body"], (cx, cy, H + 0.6), (2.4, 2.4, 1.2))
    k.box(m["white"], (cx - 1.8, cy - 1.6, H + 0.8), (1.3, 1.5, 2.0))
    k.box(m["glass"], (cx - 2.3, cy - 2.0, H + 1.0), (0.5, 0.8, 1.2))
    d = Vector((-0.80, -0.60, 0))
    n = Vector((0.60, -0.80, 0))
    base = Vector((cx, cy, H + 1.3))
    for i in range(34):
        a, b = base + d * i * 1.4, base + d * (i + 1) * 1.4
        for s in (-.6, .6):
            k.beam(m["body"], a + n * s, b + n * s, 0.12)
            k.beam(m["body"], a + n * s, (a + b) / 2 + Vector((0, 0, 1.2)), 0.07)
            k.beam(m["body"], b + n * s, (a + b) / 2 + Vector((0, 0, 1.2)), 0.07)
        k.beam(m["body"], a + n * .6, a - n * .6, 0.07)
        k.beam(m["body"], (a + b) / 2 + Vector((0, 0, 1.2)), (a + b) / 2 + d * 1.4 + Vector((0, 0, 1.2)), 0.12)
    back = base - d * 13
    for s in (-.6, .6):
        k.beam(m["body"], base + n * s, back + n * s, 0.18)
    for i in range(4):
        c = back + d * i * 0.8 + Vector((0, 0, -0.6))
        k.box(m["concrete"], c, (0.7, 1.8, 2.6), math.atan2(d.y, d.x))
    head = base + Vector((0, 0, 7))
    k.beam(m["body"], base, head, 0.6)
    for t in (16, 32):
        k.beam(m["dark"], head, base + d * t * 1.4 + Vector((0, 0, 1.2)), 0.06)
    k.beam(m["dark"], head, back, 0.08)
    trolley = base + d * 26
    hook = Vector((trolley.x, trolley.y, 29.5))
    k.box(m["dark"], trolley + Vector((0, 0, -0.3)), (1.0, 1.0, 0.4))
    for s in (-.3, .3):
        k.beam(m["dark"], trolley + d * s, hook + d * s * .5, 0.05)
    k.box(m["red"], hook, (0.5, 0.4, 0.9))
    for s in (-2.6, 2.6):
        k.beam(m["dark"], hook, hook + Vector((s, 0.3 * s, -2.6)), 0.04)
    girder(hook + Vector((-4, -1.2, -2.9)), hook + Vector((4, 1.2, -2.9)), 0.55, 0.28)
    # ground clutter
    for i in range(7):
        girder((-9.5 + rng.uniform(-.2, .2), 7.5 + (i % 3) * .5, 0.5 + (i // 3) * .6), (1.0, 7.2 + (i % 3) * .5, 0.5 + (i // 3) * .6), 0.5, 0.28)
    for i in range(3):
        k.box(m["rust"], (-8 + i * 3.5, 8, 0.15), (0.25, 2.4, 0.25))
    coats = [material("coat", (0.65, 0.22, 0.03), 0.7), material("coat2", (0.06, 0.12, 0.28), 0.8)]
    skin, hat = material("skin", (0.4, 0.25, 0.18), 0.6), material("hat", (0.7, 0.6, 0.1), 0.35)
    for x, y, z in ((-5.5, 16.6, storey * 3 + .42), (-1.3, 17.5, storey * 2 + .42), (5, 12.5, 0.1), (5.8, 12.9, 0.1), (-3.0, 17, storey * 4 + .4)):
        figure(k, coats, skin, hat, x, y, z, rng)
    for i in range(3):
        k.box(m["white"], (-24 + i * 6.2, 58, 1.5), (6, 3, 3.0))
        k.box(m["blue"], (-24 + i * 6.2, 58, 3.1), (6.2, 3.3, 0.25))
    k.box(m["blue"], (0, 64, 1.2), (160, 0.1, 2.4))
    hillside(k, material("far", (0.17, 0.15, 0.12), 1.0, dirt=0), 1200, 150, 4200, 5.0)
    k.done("frame")
    clods(rng, soil, lambda x, y: 0.25 * noise.fractal(Vector((x * .2, y * .2, 0)), 0.9, 2, 6), -12, 18, -9, 14, 4200, 0.13)
    ex = excavator(m)
    copy(ex, 14.5, 20, 0.1, 2.6)
    sky(33, 205, 0.11, 2.4, 0.9, 0.8, 0.62, cloud_light=(1.05, 1.05, 1.07))
    camera((4.0, -13.5, 1.7), (2.6, 25, 18.4), 27)


def street(rng):
    m = steels()
    k = Maker()
    road = wet_ground("road", (0.065, 0.065, 0.07), 0.5, 0.22)
    pave = wet_ground("pave", (0.22, 0.20, 0.18), 0.5, 0.3, tiles=(0.6, 0.3), bump=0.002)
    k.sheet(road, -6.5, 6.5, -20, 200, 2, 2)
    for s in (-1, 1):
        k.box(pave, (s * 10.2, 90, 0.03), (7.4, 240, 0.26))
        k.box(m["concrete"], (s * 6.55, 90, 0.06), (0.22, 240, 0.3))
    line = material("line", (0.55, 0.55, 0.5), 0.6, dirt=0.4)
    for i in range(40):
        k.box(line, (0, i * 5 - 10, 0.005), (0.14, 2.4, 0.01))
    hues = [(0.62, 0.10, 0.06), (0.12, 0.32, 0.17), (0.10, 0.19, 0.42), (0.62, 0.36, 0.10), (0.60, 0.57, 0.50), (0.42, 0.13, 0.10), (0.55, 0.50, 0.40)]
    signs = [glow(f"sign{i}", h, 1.5) for i, h in enumerate(hues)]
    bars = glow("bars", (1.0, 0.95, 0.85), 4.0)
    shops = [glow("shop0", (1.0, 0.78, 0.5), 2.0), glow("shop1", (1.0, 0.9, 0.75), 2.2), glow("shop2", (0.85, 0.93, 1.0), 2.0), glow("shop3", (1.0, 0.70, 0.40), 1.5)]
    shelf = material("shelf", (0.3, 0.22, 0.15), 0.8)
    goods = [material(f"goods{i}", h, 0.6) for i, h in enumerate(hues)]
    facades = [windows(f"fac{i}", c, (3.2, 3.3), 0.42, seed=i * 3.1, strength=1.5) for i, c in enumerate(((0.40, 0.33, 0.27), (0.44, 0.42, 0.39), (0.33, 0.26, 0.22), (0.38, 0.37, 0.36)))]
    for s in (-1, 1):
        y, b = -14.0, 0
        while y < 170:
            w = rng.choice((19.2, 22.4, 25.6))
            h = 3.3 * rng.choice((5, 5, 6, 6)) + 1.0
            x = s * 14.0
            f = facades[b % 4] if s < 0 else facades[(b + 2) % 4]
            k.box(f, (x + s * 6, y + w / 2, 4.2 + (h - 4.2) / 2), (12, w - 0.4, h - 4.2))
            k.box(m["concrete"], (x + s * 6, y + w / 2, h + 0.25), (12.6, w, 0.5))
            k.box(m["concrete"], (x - s * 0.3, y + w / 2, 4.25), (1.4, w - .2, 0.22))
            n = round(w / 3.2)
            for fl in range(1, int(h / 3.3)):
                for i in range(n):
                    if rng.random() < 0.35:
                        k.box(m["white"], (x - s * 0.3, y + 3.2 * i + 0.4, 4.2 + fl * 3.3 - 2.2), (0.35, 0.85, 0.6))
            sw = w / max(1, round(w / 5.2))
            for i in range(round(w / sw)):
                c = y + sw * (i + .5)
                k.box(m["concrete"], (x, c - sw / 2, 2.1), (0.7, 0.45, 4.2))
                lit = rng.random() < 0.9
                back = rng.choice(shops) if lit else m["dark"]
                k.box(back, (x + s * 3.6, c, 1.7), (0.1, sw - .5, 3.2))
                k.box(m["white"], (x + s * 1.8, c, 3.2), (3.6, sw - .5, 0.08))
                for r in range(3):
                    for g in range(9):
                        k.box(rng.choice(goods), (x + s * (2.9 if rng.random() < .8 else 1.6), c - sw * .4 + g * sw * .09, 0.45 + r * 0.55), (0.3, 0.3, rng.uniform(0.25, 0.5)))
                k.box(shelf, (x + s * 1.7, c + rng.uniform(-.8, .8), 0.65), (0.7, 1.6, 0.9))
                for t in (-0.48, -0.16, 0.16, 0.48):
                    k.box(m["alu"], (x + s * 0.25, c + t * (sw - .5), 1.6), (0.07, 0.07, 3.1))
                k.box(m["alu"], (x + s * 0.25, c, 2.55), (0.07, sw - .5, 0.09))
                if lit:
                    k.box(rng.choice(signs), (x - s * 0.12, c, 3.62), (0.25, sw - .7, 0.85))
                    px = c - sw * .28
                    while px < c + sw * .25:                       # strokes that read as lettering from afar
                        for _ in range(5):
                            k.box(bars, (x - s * 0.27, px + rng.uniform(-.16, .16), 3.62 + rng.uniform(-.2, .2)), (0.02, *rng.choice(((0.34, 0.045), (0.045, 0.36), (0.2, 0.04)))))
                        px += 0.56
                    lamp((x + s * 1.2, c, 2.7), 85, rng.choice(((1, .78, .5), (1, .9, .75))), 0.35)
                if rng.random() < 0.25 and lit:
                    k.box(rng.choice(signs), (x - s * 0.9, c + sw * .4, 5.6), (0.9, 0.16, 2.2))
            y += w
            b += 1
    bulb = glow("bulb", (1, 0.82, 0.55), 30)
    for i in range(13):
        y = i * 15 - 4
        for s in (-1, 1):
            x = s * 7.4
            k.tube(m["dark"], (x, y, 0), (x, y, 6.6), 0.09, 0.05)
            k.beam(m["dark"], (x, y, 6.6), (x - s * 1.3, y, 6.9), 0.06)
            k.box(bulb, (x - s * 1.5, y, 6.85), (0.7, 0.24, 0.09))
            lamp((x - s * 1.5, y, 6.5), 170, (1, 0.78, 0.48), 0.25)
    paints = [material(f"paint{i}", c, 0.3, clear=1.0, dirt=0.1, vary=0.03) for i, c in enumerate(((0.55, 0.55, 0.55), (0.03, 0.03, 0.035), (0.3, 0.04, 0.03), (0.06, 0.09, 0.18), (0.35, 0.36, 0.37)))]
    off, tail, head = m["white"], glow("tail", (1, 0.04, 0.02), 9), glow("head", (1, 0.95, 0.85), 30)
    dull = material("dull", (0.25, 0.02, 0.02), 0.3)
    for i in range(16):
        if rng.random() < 0.85:
            car(k, rng.choice(paints), m["glass"], m["rubber"], (off, dull), -5.3, 12 + i * 6.6, math.pi / 2 + rng.uniform(-.02, .02), 4.4)
        if rng.random() < 0.8:
            car(k, rng.choice(paints), m["glass"], m["rubber"], (off, dull), 5.3, 20 + i * 6.8, -math.pi / 2, 4.4)
    car(k, paints[0], m["glass"], m["rubber"], (head, tail), 1.9, 26, math.pi / 2, 4.5)
    car(k, paints[3], m["glass"], m["rubber"], (head, tail), -2.0, 44, -math.pi / 2, 4.5)
    car(k, paints[1], m["glass"], m["rubber"], (head, tail), 2.0, 62, math.pi / 2, 4.5)
    coats = [material(f"coat{i}", c, 0.85) for i, c in enumerate(((0.03, 0.04, 0.07), (0.28, 0.06, 0.05), (0.06, 0.11, 0.2), (0.4, 0.36, 0.3), (0.05, 0.05, 0.05)))]
    skin, hair = material("skin", (0.45, 0.28, 0.2), 0.6), material("hair", (0.015, 0.012, 0.01), 0.5)
    for _ in range(46):
        s = rng.choice((-1, 1))
        figure(k, coats, skin, hair, s * rng.uniform(8.4, 12.6), rng.uniform(13, 110), 0.16, rng)
    # bicycles stand and planters in front
    for i in range(5):
        k.box(m["concrete"], (8.0, 1.5 + i * 7.5, 0.4), (0.9, 1.8, 0.55))
    k.done("street")
    b, leaf = bark(), foliage("spring")
    trees = [tree(rng, f"st{i}", b, leaf, 6.4, 1.7, 2400, 0.085, 0.1) for i in range(3)]
    bush = tree(rng, "bush", b, foliage("pine"), 0.9, 0.5, 1200, 0.05, 0.03, "cone")
    for i in range(15):
        for s in (-1, 1):
            copy(rng.choice(trees), s * 8.6, 5 + i * 9.0 + rng.uniform(-.4, .4), 0.1, rng.random() * TAU, rng.uniform(0.8, 1.05))
    for i in range(5):
        for j in range(3):
            copy(bush, 8.0, 0.95 + i * 7.5 + j * .55, 0.66, rng.random() * TAU)
    sky(-2.0, 20, 1.5, 1.0, 0.4, 1.1, 0.5, sun=False, tint=(0.95, 0.97, 1.05), cloud_light=(0.95, 0.72, 0.68))
    camera((-6.9, -3.0, 1.7), (5.4, 26, 4.0), 29, 5.6, (4, 22, 1.5))


def pond(rng):
    m = steels()
    k = Maker()
    grass = material("grass", (0.115, 0.125, 0.04), 0.95, vary=0.4, scale=0.5, dirt=0, bump=0.05, bump_scale=9, other=(0.19, 0.16, 0.07), patch=0.14)

    def edge(a):
        return 1 + 0.20 * math.sin(2 * a + 0.6) + 0.12 * math.sin(3 * a + 2.0) + 0.04 * math.sin(7 * a)

    cx, cy, rx, ry = 0.0, 21.0, 23.0, 13.0

    def inside(x, y):
        a = math.atan2((y - cy) / ry, (x - cx) / rx)
        return math.hypot((x - cx) / rx, (y - cy) / ry) / edge(a)

    def land(x, y):
        t = inside(x, y)
        z = -1.2 + 1.75 * smooth(0.93, 1.06, t) + 0.9 * smooth(1.1, 2.0, t) * (0.6 + 0.5 * noise.noise(Vector((x * .04, y * .04, 0))))
        return z + 0.05 * noise.fractal(Vector((x * .5, y * .5, 0)), 1, 2, 5)

    k.sheet(grass, -80, 80, -14, 120, 300, 260, land)
    k.sheet(water("pond", 0.035, 1.6), -50, 50, -8, 60, 2, 2, lambda x, y: 0.0)
    k.sheet(grass, -700, 700, 110, 700, 10, 6, lambda x, y: 0.3)
    # shore stones
    stone = material("stone", (0.33, 0.30, 0.26), 0.9, vary=0.3, scale=1.5, dirt=0.3, bump=0.05, bump_scale=5)
    for i in range(330):
        a = i * TAU / 330 + rng.uniform(-.01, .01)
        t = edge(a) * rng.uniform(0.985, 1.035)
        x, y = cx + rx * t * math.cos(a), cy + ry * t * math.sin(a)
        r = rng.uniform(0.16, 0.5)
        pts = []
        at = k.at
        k.at = Matrix.Translation((x, y, rng.uniform(-.02, .14))) @ Matrix.Rotation(rng.random() * TAU, 4, "Z") @ Matrix.Diagonal((1.5, 1, 0.75, 1))
        k.ball(stone, (0, 0, 0), r, 9, 6)
        k.at = at
    # path with benches and lamps
    paving = wet_ground("paving", (0.36, 0.31, 0.26), 0.1, 0.3, tiles=(0.4, 0.2), bump=0.002)
    pts = []
    for i in range(121):
        a = i * TAU / 120
        for t in (1.22, 1.36):
            x, y = cx + rx * edge(a) * t * math.cos(a), cy + ry * edge(a) * t * math.sin(a)
            pts.append((x, y, land(x, y) + 0.12))
    k.put(paving, pts, [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(120) if math.sin(i * TAU / 120) > -0.45], True)
    wood = material("wood", (0.30, 0.15, 0.07), 0.6, dirt=0.2)
    for a in (0.5, 1.15, 1.8, 2.5, 0.0, 3.3):
        x, y = cx + rx * edge(a) * 1.40 * math.cos(a), cy + ry * edge(a) * 1.40 * math.sin(a)
        z = land(x, y)
        k.tube(m["dark"], (x + 1.6, y, z), (x + 1.6, y, z + 3.4), 0.06)
        k.ball(m["white"], (x + 1.6, y, z + 3.5), 0.2)
        k.box(wood, (x, y, z + .55), (1.8, 0.5, 0.07), a + 1.57)
        k.box(wood, (x + .25 * math.cos(a), y + .25 * math.sin(a), z + .85), (1.8, 0.06, 0.45), a + 1.57)
        for d in (-.7, .7):
            k.box(m["dark"], (x - d * math.sin(a), y + d * math.cos(a), z + .25), (0.08, 0.4, 0.5), a + 1.57)
    # six-sided pavilion on the far bank
    px, py = 8.5, 37.6
    pz = land(px, py) + 0.4
    red = material("lacquer", (0.30, 0.035, 0.02), 0.45, dirt=0.2)
    tile = material("tile", (0.16, 0.165, 0.17), 0.6, vary=0.3, scale=1.5, dirt=0.3)
    k.tube(m["concrete"], (px, py, pz - 1), (px, py, pz + 0.5), 3.5, 3.4, 6)
    k.tube(m["concrete"], (px, py, pz + .5), (px, py, pz + 0.7), 3.0, 3.0, 6)
    for i in range(6):
        a, b = i * TAU / 6, (i + 1) * TAU / 6
        p, q = (px + 2.5 * math.cos(a), py + 2.5 * math.sin(a)), (px + 2.5 * math.cos(b), py + 2.5 * math.sin(b))
        k.tube(red, (*p, pz + .7), (*p, pz + 3.9), 0.16, seg=16)
        k.beam(red, (*p, pz + 3.7), (*q, pz + 3.7), 0.14, 0.34)
        k.beam(m["green"], (*p, pz + 3.35), (*q, pz + 3.35), 0.08, 0.16)
        if i not in (4,):
            k.railing(red, [p, q], pz + .7, 0.8)
        # roof: ribs of tile between upturned hips
        rows = 9
        grid = []
        for r in range(rows + 1):
            t = r / rows
            rad = 3.7 * (1 - t)
            z = pz + 4.0 + 2.5 * t ** 1.55
            for s in range(9):
                u = s / 8
                aa = a + (b - a) * u
                flat = rad * math.cos(TAU / 12) / math.cos(aa - (a + b) / 2)
                lift = 0.55 * (abs(u - .5) * 2) ** 3 * (1 - t) ** 3
                grid.append((px + flat * math.cos(aa), py + flat * math.sin(aa), z + lift))
        k.put(tile, grid, [(r * 9 + s, r * 9 + s + 1, r * 9 + s + 10, r * 9 + s + 9) for r in range(rows) for s in range(8)], True)
        hip = [grid[r * 9] for r in range(rows + 1)]
        for c, d in zip(hip, hip[1:]):
            k.beam(tile, (c[0], c[1], c[2] + .08), (d[0], d[1], d[2] + .08), 0.18, 0.2)
        for s in range(1, 8):
            ribs = [grid[r * 9 + s] for r in range(rows)]
            for c, d in zip(ribs, ribs[1:]):
                k.beam(tile, (c[0], c[1], c[2] + .04), (d[0], d[1], d[2] + .04), 0.09, 0.1)
    k.ball(m["yellow"], (px, py, pz + 6.8), 0.28, squash=1.6)
    # buildings behind the trees
    for x, y, w, d, h, c in ((-46, 108, 26, 14, 20, (0.46, 0.42, 0.37)), (-14, 122, 24, 14, 23, (0.42, 0.36, 0.32)), (24, 112, 30, 14, 20, (0.5, 0.48, 0.44)), (60, 120, 26, 14, 27, (0.44, 0.41, 0.38)), (100, 130, 40, 20, 12, (0.45, 0.48, 0.5)), (-96, 130, 50, 20, 12, (0.48, 0.5, 0.52))):
        k.box(windows(f"b{x}", c, (3.2, 3.2), 0.0), (x, y, h / 2), (w, d, h))
        k.box(m["concrete"], (x, y, h + .3), (w + .8, d + .8, 0.6))
    hillside(k, material("far", (0.16, 0.15, 0.13), 1.0, dirt=0), 1300, 190, 5200, 1.5)
    coats = [material(f"coat{i}", c, 0.85) for i, c in enumerate(((0.05, 0.06, 0.12), (0.35, 0.06, 0.05), (0.08, 0.2, 0.3)))]
    skin, hair = material("skin", (0.45, 0.28, 0.2), 0.6), material("hair", (0.015, 0.012, 0.01), 0.5)
    for a, t in ((0.95, 1.29), (1.02, 1.27), (2.0, 1.28), (1.5, 1.3), (2.75, 1.28)):
        x, y = cx + rx * edge(a) * t * math.cos(a), cy + ry * edge(a) * t * math.sin(a)
        figure(k, coats, skin, hair, x, y, land(x, y) + .12, rng)
    k.done("pond")
    b = bark()
    spring, pine, willow = foliage("spring"), foliage("pine"), foliage("willow")
    kinds = [tree(rng, f"p{i}", b, spring, 7.5, 2.4, 4200, 0.09, 0.14) for i in range(3)]
    pines = [tree(rng, f"c{i}", b, pine, 7.0, 1.9, 5200, 0.12, 0.12, "cone") for i in range(2)]
    # willow: hanging strings of leaves
    w = Maker()
    w.tube(b, (0, 0, 0), (0.3, 0, 3.4), 0.2, 0.14, 10)
    pts, faces = [], []
    for i in range(190):
        a, r = rng.random() * TAU, rng.uniform(0.5, 2.6)
        top = Vector((0.3 + math.cos(a) * r, math.sin(a) * r, 5.6 - 0.18 * r * r + rng.uniform(-.3, .3)))
        if i < 26:
            w.tube(b, (0.3, 0, 3.2), top, 0.06, 0.02, 6)
        n = rng.randint(30, 62)
        for j in range(n):
            p = top + Vector((math.cos(a) * 0.12 * math.sqrt(j) * .3, math.sin(a) * 0.12 * math.sqrt(j) * .3, -0.06 * j)) + Vector((rng.gauss(0, .03), rng.gauss(0, .03), 0))
            u = Vector((rng.gauss(0, .35), rng.gauss(0, .35), -1)).normalized() * rng.uniform(.07, .12)
            v = u.orthogonal().normalized() * 0.022
            c = len(pts)
            pts += [p - u * .5, p + v, p + u, p - v]
            faces.append((c, c + 1, c + 2, c + 3))
    w.put(willow, pts, faces)
    wcol = group(w, "willow")
    for a, t, s in ((2.15, 1.14, 1.1), (2.55, 1.12, 1.15), (3.0, 1.13, 1.2), (0.35, 1.14, 1.1), (1.75, 1.15, 0.95), (5.95, 1.14, 1.1)):
        x, y = cx + rx * edge(a) * t * math.cos(a), cy + ry * edge(a) * t * math.sin(a)
        copy(wcol, x, y, land(x, y) - .1, rng.random() * TAU, s)
    placed = 0
    while placed < 210:
        x, y = rng.uniform(-75, 75), rng.uniform(8, 105)
        if inside(x, y) > 1.5:
            copy(rng.choice(kinds + pines), x, y, land(x, y) - .1, rng.random() * TAU, rng.uniform(0.75, 1.25))
            placed += 1
    # tufts on the near bank
    blade = material("blade", (0.16, 0.15, 0.06), 0.9, vary=0.4, dirt=0)
    tuft = Maker()
    pts, faces = [], []
    for _ in range(70):
        a, r = rng.random() * TAU, rng.random() * 0.16
        p = Vector((math.cos(a) * r, math.sin(a) * r, 0))
        tip = p + Vector((rng.gauss(0, .09), rng.gauss(0, .09), rng.uniform(.2, .5)))
        s = (tip - p).orthogonal().normalized() * 0.009
        c = len(pts)
        pts += [p - s, p + s, tip]
        faces.append((c, c + 1, c + 2))
    tuft.put(blade, pts, faces)
    tcol = group(tuft, "tuft")
    n = 0
    while n < 1500:
        x, y = rng.uniform(-16, 16), rng.uniform(-4, 16)
        if 1.02 < inside(x, y) < 2.0:
            copy(tcol, x, y, land(x, y) - .02, rng.random() * TAU, rng.uniform(.5, 1.1))
            n += 1
    sky(16, 290, 0.13, 1.8, 0.7, 1.0, 0.5)
    camera((-3.5, 3.4, 1.95), (2.8, 34, 2.9), 30, 5.6, (5, 25, 1))


def turbine(m):
    k = Maker()
    k.tube(m["paint"], (0, 0, 0), (0, 0, 80), 2.1, 1.3, 28)
    k.box(m["paint"], (0, 1.6, 81.2), (3.0, 8.0, 3.2))
    k.ball(m["paint"], (0, -3.2, 81.2), 1.7, 18, 12)
    return k


def hills(rng):
    m = steels()
    m["paint"] = material("paint", (0.72, 0.72, 0.70), 0.4, dirt=0.1)
    land_mat = material("loess", (0.27, 0.21, 0.125), 0.97, vary=0.3, scale=0.02, dirt=0, other=(0.155, 0.15, 0.075), patch=0.12, bump=0.5, bump_scale=0.4)

    def land(x, y):
        z = 34 * noise.fractal(Vector((x * 0.0021, y * 0.0021, 5.0)), 1.0, 2.0, 6)
        z += 150 * smooth(380, 1700, y) * (0.30 + 0.8 * noise.ridged_multi_fractal(Vector((x * 0.0009, y * 0.0009, 2)), 0.9, 2, 6, 0.9, 2) * 0.6)
        z += 3 * noise.fractal(Vector((x * 0.02, y * 0.02, 1)), 0.9, 2, 5)
        return z * smooth(-40, 240, y + 60) - 8

    k = Maker()
    k.sheet(land_mat, -420, 420, -40, 620, 320, 260, land)
    k.sheet(land_mat, -2600, 2600, 560, 3600, 220, 130, land)
    k.sheet(land_mat, -2600, -400, -40, 640, 50, 30, land)
    k.sheet(land_mat, 400, 2600, -40, 640, 50, 30, land)
    cell = bpy.data.materials.new("cell")
    cell.use_nodes = True
    n = Nodes(cell.node_tree)
    uvw = n.add("ShaderNodeTexCoord").outputs["Object"]
    brick = n.add("ShaderNodeTexBrick", {"Vector": uvw, "Scale": 1.0, "Mortar Size": 0.022, "Brick Width": 1.0, "Row Height": 2.0,
                                         "Color1": (0.012, 0.02, 0.06, 1), "Color2": (0.016, 0.026, 0.075, 1), "Mortar": (0.5, 0.5, 0.5, 1)}, offset=0.0)
    sh = n.add("ShaderNodeBsdfPrincipled", {"Base Color": brick.outputs["Color"], "Roughness": 0.12, "Specular": 0.6, "Clearcoat": 0.5})
    n.add("ShaderNodeOutputMaterial", {0: sh.outputs[0]})
    t = Maker()
    t.box(cell, (0, 0, 0), (12, 4.0, 0.05))
    rack = group(t, "table")
    tilt = math.radians(32)

    def row(x, y):
        zs = [land(x - 5, y), land(x + 5, y)]
        z = max(zs) + 0.9
        lean = math.atan2(zs[1] - zs[0], 10)
        e = bpy.data.objects.new("rack", None)
        e.instance_type, e.instance_collection = "COLLECTION", rack
        e.location, e.rotation_euler = (x, y, (zs[0] + zs[1]) / 2 + 1.9), (tilt, -lean, 0)
        bpy.context.scene.collection.objects.link(e)
        for dx in (-4.6, 0, 4.6):
            zz = land(x + dx, y)
            mid = (zs[0] + zs[1]) / 2 + 1.9 + dx * math.tan(lean)
            k.beam(m["alu"], (x + dx, y - .9, zz - .5), (x + dx, y - .9, mid - .62), 0.14)
            k.beam(m["alu"], (x + dx, y + 1.0, zz - .5), (x + dx, y + 1.0, mid + .58), 0.14)
            k.beam(m["alu"], (x + dx, y - .9, zz + .3), (x + dx, y + 1.0, mid + .4), 0.07)

    y = 12.0
    while y < 520:
        for i in range(-26, 27):
            x = i * 12.6 + (6 if int(y) % 3 == 0 else 0)
            lane = abs(x - (18 + 0.16 * y + 14 * math.sin(y * 0.012)))
            if lane < 8 or noise.noise(Vector((x * 0.009, y * 0.009, 8))) < -0.26:
                continue
            if abs(x) < 26 + y * 0.75:
                row(x, y)
        y += 8.6 + y * 0.006
    # the lane
    dirt = material("lane", (0.42, 0.33, 0.21), 0.95, vary=0.2, dirt=0)
    pts = []
    for i in range(150):
        y = -10 + i * 4
        c = 18 + 0.16 * y + 14 * math.sin(y * 0.012)
        for s in (-2.2, 2.2):
            pts.append((c + s, y, land(c + s, y) + 0.25))
    k.put(dirt, pts, [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(149)], True)
    k.done("hills")
    base = turbine(m)
    col = group(base, "mast")
    for x, y, turn, sc in ((-150, 640, .3, 1), (70, 760, .9, 1), (250, 690, 1.6, 1), (-330, 900, .1, 1), (420, 960, 2.0, 1), (-40, 1150, 1.2, 1), (180, 1300, .5, 1), (-560, 1250, 1.9, 1), (620, 1350, .8, 1), (-240, 1500, 1.4, 1), (380, 1650, .2, 1), (-700, 1700, .6, 1)):
        z = land(x, y) - 2
        copy(col, x, y, z)
        b = Maker()
        for i in range(3):
            a = turn + i * TAU / 3
            d = Vector((math.cos(a), 0, math.sin(a)))
            o = Vector((x, y - 3.4, z + 81.2))
            side = d.cross(Vector((0, 1, 0)))
            prof = [(1.5, 0.7, 0.5), (8, 1.9, 0.45), (20, 1.4, 0.3), (34, 0.9, 0.2), (44, 0.25, 0.06)]
            pts = []
            for r, w, h in prof:
                c = o + d * r
                pts += [c - side * w * .35, c + Vector((0, -h, 0)), c + side * w * .65, c + Vector((0, h, 0))]
            b.put(m["paint"], pts, [(q * 4 + s, q * 4 + (s + 1) % 4, q * 4 + 4 + (s + 1) % 4, q * 4 + 4 + s) for q in range(4) for s in range(4)], True)
        b.done("blades")
    bk = bark()
    shrub = tree(rng, "shrub", bk, foliage("rust"), 1.3, 0.8, 700, 0.07, 0.04, "cone")
    pine = tree(rng, "pine", bk, foliage("pine"), 5, 1.6, 1200, 0.16, 0.1, "cone")
    for _ in range(420):
        x, y = rng.uniform(-60, 60), rng.uniform(2, 60)
        copy(shrub, x, y, land(x, y) - .1, rng.random() * TAU, rng.uniform(.3, .8))
    for _ in range(300):
        x, y = rng.uniform(-500, 500), rng.uniform(430, 700)
        copy(pine, x, y, land(x, y) - .3, rng.random() * TAU, rng.uniform(.6, 1.3))
    sky(12, 252, 0.15, 2.6, 0.75, 0.9, 0.5)
    camera((-8, -14, land(-8, -14) + 13), (12, 300, land(12, 300) + 18), 38)


def table(rng):
    m = steels()
    k = Maker()
    floor = wet_ground("floor", (0.10, 0.10, 0.11), 1.0, 0.2, tiles=(1.2, 1.2), bump=0.0)
    k.sheet(floor, -14, 14, -8, 16, 2, 2)
    wall = material("wall", (0.10, 0.12, 0.16), 0.7, dirt=0)
    k.box(wall, (0, 11, 3), (28, 0.2, 6))
    for s in (-1, 1):
        k.box(wall, (s * 11, 4, 3), (0.2, 24, 6))
    k.box(material("ceiling", (0.03, 0.03, 0.035), 0.9, dirt=0), (0, 4, 5.2), (24, 26, 0.1))
    base = material("plinth", (0.50, 0.50, 0.50), 0.35, dirt=0.05, clear=0.5)
    k.box(base, (0, 3.2, 0.36), (9.0, 6.4, 0.72))
    k.box(m["dark"], (0, 3.2, 0.05), (8.7, 6.1, 0.1))
    edge = glow("edge", (0.35, 0.65, 1.0), 5.0)
    for s in (-1, 1):
        k.box(edge, (0, 3.2 + s * 3.2, 0.70), (9.02, 0.02, 0.02))
        k.box(edge, (s * 4.5, 3.2, 0.70), (0.02, 6.42, 0.02))
    board = material("board", (0.20, 0.22, 0.17), 0.8, vary=0.15, scale=3, dirt=0)
    k.box(board, (0, 3.2, 0.73), (8.8, 6.2, 0.03))
    street_ = material("street", (0.09, 0.09, 0.1), 0.7, dirt=0)
    beads = glow("beads", (1.0, 0.75, 0.4), 9)
    white = material("model", (0.70, 0.69, 0.66), 0.45, dirt=0, vary=0.04)
    pale = material("model2", (0.45, 0.52, 0.58), 0.35, dirt=0, vary=0.06)
    lit = windows("modelwin", (0.62, 0.61, 0.58), (0.075, 0.055), 0.5, strength=2.2)
    roof = material("modelroof", (0.12, 0.24, 0.42), 0.4, dirt=0, ribs=(0, 0.03, 0.002))
    xs = [-4.2, -2.9, -1.5, -0.1, 1.3, 2.7, 4.2]
    ys = [0.25, 1.25, 2.3, 3.4, 4.5, 5.9]
    for x in xs[1:-1]:
        k.box(street_, (x, 3.2, 0.747), (0.16, 6.2, 0.006))
        for i in range(62):
            for s in (-.1, .1):
                k.box(beads, (x + s, 0.15 + i * 0.1, 0.757), (0.008, 0.008, 0.014))
    for y in ys[1:-1]:
        k.box(street_, (0, y, 0.748), (8.8, 0.16, 0.006))
        for i in range(88):
            for s in (-.1, .1):
                k.box(beads, (-4.35 + i * 0.1, y + s, 0.757), (0.008, 0.008, 0.014))
    spots = []
    for x0, x1 in zip(xs, xs[1:]):
        for y0, y1 in zip(ys, ys[1:]):
            X0, X1, Y0, Y1 = x0 + .16, x1 - .16, y0 + .16, y1 - .16
            w, d = X1 - X0, Y1 - Y0
            kind = rng.random()
            k.box(m["concrete"], ((X0 + X1) / 2, (Y0 + Y1) / 2, 0.75), (w, d, 0.012))
            if kind < 0.45:
                n = rng.choice((2, 3))
                for i in range(n):
                    ww = w / n
                    h = rng.uniform(0.10, 0.16)
                    cx, cy = X0 + ww * (i + .5), (Y0 + Y1) / 2 + .06
                    k.box(rng.choice((white, lit)), (cx, cy, 0.75 + h / 2), (ww - .07, d - .2, h))
                    at = k.at
                    k.at = Matrix.Translation((cx, cy, 0))
                    k.prism(rng.choice((roof, pale, white)), [(-ww / 2 + .025, .75 + h), (0, .75 + h + .04), (ww / 2 - .025, .75 + h)], d - .18)
                    k.at = at
            elif kind < 0.75:
                for i in range(3):
                    for j in range(2):
                        if rng.random() < .85:
                            h = rng.uniform(0.18, 0.55)
                            k.box(lit, (X0 + w * (i + .5) / 3, Y0 + d * (j + .5) / 2, .75 + h / 2), (w / 3 - .1, d / 2 - .16, h))
                            k.box(white, (X0 + w * (i + .5) / 3, Y0 + d * (j + .5) / 2, .75 + h + .006), (w / 3 - .08, d / 2 - .14, 0.012))
            elif kind < 0.9:
                for i in range(3):
                    for j in range(3):
                        k.tube(white, (X0 + .15 + i * .26, Y0 + .13 + j * .24, .75), (X0 + .15 + i * .26, Y0 + .13 + j * .24, .9), 0.095, seg=28)
                        k.ball(white, (X0 + .15 + i * .26, Y0 + .13 + j * .24, .9), 0.095, 24, 10, 0.25)
                for i in range(4):
                    k.tube(m["alu"], (X1 - .12, Y0 + .1 + i * .15, .75), (X1 - .12, Y0 + .1 + i * .15, .75 + rng.uniform(.4, .75)), 0.025, seg=16)
            else:
                k.box(water("model-water", 0.0, tint=(0.02, 0.08, 0.12)), ((X0 + X1) / 2, (Y0 + Y1) / 2, 0.758), (w * .6, d * .6, 0.006))
            for _ in range(16):
                e = rng.choice((0, 1))
                spots.append((rng.uniform(X0, X1), rng.choice((Y0, Y1))) if e else (rng.choice((X0, X1)), rng.uniform(Y0, Y1)))
    # backdrop: lit panels, a plan of the roads in lines, no lettering
    screen = glow("screen", (0.05, 0.16, 0.40), 0.5)
    trace = glow("trace", (0.4, 0.7, 1.0), 0.9)
    warm = glow("warm", (1.0, 0.5, 0.2), 1.1)
    k.box(screen, (0, 10.85, 2.6), (13, 0.06, 2.7))
    for i in range(13):
        a = (-6 + i * 1.0 + rng.uniform(-.3, .3))
        k.beam(trace, (a, 10.8, 1.5), (a + rng.uniform(-.4, .4), 10.8, 3.8), 0.025)
    for i in range(6):
        k.beam(trace, (-6.3, 10.8, 1.6 + i * .4), (6.3, 10.8, 1.7 + i * .4 + rng.uniform(-.1, .1)), 0.02)
    for _ in range(40):
        k.box(rng.choice((trace, warm, warm)), (rng.uniform(-6, 6), 10.79, rng.uniform(1.5, 3.7)), (rng.uniform(.1, .5), 0.02, rng.uniform(.08, .25)))
    for s in (-1, 1):
        for i in range(3):
            k.box(screen, (s * 10.85, 1 + i * 3.4, 2.4), (0.06, 2.6, 2.2))
            k.box(trace, (s * 10.8, 1 + i * 3.4, 3.2), (0.05, 2.0, 0.12))
            for j in range(5):
                k.box(trace, (s * 10.8, 0.6 + i * 3.4, 2.8 - j * .25), (0.05, rng.uniform(.6, 1.6), 0.03))
    strip = glow("strip", (1.0, 0.93, 0.82), 7)
    for i in range(3):
        k.box(strip, (0, 0.5 + i * 3.6, 5.12), (15, 0.12, 0.04))
    for i in range(9):
        for j in range(2):
            k.tube(strip, (-6 + i * 1.5, 2.2 + j * 3.6, 5.13), (-6 + i * 1.5, 2.2 + j * 3.6, 5.15), 0.07, seg=12)
    for i in range(9):
        k.tube(m["alu"], (-5.6 + i * 1.4, -0.85, 0), (-5.6 + i * 1.4, -0.85, 0.95), 0.03)
        if i:
            for z in (0.5, 0.93):
                k.tube(m["alu"], (-5.6 + (i - 1) * 1.4, -0.85, z), (-5.6 + i * 1.4, -0.85, z), 0.02)
    k.done("table")
    leaf = foliage("spring")
    tiny = tree(rng, "tiny", bark(), leaf, 0.085, 0.03, 260, 0.006, 0.002)
    for x, y in spots:
        copy(tiny, x, y, 0.755, rng.random() * TAU, rng.uniform(.7, 1.3))
    for i in range(3):
        panel((0, 0.5 + i * 3.0, 5.0), (9, 0.5), 230, (1, 0.94, 0.84))
    for x in (-3, 0, 3):
        lamp((x, 2.6, 4.7), 160, (1, 0.9, 0.75), 0.08)
    panel((0, 10.6, 2.6), (13, 2.6), 70, (0.25, 0.5, 1.0), (0, -1, 0))
    dark((0.2, 0.25, 0.35), 0.03)
    camera((-3.9, -1.9, 2.05), (0.7, 4.4, 0.75), 31, 2.0, (-0.9, 2.3, 0.9))
