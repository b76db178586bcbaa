"""Exponential, logarithm and normal distribution in our own arithmetic: the same bits on every machine.

The platform's `exp` differs in its last bit between libraries and keeps LLVM from using vector lanes. These are
additions, multiplications and one reinterpretation of bits, all exactly defined by IEEE 754, without branches
where a loop over lanes needs it. Compiled and interpreted they agree to the last bit.
"""

from __future__ import annotations

import math
import struct
from typing import Any

from numba import types
from numba.extending import intrinsic

from multipolar.numerics.jit import JIT_ON, law

__all__ = ["LN2", "bits_of", "clip", "exp", "float_of", "log", "logistic", "norm_cdf", "norm_pdf", "norm_ppf"]

LN2 = 0.6931471805599453
"""Natural logarithm of two [1]."""
MASK64 = 0xFFFFFFFFFFFFFFFF
"""All 64 bits."""

if JIT_ON:

    @intrinsic  # type: ignore[untyped-decorator]
    def _to_bits(_typing: Any, _value: Any) -> Any:
        def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.bitcast(args[0], context.get_value_type(types.int64))

        return types.int64(types.float64), codegen

    @intrinsic  # type: ignore[untyped-decorator]
    def _to_float(_typing: Any, _bits: Any) -> Any:
        def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.bitcast(args[0], context.get_value_type(types.float64))

        return types.float64(types.int64), codegen

else:

    def _to_bits(value: float) -> int:
        return int(struct.unpack("<q", struct.pack("<d", value))[0])

    def _to_float(bits: int) -> float:
        return float(struct.unpack("<d", struct.pack("<Q", bits & MASK64))[0])


@law
def bits_of(value: float) -> int:
    """Return the 64 bits of a double as a signed integer."""
    return _to_bits(value)  # type: ignore[no-any-return]


@law
def float_of(bits: int) -> float:
    """Return the double whose 64 bits are `bits`."""
    return _to_float(bits)  # type: ignore[no-any-return]


LOG2_E = 1.4426950408889634
"""Binary logarithm of e [1]."""
LN2_HIGH = 6.93147180369123816490e-01  # the trailing bits are zero: k * LN2_HIGH is exact for every exponent k
"""Natural logarithm of two: the part that is exact in products with small whole numbers [1]. Source: fdlibm."""
LN2_LOW = 1.90821492927058770002e-10
"""The rest of it [1]. Source: fdlibm."""
ROUND = 6755399441055744.0  # 1.5 * 2**52: adding it leaves the nearest integer in the low bits
"""1.5 x 2^52: adding it rounds to a whole number [1]."""
ROUND_BITS = 0x4338000000000000
"""The bits of ``ROUND``."""
EXP_LOW, EXP_HIGH = -707.0, 709.782712893384  # below: not a normal number any more; above: more than the largest double
"""Arguments below and above which the exponential is 0 and infinite [1]."""


@law
def exp(x: float) -> float:
    """Return e to the power `x`; 0 below -707, infinity above 709.8, at most about one unit in the last place off.

    Cody-Waite reduction x = k ln 2 + r with |r| <= 0.347 (Cody & Waite 1980, chapter 6), then 1 + r + r^2 q(r). The
    coefficients of q are our own Remez fit of degree 9 (minimax relative error of the result). The terms are paired (Estrin's
    scheme): in a chain of ten additions each would wait for the last.
    """
    x = float(x)
    shifted = x * LOG2_E + ROUND
    whole = shifted - ROUND
    k = bits_of(shifted) - ROUND_BITS
    r = (x - whole * LN2_HIGH) - whole * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (0.5000000000000011 + 0.16666666666666413 * r) + (0.04166666666653018 + 0.008333333333494432 * r) * r2
    high = (0.0013888888943622394 + 0.00019841269506626526 * r) + (2.480149310778186e-05 + 2.7557586348270968e-06 * r) * r2
    top = 2.763024493693077e-07 + 2.5000064146754493e-08 * r
    mantissa = 1.0 + (r + r2 * ((low + high * r4) + top * (r4 * r4)))
    result = 2.0 * mantissa * float_of((k + 1022) << 52)
    result = 0.0 if x < EXP_LOW else result
    return math.inf if x > EXP_HIGH else result


SMALLEST_NORMAL = 2.2250738585072014e-308
"""Smallest normal double [1]."""
TWO_54 = 18014398509481984.0
"""2^54 [1]."""
SQRT_HALF_BITS = 0x3FE6A09E667F3BCD
"""Bits of the square root of one half."""


@law
def log(x: float) -> float:
    """Return the natural logarithm of `x`; -infinity at 0, nan below, at most about one unit in the last place off.

    x = 2^k m with m between sqrt(1/2) and sqrt(2); log m by the odd series in s = (m - 1) / (m + 1) with minimax
    coefficients. Source: the coefficients of fdlibm's `e_log.c` (Sun Microsystems 1993), published as facts.
    """
    x = float(x)
    tiny = x < SMALLEST_NORMAL
    bits = bits_of(x * TWO_54 if tiny else x)
    k = (bits - SQRT_HALF_BITS) >> 52
    f = float_of(bits - (k << 52)) - 1.0
    s = f / (2.0 + f)
    z = s * s
    z2 = z * z
    low = (6.666666666666735130e-01 + 3.999999999940941908e-01 * z) + (2.857142874366239149e-01 + 2.222219843214978396e-01 * z) * z2
    r = low + ((1.818357216161805012e-01 + 1.531383769920937332e-01 * z) + 1.479819860511658591e-01 * z2) * (z2 * z2)
    half = 0.5 * f * f
    power = float(k) - (54.0 if tiny else 0.0)
    result = power * LN2_HIGH - ((half - (s * (half + r * z) + power * LN2_LOW)) - f)
    result = x if x == math.inf else result
    result = -math.inf if x == 0.0 else result
    return result if x >= 0.0 else math.nan


