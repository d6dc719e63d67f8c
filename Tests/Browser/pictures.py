"""Makes small pictures for the README of what the browser test saw: `pictures.py SHOTS FOLDER`."""

import pathlib
import sys

from PIL import Image

SHOTS, FOLDER = map(pathlib.Path, sys.argv[1:3])
# The picture in the README, what it is made of, and how much of its height is shown, in widths.
PICTURES = {
    "start": ("start-stranger-1280", 0.62),
    "offer": ("offer-presenter-390-plain", 1.5),
    "desk": ("desk-coordinator-1280", 0.62),
    "month": ("month-prepared-accountant-1280", 0.62),
}
# All of them together, in bytes.
MOST = 300_000

FOLDER.mkdir(parents=True, exist_ok=True)
total = 0
for name, (shot, height) in PICTURES.items():
    with Image.open(SHOTS / f"{shot}.png") as picture:
        part = picture.crop((0, 0, picture.width, min(picture.height, round(picture.width * height))))
        width = min(part.width, 900)
        small = part.convert("RGB").resize((width, round(part.height * width / part.width)), Image.LANCZOS)
        small.save(FOLDER / f"{name}.webp", quality=70, method=6)
    total += (FOLDER / f"{name}.webp").stat().st_size
if total > MOST:
    sys.exit(f"The pictures have {total} bytes together; {MOST} are allowed.")
print(f"{len(PICTURES)} pictures, {total} bytes, in {FOLDER}")
