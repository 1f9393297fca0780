using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Tells how many units fit at one price after another so that the average of all stays at or below a threshold given in parts of a price
/// unit. Prices must not fall. Whole numbers of at most 128 bits for every price and quantity of 64.
/// </summary>
/// <remarks>
/// With the threshold split into whole + part / parts, a unit at price p makes room of (whole - p) + part / parts, or takes as much where that
/// is negative. The room is kept as whole room and parts apart, because their product would not fit.
/// </remarks>
internal ref struct SlippageRoom
{
    private readonly long _parts;
    private readonly Int128 _whole;
    private readonly long _part;
    private Int128 _room;
    private Int128 _roomParts;

    public SlippageRoom(Int128 threshold, long parts)
    {
        _parts = parts;
        var (whole, part) = Int128.DivRem(threshold, parts);
        _whole = part < 0 ? whole - 1 : whole;
        _part = (long)(part < 0 ? part + parts : part);
    }

    /// <summary>How many of the units fit at the price; they count from now on.</summary>
    public long Take(long price, long units)
    {
        var distance = _whole - price;
        var taken = distance >= 0 ? units : Fitting(-distance, units);
        _room += distance * taken;
        _roomParts += Wide.Product(_part, taken);
        _room += _roomParts / _parts;
        _roomParts %= _parts;
        return taken;
    }

    /// <summary>
    /// The largest n up to <paramref name="units"/> with n x (need - part / parts) within the room. With room = a x need + r it is a plus what
    /// fits into r and into the parts that a units leave over.
    /// </summary>
    private readonly long Fitting(Int128 need, long units)
    {
        if (_room >= need * units)
        {
            return units;
        }

        var (most, rest) = Int128.DivRem(_room, need);
        var more = (rest * _parts + most * _part + _roomParts) / (need * _parts - _part);
        return (long)Int128.Min(most + more, units);
    }
}
