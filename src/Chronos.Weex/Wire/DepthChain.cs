using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>
/// A book kept from a snapshot and the chain of changes after it: each begins with the id the one before ended with. A gap,
/// a crossed book or more levels than the window holds breaks it; a broken book is empty until the next snapshot. One
/// thread.
/// </summary>
internal sealed class DepthChain
{
    private static readonly IComparer<Price> Falling = Comparer<Price>.Create(static (left, right) => right.CompareTo(left));

    private readonly SortedList<Price, Quantity> _bids = new(Falling);
    private readonly SortedList<Price, Quantity> _asks = [];
    private long _lastId;

    /// <summary>False until a snapshot has come, and after a break or <see cref="Clear"/>.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Best first.</summary>
    public SortedList<Price, Quantity> Bids => _bids;

    /// <summary>Best first.</summary>
    public SortedList<Price, Quantity> Asks => _asks;

    public DepthStep Apply(WeexDepthPush push)
    {
        if (push.IsSnapshot)
        {
            Clear();
        }
        else if (!IsLive)
        {
            return DepthStep.Waiting;
        }
        else if (push.FirstId != _lastId)
        {
            Clear();
            return DepthStep.Broken;
        }

        Merge(_bids, push.Bids);
        Merge(_asks, push.Asks);
        if (push.LastId < push.FirstId || _bids.Count > push.Levels || _asks.Count > push.Levels || IsCrossed())
        {
            Clear();
            return DepthStep.Broken;
        }

        _lastId = push.LastId;
        IsLive = true;
        return DepthStep.Applied;
    }

    /// <summary>Forgets everything, as at the end of a connection.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        IsLive = false;
    }

    private static void Merge(SortedList<Price, Quantity> side, IReadOnlyList<WeexLevel> levels)
    {
        foreach (var level in levels)
        {
            if (level.Quantity.IsZero)
            {
                side.Remove(level.Price);
            }
            else
            {
                side[level.Price] = level.Quantity;
            }
        }
    }

    private bool IsCrossed() => _bids.Count > 0 && _asks.Count > 0 && _bids.GetKeyAtIndex(0) >= _asks.GetKeyAtIndex(0);
}
