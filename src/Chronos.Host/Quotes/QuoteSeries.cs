using Chronos.Core.Model;

namespace Chronos.Host.Quotes;

/// <summary>The quotes of one file in order; each carries its recorded time as the venue's.</summary>
/// <param name="Name">The file.</param>
/// <param name="Quotes">At least one.</param>
/// <param name="SizesCut">Sizes that had more than 8 decimals and were cut down.</param>
internal sealed record QuoteSeries(string Name, IReadOnlyList<Quote> Quotes, int SizesCut)
{
    /// <summary>Time of the first quote.</summary>
    public long StartNanos => Quotes[0].VenueTimeNanos;
}
