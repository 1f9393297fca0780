using System.Globalization;

namespace Chronos.Core.Tests.Crash;

/// <summary>What the process to be killed printed when an order left it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Sequence">Its deciding record.</param>
/// <param name="Watermark">How far the journal was safe, by the durability of the run, when it left.</param>
internal readonly record struct LeftOrder(ulong Order, long Sequence, long Watermark)
{
    public static LeftOrder Parse(string line)
    {
        var parts = line.Split(' ');
        return new LeftOrder(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
