namespace Chronos.Core.Tests.Allocation;

/// <summary>
/// Bytes the calling thread allocates. A collection that another test causes gives up the rest of this thread's
/// allocation buffer, which counts as allocated; it does not happen in every round, what the code allocates does.
/// </summary>
internal static class AllocationMeter
{
    private const int RoundsMax = 10;

    /// <summary>The least of some rounds; ends with the first of none.</summary>
    public static long Least(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < RoundsMax && least != 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
