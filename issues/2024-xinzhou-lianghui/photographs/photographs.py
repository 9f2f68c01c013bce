"""Makes the sample issue's photographs. See README.md for the command.

    blender -b -noaudio -P photographs.py -- [--scale 0.3] [--samples 64] [--threads 2] [--out DIR] [NAME …]
"""
import argparse
import os
import random
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from studio import *          # noqa: F401,F403
from scenes_works import *    # noqa: F401,F403
from scenes_land import *     # noqa: F401,F403
from PIL import Image

ARTICLES = os.path.join(HERE, "..", "articles")

#         name: (scene, file in articles/, size, samples, darkroom settings)
SHOTS = {
    "plant": (plant, "lead-chain/plant-dusk.jpg", (1500, 1000), 110,
              dict(reach=420, tint=(0.20, 0.21, 0.26), bloom=0.5, exposure=1.3, contrast=1.08)),
    "hall": (hall, "lead-chain/machine-hall.jpg", (1440, 810), 120,
             dict(reach=420, tint=(0.5, 0.52, 0.55), bloom=0.18, exposure=1.0, contrast=1.05)),
    "reel": (reel, "lead-chain/reel-truck.png", (1200, 900), 80,
             dict(reach=900, tint=(0.6, 0.64, 0.7), bloom=0.1, exposure=1.0, contrast=1.05)),
    "aerial": (aerial, "land-feature/park-aerial.jpg", (1500, 1000), 44,
               dict(reach=4200, tint=(0.70, 0.69, 0.68), bloom=0.1, exposure=0.62, contrast=1.16)),
    "ground": (ground, "land-feature/groundbreaking.jpg", (1440, 810), 40,
               dict(reach=330, tint=(0.80, 0.72, 0.60), bloom=0.25, exposure=0.95, contrast=1.08, saturation=0.85)),
    "frame": (frame, "land-feature/steel-frame.jpg", (1000, 1500), 48,
              dict(reach=1100, air=1e6, tint=(0.6, 0.64, 0.7), bloom=0.12, exposure=1.1, contrast=1.05, saturation=0.82)),
    "formwork": (formwork, "service-promise/formwork.png", (1000, 1000), 56,
                 dict(reach=300, tint=(0.4, 0.42, 0.46), bloom=0.5, exposure=1.2, contrast=1.05)),
    "street": (street, "city-street/street-evening.jpg", (1200, 900), 72,
               dict(reach=500, tint=(0.16, 0.18, 0.25), bloom=0.45, exposure=1.5, contrast=1.04, saturation=0.8)),
    "pond": (pond, "photo-park/park-pond.jpg", (1500, 1000), 56,
             dict(reach=800, tint=(0.72, 0.70, 0.66), bloom=0.15, exposure=1.1, contrast=1.05)),
    "hills": (hills, "data-story/solar-wind.jpg", (1440, 810), 48,
              dict(reach=3400, tint=(0.75, 0.68, 0.60), bloom=0.15, exposure=0.86, contrast=1.08)),
    "table": (table, "data-table/sand-table.jpg", (1200, 900), 48,
              dict(reach=400, tint=(0.05, 0.07, 0.1), bloom=0.4, exposure=1.25, contrast=1.02)),
}


def shoot(name, opts):
    scene, path, size, samples, dark_room = SHOTS[name]
    far = 4.0 * dark_room["reach"] + 1000
    began = time.time()
    clear()
    scene(random.Random(name))
    size = tuple(int(v * opts.scale) for v in size)
    folder = opts.keep and os.path.join(opts.keep, name) or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    if opts.develop:
        got = load(folder, far)
    else:
        got = expose(size, int(opts.samples or samples), opts.threads, far, folder)
    light = clean(got, radius=2 if opts.scale < 0.6 else 4)
    light = haze(light, got["mist"], dark_room.get("air", dark_room["reach"]), dark_room["tint"], far)
    light = bloom(light, dark_room["bloom"], dark_room.get("limit", 2.0))
    pic = film(light, dark_room["exposure"], dark_room["contrast"], dark_room.get("saturation", 0.92), dark_room.get("warm", 0.0))
    pic = finish(pic, len(name) + 11)
    target = os.path.join(opts.out, os.path.basename(path)) if opts.out else os.path.join(ARTICLES, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    img = Image.fromarray((pic * 255 + 0.5).astype("uint8"), "RGB")
    if target.endswith(".png"):
        img.save(target, optimize=True, dpi=(300, 300))
    else:
        img.save(target, quality=88, optimize=True, dpi=(300, 300))
    print(f"{name}: {target} {img.size} {os.path.getsize(target) // 1024} KiB, {time.time() - began:.0f} s", flush=True)


def main():
    p = argparse.ArgumentParser(prog="photographs.py")
    p.add_argument("--scale", type=float, default=1.0)
    p.add_argument("--samples", type=int)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--out", help="write here instead of beside the articles")
    p.add_argument("--keep", help="keep the undeveloped frames here")
    p.add_argument("--develop", action="store_true", help="take the frames from --keep, don't render")
    p.add_argument("names", nargs="*")
    opts = p.parse_args(sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else [])
    for name in opts.names or SHOTS:
        shoot(name, opts)


main()
