using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chronos.Core.Model;

/// <summary>
/// Products of 128 bits for the hot path. <see cref="Math.BigMul(long, long)"/> of this runtime passes the low half through
/// memory, which costs more than the multiplication; two multiplications in registers do not.
/// </summary>
internal static class Wide
{
    /// <summary>left x right, exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int128 Product(long left, long right)
    {
        if (!Bmi2.X64.IsSupported)
        {
            return Math.BigMul(left, right);
        }

        unchecked
        {
            var high = Bmi2.X64.MultiplyNoFlags((ulong)left, (ulong)right);

            // Two's complement: a negative factor was taken for 2^64 more than it is.
            high -= ((ulong)(left >> 63) & (ulong)right) + ((ulong)(right >> 63) & (ulong)left);
            return new Int128(high, (ulong)(left * right));
        }
    }

    /// <summary>value x factor, modulo 2^128: whoever calls has bounded both, so that nothing is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int128 UncheckedTimes(Int128 value, long factor)
    {
        unchecked
        {
            var low = (ulong)value;
            var high = (ulong)(value >> 64);
            if (!Bmi2.X64.IsSupported)
            {
                return value * factor;
            }

            var carried = Bmi2.X64.MultiplyNoFlags(low, (ulong)factor) - ((ulong)(factor >> 63) & low);
            return new Int128(carried + high * (ulong)factor, low * (ulong)factor);
        }
    }
}