@law
def logistic(x: float) -> float:
    """Return the chance whose log-odds are `x` [logit] -> [probability]: 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@law
def clip(x: float, low: float, high: float) -> float:
    """Return `x` held between `low` and `high`."""
    x = max(x, low)
    return min(x, high)


INV_SQRT_2PI = 0.3989422804014326779
"""1 / sqrt(2 pi) [1]."""


@law
def norm_pdf(z: float) -> float:
    """Return the density of the standard normal distribution at `z`."""
    return INV_SQRT_2PI * exp(-0.5 * z * z)


@law
def _cdf_centre(z: float) -> float:
    q = z * z
    top = 0.065682337918207449113
    top = (top * q + 2.2352520354606839287) * q + 161.02823106855587881
    top = (top * q + 1067.6894854603709582) * q + 18154.981253343561249
    low = (q + 47.20258190468824187) * q + 976.09855173777669322
    low = (low * q + 10260.932208618978205) * q + 45507.789335026729956
    return 0.5 + z * top / low


@law
def _tail_density(y: float) -> float:
    # e^(-y^2/2) in two factors: rounding y^2 as a whole would cost digits in the far tail.
    coarse = math.floor(y * 16.0) / 16.0
    return exp(-0.5 * coarse * coarse) * exp(-0.5 * (y - coarse) * (y + coarse))


@law
def _tail_middle(y: float) -> float:
    top = 1.0765576773720192317e-8
    top = (top * y + 0.39894151208813466764) * y + 8.8831497943883759412
    top = (top * y + 93.506656132177855979) * y + 597.27027639480026226
    top = (top * y + 2494.5375852903726711) * y + 6848.1904505362823326
    top = (top * y + 11602.651437647350124) * y + 9842.7148383839780218
    low = (y + 22.266688044328115691) * y + 235.38790178262499861
    low = (low * y + 1519.377599407554805) * y + 6485.558298266760755
    low = (low * y + 18615.571640885098091) * y + 34900.952721145977266
    low = (low * y + 38912.003286093271411) * y + 19685.429676859990727
    return _tail_density(y) * top / low


@law
def _tail_far(y: float) -> float:
    q = 1.0 / (y * y)
    top = 0.02307344176494017303
    top = (top * q + 0.21589853405795699) * q + 0.1274011611602473639
    top = (top * q + 0.022235277870649807) * q + 0.001421619193227893466
    top = top * q + 2.9112874951168792e-5
    low = (q + 1.28426009614491121) * q + 0.468238212480865118
    low = (low * q + 0.0659881378689285515) * q + 0.00378239633202758244
    low = low * q + 7.29751555083966205e-5
    return _tail_density(y) * (INV_SQRT_2PI - q * top / low) / y


@law
def norm_cdf(z: float) -> float:
    """Return the share of a standard normal distribution below `z` [probability], tails to full relative precision.

    Source: rational approximations of W. J. Cody, Mathematics of Computation 23 (1969).
    """
    y = -z if z < 0.0 else z
    if y <= 0.67448975:
        return _cdf_centre(z)
    if y > 38.5:
        tail = 0.0
    elif y <= 5.656854249492381:
        tail = _tail_middle(y)
    else:
        tail = _tail_far(y)
    return tail if z < 0.0 else 1.0 - tail


@law
def _ppf_centre(q: float) -> float:
    r = 0.180625 - q * q
    top = 2.5090809287301226727e3
    top = (top * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4
    top = (top * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4
    top = (top * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2
    top = top * r + 3.3871328727963666080
    low = 5.2264952788528545610e3
    low = (low * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4
    low = (low * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3
    low = (low * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1
    return q * top / (low * r + 1.0)


@law
def _ppf_middle(r: float) -> float:
    r = r - 1.6
    top = 7.74545014278341407640e-4
    top = (top * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1
    top = (top * r + 1.27045825245236838258) * r + 3.64784832476320460504
    top = (top * r + 5.76949722146069140550) * r + 4.63033784615654529590
    top = top * r + 1.42343711074968357734
    low = 1.05075007164441684324e-9
    low = (low * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2
    low = (low * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1
    low = (low * r + 1.67638483018380384940) * r + 2.05319162663775882187
    return top / (low * r + 1.0)


@law
def _ppf_far(r: float) -> float:
    r = r - 5.0
    top = 2.01033439929228813265e-7
    top = (top * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3
    top = (top * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1
    top = (top * r + 1.78482653991729133580) * r + 5.46378491116411436990
    top = top * r + 6.65790464350110377720
    low = 2.04426310338993978564e-15
    low = (low * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5
    low = (low * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2
    low = (low * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1
    return top / (low * r + 1.0)


@law
def norm_ppf(u: float) -> float:
    """Return the standard normal value below which the share `u` lies; -infinity at 0, infinity at 1, nan outside.

    Full double precision, no refinement needed. Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied
    Statistics 37 (1988).
    """
    q = u - 0.5
    if -0.425 <= q <= 0.425:
        return _ppf_centre(q)
    smaller = u if q < 0.0 else 1.0 - u
    if not smaller > 0.0:
        edge = math.inf if smaller == 0.0 else math.nan
        return -edge if q < 0.0 else edge
    r = math.sqrt(-log(smaller))
    z = _ppf_middle(r) if r <= 5.0 else _ppf_far(r)
    return -z if q < 0.0 else z
