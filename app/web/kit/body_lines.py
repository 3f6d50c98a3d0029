"""The edges that the body is drawn from: runs of points that a smooth curve passes through.

Only the half on the viewer's left is drawn, in a box of WIDTH by HEIGHT; the other half is its
mirror image. Neighbouring areas share the edge between them, so no gap opens when a point is moved.
"""

WIDTH = 200
HEIGHT = 418

OutlinePoint = tuple[float, float]
Edge = tuple[OutlinePoint, ...]


def edge(points: str) -> Edge:
    """Read an edge written as `x,y x,y`."""
    pairs = (point.split(",") for point in points.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def back(run: Edge) -> Edge:
    """Walk an edge the other way."""
    return run[::-1]


def mirror(run: Edge) -> Edge:
    """Turn an edge over to the other side of the body."""
    return tuple((WIDTH - x, y) for x, y in run)


def across(run: Edge) -> Edge:
    """Continue an edge that ends on the middle line on the other side."""
    return run + back(mirror(run))[1:]


def outline(*runs: Edge) -> str:
    """Return a closed SVG path along edges that each begin where the last one ended."""
    return f"M{_pair(runs[0][0])}{''.join(map(_curve, runs))}Z"


def stroke(run: Edge) -> str:
    """Return an open SVG path along an edge."""
    return f"M{_pair(run[0])}{_curve(run)}"


def _curve(run: Edge) -> str:
    """Return SVG commands for a Catmull-Rom curve through the points after the first."""
    if len(run) == 2:
        return f"L{_pair(run[1])}"
    padded = (run[0], *run, run[-1])
    commands = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        commands.append(f"C{_pair(first)} {_pair(second)} {_pair(end)}")
    return "".join(commands)


def _pair(point: OutlinePoint) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


# Edges that both views share, from the head down.
SKULL = edge("77.6,46.5 74.6,44.5 72.8,37.6 74.2,33.6 76.4,33.4 78,22.5 86,11.5 100,6.5")
SHOULDER = edge("80.5,84.5 71,88.5 60.5,92.5 51.8,100 47,111.5 45,125")
ARM_TOP = edge("45,125 55,122.5 66,124")
ARM_OUTSIDE = edge("45,125 41.5,140 36.5,155 33,169")
ARM_INSIDE = edge("66,124 62.5,137 57,155 52,171.5")
ELBOW = edge("33,169 42,173 52,171.5")
FOREARM_OUTSIDE = edge("33,169 28,184 24.8,200 23.5,214.5")
FOREARM_INSIDE = edge("52,171.5 49,187 42,204 36.5,217")
WRIST = edge("23.5,214.5 29.5,217.5 36.5,217")
HAND = edge(
    "23.5,214.5 19.5,225 16.5,237 15,248 16.2,256.5 20.5,260.5 26,258.5 30,250.5 32.3,242.5"
    " 34.2,240.5 36.8,247 40,249.5 42.3,246 42,238 39.8,227 36.5,217"
)
RIBS_SIDE = edge("66,124 66.5,139 68.5,154")
WAIST_SIDE = edge("68.5,154 70.5,168 70,182 66.5,198")
HIP_SIDE = edge("66.5,198 62,212 59,226 57.5,241")
THIGH_OUTSIDE = edge("57.5,241 57.8,262 61.2,287 65,304 66.3,316")
SHIN_OUTSIDE = edge("66.3,316 63.5,333 65.5,353 70.5,375 72,388")
SHIN_INSIDE = edge("89.5,317 91.5,335 89.5,355 85.5,376 84.5,388")
ANKLE = edge("72,388 78,389.5 84.5,388")
EYE = edge("86.4,36.8 89.2,35.4 92,36.8")
EYELID = edge("86.8,37.4 89.2,38.3 91.6,37.4")
BROW = edge("85.6,32 89.2,30.6 92.8,31.6")
NOSE = edge("98,44.6 96.8,48.4 98.6,50 100,50")
MOUTH = edge("93.6,62.2 97.4,61.4 100,62")
FACE = (EYE, EYELID, BROW, NOSE, MOUTH)
FINGERS = (edge("20.5,246.5 19.5,255"), edge("25,247 23.8,255.5"), edge("29,245.5 27.6,252"))

# Front only.
CHEEK = edge("77.6,46.5 85.5,51 91.5,56.5 100,58")
JAW = edge("77.6,46.5 80,57 87.5,66.3 100,70.5")
CHIN = edge("100,70.5 100,58")
THROAT_TOP = edge("87.5,58 93,62 100,63")
THROAT_SIDE = edge("87.5,58 87.5,70 86,78 80.5,84.5")
COLLAR = edge("80.5,84.5 88,89 95,91.2")
COLLAR_MIDDLE = edge("95,91.2 100,91.8 105,91.2")
SHOULDER_FRONT = edge("95,91.2 84,97 73,107 66,124")
RIBS = across(edge("68.5,154 80,156.5 91,152 100,147"))
GROIN = edge("66.5,198 76,211 88,222.5 100,228")
GROIN_MIDDLE = edge("100,228 99,244")
THIGH_TOP = edge("57.5,241 70,237.5 86,239 99,244")
THIGH_INSIDE = edge("99,244 97.5,264 94,287 90.5,307 89.5,317")
KNEE = edge("66.3,316 78,320 89.5,317")
FOOT = edge("72,388 69,395 62.5,402 61,407.5 66,410.5 74,410 80,410.5 86,408.5 87,400 84.5,388")

# Back only.
NAPE_TOP = edge("122.4,46.5 119.5,56 112,63.5 100,66.5 88,63.5 80.5,56 77.6,46.5")
NAPE_HIDDEN = edge("86.5,58 93,62 100,63")
NAPE_SIDE = edge("86.5,58 87,70 85.5,78 80.5,84.5")
NAPE = edge("80.5,84.5 88,90 95,94")
NAPE_MIDDLE = edge("95,94 100,95.5 105,94")
BLADE = edge("95,94 88,104 77,113 66,124")
BACK_MIDDLE = across(edge("68.5,154 84,157 100,158"))
HIP_TOP = edge("66.5,198 78,197 90,201 100,208")
CLEFT = edge("100,208 99,246")
FOLD = edge("57.5,241 66,250 80,253.5 92,252 99,246")
THIGH_INSIDE_BACK = edge("99,246 97.5,264 94,287 90.5,307 89.5,317")
KNEE_BACK = edge("66.3,316 78,313 89.5,317")
HEEL = edge("72,388 70,397 66,403 65.5,408.5 70,411 78,411 86,410.5 88,406 86,398 84.5,388")
