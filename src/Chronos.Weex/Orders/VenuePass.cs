using Chronos.Weex.Wire;

namespace Chronos.Weex.Orders;

/// <summary>One complete reading of all lists. A reading of which any part failed is none.</summary>
internal sealed record VenuePass
{
    /// <summary>Venue time at which the first request was begun.</summary>
    public required long StartedMillis { get; init; }

    /// <summary>History and fills were read from here on.</summary>
    public required long FromMillis { get; init; }

    public required IReadOnlyList<WeexOrder> Open { get; init; }

    public required IReadOnlyList<WeexOrder> History { get; init; }

    public required IReadOnlyList<WeexFill> Fills { get; init; }
}
