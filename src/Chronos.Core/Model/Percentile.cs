namespace Chronos.Core.Model;

/// <summary>Percentiles by nearest rank: the smallest figure that at least so many of all are at or below.</summary>
internal static class Percentile
{
    /// <summary>The 99th; 0 of nothing. Reorders the figures.</summary>
    public static long P99(Span<long> figures)
    {
        if (figures.IsEmpty)
        {
            return 0;
        }

        figures.Sort();
        return figures[figures.Length - 1 - figures.Length / 100];
    }
}
