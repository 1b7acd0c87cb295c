"""Numbers from HTCondor's ads, which may be expressions."""
import math
import os
import re
from pathlib import Path
from typing import Dict, List, Optional

from .ending import log

SCALES = {"": 0, "B": 0, "K": 1, "M": 2, "G": 3, "T": 4}
TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)\s*([KMGT]?)i?(B?)\b|([A-Za-z_][\w.]*)|([-+*/%()]))")
DEPTH_MAX = 20


def ad_value(variable: str, name: str, unit: int) -> Optional[float]:
    """One number of the ClassAd file that an environment variable points to; None with a note if it is none."""
    try:
        text = Path(os.environ[variable]).read_text(encoding="utf-8", errors="replace")
    except (KeyError, OSError):
        return None
    attributes = {found.group(1).lower(): found.group(2)
                  for found in re.finditer(r"(?m)^\s*([A-Za-z_]\w*)\s*=(?!=)\s*(.*?)\s*$", text)}
    if name.lower() not in attributes:
        return None
    value = evaluate(attributes[name.lower()], attributes, unit)
    if value is None:
        log("%s = %.200s is no number that can be worked out here" % (name, attributes[name.lower()]))
    return value


def whole(value: Optional[float]) -> Optional[int]:
    """Rounded up, as HTCondor does; nothing that no machine has."""
    return int(math.ceil(value)) if value is not None and 0 < value < 1e12 else None


def evaluate(text: str, attributes: Dict[str, str], unit: int, depth: int = 0) -> Optional[float]:
    """Sums and products of numbers and other attributes; a number with K, M, G or T is bytes, given in units."""
    if depth > DEPTH_MAX:
        return None
    tokens, place = [], 0  # type: List[object], int
    text = text.strip().strip('"').strip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            return None
        place = found.end()
        number, scale, byte, name, sign = found.groups()
        if number is not None:
            tokens.append(float(number) * 1024 ** SCALES[scale] / (unit if scale or byte else 1))
        elif name is not None:
            known = attributes.get(name.lower().rpartition(".")[2])
            value = None if known is None else evaluate(known, attributes, unit, depth + 1)
            if value is None:
                return None
            tokens.append(value)
        else:
            tokens.append(sign)
    try:
        value = total(tokens)
        return value if not tokens and math.isfinite(value) else None
    except (IndexError, TypeError, ZeroDivisionError, OverflowError, RecursionError):
        return None


def total(tokens: List[object]) -> float:
    value = product(tokens)
    while tokens and tokens[0] in ("+", "-"):
        value += product(tokens) if tokens.pop(0) == "+" else -product(tokens)
    return value


def product(tokens: List[object]) -> float:
    value = factor(tokens)
    while tokens and tokens[0] in ("*", "/", "%"):
        sign, other = tokens.pop(0), factor(tokens)
        value = value * other if sign == "*" else value / other if sign == "/" else math.fmod(value, other)
    return value


def factor(tokens: List[object]) -> float:
    token = tokens.pop(0)
    if token in ("-", "+"):
        return -factor(tokens) if token == "-" else factor(tokens)
    if token == "(":
        value = total(tokens)
        if tokens.pop(0) != ")":
            raise TypeError("a bracket is missing")
        return value
    if not isinstance(token, float):
        raise TypeError("a number is missing")
    return token
