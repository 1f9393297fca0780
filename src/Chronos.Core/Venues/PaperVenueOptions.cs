using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>How the paper venue simulates.</summary>
public sealed class PaperVenueOptions
{
    /// <summary>The policy's name for the venue.</summary>
    public required string Name { get; init; }

    /// <summary>Balance every account starts with, in its currency. Default 100 000.</summary>
    public Notional OpeningBalance { get; init; } = Notional.FromDecimal(100_000m);

    /// <summary>Fee of a fill that takes liquidity, in millionths of its value. Default 500 (0.05 %), range 0 to 100 000.</summary>
    public int TakerFeePpm { get; init; } = 500;

    /// <summary>Fee of a fill of a resting order, in millionths of its value. Default 200 (0.02 %), range 0 to 100 000.</summary>
    public int MakerFeePpm { get; init; } = 200;
}
