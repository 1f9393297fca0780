using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Cost of a position by average cost. A closing fill takes its share of the cost rounded towards zero and leaves the
/// remainder with the rest of the position, so a closed round trip realises exactly what it paid and received.
/// </summary>
internal static class AverageCost
{
    /// <summary>Books a fill of so many signed units; answers what closing realised, before fees.</summary>
    public static ExactNotional Fill(ref long position, ref ExactNotional cost, long signed, Price price)
    {
        if (position == 0 || (position > 0) == (signed > 0))
        {
            cost += ExactNotional.Of(price, Quantity.FromUnits(signed));
            position += signed;
            return default;
        }

        var closed = Math.Min(Math.Abs(signed), Math.Abs(position));
        var share = Share(cost, Math.Abs(position), closed);
        var proceeds = ExactNotional.Of(price, Quantity.FromUnits(position > 0 ? closed : -closed));
        var opened = Math.Abs(signed) - closed;
        cost = cost - share + ExactNotional.Of(price, Quantity.FromUnits(signed > 0 ? opened : -opened));
        position += signed;
        return proceeds - share;
    }

    private static ExactNotional Share(ExactNotional cost, long held, long closed)
    {
        if (closed == held)
        {
            return cost;
        }

        // cost = each x held + rest, so every product below stays inside 128 bits.
        var (each, rest) = Int128.DivRem(cost.Units, held);
        return ExactNotional.FromUnits(each * closed + rest * closed / held);
    }
}
