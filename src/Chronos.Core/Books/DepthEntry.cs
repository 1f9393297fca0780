using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>The order book of one instrument as told last.</summary>
internal struct DepthEntry
{
    public Depth Levels;

    /// <summary>Engine time it arrived; 0 when there has been none.</summary>
    public long TimeNanos;

    /// <summary>What is wrong with an order book, if anything: prices must get worse from level to level and every level must show something.</summary>
    public static ReasonCode Judge(in Depth depth) =>
        IsSide(depth.Bids, depth.BidCount, direction: -1) && IsSide(depth.Asks, depth.AskCount, direction: 1)
        && (depth.BidCount == 0 || depth.AskCount == 0 || depth.Bids[0].Price <= depth.Asks[0].Price)
            ? ReasonCode.None
            : ReasonCode.DepthInvalid;

    public readonly void AddTo(StateHash hash)
    {
        hash.Add(TimeNanos);
        AddTo(hash, Levels.Bids, Levels.BidCount);
        AddTo(hash, Levels.Asks, Levels.AskCount);
    }

    private static void AddTo(StateHash hash, in DepthLevels levels, int count)
    {
        hash.Add((long)count);
        for (var i = 0; i < count; i++)
        {
            hash.Add(levels[i].Price.Units);
            hash.Add(levels[i].Quantity.Units);
        }
    }

    private static bool IsSide(in DepthLevels levels, int count, int direction)
    {
        if (count > DepthLevels.Capacity)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (levels[i].Price.Units is <= 0 or > Bounds.PriceUnitsMax
                || levels[i].Quantity.Units is <= 0 or > Bounds.QuantityUnitsMax
                || (i != 0 && (levels[i].Price.Units - levels[i - 1].Price.Units) * direction <= 0))
            {
                return false;
            }
        }

        return true;
    }
}
